// Package aduan holds the words that all rooms of a library share that models
// complaint management in the public service: [Label], [Words] and [Texts] for what
// people read, [Date] and [Period] for when, and [Blank] for texts that only look
// filled. It imports none of the rooms; import
// those you need. (Aduan is Indonesian for complaint.)
//
//	last := aduan.Date{Year: 2020, Month: time.December, Day: 31}
//	fmt.Println(aduan.DateOf(now).DaysUntil(last), "days are left")
//
// The rooms:
//
//   - [github.com/aduan-go/aduan/complaint]: the complaint, its timeline, actors,
//     commands, views and the service that embeds it in a program.
//   - [github.com/aduan-go/aduan/complaint/lifecycle]: lifecycles as data, proved
//     when they are loaded, run from a table and drawn as diagrams; with
//     lifecycletest, the kit to test your own.
//   - [github.com/aduan-go/aduan/region]: places, with codes of several systems,
//     as a hierarchy in time; region/agency: public bodies likewise, and the
//     directory that finds the one competent; region/indonesia: all of
//     Indonesia, for those who import it.
//   - [github.com/aduan-go/aduan/region/language]: the words of a language that is
//     not built in, read from a file.
//   - [github.com/aduan-go/aduan/region/calendar] and
//     [github.com/aduan-go/aduan/complaint/deadline]: working time with editions,
//     and when something is due, why, and under other rules; with
//     [github.com/aduan-go/aduan/complaint/stats], the figures agencies report.
//   - [github.com/aduan-go/aduan/complaint/routing]: tables that pick an agency,
//     explain themselves and are analysed; with routingtest, the kit to test
//     your own.
//   - [github.com/aduan-go/aduan/workplan]: annual work plans with their
//     editions and carry-over; workplan/evaluation: how they stand, with earned
//     value and S-curve; workplan/board: the meetings whose decisions they rest on.
//   - [github.com/aduan-go/aduan/roadmap]: phases and milestones, scheduled on a
//     working calendar, forecast from what the plans report.
//   - [github.com/aduan-go/aduan/storage]: the words that stores share; below it
//     backend, what a store must do, memory, the reference, sqlite, a durable one
//     in a file, and storagetest, the suite with which a store proves itself.
//
// A newcomer runs the example first, go run ./examples/quickstart, and reads
// package complaint next. Packages import only packages of lower levels;
// docs/architecture.md has the picture, CONTRIBUTING.md the reasons.
package aduan
