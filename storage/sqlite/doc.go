// Package sqlite keeps everything in one SQLite file: the durable store for one
// machine, without a server and without cgo.
//
//	store, err := sqlite.Open(ctx, "aduan.db", sqlite.Config{})
//	if err != nil {
//		return err
//	}
//	defer store.Close()
//	svc, err := complaint.NewService(complaint.Config{
//		Store:      backend.Complaints(store),
//		Identities: store.Set().Identities,
//		Lifecycles: []*complaint.Lifecycle{national},
//		Deadlines:  deadlines,
//	})
//
// What [Store.Commit] acknowledges is on the disk. Commits that wait at the same
// time are written in one transaction with one sync: whoever has the turn writes
// for all, each batch in a savepoint of its own, and there is no goroutine but
// those of the callers. Several processes may have the same file open; who has to
// wait for another one waits, and is never told that the database is busy before
// [Config].Wait is over.
//
// The file has one connection that writes and a few that read. Each is set up
// here and every setting is read back ([PragmaError]). Failures of the database
// are an [Error] with a reason and an advice; the words of the driver are not in
// its message.
//
// The tables are made to be read by people and reporting tools, see
// docs/schema.md. Migrations are embedded and run by [Open]; a file of a newer
// release is refused ([SchemaError]).
//
// [InTx] commits inside a transaction of an embedder who keeps other tables
// in the file. [Store.Search] finds words in titles and bodies. [Store.Backup]
// copies the store while it is in use. docs/sqlite.md says how to restore, and
// what the limits are.
//
// # What is decided here
//
//   - SQLite is driven without database/sql. Its pool starts a goroutine, hands
//     out connections whose settings nobody has read back, and rolls a
//     transaction back behind one's back when a context ends. The store opens
//     the driver's connections itself; only InTx goes through database/sql,
//     because the transaction is the embedder's.
//   - A commit that has begun is finished. A cancelled call withdraws from the
//     queue or gets the answer; interrupting a COMMIT would leave an outcome
//     that nobody knows, for everybody in the group.
//   - A file that was taken away is not written to. SQLite would go on with a
//     file that nobody finds again. The files at the paths are compared with
//     those that were opened before every COMMIT; who reads is refused too,
//     because others already see what stands there now. Backup is not: it saves
//     what was acknowledged.
//   - For reading only means that nothing of the file changes. An older schema is
//     not migrated but read, as long as statements and tables fit; a golden
//     database of each says so. SQLite's immutable is used only where there is no
//     log and none can be made, and then every read is checked.
//   - A newer schema stops writing, not reading. Each transaction looks which
//     schema the file has: another program may have migrated it since it was
//     opened, and this release would leave out what that one keeps. Reading goes
//     on, so that a change of releases needs no moment without a service: a
//     field or a table that is not known is an error, never left out.
//   - An empty file is no new store. SQLite takes a file of no byte, or of one,
//     for a database to be filled, and deletes the log beside it; a store that
//     was cut to nothing would begin anew without a word. So a new store is made
//     under another name and linked to its own when it is whole.
//   - The record is JSON, the columns are for queries. One statement reads a
//     complaint back exactly, and a field that is added to the record needs no
//     migration. Columns exist for what is filtered and counted; a test
//     compares them with the record. Reading skips the strict validation: the
//     store wrote the bytes itself, after backend.Check. A field that it does
//     not know is still an error.
//   - The index of words is written last. FTS5 writes out what it has gathered
//     at every savepoint, which cost more than all other statements of a
//     commit. So a group writes its records first, each batch in its savepoint,
//     and then all words.
//   - A commit does not read what is remembered. Before it writes, a store
//     compares with what is stored, and reading that cost a third of a small
//     commit. A version of a complaint is committed once and never changes, so
//     a store that remembers what it has read or committed lately looks up the
//     version only; it holds for commits of other processes as well.
//   - A checksum belongs to the change, not to the row. The feed has a row for
//     each version of each record, so one column keeps the checksum of what was
//     committed for every kind there is, and those that come; what columns and
//     tables must say follows from the record, which Verify writes anew by the
//     same code into a store in memory. It costs a commit the JSON form of the
//     whole record.
//   - Plans are a document with a window. The store reads the JSON record
//     alone. Columns hold what is queried and counted, and rows what reports
//     add up (activities, budget lines, action items), of the last edition
//     only: earlier ones are history, which a program reads through the
//     package. Rows are rewritten only when an edition is new, because it never
//     changes.
//   - A kill does not test a sync. The kernel keeps what a killed process
//     wrote. So the test of power cuts records the system calls of a writer and
//     lays out what would be left if only synced bytes were; it must find what
//     synchronous=NORMAL loses.
package sqlite
