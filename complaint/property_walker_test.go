package complaint_test

import (
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
)

// walksSoak reports whether the long forms of the tests are asked for.
func walksSoak() bool { return os.Getenv("ADUAN_SOAK") == "1" }

// seededBytes is a source of bytes that follows from a seed.
type seededBytes struct{ *rand.Rand }

func (e seededBytes) Read(p []byte) (int, error) {
	for i := 0; i < len(p); i += 8 {
		var word [8]byte
		binary.LittleEndian.PutUint64(word[:], e.Uint64())
		copy(p[i:], word[:])
	}
	return len(p), nil
}

var _ io.Reader = seededBytes{}

// walker draws actors, moments and commands that suit a case.
type walker struct {
	t testing.TB
	l *complaint.Lifecycle
	r *rand.Rand
	// now grows, but for a leap back before it leaves the calendar.
	now time.Time
	// keys counts the keys given out.
	keys int
	// clocks are those that may have run out.
	clocks []lifecycle.ClockName
}

// walkRules proves the national lifecycle.
func walkRules(t testing.TB, with complaint.Extensions) *complaint.Lifecycle {
	t.Helper()
	l, err := complaint.Compile(complaint.National(), with)
	require.NoError(t, err)
	return l
}

// newWalker begins in 2020, with all its luck drawn from the seed.
func newWalker(t testing.TB, l *complaint.Lifecycle, seed uint64) *walker {
	return &walker{t: t, l: l, r: rand.New(rand.NewPCG(seed, 2020)), now: time.Date(2020, 11, 12, 2, 0, 0, 0, time.UTC), clocks: complaint.Vocabulary().Clocks}
}

func oneOf[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

func (w *walker) id() complaint.ID {
	id, err := complaint.NewID(w.now, seededBytes{w.r})
	require.NoError(w.t, err)
	return id
}

func (w *walker) digest() (d complaint.Digest) {
	_, _ = seededBytes{w.r}.Read(d[:])
	d[0] |= 1
	return d
}

func (w *walker) key() string {
	w.keys++
	return fmt.Sprintf("k%d", w.keys)
}

// text draws a text of several scripts, sometimes one that was there before.
func (w *walker) text() string {
	if w.r.IntN(4) == 0 {
		return "sudah kami catat"
	}
	return fmt.Sprintf("jalan rusak \u202e%d \U0001f6a7 <b>&\u2028 %q", w.r.IntN(1_000_000), "kutipan\n")
}

func (w *walker) agency() agency.ID {
	return oneOf[agency.ID](w.r, "id:51.03/public-works", "id:34.04/health", "id:36.03/permits")
}

// walkUnits are those of an agency, itself first.
func walkUnits(a agency.ID) []agency.ID {
	return []agency.ID{a, a + "/roads", a + "/bridges", a + "/drains"}
}

func (w *walker) files(n int) []complaint.Attachment {
	var list []complaint.Attachment
	for range n {
		list = append(list, complaint.Attachment{Name: "foto.jpg", MediaType: "image/jpeg", Size: w.r.Int64N(1 << 40), Digest: w.digest()})
	}
	return list
}

func (w *walker) disclosure() complaint.Disclosure {
	return complaint.Disclosure{Named: w.r.IntN(2) == 0, Public: w.r.IntN(2) == 0}
}

// attributes draws up to n attributes, of which a command may take some back.
func (w *walker) attributes(n int, command bool) []complaint.Attribute {
	list := []complaint.Attribute{
		attribute("location_type", complaint.DatatypeSingleValueList, oneOf(w.r, "highway", "street")), attribute("WHISPAWN", complaint.DatatypeString, w.text()),
		attribute("depth", complaint.DatatypeNumber, fmt.Sprint(w.r.IntN(99))), attribute("since", complaint.DatatypeDatetime, "2020-11-12T02:00:00Z"),
		attribute("how", complaint.DatatypeText, w.text()), attribute("lanes", complaint.DatatypeMultiValueList, "left", "right"),
	}
	w.r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	if list = list[:w.r.IntN(min(n, len(list))+1)]; command && len(list) > 0 && w.r.IntN(3) == 0 {
		list[0].Values = nil
	}
	return list
}

// attributesLeft is how many values of attributes a case may still state.
func attributesLeft(c *complaint.Complaint) int {
	left := complaint.DefaultLimits().Attributes
	for _, e := range c.Timeline {
		for _, a := range e.Details.Attributes {
			left -= max(1, len(a.Values))
		}
	}
	return left / 2
}

func (w *walker) draft() complaint.Draft {
	d := complaint.Draft{
		Kind: oneOf(w.r, complaint.KindComplaint, complaint.KindAspiration, complaint.KindInformation), Title: w.text(), Body: w.text(),
		Channel: deskNational(w.t).Channels()[w.r.IntN(7)], Attachments: w.files(w.r.IntN(3)), Disclosure: w.disclosure(), Attributes: w.attributes(3, false),
		Category: oneOf[complaint.Category](w.r, "", "health", "public_works/roads"), EventDate: oneOf(w.r, aduan.Date{}, aduan.Date{Year: 2020, Month: 2, Day: 29}),
	}
	if d.Channel == complaint.ChannelIntegrated {
		d.External = complaint.External{System: "lapor-daerah", ID: complaint.NewPrivate(w.key())}
	}
	if w.r.IntN(2) == 0 {
		d.Place = "di depan pasar"
		d.Location = complaint.Location{AddressID: complaint.NewPrivate("alamat-7"), Asset: "PJU-7"}
		d.Location.Point, _ = complaint.ParsePoint("-8.6704582,115.2126293")
		d.Agency = w.agency()
	}
	return d
}

// moment passes a little or a long time, and lets any clocks run out.
func (w *walker) moment() complaint.Moment {
	w.now = w.now.Add(time.Duration(w.r.Int64N(int64(oneOf(w.r, time.Nanosecond, time.Hour, 20*24*time.Hour)))))
	if w.now.Year() > 9000 {
		w.now = w.now.AddDate(2020-w.now.Year(), 0, 0)
	}
	at := complaint.Moment{Now: w.now}
	if w.r.IntN(4) == 0 {
		at.Child = w.id()
	}
	if w.r.IntN(4) > 0 {
		at.Parent = &complaint.Parent{Ended: w.r.IntN(2) == 0, Answered: w.r.IntN(4) > 0}
	}
	_, _ = seededBytes{w.r}.Read(at.Salt[:])
	for _, c := range w.clocks {
		if w.r.IntN(2) == 0 {
			at.Elapsed = append(at.Elapsed, c)
		}
	}
	return at
}

// open begins a case.
func (w *walker) open() *complaint.Complaint {
	id := w.id()
	ref, err := complaint.NewReporterRef(seededBytes{w.r})
	require.NoError(w.t, err)
	number, err := complaint.NewTracking(seededBytes{w.r})
	require.NoError(w.t, err)
	by := oneOf(w.r, complaint.Actor{ID: "warga"}, complaint.Actor{ID: "petugas", Role: complaint.RoleFieldOfficer})
	h := complaint.Header{ID: id, Tracking: number, Reporter: ref, Policy: complaint.Edition{Name: "62/2018", Edition: "1"}}
	draft := w.draft()
	if !draft.External.IsZero() {
		by.Role = complaint.RoleFieldOfficer
	}
	c, err := w.l.Open(h, by, draft, w.moment())
	require.NoError(w.t, err)
	c.Version = 1
	return c
}

// walkActors are all who might do something about a case, and some who might not.
func walkActors(c *complaint.Complaint) []complaint.Actor {
	list := []complaint.Actor{
		{ID: c.Reporter.String()},
		{ID: "nasional", Role: complaint.RoleNationalAdmin, Agency: "id:panrb"},
		{ID: "timer", Role: complaint.RoleTimer},
		{ID: "ombudsman", Role: complaint.RoleOmbudsman},
		{ID: "petugas", Role: complaint.RoleFieldOfficer},
		{ID: "admin", Role: complaint.RoleAgencyAdmin, Agency: c.Agency},
		{ID: "rancang", Role: complaint.RoleUnitAdmin, Agency: c.Agency},
		{ID: "orang lain"},
	}
	for _, u := range append([]agency.ID{c.Main}, c.Supporting...) {
		list = append(list,
			complaint.Actor{ID: "rancang", Role: complaint.RoleUnitAdmin, Agency: u},
			complaint.Actor{ID: "rancang", Role: complaint.RoleLiaisonOfficer, Agency: u},
			complaint.Actor{ID: "penghubung", Role: complaint.RoleLiaisonOfficer, Agency: u})
	}
	return list
}

// suitable draws a command that the case should accept if the action is allowed.
func (w *walker) suitable(c *complaint.Complaint, a lifecycle.Action, at complaint.Moment) complaint.Command {
	cmd := complaint.Command{Action: a, Key: w.key()}
	if w.r.IntN(3) == 0 {
		cmd.Note = w.text()
	}
	room := min(2, max(0, walkFiles()-len(c.Attachments)))
	switch a {
	case complaint.ActionForward:
		cmd.Class, cmd.Agency, cmd.Category = w.l.Classes()[w.r.IntN(4)], w.agency(), "transport/roads"
	case complaint.ActionReturn:
		cmd.Note, cmd.Agency = w.text(), oneOf(w.r, "", w.agency())
	case complaint.ActionTransfer:
		cmd.Note, cmd.Agency = w.text(), w.agency()
		for cmd.Agency == c.Agency {
			cmd.Agency = w.agency()
		}
	case complaint.ActionAssign, complaint.ActionReassign:
		team := walkUnits(c.Agency)
		w.r.Shuffle(len(team), func(i, j int) { team[i], team[j] = team[j], team[i] })
		cmd.Main, cmd.Supporting = team[0], team[1:1+w.r.IntN(len(team))]
	case complaint.ActionReclassify:
		cmd.Note, cmd.Class = w.text(), w.l.Classes()[w.r.IntN(4)]
	case complaint.ActionEdit:
		cmd.Category, cmd.Title = "health", oneOf(w.r, "", w.text())
		cmd.Body, cmd.Attributes = oneOf(w.r, "", w.text()), w.attributes(attributesLeft(c), true)
	case complaint.ActionApprove:
		cmd.Draft = c.Draft.Text
	case complaint.ActionAttach:
		cmd.Attachments = w.files(1)
	case complaint.ActionSuspend, complaint.ActionHandBack, complaint.ActionReopen, complaint.ActionNote, complaint.ActionDraft:
		cmd.Note = w.text()
	case complaint.ActionFollowUp, complaint.ActionRespond, complaint.ActionReply:
		cmd.Note, cmd.Attachments = w.text(), w.files(w.r.IntN(room+1))
	case complaint.ActionComplete:
		cmd.Attachments, cmd.Attributes = w.files(w.r.IntN(room+1)), w.attributes(attributesLeft(c), true)
	case complaint.ActionDisclose, complaint.ActionSeal:
		open := a == complaint.ActionDisclose
		d := w.disclosure()
		for d == c.Disclosure || (d.Named != c.Disclosure.Named && d.Named != open) || (d.Public != c.Disclosure.Public && d.Public != open) {
			d = w.disclosure()
		}
		cmd.Disclosure = &d
	case complaint.ActionAccept:
		cmd.Rating = 1 + w.r.IntN(5)
	case complaint.ActionExtend:
		cmd.Note, cmd.Days = w.text(), 1+w.r.IntN(20)
	case complaint.ActionArchive:
		cmd.Reason = oneOf(w.r, complaint.ArchivedOutOfScope, complaint.ArchivedUnclear, complaint.ArchivedSpam)
		if cmd.Reason == complaint.ArchivedOutOfScope && cmd.Note == "" {
			cmd.Agency = w.agency()
		}
	case complaint.ActionAccuse:
		cmd.Accused = []agency.ID{agency.ID(fmt.Sprintf("accused/%d", w.keys))}
	case complaint.ActionConfirmAccusation, complaint.ActionClearAccusation:
		cmd.Note = w.text()
		for _, a := range c.Accused {
			if cmd.Action == complaint.ActionClearAccusation || !a.Confirmed {
				cmd.Accused = []agency.ID{a.Agency}
			}
		}
	case complaint.ActionMerge:
		cmd.Parent = w.id()
	case complaint.ActionPassOn:
		cmd.Note = w.text()
	case complaint.ActionEscalate:
		next := complaint.Escalation{Clock: complaint.ClockReply, Rung: complaint.RungSuperior}
		if open := w.escalations(c, at); len(open) > 0 {
			next = oneOf(w.r, open...)
		}
		cmd.Clock, cmd.Rung = next.Clock, next.Rung
	}
	return cmd
}

// walkFiles is how many attachments a case may hold, the reporter's half full.
func walkFiles() int { return complaint.DefaultLimits().Attachments / 2 }

// escalations lists what everybody may escalate who may escalate at all.
func (w *walker) escalations(c *complaint.Complaint, at complaint.Moment) (open []complaint.Escalation) {
	for _, clock := range at.Elapsed {
		if clock == complaint.ClockVerification || clock == complaint.ClockReply || clock == complaint.ClockCompletion {
			continue // one of them waits for them
		}
		runs := slices.ContainsFunc(w.l.Clocks(c), func(r complaint.ClockRun) bool { return r.Clock == clock && r.State == complaint.ClockRuns })
		if c.State == complaint.StateArchived && !runs {
			continue // the merge paused it
		}
		for _, rung := range w.l.Rungs() {
			if w.l.StepsInRun(c, clock, rung) == 0 {
				open = append(open, complaint.Escalation{Clock: clock, Rung: rung})
			}
		}
	}
	return open
}

// walkChoice is one thing that somebody may do now.
type walkChoice struct {
	by     complaint.Actor
	action lifecycle.Action
}

// choices lists what is allowed to anybody. Attaching to a case that is full
// is left out: no limit of size is a guard.
func (w *walker) choices(c *complaint.Complaint, at complaint.Moment) map[lifecycle.Action][]walkChoice {
	all := map[lifecycle.Action][]walkChoice{}
	for _, by := range walkActors(c) {
		for _, a := range w.l.Allowed(c, by, at) {
			if a == complaint.ActionEscalate && len(w.escalations(c, at)) == 0 {
				continue // nothing that suits everybody
			}
			full := a == complaint.ActionAttach && len(c.Attachments) >= walkFiles() ||
				a == complaint.ActionAccuse && len(c.Accused) == complaint.DefaultLimits().Accused
			if !full {
				all[a] = append(all[a], walkChoice{by, a})
			}
		}
	}
	return all
}

// choose picks an action, then an actor: as often one that moves the case as one
// that does not, and seldom one that ends it. It is false if nothing is
// possible.
func (w *walker) choose(c *complaint.Complaint, at complaint.Moment) (walkChoice, bool) {
	all := w.choices(c, at)
	var loops, moves, ends []lifecycle.Action
	for a := range w.l.Machine().Actions() {
		next, known := w.l.Machine().Next(c.State, a, "")
		switch {
		case len(all[a]) == 0:
		case known && next == c.State:
			loops = append(loops, a)
		case known && w.l.Machine().Final(next):
			ends = append(ends, a)
		default:
			moves = append(moves, a)
		}
	}
	actions := loops
	if len(loops) == 0 || (len(moves) > 0 && w.r.IntN(2) == 0) {
		actions = moves
	}
	seldom := 12
	if c.State == complaint.StateResponded {
		seldom = 2 // few cases come this far
	}
	if len(ends) > 0 && (len(actions) == 0 || w.r.IntN(seldom) == 0) {
		actions = ends
	}
	if len(actions) == 0 {
		return walkChoice{}, false
	}
	return oneOf(w.r, all[oneOf(w.r, actions...)]...), true
}
