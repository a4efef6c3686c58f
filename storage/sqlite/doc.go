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
// [InTx] commits inside a transaction of an embedder who keeps tables of his own
// in the file. [Store.Search] finds words in titles and bodies. [Store.Backup]
// copies the store while it is in use. docs/sqlite.md says how to restore, and
// what the limits are.
package sqlite
