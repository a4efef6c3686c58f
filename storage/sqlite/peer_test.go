package sqlite_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/sqlite"
)

// peer writes and reads the tables of the store with statements by hand, as a
// program would that has no store: database/sql, the same driver, the same
// settings, every statement prepared once. It looks at the version and at
// nothing else.
type peer struct {
	conn *sql.Conn
	held map[string]*sql.Stmt
}

// openPeer opens a file in which the store made the tables.
func openPeer(t testing.TB, file string) *peer {
	t.Helper()
	ctx := context.Background()
	s, err := sqlite.Open(ctx, file, sqlite.Config{})
	require.NoError(t, err)
	require.NoError(t, s.Close())
	db, err := sql.Open("sqlite", sqlite.DSN(file))
	require.NoError(t, err)
	conn, err := db.Conn(ctx)
	require.NoError(t, err)
	p := &peer{conn: conn, held: map[string]*sql.Stmt{}}
	t.Cleanup(func() {
		for _, s := range p.held {
			_ = s.Close()
		}
		_ = conn.Close()
		_ = db.Close()
	})
	return p
}

func (p *peer) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	if s := p.held[query]; s != nil {
		return s, nil
	}
	s, err := p.conn.PrepareContext(ctx, query)
	p.held[query] = s
	return s, err
}

func (p *peer) exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	s, err := p.prepared(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

// inTx runs a function in a transaction.
func (p *peer) inTx(ctx context.Context, do func() error) error {
	if _, err := p.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if err := do(); err != nil {
		_, _ = p.exec(ctx, "ROLLBACK")
		return err
	}
	_, err := p.exec(ctx, "COMMIT")
	return err
}

// bare is a complaint as its column holds it, without timeline and texts.
type bare complaint.Complaint

const insertCase = `INSERT INTO complaint (version, state, kind, class, category, region, channel, target, agency, main_unit,
updated_at, entered_at, next_due, event_date, named, public, verified, returns, reopenings, extensions, escalations,
escalated_to, rating, archived, parent, title_text, body_text, record,
id, tracking, reporter, lifecycle_name, lifecycle_edition, external_system, external_id, submitted_at)
VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`

const updateCase = `UPDATE complaint SET version=?, state=?, kind=?, class=?, category=?, region=?, channel=?, target=?, agency=?, main_unit=?,
updated_at=?, entered_at=?, next_due=?, event_date=?, named=?, public=?, verified=?, returns=?, reopenings=?, extensions=?, escalations=?,
escalated_to=?, rating=?, archived=?, parent=?, title_text=?, body_text=?, record=? WHERE id=? AND version=?`

// null is NULL for the empty text.
func null[T ~string](s T) any {
	if s == "" {
		return nil
	}
	return string(s)
}

func columns(c *complaint.Complaint) ([]any, error) {
	body := *c
	body.Timeline, body.Texts, body.Version, body.NextDue = nil, nil, c.Version+1, time.Time{}
	record, err := body.Encode()
	if err != nil {
		return nil, err
	}
	var due, rating any
	if !c.NextDue.IsZero() {
		due = c.NextDue.UnixMicro()
	}
	if c.Rating > 0 {
		rating = c.Rating
	}
	return []any{
		int64(c.Version) + 1, string(c.State), c.Kind.String(), null(c.Class.String()), null(c.Category), null(c.Region.Unit().String()),
		c.Channel.String(), null(c.Target), null(c.Agency), null(c.Main), c.UpdatedAt().UnixMicro(), c.EnteredAt().UnixMicro(), due,
		null(c.EventDate.String()), c.Disclosure.Named, c.Disclosure.Public, c.Verified, c.Returns, c.Reopenings, c.Extensions,
		len(c.Escalations), nil, rating, null(c.Archived.String()), nil, 1, 2, string(record),
	}, nil
}

// open writes a new case with its identity.
func (p *peer) open(ctx context.Context, c *complaint.Complaint, i *complaint.Identity) error {
	return p.inTx(ctx, func() error {
		values, err := columns(c)
		if err != nil {
			return err
		}
		id := c.ID.String()
		values = append(values, id, string(c.Tracking), c.Reporter.String(), c.Lifecycle.Name, c.Lifecycle.Edition,
			null(c.External.System), null(c.External.ID.Open()), c.SubmittedAt().UnixMicro())
		r, err := p.exec(ctx, insertCase, values...)
		if err != nil {
			return err
		}
		no, err := r.LastInsertId()
		if err != nil {
			return err
		}
		if err := p.append(ctx, no, c, 0, 0); err != nil {
			return err
		}
		for _, code := range c.Region {
			if _, err := p.exec(ctx, "INSERT INTO complaint_region VALUES (?,?,?)", code.String(), id, no); err != nil {
				return err
			}
		}
		if _, err := p.exec(ctx, "INSERT INTO complaint_search (rowid, title, body) VALUES (?,?,?)", no, c.Title(), c.Body()); err != nil {
			return err
		}
		if err := p.told(ctx, "complaint", id, 1, len(c.Timeline)); err != nil {
			return err
		}
		person := i.Person
		if _, err := p.exec(ctx, "INSERT INTO identity VALUES (?,?,?,?,?,?,?,?,?)", i.Ref.String(), 1, id, null(person.Account.Open()), null(person.Name.Open()),
			null(person.NationalID.Open()), null(person.Phone.Open()), null(person.Email.Open()), null(person.Address.Open())); err != nil {
			return err
		}
		return p.told(ctx, "identity", i.Ref.String(), 1, 0)
	})
}

// append writes the entries and texts that are new.
func (p *peer) append(ctx context.Context, no int64, c *complaint.Complaint, entries, texts int) error {
	for _, e := range c.Timeline[entries:] {
		entry, err := e.Encode()
		if err != nil {
			return err
		}
		var gives any
		if e.Gives() {
			gives = int64(1)
		}
		if _, err := p.exec(ctx, "INSERT INTO complaint_entry VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", no, e.Seq, e.At.UnixMicro(), null(e.By.Role),
			null(e.By.ID), null(e.By.Agency), string(e.Action), string(e.From), string(e.To), int64(e.Version), string(entry), gives); err != nil {
			return err
		}
	}
	for n, t := range c.Texts[texts:] {
		var salt any
		if !t.Salt.IsZero() {
			text, _ := t.Salt.MarshalText()
			salt = string(text)
		}
		if _, err := p.exec(ctx, "INSERT INTO complaint_text VALUES (?,?,?,?,?,?)", no, texts+n+1, t.Digest.String(), salt, t.Body, 0); err != nil {
			return err
		}
	}
	return nil
}

func (p *peer) told(ctx context.Context, kind, key string, version int64, entries int) error {
	_, err := p.exec(ctx, "INSERT INTO change (kind, key, version, entries) VALUES (?,?,?,?)", kind, key, version, entries)
	return err
}

// next writes a case with one more entry, if nobody else did.
func (p *peer) next(ctx context.Context, no int64, c *complaint.Complaint, texts int, arrived bool) error {
	return p.inTx(ctx, func() error {
		values, err := columns(c)
		if err != nil {
			return err
		}
		id := c.ID.String()
		r, err := p.exec(ctx, updateCase, append(values, id, int64(c.Version))...)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n != 1 {
			return fmt.Errorf("conflict: %d rows %w", n, err)
		}
		if err := p.append(ctx, no, c, len(c.Timeline)-1, texts); err != nil {
			return err
		}
		if arrived {
			if _, err := p.exec(ctx, "INSERT INTO complaint_agency VALUES (?,?,?,?)", string(c.Agency), id, no, values[12]); err != nil {
				return err
			}
		}
		return p.told(ctx, "complaint", id, int64(c.Version)+1, len(c.Timeline))
	})
}

// get reads a case with its texts and entries.
func (p *peer) get(ctx context.Context, id string) (*complaint.Complaint, error) {
	s, err := p.prepared(ctx, "SELECT no, record, next_due FROM complaint WHERE id=?")
	if err != nil {
		return nil, err
	}
	var no int64
	var record []byte
	var due sql.NullInt64
	if err := s.QueryRowContext(ctx, id).Scan(&no, &record, &due); err != nil {
		return nil, err
	}
	return p.parts(ctx, no, record, due)
}

// parts reads what belongs to a case.
func (p *peer) parts(ctx context.Context, no int64, record []byte, due sql.NullInt64) (*complaint.Complaint, error) {
	c := new(complaint.Complaint)
	if err := json.Unmarshal(record, (*bare)(c)); err != nil {
		return nil, err
	}
	if due.Valid {
		c.NextDue = time.UnixMicro(due.Int64).UTC()
	}
	err := p.rows(ctx, "SELECT digest, salt, body FROM complaint_text WHERE complaint=? ORDER BY number", no, func(rows *sql.Rows) error {
		var t complaint.Text
		var digest, salt []byte
		if err := rows.Scan(&digest, &salt, &t.Body); err != nil {
			return err
		}
		if salt != nil {
			if err := t.Salt.UnmarshalText(salt); err != nil {
				return err
			}
		}
		c.Texts = append(c.Texts, t)
		return c.Texts[len(c.Texts)-1].Digest.UnmarshalText(digest)
	})
	if err != nil {
		return nil, err
	}
	return c, p.rows(ctx, "SELECT entry FROM complaint_entry WHERE complaint=? ORDER BY seq", no, func(rows *sql.Rows) error {
		var data []byte
		if err := rows.Scan(&data); err != nil {
			return err
		}
		c.Timeline = append(c.Timeline, complaint.Entry{})
		return json.Unmarshal(data, &c.Timeline[len(c.Timeline)-1])
	})
}

func (p *peer) rows(ctx context.Context, query string, no any, each func(*sql.Rows) error) error {
	s, err := p.prepared(ctx, query)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(ctx, no)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// page reads the cases after an ID.
func (p *peer) page(ctx context.Context, after string, limit int) ([]*complaint.Complaint, error) {
	s, err := p.prepared(ctx, "SELECT no, record, next_due FROM complaint WHERE id>? ORDER BY id LIMIT ?")
	if err != nil {
		return nil, err
	}
	rows, err := s.QueryContext(ctx, after, limit)
	if err != nil {
		return nil, err
	}
	type found struct {
		no     int64
		record []byte
		due    sql.NullInt64
	}
	var all []found
	for rows.Next() {
		var f found
		if err := rows.Scan(&f.no, &f.record, &f.due); err != nil {
			_ = rows.Close()
			return nil, err
		}
		all = append(all, f)
	}
	if err := rows.Close(); err != nil {
		return nil, err
	}
	var list []*complaint.Complaint
	for _, f := range all {
		c, err := p.parts(ctx, f.no, f.record, f.due)
		if err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	return list, nil
}

// dump reads every row of every table, to compare two files. What FTS5 keeps
// for itself is left out, and so are the checksums, which are the store's own: what
// they cost it shows in the benchmarks.
func (p *peer) dump(t testing.TB) map[string][]string {
	t.Helper()
	tables := map[string][]string{}
	for _, table := range []string{"complaint", "complaint_entry", "complaint_text", "complaint_agency", "complaint_region", "identity", "change"} {
		rows, err := p.conn.QueryContext(t.Context(), "SELECT * FROM "+table)
		require.NoError(t, err)
		names, err := rows.Columns()
		require.NoError(t, err)
		for rows.Next() {
			values := make([]any, len(names))
			for i := range values {
				values[i] = new(any)
			}
			require.NoError(t, rows.Scan(values...))
			var b strings.Builder
			for i, v := range values {
				if strings.HasSuffix(names[i], "sum") {
					continue
				}
				fmt.Fprintf(&b, "%s=%v ", names[i], *v.(*any))
			}
			tables[table] = append(tables[table], b.String())
		}
		require.NoError(t, rows.Close())
		slices.Sort(tables[table])
	}
	var words int
	require.NoError(t, p.conn.QueryRowContext(t.Context(), "SELECT count(*) FROM complaint_search WHERE complaint_search MATCH 'lampu'").Scan(&words))
	tables["words"] = []string{fmt.Sprint(words)}
	return tables
}

// median of durations or ratios.
func median[T time.Duration | float64](list []T) T {
	list = slices.Clone(list)
	slices.Sort(list)
	return list[len(list)/2]
}
