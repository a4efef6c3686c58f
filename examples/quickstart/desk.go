package main

import (
	"slices"
	"strings"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// step is what somebody does to a case; which person of a role that is, the case
// says when it comes to it.
type step struct {
	by  lifecycle.Role
	cmd complaint.Command
}

// note is a step that needs no more than a message.
func note(by lifecycle.Role, a lifecycle.Action, text string) step {
	return step{by, complaint.Command{Action: a, Note: text}}
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
	draft := f.row.Draft
	text := strings.ToLower(draft.Title + " " + draft.Body)
	key := draft.Title + "\n" + draft.Region.String()
	archive := func(r complaint.ArchiveReason, why string) []step {
		return []step{{complaint.RoleNationalAdmin, complaint.Command{Action: complaint.ActionArchive, Reason: r, Note: why}}}
	}
	original, seen := d.first[key]
	switch {
	case seen:
		return []step{{complaint.RoleNationalAdmin, complaint.Command{Action: complaint.ActionMerge, Parent: original, Note: "Sama dengan laporan sebelumnya."}}}
	case hasAny(text, "pengadilan", "pidana"):
		return archive(complaint.ArchivedOutOfScope, "Perkara hukum bukan kewenangan pelayanan publik.")
	case hasAny(text, "promo", "qwerty"):
		return archive(complaint.ArchivedSpam, "Bukan laporan.")
	case draft.Place == "" && len(draft.Body) < 100:
		return d.incomplete(f)
	}
	d.ordinary++
	steps := d.ordinarily(f, d.ordinary)
	ends := slices.ContainsFunc(steps, func(s step) bool {
		return s.cmd.Action == complaint.ActionAccept || s.cmd.Action == complaint.ActionWithdraw
	})
	if !ends { // another report of the problem can be merged into it
		d.first[key] = f.receipt.ID
	}
	return steps
}

// incomplete asks the reporter for what is missing; some answer.
func (d *desk) incomplete(f filed) []step {
	steps := []step{note(complaint.RoleNationalAdmin, complaint.ActionSuspend, "Mohon lengkapi lokasi dan waktu kejadian.")}
	d.vague++
	switch {
	case d.vague%3 == 0 && !d.late: // nobody gets to it until later
		d.left = append(d.left, f)
		return nil
	case d.late || d.vague%3 == 1 || f.anonymous(): // no answer
		return steps
	}
	return append(steps,
		note(complaint.RoleReporter, complaint.ActionComplete, "Lokasi di depan balai desa, sejak minggu lalu."),
		d.forward(f))
}

// forward classifies a report and lets the routing table say where it goes.
func (d *desk) forward(f filed) step {
	category := f.row.Draft.Category
	if category == "" {
		category = "public_order"
	}
	return step{complaint.RoleNationalAdmin, complaint.Command{Action: complaint.ActionForward, Class: classOf(f.row.Draft), Category: category}}
}

// ordinarily gives the n-th ordinary report one of several usual courses.
func (d *desk) ordinarily(f filed, n int) []step {
	const (
		reporter    = complaint.RoleReporter
		national    = complaint.RoleNationalAdmin
		coordinator = complaint.RoleAgencyAdmin
		liaison     = complaint.RoleLiaisonOfficer
	)
	assign := note(coordinator, complaint.ActionAssign, "")
	followUp := note(liaison, complaint.ActionFollowUp, "Petugas kami sudah ke lokasi.")
	respond := note(liaison, complaint.ActionRespond, "Sudah kami tangani; terima kasih atas laporannya.")
	accept := func(rating int) step {
		return step{reporter, complaint.Command{Action: complaint.ActionAccept, Rating: rating}}
	}
	steps := []step{d.forward(f)}
	course := n % 10
	if f.anonymous() {
		course = 1 // nobody to ask
	}
	switch course {
	case 0: // answered by draft and approval, accepted
		return append(steps, assign, followUp,
			note(complaint.RoleUnitAdmin, complaint.ActionDraft, "Perbaikan selesai pada hari ini."),
			note(liaison, complaint.ActionApprove, ""), accept(5))
	case 1: // answered; the reporter is silent, so it closes by itself
		return append(steps, assign, respond)
	case 2: // the coordinator does the work; a question back
		return append(steps, note(coordinator, complaint.ActionHandle, ""), note(coordinator, complaint.ActionFollowUp, "Sedang kami periksa."),
			note(coordinator, complaint.ActionRespond, "Menurut catatan kami sudah selesai."),
			note(reporter, complaint.ActionReply, "Belum, mohon dicek lagi."),
			note(coordinator, complaint.ActionRespond, "Sudah kami perbaiki; mohon maaf."), accept(4))
	case 3: // being worked on
		return append(steps, assign, followUp)
	case 4: // the wrong agency: it comes back, and goes on to the ministry
		again := d.forward(f)
		again.cmd.Agency = "id/panrb"
		back := step{coordinator, complaint.Command{Action: complaint.ActionReturn, Note: "Kewenangan pemerintah pusat.", Agency: again.cmd.Agency}}
		return append(steps, back, again, assign, note(liaison, complaint.ActionRespond, "Sudah kami koordinasikan."), accept(3))
	case 5: // assigned, nothing done yet
		return append(steps, assign)
	case 6: // with the agency, which does nothing: it will be escalated
		return steps
	case 7: // extended, answered, accepted, reopened, answered again
		extend := step{coordinator, complaint.Command{Action: complaint.ActionExtend, Days: 7, Note: "Menunggu suku cadang."}}
		if classOf(f.row.Draft) == complaint.ClassAspiration {
			extend = followUp // without a limit there is nothing to extend
		}
		return append(steps, assign, extend, respond, accept(2), note(reporter, complaint.ActionReopen, "Rusak lagi."), respond)
	case 8: // classified anew, answered, accepted
		reclassify := step{national, complaint.Command{Action: complaint.ActionReclassify, Class: complaint.ClassSupervisory, Note: "Ada dugaan penyimpangan."}}
		return append(steps, reclassify, assign, followUp, respond, accept(4))
	default: // not looked at yet; every second one is withdrawn
		if n%20 == 9 {
			return []step{note(reporter, complaint.ActionWithdraw, "Sudah beres.")}
		}
		return nil
	}
}

// anonymous reports whether nobody can be asked: there is no account.
func (f filed) anonymous() bool { return f.row.Draft.Reporter.Account.IsZero() }

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

// hasAny reports whether a text has one of some words.
func hasAny(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}
