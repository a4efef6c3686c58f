package sqlite

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// slice is how long SQLite itself waits for a lock before it answers, and so
// how late a cancelled call may return. Whoever has to wait longer asks again.
const slice = 100 * time.Millisecond

// setting is a pragma that is set on a connection and then read back.
type setting struct {
	name, value string
	// safety says that the promises of the store rest on it, in a transaction
	// of the embedder too.
	safety bool
}

// settings lists what every connection is set to, in this order. A store for
// reading only takes the log as it finds it: see configure.
func settings(cache int, readOnly bool) []setting {
	list := []setting{
		{"busy_timeout", strconv.FormatInt(slice.Milliseconds(), 10), false},
		{"journal_mode", "wal", true},
		// A commit is on the disk before it is acknowledged. NORMAL would lose
		// the latest ones when the power fails.
		{"synchronous", "2", true},
		{"fullfsync", "1", false}, // macOS does not write through otherwise
		{"foreign_keys", "1", true},
		// A file from outside cannot call functions through its schema.
		{"trusted_schema", "0", false},
		// What is erased is overwritten with zeros.
		{"secure_delete", "1", true},
		// What is sorted aside never reaches a file.
		{"temp_store", "2", false},
		// Pages that many commits change are written back once; 16 MiB of log.
		{"wal_autocheckpoint", "4000", false},
		{"cache_size", strconv.Itoa(-cache / 1024), false},
	}
	if readOnly {
		list = append(list, setting{"query_only", "1", false})
	}
	return list
}

// configure sets the connection up and refuses it if a setting did not take.
func (c *conn) configure(ctx context.Context, cfg Config, readOnly bool) error {
	for _, s := range settings(cfg.Cache, readOnly) {
		if cfg.ReadOnly && s.name == "journal_mode" {
			continue
		}
		err := patiently(ctx, cfg.Wait, func() error { return c.once(ctx, fmt.Sprintf("PRAGMA %s = %s", s.name, s.value)) })
		if err == nil {
			err = s.check(ctx, c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// check reads a setting back.
func (s setting) check(ctx context.Context, in session) error {
	got := ""
	err := in.query(ctx, "PRAGMA "+s.name, func(r row) error {
		got = strings.ToLower(fmt.Sprint(r[0]))
		return nil
	})
	if err == nil && got != s.value {
		err = &PragmaError{Pragma: s.name, Want: s.value, Got: got}
	}
	return err
}

// patiently repeats what fails because the database is locked, for about as long
// as a call may wait: SQLite has waited for a slice each time.
func patiently(ctx context.Context, wait time.Duration, do func() error) error {
	for n := wait / slice; ; n-- {
		err := do()
		if n <= 0 || !because(err, Locked) {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}
