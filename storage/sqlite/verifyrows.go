package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage/backend"
)

// rows compares what a record stands for in the tables with what is there: it writes
// the record anew into an empty store, by the same code as ever, and looks each row up.
type rows struct {
	c, scratch *conn
	tables     []table
	counts     map[string]int64 // rows that were found, by table
	words      map[int64]uint64 // what the index of words holds, by the number of the complaint; nil if it cannot be read
}

// table is a table that holds records, with the statement that looks a row up.
type table struct{ name, kind, find string }

// Words as the index holds them, one row for each time that one occurs.
const (
	makeWords   = "CREATE VIRTUAL TABLE temp.word USING fts5vocab('main', 'complaint_search', 'instance')"
	selectWords = "SELECT doc, col, offset, term FROM temp.word"
)

// prepare reads which tables there are, and makes words readable.
func (r *rows) prepare(ctx context.Context) error {
	columns := map[string][]string{}
	err := r.scratch.query(ctx, "SELECT t.name, c.name FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c WHERE t.schema = 'main' AND t.type = 'table' ORDER BY t.name, c.cid", func(r row) error {
		columns[r.text(0)] = append(columns[r.text(0)], r.text(1)+" IS ?")
		return nil
	})
	for _, kind := range backend.Kinds() {
		for name, list := range columns {
			if name == string(kind) || strings.HasPrefix(name, string(kind)+"_") {
				r.tables = append(r.tables, table{name, string(kind), "SELECT count(*) FROM " + name + " WHERE " + strings.Join(list, " AND ")})
			}
		}
	}
	slices.SortFunc(r.tables, func(a, b table) int { return strings.Compare(a.name, b.name) })
	for _, c := range []*conn{r.c, r.scratch} {
		if err == nil {
			err = c.once(ctx, makeWords)
		}
	}
	return err
}

// wordsOf is a digest of the words of each complaint in an index.
func wordsOf(ctx context.Context, c *conn) (map[int64]uint64, error) {
	words := map[int64]uint64{}
	err := c.query(ctx, selectWords, func(r row) error {
		h := fnv.New64a()
		_, _ = fmt.Fprintf(h, "%v %v %v", r[1], r[2], r[3])
		words[r.int(0)] += h.Sum64() // in whatever order
		return nil
	})
	if err != nil {
		return nil, err
	}
	return words, nil
}

// look compares the rows and the words of a record.
func (r *rows) look(ctx context.Context, record backend.Record, within time.Time) (err error) {
	no, err := r.numberOf(ctx, record)
	if err != nil {
		return err
	}
	if err := r.scratch.exec(ctx, "BEGIN"); err != nil {
		return err
	}
	defer func() {
		if !r.scratch.rollback() && err == nil {
			err = &Error{}
		}
	}()
	anew := &batch{in: r.scratch, number: no, within: within}
	err = anew.put(ctx, record)
	if err == nil {
		err = index(ctx, r.scratch, anew.words)
	}
	if err != nil {
		return err
	}
	for _, t := range r.tables {
		if t.kind != string(record.Kind) {
			continue
		}
		err := r.scratch.query(ctx, "SELECT * FROM "+t.name, func(want row) error {
			n := int64(0)
			for i, v := range want {
				if b, ok := v.([]byte); ok && len(b) == 0 {
					want[i] = []byte{} // no bytes, but not NULL
				}
			}
			err := r.c.query(ctx, t.find, func(r row) error { n = r.int(0); return nil }, want...)
			r.counts[t.name] += n
			if err == nil && n != 1 {
				err = flawed("the table %s has not the row that the record makes", t.name)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	if record.Kind != complaint.KindOfComplaint || r.words == nil {
		return nil
	}
	return r.lookAtWords(ctx, no)
}

func (r *rows) lookAtWords(ctx context.Context, no driver.Value) error {
	words, err := wordsOf(ctx, r.scratch)
	if err != nil {
		return err
	}
	n, _ := no.(int64)
	got := r.words[n]
	delete(r.words, n)
	if got != words[n] {
		return flawed("the index has not its words")
	}
	return nil
}

// left lists what is there and belongs to no record.
func (r *rows) left(ctx context.Context) (faults []error, err error) {
	for _, t := range r.tables {
		err := r.c.query(ctx, "SELECT count(*) FROM "+t.name, func(row row) error {
			if n := row.int(0); n != r.counts[t.name] {
				faults = append(faults, flawed("the table %s has %d rows, of which %d belong to sound records", t.name, n, r.counts[t.name]))
			}
			return nil
		})
		if err != nil && !isDamage(err) {
			return nil, err
		}
		if err != nil {
			faults = append(faults, err)
		}
	}
	if len(r.words) > 0 {
		faults = append(faults, flawed("the index has words of %d complaints that are not there or not sound", len(r.words)))
	}
	return faults, nil
}
