// Package storage holds the words that every store of aduan and every user of
// one share: the [Version] of a record, the [Change] that tells of a commit,
// and the few errors a store may answer with. Whatever is wrong with an input, of a
// store or of a reader of rules, is a [Problem] of an [InvalidError], and
// [Problems] collects them. The package holds no backend and imports nothing of
// this module, so a package that only has to recognise
// [ErrConflict] stays light.
//
// A record begins at version 0, which means that it was never saved. The first
// commit stores it as version 1, and every later commit raises the version by
// exactly one. Whoever writes hands in the record with the version it was read
// at; a store that holds another version answers [ErrConflict] and changes
// nothing:
//
//	c, _ := store.Get(ctx, id)       // c.Version == 4
//	// meanwhile somebody else commits version 5
//	err := store.Commit(ctx, batch)  // batch holds c, still at 4
//	errors.Is(err, storage.ErrConflict) // true; nothing was written
//
// The typed errors carry facts and unwrap to the sentinels, so both forms work:
//
//	var conflict *storage.ConflictError
//	if errors.As(err, &conflict) { fmt.Println(conflict.Key, conflict.Stored) }
//
// A commit that fails with none of them may have happened: its answer was lost.
// [ErrUnknownOutcome] says just that, after a look failed to settle it. A store
// that knows better, because its disk is full or its file is gone, says so with
// [NotWritten]; [SaysNotWritten] asks.
//
// The backends live below this package, each named after its technology
// (storage/memory is the reference); what they must implement is declared in
// storage/backend.
package storage
