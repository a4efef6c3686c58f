package complaint_test

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// exampleEntropy makes the same IDs and numbers in every run. A real service
// leaves Config.Entropy nil and gets crypto/rand.
type exampleEntropy struct{ drawn uint64 }

func (e *exampleEntropy) Read(p []byte) (int, error) {
	for i := range p {
		e.drawn++
		sum := sha256.Sum256(binary.BigEndian.AppendUint64(nil, e.drawn))
		p[i] = sum[0]
	}
	return len(p), nil
}

// tenDays is a deadline policy in one rule: ten days after an answer the reply
// clock has run out.
type tenDays struct{}

func (tenDays) Judge(l *complaint.Lifecycle, c *complaint.Complaint, at time.Time) (complaint.Judgement, error) {
	var out complaint.Judgement
	for _, run := range l.Clocks(c) {
		if run.Clock != complaint.ClockReply || run.State != complaint.ClockRuns {
			continue
		}
		out.Next = run.Started.AddDate(0, 0, 10)
		if !at.Before(out.Next) {
			out.Elapsed = append(out.Elapsed, run.Clock)
		}
	}
	return out, nil
}

func (tenDays) Policy(time.Time) complaint.Edition {
	return complaint.Edition{Name: "ten-days", Edition: "1"}
}

// exampleService is a service over memory, and its clock.
func exampleService() (*complaint.Service, *time.Time) {
	now := time.Date(2020, 11, 12, 2, 0, 0, 0, time.UTC)
	national, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	if err != nil {
		panic(err)
	}
	store := memory.New()
	service, err := complaint.NewService(complaint.Config{
		Store: backend.Complaints(store), Identities: store.Set().Identities, Lifecycles: []*complaint.Lifecycle{national},
		Deadlines: tenDays{}, Now: func() time.Time { return now }, Entropy: &exampleEntropy{},
	})
	if err != nil {
		panic(err)
	}
	return service, &now
}

// The people of the examples.
func exampleActors() (reporter, national, badung complaint.Actor) {
	return complaint.Actor{ID: "made@example.id"},
		complaint.Actor{ID: "rina", Role: complaint.RoleNationalAdmin},
		complaint.Actor{ID: "wayan", Role: complaint.RoleAgencyAdmin, Agency: "id:51.03"}
}

func exampleDraft() complaint.Draft {
	return complaint.Draft{
		Kind: complaint.KindComplaint, Channel: complaint.ChannelWeb, Title: "Lampu jalan padam",
		Body: "Tiga lampu di Jalan Raya Sempidi padam sejak Senin.", Category: "public_works/lighting",
		Disclosure: complaint.Disclosure{Public: true},
	}
}

// Compile proves a definition. What is wrong with it is found before any case
// begins.
func ExampleCompile() {
	national, err := complaint.Compile(complaint.National(), complaint.Extensions{})
	fmt.Println(national.Edition(), err)

	broken := complaint.National()
	broken.Transitions[1].By = lifecycle.By("mayor")
	_, err = complaint.Compile(broken, complaint.Extensions{})
	var proof *lifecycle.ProofError
	fmt.Println(errors.As(err, &proof), proof.Findings[0].Name)
	// Output:
	// sp4n-lapor 2 <nil>
	// true mayor
}

// A report goes to an agency, which answers. The reporter follows it by its
// number; the number is all that he needs.
func ExampleNewService() {
	ctx := context.Background()
	service, _ := exampleService()
	reporter, national, badung := exampleActors()

	receipt, err := service.Submit(ctx, reporter, exampleDraft())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range []struct {
		by  complaint.Actor
		cmd complaint.Command
	}{
		{national, complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: "id:51.03"}},
		{badung, complaint.Command{Action: complaint.ActionHandle}},
		{badung, complaint.Command{Action: complaint.ActionRespond, Note: "Lampu sudah diganti."}},
	} {
		done, err := service.Do(ctx, step.by, receipt.ID, step.cmd)
		fmt.Println(step.cmd.Action, "version", done.Version, err)
	}

	view, err := service.Track(ctx, receipt.Tracking.String())
	fmt.Println(view.Status.Label.Text("en"), err)
	for _, event := range view.Report.Events {
		fmt.Printf("- %s by %s %q\n", event.Action, event.Role, event.Text)
	}
	// Output:
	// forward version 2 <nil>
	// handle version 3 <nil>
	// respond version 4 <nil>
	// Answered, awaiting the reporter <nil>
	// - submit by reporter ""
	// - forward by national_admin ""
	// - handle by agency_admin ""
	// - respond by agency_admin "Lampu sudah diganti."
}

// The core is a pure function: a complaint and a command in, the complaint as
// it is afterwards out. Nothing is stored, no clock is read.
func ExampleLifecycle_Apply() {
	national, _ := complaint.Compile(complaint.National(), complaint.Extensions{})
	reporter, admin, _ := exampleActors()
	at := complaint.Moment{Now: time.Date(2020, 11, 12, 2, 0, 0, 0, time.UTC)}
	entropy := &exampleEntropy{}
	id, _ := complaint.NewID(at.Now, entropy)
	ref, _ := complaint.NewReporterRef(entropy)
	tracking, _ := complaint.NewTracking(entropy)

	c, err := national.Open(complaint.Header{ID: id, Reporter: ref, Tracking: tracking}, reporter, exampleDraft(), at)
	fmt.Println(c.State, err)
	next, err := national.Apply(c, admin, complaint.Command{Action: complaint.ActionSuspend, Note: "Di jalan mana tepatnya?"}, at)
	fmt.Println(c.State, "->", next.State, err)
	fmt.Println("returns to", next.Origins)
	// Output:
	// submitted <nil>
	// submitted -> suspended <nil>
	// returns to [submitted]
}

// Allowed lists what somebody could do now; WhyNot explains the rest, and what
// would be legal.
func ExampleLifecycle_Allowed() {
	national, _ := complaint.Compile(complaint.National(), complaint.Extensions{})
	_, admin, badung := exampleActors()
	c := &complaint.Complaint{State: complaint.StateForwarded, Agency: "id:51.03", Returns: 2}
	at := complaint.Moment{Now: time.Date(2020, 11, 12, 2, 0, 0, 0, time.UTC)}

	fmt.Println(national.Allowed(c, badung, at))
	denial := national.WhyNot(c, badung, complaint.ActionReturn, at)
	for _, reason := range denial.Reasons {
		fmt.Println(reason.Code, reason.Condition+":", reason.Text)
	}
	fmt.Println(errors.Is(denial, complaint.ErrNotAllowed), errors.Is(denial, complaint.ErrForbidden))
	fmt.Println(national.WhyNot(c, admin, complaint.ActionTransfer, at) == nil)
	// Output:
	// [suspend assign handle edit attach note merge]
	// guard returned_fewer_than(2): needs: the case has been returned fewer than 2 times (after that the national admin transfers it)
	// true false
	// true
}

// Many reports are taken one by one: what is wrong with one of them does not
// hold up the others.
func ExampleService_SubmitAll() {
	service, _ := exampleService()
	reporter, _, _ := exampleActors()
	good, bad := exampleDraft(), exampleDraft()
	bad.Title, bad.Channel = "", ""

	for i, result := range service.SubmitAll(context.Background(), reporter, []complaint.Draft{good, bad, good}) {
		fmt.Println(i, result.Receipt.Version, result.Err)
	}
	// Output:
	// 0 1 <nil>
	// 1 0 draft: invalid: 2 problems
	//   channel: by which channel did it arrive?; legal: web, sms, mobile_app, social_media, whatsapp, face_to_face, integrated
	//   title: is required
	// 2 1 <nil>
}

// Who reported is a record of its own. Opening it takes a purpose, and leaves
// an entry in the case.
func ExampleService_OpenIdentity() {
	ctx := context.Background()
	service, _ := exampleService()
	reporter, national, _ := exampleActors()
	draft := exampleDraft()
	draft.Reporter.Name = complaint.NewPrivate("I Made Sudarma")
	receipt, _ := service.Submit(ctx, reporter, draft)

	identity, err := service.OpenIdentity(ctx, national, receipt.ID, "permintaan inspektorat 12/2020")
	fmt.Println(identity.Person.Name.Open(), err)
	fmt.Println("in a log:", identity.Person.Name)

	view, _ := service.Get(ctx, national, receipt.ID)
	last := view.Events[len(view.Events)-1]
	fmt.Println(last.Action, "by", last.Officer+":", last.Text)
	// Output:
	// I Made Sudarma <nil>
	// in a log: (hidden)
	// open_identity by rina: permintaan inspektorat 12/2020
}

// A tracking number is read as people write it. Its last digit finds every
// single wrong digit and every swap of neighbours.
func ExampleParseTracking() {
	number, _ := complaint.NewTracking(&exampleEntropy{})
	fmt.Println(number)
	for _, text := range []string{"5538 3036 9110 2", "5538-3036-9110-3", "5583 3036 9110 2", "12345"} {
		number, err := complaint.ParseTracking(text)
		fmt.Printf("%q %v\n", number, err)
	}
	// Output:
	// 5538303691102
	// "5538303691102" <nil>
	// "" no such tracking number: a digit is wrong or two are swapped
	// "" no such tracking number: a digit is wrong or two are swapped
	// "" a tracking number has 13 digits, not 5
}

// Categories are a tree, parents first.
func ExampleNewCategories() {
	label := func(id, en string) aduan.Label { return aduan.NewLabel(map[string]string{"id": id, "en": en}) }
	tree, err := complaint.NewCategories([]complaint.CategoryInfo{
		{Path: "public_works", Label: label("Pekerjaan umum", "Public works")},
		{Path: "public_works/lighting", Label: label("Penerangan jalan", "Street lighting")},
		{Path: "health", Label: label("Kesehatan", "Health")},
	})
	fmt.Println(err, tree.Contains("public_works/roads"))
	for info := range tree.Below("public_works") {
		fmt.Println(info.Path, "-", info.Label.Text("id"))
	}
	_, err = complaint.NewCategories([]complaint.CategoryInfo{{Path: "health/hospitals"}})
	fmt.Println(err)
	// Output:
	// <nil> false
	// public_works - Pekerjaan umum
	// public_works/lighting - Penerangan jalan
	// categories: invalid: categories[0]: health/hospitals lies below health, which is not declared before it
}

// A sweep lets the timer act on what is due: here a case whose reporter did
// not reply within ten days closes by itself.
func ExampleService_Sweep() {
	ctx := context.Background()
	service, now := exampleService()
	reporter, national, badung := exampleActors()
	receipt, _ := service.Submit(ctx, reporter, exampleDraft())
	for _, step := range []complaint.Item{
		{ID: receipt.ID, Command: complaint.Command{Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory, Agency: "id:51.03"}},
		{ID: receipt.ID, Command: complaint.Command{Action: complaint.ActionHandle}},
		{ID: receipt.ID, Command: complaint.Command{Action: complaint.ActionRespond, Note: "Lampu sudah diganti."}},
	} {
		by := badung
		if step.Command.Action == complaint.ActionForward {
			by = national
		}
		if _, err := service.Do(ctx, by, step.ID, step.Command); err != nil {
			fmt.Println(err)
		}
	}

	for range 2 {
		swept, err := service.Sweep(ctx, complaint.Position{}, 100)
		fmt.Println(now.Format(time.DateOnly), "examined", swept.Examined, "acted", swept.Acted, err)
		*now = now.AddDate(0, 0, 11)
	}
	view, _ := service.Track(ctx, receipt.Tracking.String())
	fmt.Println(view.Status.State)
	// Output:
	// 2020-11-12 examined 0 acted 0 <nil>
	// 2020-11-23 examined 1 acted 1 <nil>
	// resolved
}
