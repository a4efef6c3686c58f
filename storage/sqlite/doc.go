// Package sqlite keeps everything in one SQLite file: the durable store for one
// machine, without a server and without cgo.
//
//	store, err := sqlite.Open(ctx, "aduan.db", sqlite.Config{})
//	if err != nil { ... }
//	defer store.Close()
//	svc, err := complaint.NewService(complaint.Config{
//		Store:      backend.Complaints(store),
//		Identities: store.Set().Identities,
//		...
//	})
package sqlite
