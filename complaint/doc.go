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
//		Category: "public_works/roads", Agency: "id:51.03",
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
// # Who sees a case
//
// One place decides it, [Lifecycle.Access]: whether somebody comes upon a case, by which
// relation, how much of it they are shown, and whether they may act at all. A role's [Reach] is a set of
// relations (holder, assigned, above, escalated and so on), by [Extensions] for roles of one's own; secrecy and
// accusations narrow it, in this order and last. A program asks a service:
//
//	the case                            Get; Mine for its reporter, Track for the public
//	its clocks                          Clocks
//	what I may do, and why not          Get (Allowed), WhyNot
//	what I have to do with it           Access
//	who holds it, who sees it           WhoSees, for who sees every case
//	my cases                            List, Search; MineAll for a reporter
//	what waits for me, due first        Inbox
//
// # What you must do yourself
//
// THE ACTOR IS TRUSTED INPUT. This package does not authenticate: whoever
// makes an [Actor] must have checked who the person is, which role they hold
// and for which agency. It does not encrypt; a store's operator can read what is
// stored. It escapes nothing for HTML. What errors quote from outside is escaped and cut
// ([aduan.Line]); titles, bodies and notes in views are as people wrote them.
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
//
// # What is decided here
//
//   - What an action does is data ([Meaning]), for all of its rows, and stands in an
//     entry only where the name of the action does not say it. So records of older
//     editions keep their bytes, and whoever reads an entry needs no lifecycle; that an entry
//     says what its lifecycle does not is found by [Lifecycle.Replay].
//   - A definition in which no action gives cases to agencies is one of a single office:
//     its answers need no agency before them.
//   - Separation of duties is of the person, for the life of a case ([lifecycle.Duty]): whoever
//     drafted once does not answer, although another draft took the place of theirs. What
//     counts is what an action does, so that one which is added later is bound as well. That
//     it cannot be walked around is proved for one person; two who agree can.
//   - A case that has changed hands as often as it may is answered by whoever holds it. The
//     limit yields where nobody knows who that is: then somebody else has to.
//   - Whoever imports a case into a retired state vouches for its past: the proofs take it
//     to lie with an agency and to have been answered.
//   - One flat [Command]. Actions are data, so commands cannot be Go types, one
//     for each action. A field that an action does not take is refused, never
//     ignored.
//   - Words belong to an edition: kinds, classes, channels, archive reasons and rungs are
//     declared by the definition ([lifecycle.Words]) and judged where the edition is known;
//     drafts, commands, records and stores know their form only. What hangs on a word is
//     declared too ([MeansSupervisory] and its like), but a word of this package means the
//     same everywhere, because stores and readers without the edition must know it. A
//     reason of one's own takes a report down unless it says otherwise: the private choice.
//   - Staff of the main unit speak, supporting units help. A liaison officer
//     answers, hands back and suspends only for the main unit; unit staff
//     draft, note and attach if their unit holds the case or is assigned to it.
//     The sources do not say; one voice towards the reporter seemed right.
//   - Anonymous hides from agencies, not from the platform. The national admin
//     may open any identity, the admin and liaison officers of the holding
//     agency only that of a named reporter; always with a purpose, always
//     leaving an entry.
//   - The number of another system is set by imports and gateways alone
//     ([Extensions].Imports; field officers, unless a lifecycle declares others).
//     A reporter who could set one would take it from the case whose it is.
//   - An import tells what was, and is not asked whether it was allowed: the moves of the
//     lifecycle are checked, roles and guards are not, and facts that an action requires
//     now may be missing. A state of which nobody knows how the case came there ends the
//     clocks that ran. The last entry of the past says who imported it and when, so the
//     newest entry of a store tells what time it is also after old cases came.
//   - What is exported for another store is the record itself, not a story told anew: its
//     numbers, references and keys stay valid there. So it is for those who see every case;
//     everybody else has views, in the same formats. The import adds who imported it, and
//     its entries count as one commit, because versions count the commits of a store.
//     A record that has grown since it was imported is refused, not mended into the copy.
//   - Who reported is exported like it is opened: for a purpose, by who may, with an entry
//     in each case; and without a purpose what may be their telephone is left out too.
//   - A sheet of records says everything twice, for people and for the import. Where both
//     differ somebody changed it, and the row is refused: nobody knows what they meant.
//   - Reporters are told for which purpose their identity was opened, in which capacity and
//     for which body, and not by whom.
//   - A merge writes the parent too. Its version rises though nothing else
//     changes, so two cases that are merged into each other at one moment
//     conflict instead of forming a ring.
//     A merge and the end of the parent conflict in the same way, and a case is
//     merged into an open one only.
//   - A merged case learns what becomes of its parent from the sweep. The commit
//     that ends or answers a case makes it due at once if others were merged into it;
//     the sweep then goes through these, one commit each: relay tells them of the
//     answer and stops what the law gives, unmerge by the timer brings them back if there
//     was none. Answered is a case that was not opened again since its last answer; what
//     a child was told of once stays told. What the law gives stops at the instant of the relay,
//     so a sweep that is late counts against the office. In a chain each case learns
//     from the next one.
//   - What the law gives the reporter of a merged case is escalated as long as it runs: by
//     the timer along the ladder, by that reporter and by the national admin, in the merged
//     case, to those above the agency that had it when it was merged. The one into which it
//     was merged has clocks and escalations of its own. What the merge paused is not
//     escalated, and a merged case whose holder nobody knows is not reported for that.
//   - What the reporter of a merged case writes stands in their case, and by the timer
//     in the one at the end of the chain, under the number of their case and without
//     their reference. Where that one can take nothing more, writing is neither promised
//     nor taken: the reporter would write to nobody. What is passed on has room of its own,
//     half of what a case holds besides, so that it costs neither the reporter of that
//     case nor the office anything; one merged case fills at most half of what the others
//     leave of it.
//   - What is listed as allowed is taken if it is asked for sensibly. So it is asked of
//     the room that is left too, for the least that an action adds. A refusal names the
//     state and the role first, then conditions, and last what does not fit or is full.
//   - Of a secret parent the reporter of a merged case gets the state and the answers,
//     the public gets nothing; a secret case shows the public the state of its parent
//     without the instants by which it could be found.
//   - Whoever names no version asked for none. A command with Expect 0, or a look
//     at an identity, that meets another change is judged anew by the case as it
//     is then, up to 100 times; whoever must not act on a case that has changed
//     names the version. Those who met take turns: 200 notes at once need 400
//     commits, without turns they needed 10,000.
//   - What a role may do and never can is refused when a lifecycle is made. Guards
//     count as satisfied, and somebody of every agency and region is there; a
//     reporter without an account is not foreseen. A row that one of its roles can
//     take somewhere stands, so staff may be permitted in states where no agency
//     has the case yet.
//   - A guard that nothing can satisfy is refused when a lifecycle is made, as is one
//     that looks at what its action does not state, one that another guard of the same
//     role excludes, one that asks the timer or the reporter for a unit, and a limit on
//     what never happens. One that nothing is owed may not stand where a clock of the
//     office always runs before the first end of a case.
//     Of a row from several states it has to hold in one. A limit of 0 says "never"
//     outright and is accepted, as are guards that only keep something out.
//   - An entry never runs backwards. Up to 5 minutes before the last one it gets its
//     instant, and says what the clock told; what lies further is refused ([ErrClock]),
//     as is what lies a year ahead of all that is stored, or 5 minutes ahead of the
//     database's clock, if it has one ([Timekeeper]). By a clock that is 5 minutes
//     behind the database's no case is opened either: there is no entry to hold it
//     against.
//   - A case whose last entry lies in the future is judged by nobody and acted on by
//     nobody; sweeps list it, whatever its hint says. The national admin corrects the
//     instant, in every edition alike, because cases of every edition need it. Only what
//     is evidently wrong can be corrected, since every deadline follows from instants;
//     one command corrects all that a wrong clock wrote, so that the order holds at once.
//   - Who writes records by themselves, as an import does, is exempt from the store's
//     reference, not from the order of entries: rules and stores refuse a history that
//     runs backwards.
//   - Nothing is written when the surroundings of a case change. The record says who
//     got it and where it lay; who holds it now, and where it lies, follows from that
//     and from how agencies and regions stand ([Moment.Holder], [Moment.Region]). An
//     agency that is not in force gives its cases to its heir, closed ones too; its
//     staff, units, escalations and the search by agency follow. Without one sure
//     heir the holder is unknown: the case waits for the national admin, and every
//     sweep tells it. So it is with an open case of an agency that the directory does
//     not have, or no longer: the first sweep of a service reads all open cases for
//     that, because files change between two of them; what an import writes later under
//     such an agency is told when it comes due.
//   - A suspended case of which nobody knows the holder is transferred by the national
//     admin. That ends the suspension: the agency that gets it asks for details itself.
//   - A report may name an agency that has ended: whoever writes does not follow
//     reorganisations. It is taken, and the receipt names those that followed. One that
//     is only to come, or that the directory never had, is refused with the nearest names
//     of those in force, at most 10.
//   - The parts of a service are made apart from each other and held together when it is
//     made. Deadlines without the directory that the service has are refused where that
//     makes a difference, not given it: what was made is not changed by what it is joined to.
//   - What is not in force is asked for as it is recorded: a list by 91.04 finds in
//     2023 what was filed there, one by 94.01 what lies there now.
//   - A forward without an agency goes to whoever the table names for the day of the
//     submission or, if that ended since, to its heir; without one it is refused with
//     those among which to choose.
//   - An answer that the table cannot compare, because it is odd or there are several,
//     counts as not given, and the rules that need none decide. A report that is not
//     forwarded because of what its reporter typed would wait for nobody; one that went
//     by another rule is told in the receipt, in the preview and in the entry.
//   - A full case can be closed, sealed, corrected in its instants, and acted on by the
//     timer, beyond the limit of entries. The reporter fills at most half of what a case
//     holds beside the report itself, so that the office can always answer and end it.
//   - What the reporter attaches while the office waits for their report to be complete
//     does not complete it: they may send several files, one by one, and only they know
//     which is the last. Their view says so ([ReporterView].Missing). Staff cannot say it
//     for them, since it restarts a limit of the office.
//   - A reply is whatever the reporter adds while the case waits for them, an accusation
//     too, also what an admin enters for them; accepting, withdrawing, disclosing, sealing and escalating
//     are none, and what staff file themselves is a note.
//   - A clock is owed by the office unless it only starts where the case comes to wait
//     for somebody outside; while one that is owed runs, the timer closes nothing.
//   - Archiving as withdrawn, spam, unclear or out of scope ends publication for good,
//     under every edition: privacy goes before the record of the public page. Expired
//     reports and duplicates stay as they were.
//   - In final states the national admin corrects, seals and notes, the holding agency's
//     admin notes, the reporter seals. Nothing there widens, moves or starts a clock.
//   - Whoever reported a supervisory matter may leave the case and not end it. Then they
//     only read, and make secret what is public, as every reporter may in every state: what
//     a report says of them does not end with their part in it. Nobody can suspend the case,
//     because nobody would complete it.
//   - Once in a run of a clock a person escalates to a rung; the timer goes on to further
//     steps of a rung, and nobody escalates a clock that waits for themselves.
//     While no agency holds the case, or nobody knows which, all its clocks wait for the
//     national admin, also while the reporter is asked for details.
//   - More time is given while the clock runs towards a limit, and only then, and where
//     the deadline policy counts it.
//   - A rating belongs to its answer: reopened or answered anew, a case is unrated.
//   - An approval names the draft that was read, by its digest.
//   - A sweep does not look up a lost answer. It reports the case with an
//     unknown outcome and goes on; the next sweep reads what is stored, which
//     is the same look at a better time.
//   - The hint for the timer ([Complaint.NextDue]) is kept beside the versioned record
//     and moves alone ([Due]): nothing of a case changes because somebody looked at it.
//   - A warning ([ActionWarn]) is no action of a lifecycle: no edition has to declare it, and
//     no right, guard or clock hangs on it. It is a commit like any other, so the version
//     rises, and the feed tells whoever has to send a message. Figures do not count it. It finds
//     room as long as a reporter does, and none of what the timer has to itself.
//   - Sweeps divide the work by claims, which are hints too: a sweep moves the hints of a
//     page of 32 cases to the end of a lease of a minute ([ClaimLease]) before it works on
//     them, and gives back what it did not change. A minute is longer than a page takes and
//     short beside every limit. Claims save work and guard nothing, versions do: under
//     clocks that differ by more than the lease sweeps take cases from each other, and each
//     action still happens once. After a sweep that died its cases keep the end of the
//     lease as hint until they are judged.
//   - SubmitAll commits 512 reports in one batch. A commit costs a sync,
//     however little it holds. A batch that the store refuses is halved until
//     only what is wrong by itself stays out, so each report still counts for
//     itself.
//   - A receipt says that it repeats an earlier one, also where a twin of the call
//     was faster; a commit whose answer was lost is the call's own. A submission that was
//     taken once is recognised whatever became of the region, agency or category that it
//     names: an import that runs again loses nothing. A look at an
//     identity is never a repetition: each leaves an entry of its own.
//   - The reporter reads the clocks of their case, the latest run of each: until when,
//     and how it stands. Why one cannot be judged, and earlier runs, are for staff.
//   - Mistakes look like missing cases. An actor without the agency that their role
//     needs, a service without identities, a case whose lifecycle is not configured:
//     the answer is that of a missing case, and the log says the truth. Staff who would see
//     the case are told that its rules are missing.
//   - Who may see a case is decided on its head ([Complaint.Head]), by [Reader.Head],
//     and what is missing is judged as another case's head: the time tells nobody that a
//     case is there and kept from them. The key of a command is looked for in the same
//     step; the rest is read for who sees the case or left that entry. A store that reads the whole
//     for the head, as backend.Readers does, gives right answers and tells by its time. A list
//     still reads what it leaves out.
//   - Of a report that the public may not read its status tells days, those of UTC, since
//     no rule says of which calendar. So do answers on a secret report to whoever's case
//     was merged into it.
//   - Errors hide the key of an identity in their text ([storage.Kind.Name]), those of a
//     verification too; an operator's program finds it in the field Key.
//   - One odd record hides no other. What cannot be read, or whose lifecycle is
//     missing, is an error in its place, naming the record. Nobody knows who may see
//     what cannot be read, so only those hear of it who may see every case; for the
//     others it goes to the log. A parent that cannot be shown is left out of the view
//     of its child, to which people and the timer do all that does not rest on the
//     parent; a sweep that comes upon the child names it, and it stays due.
//   - A search is the list of what somebody may see, by one function, narrowed to the
//     words; for the public it is the published reports. What everybody sees of a
//     report is what is searched: title and body as edited, no notes, no drafts. The
//     public narrows by nothing that it is not shown.
//   - Searches are not ranked. A rank would order pages by something that
//     changes with every commit; the order is that of the query, so pages join.
//   - An external reference is hidden while it is hidden who reported, or what,
//     from the national admin too: opening an identity leaves an entry, looking
//     at a view does not. Whoever may submit under such a reference learns that
//     it is taken, because an import must come only once.
//   - What identifies a person ([Person], the number of [External]) is [Private]: a
//     text that has to be opened. A complaint has no JSON form by itself, with an
//     external reference or without, so that a store which forgets
//     [Complaint.Encode] fails at its first record. The view of a case that hides
//     nobody is written as it is shown, the number included; in print it is hidden
//     there too. Titles and texts stay strings: everybody works with them. So does
//     the ID of an [Actor], which is a reporter's account while they act.
//   - Whom an escalation told ([Naming], the ladder of the deadlines) stands in its entry and in
//     [Complaint].EscalatedTo, as the hierarchy was then. They read the case in the role
//     superior, for that body or its successor, until the case is final, and leave notes; reopening it does not bring
//     that back, a further escalation does. Cases that were escalated before this was recorded name
//     nobody. Of a secret report they see state, agency and clocks, and find it neither by words nor by
//     a filter that asks for more. Inspectorates are told by their region: what was escalated to
//     the inspectorate they read while it is open, the text of a secret report only if it is supervisory. All of this is
//     our decision.
//   - An accusation narrows at once. As long as a report accuses somebody, whoever
//     made the accusation and whether or not it is confirmed, it is not published:
//     the accused could read it there. The accused, what lies below them, their
//     successors and delegates see nothing in any role, so whoever makes an [Actor]
//     for an inspectorate or an ombudsman names its Agency too. A body that is not in
//     force sees no case that accuses anybody. Who holds a case when it is accused
//     loses sight of it at that instant: the holder is unknown, which sweeps tell, and
//     the record still names it until the national admin transfers the case, and the
//     reporter reads that nobody has it. So it is when agencies change and the holder
//     comes to follow, to stand below or to act for the accused: the next sweep tells
//     it. A delegate that stands above the accused is its superior, and is asked.
//   - Under a lifecycle that has no clear_accusation, as edition 1 of the national one, no
//     case begins with an accusation: it would be hidden for good. The report is refused
//     rather than taken without, since it would go to whom it accuses.
//   - A report that accuses somebody is merged only into a case that accuses the same
//     bodies, by the same names: the accused could get the other one, read there what is
//     written on the merged one, and answer it. The national admin accuses them there
//     first. That stays so: while a merged case accuses somebody, or cannot be read, the
//     accusation is not cleared in its parent. The reason may be told, as whoever merges or
//     clears sees the accusation.
//   - Which case another was merged into is told to those only who see both. Were it kept
//     from the accused alone, they would know by that. What the reporter of a merged case
//     wrote is kept back if their case cannot be read, but not from whoever sees all.
//   - Confirming an accusation changes nothing but what stands in the record: that
//     the national admin looked into it. A confirmed one can be cleared all the same.
//   - Agencies that the routing table adds to the one that gets a case support it
//     until it goes elsewhere: their admins read, their units help as assigned ones
//     do. Whoever names an agency themselves names no others.
//   - The public sees no attributes: a question may ask for a telephone number. Of
//     the answers only free text can be erased, so what may concern a person is
//     asked as string or text, never as number or list. Admins correct answers by
//     edit, reporters add what was missing by complete; forwarding takes none.
//   - An exact place may be a home. Point and ID of an address are one text beside the
//     timeline, erased as texts are, and [Private]: only Encode and the views of those who
//     work on the case, or reported it, write them, and nothing prints them. The public sees a
//     point of a coarse grid ([CoarsePoint]), of a report that it may read at all, and not the
//     number of an asset, which stands on maps.
//   - A [Locator] is asked once, when a report comes. What it finds stands in the first entry, beside
//     the region that the report names, which goes before it. Several regions are candidates, and the
//     case has none: who reaches cases by region does not reach it, the national admin forwards
//     it, and the table decides if all candidates lead to one agency. A failure warns and refuses nothing.
//   - Answers are checked once too ([Config].Questions), by the questionnaire of the instant of the
//     submission and for the category that the reporter chose; what edit and complete state later is
//     not, because the category may be another one by then. A category never asks again what one around
//     it asks. Where no questionnaire is in force nothing is checked, and the receipt says so.
//   - A text that shows nothing ([aduan.Blank]) is refused where one is required;
//     texts that nothing requires, and what surrounds the words of a text, are kept as
//     they came. Names of files are checked when they come, not when a record is
//     read, so what was stored stays readable.
//   - A table from a spreadsheet is refused with what it did, not mended: what was
//     rounded is lost. 12E5 may be an identifier, 1.2E+06 is no one's.
package complaint
