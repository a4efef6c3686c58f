package main

import (
	"strings"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
)

// step is what somebody does to a case.
type step struct {
	by  complaint.Actor
	cmd complaint.Command
}

// desk decides, as the people of an office would, what happens to each report.
type desk struct {
	first    map[string]complaint.ID // by title and region: the first report of a problem
	ordinary int
	vague    int
	left     []filed // for later
	late     bool
}

// plan lists what the office does with a report, up to where the example
// leaves it. What the timer does comes later.
func (d *desk) plan(f filed) []step {
	draft, reporter := f.row.Draft, complaint.Actor{ID: f.row.Draft.Reporter.Account, Role: complaint.RoleReporter}
	text := strings.ToLower(draft.Title + " " + draft.Body)
	key := draft.Title + "\n" + draft.Region.String()
	archive := func(r complaint.ArchiveReason, why string) []step {
		return []step{{national(), complaint.Command{Action: complaint.ActionArchive, Reason: r, Note: why}}}
	}
	original, seen := d.first[key]
	switch {
	case seen:
		return []step{{national(), complaint.Command{Action: complaint.ActionMerge, Parent: original, Note: "Sama dengan laporan sebelumnya."}}}
	case hasAny(text, "pengadilan", "pidana"):
		return archive(complaint.ArchivedOutOfScope, "Perkara hukum bukan kewenangan pelayanan publik.")
	case hasAny(text, "promo", "qwerty"):
		return archive(complaint.ArchivedSpam, "Bukan laporan.")
	case draft.Place == "" && len(draft.Body) < 100:
		return d.incomplete(f, reporter)
	}
	d.first[key] = f.receipt.ID
	d.ordinary++
	return d.ordinarily(f, reporter, d.ordinary)
}

// incomplete asks the reporter for what is missing; some answer.
func (d *desk) incomplete(f filed, reporter complaint.Actor) []step {
	steps := []step{{national(), complaint.Command{Action: complaint.ActionSuspend, Note: "Mohon lengkapi lokasi dan waktu kejadian."}}}
	d.vague++
	switch {
	case d.vague%3 == 0 && !d.late: // nobody gets to it until later
		d.left = append(d.left, f)
		return nil
	case d.late || d.vague%3 == 1 || reporter.ID == "": // no answer
		return steps
	}
	return append(steps,
		step{reporter, complaint.Command{Action: complaint.ActionComplete, Note: "Lokasi di depan balai desa, sejak minggu lalu."}},
		d.forward(f))
}

// forward sends a report to the government of its region.
func (d *desk) forward(f filed) step {
	draft := f.row.Draft
	category := draft.Category
	if category == "" {
		category = "public_order"
	}
	return step{national(), complaint.Command{
		Action: complaint.ActionForward, Class: classOf(draft), Category: category, Agency: agencyFor(draft.Region.Path()),
	}}
}

// ordinarily gives the n-th ordinary report one of several usual courses.
func (d *desk) ordinarily(f filed, reporter complaint.Actor, n int) []step {
	government := agencyFor(f.row.Draft.Region.Path())
	responsible := officeFor(government, f.row.Draft.Category)
	supporting := []agency.ID{officeFor(government, "communication_information")}
	if supporting[0] == responsible {
		supporting = nil
	}
	do := func(by complaint.Actor, a lifecycle.Action, note string) step {
		return step{by, complaint.Command{Action: a, Note: note}}
	}
	assign := step{coordinator(government), complaint.Command{Action: complaint.ActionAssign, Main: responsible, Supporting: supporting}}
	followUp := do(liaison(responsible), complaint.ActionFollowUp, "Petugas kami sudah ke lokasi.")
	respond := do(liaison(responsible), complaint.ActionRespond, "Sudah kami tangani; terima kasih atas laporannya.")
	accept := func(rating int) step {
		return step{reporter, complaint.Command{Action: complaint.ActionAccept, Rating: rating}}
	}
	steps := []step{d.forward(f)}
	course := n % 10
	if reporter.ID == "" {
		course = 1 // he cannot be asked
	}
	switch course {
	case 0: // answered by draft and approval, accepted
		return append(steps, assign, followUp,
			do(unit(responsible), complaint.ActionDraft, "Perbaikan selesai pada hari ini."),
			do(liaison(responsible), complaint.ActionApprove, ""), accept(5))
	case 1: // answered; the reporter is silent, so it closes by itself
		return append(steps, assign, respond)
	case 2: // the coordinator handles it himself; a question back
		c := coordinator(government)
		return append(steps, do(c, complaint.ActionHandle, ""), do(c, complaint.ActionFollowUp, "Sedang kami periksa."),
			do(c, complaint.ActionRespond, "Menurut catatan kami sudah selesai."),
			do(reporter, complaint.ActionReply, "Belum, mohon dicek lagi."),
			do(c, complaint.ActionRespond, "Sudah kami perbaiki; mohon maaf."), accept(4))
	case 3: // being worked on
		return append(steps, assign, followUp)
	case 4: // sent to the wrong agency, and sent on
		back := step{coordinator(government), complaint.Command{Action: complaint.ActionReturn, Note: "Kewenangan pemerintah pusat.", Agency: "id.kemenpanrb"}}
		again := d.forward(f)
		again.cmd.Agency = "id.kemenpanrb"
		return append(steps, back, again, step{coordinator("id.kemenpanrb"), complaint.Command{Action: complaint.ActionAssign, Main: "id.kemenpanrb.service"}},
			do(liaison("id.kemenpanrb.service"), complaint.ActionRespond, "Sudah kami koordinasikan."), accept(3))
	case 5: // assigned, nothing done yet
		return append(steps, assign)
	case 6: // with the agency, which does nothing: it will be escalated
		return steps
	case 7: // extended, answered, accepted, reopened, answered again
		extend := step{coordinator(government), complaint.Command{Action: complaint.ActionExtend, Days: 7, Note: "Menunggu suku cadang."}}
		return append(steps, assign, extend, respond, accept(2), do(reporter, complaint.ActionReopen, "Rusak lagi."), respond)
	case 8: // classified anew, answered, accepted
		reclassify := step{national(), complaint.Command{Action: complaint.ActionReclassify, Class: complaint.ClassSupervisory, Note: "Ada dugaan penyimpangan."}}
		return append(steps, reclassify, assign, followUp, respond, accept(4))
	default: // not looked at yet; every second one is withdrawn
		if n%20 == 9 {
			return []step{do(reporter, complaint.ActionWithdraw, "Sudah beres.")}
		}
		return nil
	}
}

// classOf is how the national admin classifies a report.
func classOf(d complaint.Draft) complaint.Class {
	switch {
	case d.Kind == complaint.KindInformation:
		return complaint.ClassInformation
	case d.Kind == complaint.KindAspiration:
		return complaint.ClassAspiration
	case hasAny(strings.ToLower(d.Title+" "+d.Body), "pungli", "suap", "gratifikasi", "penyelewengan", "nepotisme"):
		return complaint.ClassSupervisory
	default:
		return complaint.ClassNonSupervisory
	}
}

func hasAny(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
