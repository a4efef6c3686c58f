package complaint

import (
	"fmt"

	"github.com/aduan-go/aduan"
	lc "github.com/aduan-go/aduan/complaint/lifecycle"
)

// NationalRules are the choices in the national lifecycle that an embedder may
// make otherwise. All of them are decisions of this library, not law.
type NationalRules struct {
	// AgencyMayArchive, AgencyMayTransfer and AgencyMayReclassify let the
	// holding agency's admin do what else only the national admin does. All are
	// off by default: "not ours" is never an end (no wrong door).
	AgencyMayArchive, AgencyMayTransfer, AgencyMayReclassify bool
	// Returns is how often an agency may send a case back before the national
	// admin has to transfer it. Default 2.
	Returns int
	// Reopenings is how often a resolved case may be reopened. Default 1.
	Reopenings int
	// ReopenDays is how many days of 24 hours after the resolution the reporter
	// may reopen. Default 30. The national admin is not bound by it.
	ReopenDays int
	// Extensions is how often the resolution clock may be extended. Default 1.
	Extensions int
}

// DefaultNationalRules returns the defaults that [National] uses.
func DefaultNationalRules() NationalRules {
	return NationalRules{Returns: 2, Reopenings: 1, ReopenDays: 30, Extensions: 1}
}

// National returns the default national lifecycle of SP4N-LAPOR! with the
// default rules. States, buckets and the ten working days until a case closes
// by itself are as published by the ministry; who may do what in detail
// follows public service standards where there are any and is our decision
// elsewhere. Change what differs for you: the value is yours.
func National() lc.Definition { return DefaultNationalRules().Definition() }

// Definition returns the national lifecycle under these rules.
func (r NationalRules) Definition() lc.Definition {
	return lc.Definition{
		Name: "sp4n-lapor", Edition: "1", Initial: StateSubmitted,
		States: nationalStates(), Transitions: append(r.verification(), append(r.handling(), r.everywhere()...)...),
	}
}

func nationalStates() []lc.StateInfo {
	label := func(id, en string) aduan.Label { return aduan.NewLabel(map[string]string{"id": id, "en": en}) }
	unverified := label("Belum Terverifikasi", "Not yet verified")
	inProgress := label("Terdisposisi Sedang Diproses", "Assigned, in progress")
	return []lc.StateInfo{
		{State: StateSubmitted, Label: label("Menunggu verifikasi", "Awaiting verification"), Bucket: unverified, Owner: RoleNationalAdmin},
		{State: StateSuspended, Label: label("Tertunda (menunggu kelengkapan pelapor)", "Suspended (awaiting the reporter's details)"), Bucket: label("Tertunda", "Suspended"), Waiting: true, Owner: RoleReporter},
		{State: StateForwarded, Label: label("Menunggu verifikasi instansi", "Awaiting the agency's verification"), Bucket: unverified, Owner: RoleAgencyAdmin},
		{State: StateAssigned, Label: label("Terdisposisi, belum ditindaklanjuti", "Assigned, not yet followed up"), Bucket: label("Terdisposisi Belum Ditindaklanjuti", "Assigned, not yet followed up"), Owner: RoleLiaisonOfficer},
		{State: StateInProgress, Label: label("Sedang diproses", "In progress"), Bucket: inProgress, Owner: RoleLiaisonOfficer},
		{State: StateResponded, Label: label("Sudah ditanggapi, menunggu pelapor", "Answered, awaiting the reporter"), Bucket: inProgress, Waiting: true, Owner: RoleReporter},
		{State: StateResolved, Label: label("Selesai", "Resolved"), Bucket: label("Terdisposisi Selesai", "Assigned, resolved"), Final: true, Exits: []lc.Action{ActionReopen}},
		{State: StateArchived, Label: label("Arsip", "Archived"), Bucket: label("Arsip", "Archived"), Final: true, Exits: []lc.Action{ActionUnmerge}},
	}
}

// verification is the part before an agency works on the case.
func (r NationalRules) verification() []lc.Transition {
	return []lc.Transition{
		{
			Action: ActionSubmit, From: from(lc.New), To: lc.To(StateSubmitted), By: lc.By(RoleReporter, RoleFieldOfficer),
			Clocks: []lc.Effect{lc.Start.On(ClockVerification, ClockStatutoryAnswer)}, Label: aduan.NewLabel(map[string]string{"id": "Lapor", "en": "Submit"}),
		},
		{
			Action: ActionForward, From: from(StateSubmitted), To: lc.To(StateForwarded), By: lc.By(RoleNationalAdmin), Label: aduan.NewLabel(map[string]string{"id": "Teruskan", "en": "Forward"}),
			Clocks: []lc.Effect{
				lc.Stop.On(ClockVerification), lc.Start.On(ClockFirstResponse),
				lc.StartOnce.On(ClockResolution, ClockStatutoryDecision, ClockOmbudsman),
			},
		},
		{
			Action: ActionSuspend, From: from(StateSubmitted, StateForwarded, StateAssigned, StateInProgress), To: lc.To(StateSuspended),
			By:     append(lc.By(RoleNationalAdmin, RoleAgencyAdmin), permit(RoleLiaisonOfficer, GuardMainUnit)),
			Clocks: []lc.Effect{lc.Pause.AllExcept(ClockStatutoryAnswer, ClockStatutoryDecision, ClockOmbudsman), lc.Start.On(ClockCompletion)},
			Label:  aduan.NewLabel(map[string]string{"id": "Tunda", "en": "Suspend"}),
		},
		{
			Action: ActionComplete, From: from(StateSuspended), To: lc.Back(StateSubmitted, StateForwarded, StateAssigned, StateInProgress), By: lc.By(RoleReporter),
			Clocks: []lc.Effect{lc.Stop.On(ClockCompletion), lc.Resume.All(), lc.Restart.On(ClockStatutoryDecision)}, Label: aduan.NewLabel(map[string]string{"id": "Lengkapi", "en": "Complete"}),
		},
		{
			Action: ActionExpire, From: from(StateSuspended), To: lc.To(StateArchived), By: lc.By(RoleTimer),
			Needs: []lc.Need{with(GuardElapsed, ClockCompletion)}, Label: aduan.NewLabel(map[string]string{"id": "Kedaluwarsa", "en": "Expire"}),
		},
		{
			Action: ActionArchive, From: from(StateSubmitted, StateForwarded), To: lc.To(StateArchived),
			By: agencyToo(r.AgencyMayArchive), Label: aduan.NewLabel(map[string]string{"id": "Arsipkan", "en": "Archive"}),
		},
		{
			Action: ActionReturn, From: from(StateForwarded), To: lc.To(StateSubmitted), By: lc.By(RoleAgencyAdmin), Needs: []lc.Need{with(GuardReturnedFewerThan, r.Returns)},
			Clocks: []lc.Effect{lc.Supersede.On(ClockFirstResponse), lc.Start.On(ClockVerification)}, Label: aduan.NewLabel(map[string]string{"id": "Kembalikan", "en": "Return"}),
		},
	}
}

// handling is the work of the agency and the answer.
func (r NationalRules) handling() []lc.Transition {
	working := from(StateAssigned, StateInProgress)
	held := from(StateForwarded, StateAssigned, StateInProgress)
	answerers := []lc.Permit{permit(RoleLiaisonOfficer, GuardMainUnit), permit(RoleAgencyAdmin, GuardCoordinatorIsMain)}
	answered := []lc.Effect{
		lc.Stop.On(ClockFirstResponse, ClockResolution, ClockFurtherAnswer, ClockStatutoryAnswer, ClockStatutoryDecision, ClockOmbudsman),
		lc.Start.On(ClockReply),
	}
	return []lc.Transition{
		{Action: ActionAssign, From: from(StateForwarded), To: lc.To(StateAssigned), By: lc.By(RoleAgencyAdmin), Label: aduan.NewLabel(map[string]string{"id": "Disposisikan", "en": "Assign"})},
		{Action: ActionHandle, From: from(StateForwarded), To: lc.To(StateInProgress), By: lc.By(RoleAgencyAdmin), Label: aduan.NewLabel(map[string]string{"id": "Tangani sendiri", "en": "Handle"})},
		{Action: ActionHandBack, From: from(StateAssigned), To: lc.To(StateForwarded), By: []lc.Permit{permit(RoleLiaisonOfficer, GuardMainUnit)}, Label: aduan.NewLabel(map[string]string{"id": "Serahkan kembali", "en": "Hand back"})},
		{Action: ActionReassign, From: working, To: lc.Same(), By: lc.By(RoleAgencyAdmin), Label: aduan.NewLabel(map[string]string{"id": "Ubah disposisi", "en": "Reassign"})},
		{
			Action: ActionTransfer, From: held, To: lc.To(StateForwarded), By: agencyToo(r.AgencyMayTransfer), Needs: []lc.Need{need(GuardOtherAgency)},
			Clocks: []lc.Effect{lc.Start.On(ClockFirstResponse)}, Label: aduan.NewLabel(map[string]string{"id": "Alihkan", "en": "Transfer"}),
		},
		{
			Action: ActionReclassify, From: held, To: lc.Same(), By: agencyToo(r.AgencyMayReclassify),
			Clocks: []lc.Effect{lc.Recompute.On(ClockResolution)}, Label: aduan.NewLabel(map[string]string{"id": "Ubah klasifikasi", "en": "Reclassify"}),
		},
		{
			Action: ActionFollowUp, From: working, To: lc.To(StateInProgress), By: answerers,
			Clocks: []lc.Effect{lc.Stop.On(ClockFirstResponse, ClockStatutoryAnswer, ClockOmbudsman)}, Label: aduan.NewLabel(map[string]string{"id": "Tindak lanjuti", "en": "Follow up"}),
		},
		{Action: ActionDraft, From: working, To: lc.Same(), By: []lc.Permit{permit(RoleUnitAdmin, GuardAssignedUnit)}, Label: aduan.NewLabel(map[string]string{"id": "Susun rancangan jawaban", "en": "Draft an answer"})},
		{
			Action: ActionApprove, From: working, To: lc.To(StateResponded), By: []lc.Permit{permit(RoleLiaisonOfficer, GuardMainUnit)},
			Needs: []lc.Need{need(GuardHasDraft), need(GuardNotDrafter)}, Clocks: answered, Label: aduan.NewLabel(map[string]string{"id": "Setujui jawaban", "en": "Approve the answer"}),
		},
		{Action: ActionRespond, From: working, To: lc.To(StateResponded), By: answerers, Clocks: answered, Label: aduan.NewLabel(map[string]string{"id": "Tanggapi", "en": "Respond"})},
		{
			Action: ActionReply, From: from(StateResponded), To: lc.To(StateInProgress), By: lc.By(RoleReporter, RoleNationalAdmin, RoleAgencyAdmin),
			Clocks: []lc.Effect{lc.Stop.On(ClockReply), lc.Start.On(ClockFurtherAnswer)}, Label: aduan.NewLabel(map[string]string{"id": "Balas", "en": "Reply"}),
		},
		{Action: ActionAccept, From: from(StateResponded), To: lc.To(StateResolved), By: lc.By(RoleReporter), Clocks: []lc.Effect{lc.Stop.On(ClockReply)}, Label: aduan.NewLabel(map[string]string{"id": "Terima jawaban", "en": "Accept"})},
		{Action: ActionClose, From: from(StateResponded), To: lc.To(StateResolved), By: lc.By(RoleTimer), Needs: []lc.Need{with(GuardElapsed, ClockReply)}, Label: aduan.NewLabel(map[string]string{"id": "Tutup otomatis", "en": "Close"})},
		{
			Action: ActionReopen, From: from(StateResolved), To: lc.To(StateInProgress), Needs: []lc.Need{with(GuardReopenedFewerThan, r.Reopenings)},
			By:     []lc.Permit{{Role: RoleReporter, Needs: []lc.Need{with(GuardEnteredWithinDays, r.ReopenDays)}}, permit(RoleNationalAdmin)},
			Clocks: []lc.Effect{lc.Start.On(ClockResolution)}, Label: aduan.NewLabel(map[string]string{"id": "Buka kembali", "en": "Reopen"}),
		},
		{
			Action: ActionExtend, From: held, To: lc.Same(), By: lc.By(RoleAgencyAdmin), Needs: []lc.Need{with(GuardRunning, ClockResolution), with(GuardExtendedFewerThan, r.Extensions)},
			Clocks: []lc.Effect{lc.Extend.On(ClockResolution)}, Label: aduan.NewLabel(map[string]string{"id": "Perpanjang", "en": "Extend"}),
		},
	}
}

// everywhere is what is possible in every open state, and the way back from a
// merge.
func (r NationalRules) everywhere() []lc.Transition {
	open := from(lc.AnyOpen)
	staff := lc.By(RoleNationalAdmin, RoleAgencyAdmin, RoleUnitAdmin, RoleLiaisonOfficer)
	return []lc.Transition{
		{Action: ActionWithdraw, From: open, To: lc.To(StateArchived), By: lc.By(RoleReporter), Label: aduan.NewLabel(map[string]string{"id": "Cabut", "en": "Withdraw"})},
		{Action: ActionEdit, From: open, To: lc.Same(), By: lc.By(RoleNationalAdmin, RoleAgencyAdmin), Label: aduan.NewLabel(map[string]string{"id": "Sunting", "en": "Edit"})},
		{Action: ActionAttach, From: open, To: lc.Same(), By: append(lc.By(RoleReporter), staff...), Label: aduan.NewLabel(map[string]string{"id": "Lampirkan", "en": "Attach"})},
		{Action: ActionNote, From: open, To: lc.Same(), By: staff, Label: aduan.NewLabel(map[string]string{"id": "Catat", "en": "Note"})},
		{Action: ActionDisclose, From: open, To: lc.Same(), By: lc.By(RoleReporter), Needs: []lc.Need{need(GuardWidens)}, Label: aduan.NewLabel(map[string]string{"id": "Buka identitas atau laporan", "en": "Disclose"})},
		{Action: ActionSeal, From: open, To: lc.Same(), By: lc.By(RoleReporter, RoleNationalAdmin), Needs: []lc.Need{need(GuardNarrows)}, Label: aduan.NewLabel(map[string]string{"id": "Rahasiakan", "en": "Seal"})},
		{
			Action: ActionEscalate, From: open, To: lc.Same(), By: lc.By(RoleTimer, RoleReporter, RoleNationalAdmin),
			Needs: []lc.Need{need(GuardBreachedClock), need(GuardNotEscalated)}, Label: aduan.NewLabel(map[string]string{"id": "Eskalasi", "en": "Escalate"}),
		},
		{
			Action: ActionMerge, From: open, To: lc.To(StateArchived), By: lc.By(RoleNationalAdmin, RoleAgencyAdmin), Needs: []lc.Need{need(GuardOtherCase)},
			Clocks: []lc.Effect{lc.Pause.All()}, Label: aduan.NewLabel(map[string]string{"id": "Gabungkan", "en": "Merge"}),
		},
		{
			Action: ActionUnmerge, From: from(StateArchived), To: lc.Back(lc.AnyOpen), By: lc.By(RoleNationalAdmin), Needs: []lc.Need{need(GuardMerged)},
			Clocks: []lc.Effect{lc.Resume.All()}, Label: aduan.NewLabel(map[string]string{"id": "Pisahkan kembali", "en": "Unmerge"}),
		},
	}
}

func from(states ...lc.State) []lc.State { return states }

// agencyToo permits the national admin, and the holding agency's admin if the
// switch is on.
func agencyToo(on bool) []lc.Permit {
	if on {
		return lc.By(RoleNationalAdmin, RoleAgencyAdmin)
	}
	return lc.By(RoleNationalAdmin)
}

func permit(role lc.Role, guards ...lc.GuardName) lc.Permit {
	p := lc.Permit{Role: role}
	for _, g := range guards {
		p.Needs = append(p.Needs, need(g))
	}
	return p
}

func need(g lc.GuardName) lc.Need { return lc.Need(g) }

func with(g lc.GuardName, arg any) lc.Need { return lc.Need(fmt.Sprintf("%s(%v)", g, arg)) }
