// Package complaint models complaints to public bodies: the record and its
// timeline, the people who act on it, the commands they give, and the views
// they are shown.
//
// The heart is pure. A [Lifecycle] is a definition that package lifecycle has
// proved, joined to what its roles, guards and actions mean here;
// [Lifecycle.Apply] takes a [Complaint], an [Actor], a [Command] and a [Moment]
// and returns the complaint afterwards, or says what stands in the way. It
// reads no clock and no store, so rules can be tested without either:
//
//	national, err := complaint.Compile(complaint.National(), complaint.Extensions{})
//	next, err := national.Apply(c, admin, complaint.Command{
//		Action: complaint.ActionForward, Class: complaint.ClassNonSupervisory,
//		Category: "public_works/roads", Agency: "id.badung",
//	}, complaint.Moment{Now: now})
//
// Default is deny. A role reaches certain cases ([Reach]), the definition says
// which actions it may take from which state, and guards say under which
// conditions. What is refused is explained: a [Denial] lists everything that
// stands against an action and what would be possible instead, in Indonesian
// and English; [Lifecycle.WhyNot] asks beforehand.
//
// A [Service] is the thin shell for programs: it loads, lets the core decide
// and commits in one [Batch].
//
//	svc, err := complaint.NewService(complaint.Config{
//		Store: backend.Complaints(store), Identities: store.Set().Identities,
//		Lifecycles: []*complaint.Lifecycle{national}, Deadlines: deadlines,
//	})
//	receipt, err := svc.Submit(ctx, reporter, draft)     // repeating it is harmless
//	receipt, err = svc.Do(ctx, admin, receipt.ID, command) // so is this, by the command's Key
//	view, err := svc.Track(ctx, receipt.Tracking.String())
//
// Views are types without a field for what they must not show: an
// [AgencyView] has none for the reporter, a [PublicView] of a secret report has
// state and dates only. Who reported is an [Identity], a record of its own
// behind an interface of its own, to which a complaint refers by a random
// [ReporterRef]; [Service.OpenIdentity] asks for a purpose and leaves an entry.
// The zero [Disclosure] is the most private one.
//
// # What you must do yourself
//
// THE ACTOR IS TRUSTED INPUT. This package does not authenticate: whoever
// makes an [Actor] must have checked who the person is, which role he holds and
// for which agency. It does not encrypt; a store's operator can read what is
// stored. It escapes nothing for HTML or terminals.
//
// # What follows from the timeline
//
// Everything that happens is an [Entry]; entries are never changed. The record
// follows from them ([Lifecycle.Replay]), and so do the runs of all clocks
// ([Lifecycle.Clocks]). Free texts lie beside the timeline, which refers to
// them by digest, so that a text can be erased without breaking it. Time acts
// through the timer, an actor like any other: [Service.Sweep] carries out what
// is due. How long clocks run is said by an implementation of [Deadlines].
//
// Times are UTC, cut to microseconds. Errors unwrap to the sentinels of this
// package and of package storage, in the order that [Service.Do] states.
package complaint
