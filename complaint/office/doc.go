// Package office reads a whole office from one directory of files, checks everything
// in it against everything else, and returns what a service needs.
//
//	roles.yaml        who works here, beside the roles of the library
//	lifecycle.yaml    the states of a case and who may do what; also lifecycle/*.yaml
//	deadlines.yaml    how long clocks run, and who is told when one has run out; also deadlines/*.yaml
//	calendar.yaml     the working week and the time zone; further calendars in calendars/
//	calendar.csv      the holidays
//	regions.csv       the places
//	postcodes.csv     the places of postcodes
//	agencies.yaml     the agencies, and what each is there for
//	categories.yaml   what reports can be about
//	routing.yaml      which report goes to which agency; also routing/*.yaml
//	words/nl.yaml     the texts of a language that is not built in
//
// Each is the format of the package that it belongs to, and docs/office.md shows the
// least complete file of each kind. A service takes four lines more:
//
//	here, err := office.Load(os.DirFS("/etc/complaints"))
//	svc, err := complaint.NewService(here.Config(backend.Complaints(store), store.Set().Identities))
//	nl, err := here.Words("nl")
//	fmt.Println(here.Deadlines.Check(now, now.AddDate(1, 0, 0)).In(nl))   // what is missing in the year to come
//
// # What is missing has a meaning
//
// Without lifecycle.yaml the office has the newest edition of the national lifecycle,
// and then, without deadlines.yaml, the national limits. With a lifecycle of its own and
// no deadlines no clock is judged, which is refused if the lifecycle has actions by the
// timer. Without categories.yaml, regions.csv or agencies.yaml every category, region or
// agency is accepted; routing.yaml needs all three. Deadlines need calendar.yaml. So
// the least office is one file, calendar.yaml, and is the national one.
//
// # What is wrong is told at once
//
// [Load] goes on after the first fault: its error lists those of all files with file and
// line, and then what one file names that another one does not have. It also refuses
// files whose names it does not know, so that deadline.yaml is not overlooked, and
// times between two editions in which none is valid. What it cannot check, because a
// file that it would need is wrong itself, it checks next time.
//
// # What is decided here
//
//   - The zone of calendar.yaml is that of the office: dates in agencies.yaml and
//     regions.csv are its days. Without calendar.yaml they are days of UTC.
//   - The levels of regions stand in the order in which regions.csv first names them, so
//     the outermost region stands first. Changes, aliases and spellings of regions have
//     no file; whoever needs them makes the tree in Go and gives it ([Given]).
//   - Roles are those of the office, whatever the edition of its lifecycle. What one may
//     do stands in the lifecycle, on which cases in roles.yaml ([complaint.Reach]). A role
//     that refers may name the case of another system and a date that was promised
//     there; field officers always may.
//   - A place lies where the last postcode of its text does that the table has, because
//     in most countries it stands behind street and house. Upper case, spaces and hyphens make
//     no difference, and one postcode may be two words ("1012 AB"). A report that names its
//     region keeps it.
//   - Several editions are several files, and may lie in a directory. A file of the one
//     name and a directory together are legal. Nothing says which is current: each
//     says from when until when it is valid.
//   - A hole between two editions is refused, an end is not: the next edition is
//     often not known yet. deadline.Deadlines.Check tells how far the present ones reach.
//   - Names that begin with a dot, files that end in .md and the directory cases, for
//     the test cases of routing tables, are left out.
package office
