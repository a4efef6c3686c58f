package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net/url"
	"time"

	modernc "modernc.org/sqlite"
)

// session runs statements: on a connection of the store, or in a transaction of
// the embedder.
type session interface {
	exec(ctx context.Context, query string, args ...driver.Value) error
	// insert runs a statement that adds a row and returns the row's number.
	insert(ctx context.Context, query string, args ...driver.Value) (int64, error)
	// query hands every row to a function, which must keep nothing of it but
	// strings, and must run no statement.
	query(ctx context.Context, query string, each func(row) error, args ...driver.Value) error
}

// row is a row of a result: int64, string, []byte or nil in each column.
type row []driver.Value

func (r row) int(i int) int64 {
	n, _ := r[i].(int64)
	return n
}

func (r row) text(i int) string {
	s, _ := r[i].(string)
	return s
}

func (r row) bytes(i int) []byte {
	b, _ := r[i].([]byte)
	return b
}

// time reads microseconds since 1970, the zero time for NULL.
func (r row) time(i int) time.Time {
	n, ok := r[i].(int64)
	if !ok {
		return time.Time{}
	}
	return time.UnixMicro(n).UTC()
}

// micros is how an instant is stored: NULL for the zero one.
func micros(t time.Time) driver.Value {
	if t.IsZero() {
		return nil
	}
	return t.UnixMicro()
}

// orNull stores NULL for the empty text.
func orNull[T ~string](s T) driver.Value {
	if s == "" {
		return nil
	}
	return string(s)
}

func bit(b bool) driver.Value {
	if b {
		return int64(1)
	}
	return int64(0)
}

// maxStatements bounds how many prepared statements a connection keeps.
const maxStatements = 200

// conn is a connection with its prepared statements. It uses the driver without
// database/sql, which would start a goroutine, and would close a connection in
// the middle of a transaction whose context ends. One goroutine uses it at a
// time.
type conn struct {
	raw        driver.Conn
	statements map[string]driver.Stmt
	args       []driver.NamedValue // of the statement that begins; the driver keeps none
}

var _ session = (*conn)(nil)

// dial opens a file, which must be there, in one of the modes of an anchor.
func dial(path, mode string) (*conn, error) {
	raw, err := new(modernc.Driver).Open(fileURI(path) + "?mode=" + mode)
	if err != nil {
		return nil, failed(err)
	}
	return &conn{raw: raw, statements: map[string]driver.Stmt{}}, nil
}

// dialMemory opens a database of its own in memory.
func dialMemory() (*conn, error) {
	raw, err := new(modernc.Driver).Open(":memory:")
	if err != nil {
		return nil, failed(err)
	}
	return &conn{raw: raw, statements: map[string]driver.Stmt{}}, nil
}

// fileURI names a file to SQLite, whatever characters the path holds.
func fileURI(path string) string { return "file:" + (&url.URL{Path: path}).EscapedPath() }

func (c *conn) close() error {
	c.forget()
	return failed(c.raw.Close())
}

// forget closes the prepared statements.
func (c *conn) forget() {
	for _, s := range c.statements {
		_ = s.Close()
	}
	clear(c.statements)
}

func (c *conn) prepared(query string) (driver.Stmt, error) {
	if s := c.statements[query]; s != nil {
		return s, nil
	}
	if len(c.statements) >= maxStatements {
		c.forget()
	}
	s, err := c.raw.Prepare(query)
	if err != nil {
		return nil, failed(err)
	}
	c.statements[query] = s
	return s, nil
}

// once runs a script that will not come again.
func (c *conn) once(ctx context.Context, script string) error {
	s, err := c.raw.Prepare(script)
	if err == nil {
		_, err = s.(driver.StmtExecContext).ExecContext(ctx, nil)
		err = errors.Join(err, s.Close())
	}
	return failed(err)
}

func (c *conn) named(args []driver.Value) []driver.NamedValue {
	c.args = c.args[:0]
	for i, a := range args {
		c.args = append(c.args, driver.NamedValue{Ordinal: i + 1, Value: a})
	}
	return c.args
}

func (c *conn) exec(ctx context.Context, query string, args ...driver.Value) error {
	_, err := c.run(ctx, query, args)
	return err
}

func (c *conn) insert(ctx context.Context, query string, args ...driver.Value) (int64, error) {
	result, err := c.run(ctx, query, args)
	if err != nil {
		return 0, err
	}
	no, err := result.LastInsertId()
	return no, failed(err)
}

func (c *conn) run(ctx context.Context, query string, args []driver.Value) (driver.Result, error) {
	s, err := c.prepared(query)
	if err != nil {
		return nil, err
	}
	result, err := s.(driver.StmtExecContext).ExecContext(ctx, c.named(args))
	return result, failed(err)
}

func (c *conn) query(ctx context.Context, query string, each func(row) error, args ...driver.Value) error {
	s, err := c.prepared(query)
	if err != nil {
		return err
	}
	rows, err := s.(driver.StmtQueryContext).QueryContext(ctx, c.named(args))
	if err != nil {
		return failed(err)
	}
	r := make(row, len(rows.Columns()))
	for err == nil {
		if err = rows.Next(r); err == nil {
			err = each(r)
		}
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	if bad := rows.Close(); err == nil {
		err = bad
	}
	if gone := ctx.Err(); err != nil && gone != nil {
		return gone // a statement that was interrupted says so in the driver's words
	}
	return failed(err)
}
