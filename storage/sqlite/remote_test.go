package sqlite_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net"
	"net/rpc"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/sqlite"
	"github.com/aduan-go/aduan/storage/storagetest"
)

// twoProcesses starts a second process, and returns how to open stores in files
// that both have open: every second call goes to the other process.
func twoProcesses(t *testing.T) func(t testing.TB) backend.Store {
	t.Helper()
	dir, err := os.MkdirTemp("", "aduan") // a socket's path must be short
	require.NoError(t, err)
	socket := filepath.Join(dir, "s")
	cmd, said := process(t, "serve", socket)
	ready, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	_, err = io.ReadFull(ready, make([]byte, len(serving)))
	require.NoError(t, err, "%s", said)
	var asked atomic.Int64
	t.Cleanup(func() {
		if client, err := rpc.Dial("unix", socket); err == nil {
			_ = client.Call("Server.Quit", Question{}, new(Answer))
			_ = client.Close()
		}
		require.NoError(t, cmd.Wait(), "%s", said)
		require.NoError(t, os.RemoveAll(dir))
		require.Positive(t, asked.Load())
		t.Logf("%d calls went to the other process", asked.Load())
	})
	return func(t testing.TB) backend.Store {
		path := filepath.Join(t.TempDir(), "aduan.db")
		client, err := rpc.Dial("unix", socket)
		require.NoError(t, err)
		s := &pair{Store: openedAt(t, path), other: client, path: path, asked: &asked}
		_, err = s.ask("Open", Question{})
		require.NoError(t, err)
		t.Cleanup(func() {
			require.NoError(t, s.Close())
			require.NoError(t, client.Close())
		})
		return s
	}
}

// Question and Answer travel between the processes; records as JSON.
type Question struct {
	Path, Key string
	Data      []byte
	Limit     int
}

type Answer struct {
	Records [][]byte
	Changes []storage.Change
	Failed  *failure
}

// failure is an error of the store, by its type.
type failure struct {
	NotFound  *storage.NotFoundError
	Conflict  *storage.ConflictError
	Duplicate *storage.DuplicateError
	Invalid   *storage.InvalidError
	Closed    bool
	Text      string
}

func failed(err error) *failure {
	if err == nil {
		return nil
	}
	f := &failure{Text: err.Error(), Closed: errors.Is(err, storage.ErrClosed)}
	_ = errors.As(err, &f.NotFound) || errors.As(err, &f.Conflict) || errors.As(err, &f.Duplicate) || errors.As(err, &f.Invalid)
	return f
}

func (f *failure) err() error {
	switch {
	case f == nil:
		return nil
	case f.NotFound != nil:
		return f.NotFound
	case f.Conflict != nil:
		return f.Conflict
	case f.Duplicate != nil:
		return f.Duplicate
	case f.Invalid != nil:
		return f.Invalid
	case f.Closed:
		return storage.ErrClosed
	default:
		return errors.New(f.Text)
	}
}

// pair is a store that asks two processes by turns: the store of this one, and
// that of the other.
type pair struct {
	*sqlite.Store
	other *rpc.Client
	path  string
	turn  atomic.Int64
	asked *atomic.Int64 // calls to the other process
}

func (s *pair) ask(method string, q Question) (Answer, error) {
	var a Answer
	q.Path = s.path
	s.asked.Add(1)
	if err := s.other.Call("Server."+method, q, &a); err != nil {
		return Answer{}, err
	}
	return a, a.Failed.err()
}

// mine reports whether the call is this process's.
func (s *pair) mine(ctx context.Context) bool { return ctx.Err() != nil || s.turn.Add(1)%2 == 0 }

func (s *pair) Commit(ctx context.Context, b backend.Batch) error {
	data, err := json.Marshal(plainOf(b))
	back, bad := batchOf(data)
	if err != nil || bad != nil || storagetest.Difference(back, b) != "" || s.mine(ctx) {
		return s.Store.Commit(ctx, b)
	}
	_, err = s.ask("Commit", Question{Data: data})
	return err
}

func (s *pair) Changes(ctx context.Context, after storage.Cursor, limit int) iter.Seq2[storage.Change, error] {
	if s.mine(ctx) {
		return s.Store.Changes(ctx, after, limit)
	}
	return backend.Each(ctx, func() ([]storage.Change, error) {
		a, err := s.ask("Changes", Question{Key: string(after), Limit: limit})
		return a.Changes, err
	})
}

func (s *pair) Close() error {
	_, err := s.ask("Close", Question{})
	return errors.Join(err, s.Store.Close())
}

func (s *pair) Set() backend.Set {
	set := s.Store.Set()
	set.Complaints, set.Identities = pairCases{set.Complaints, s}, pairPeople{set.Identities, s}
	return set
}

type pairCases struct {
	complaint.Reader
	s *pair
}

func (r pairCases) Get(ctx context.Context, id complaint.ID) (*complaint.Complaint, error) {
	if r.s.mine(ctx) {
		return r.Reader.Get(ctx, id)
	}
	a, err := r.s.ask("Get", Question{Key: id.String()})
	if err != nil {
		return nil, err
	}
	c := new(complaint.Complaint)
	return c, json.Unmarshal(a.Records[0], c)
}

func (r pairCases) List(ctx context.Context, q complaint.Query) iter.Seq2[*complaint.Complaint, error] {
	// The number of another system's case has no written form: it goes as the key.
	number, written := q.Filter.External.ID.Open(), q
	written.Filter.External.ID = complaint.Private{}
	data, err := json.Marshal(written)
	if err != nil || r.s.mine(ctx) {
		return r.Reader.List(ctx, q)
	}
	return backend.Each(ctx, func() (list []*complaint.Complaint, err error) {
		a, err := r.s.ask("List", Question{Data: data, Key: number})
		for _, data := range a.Records {
			c := new(complaint.Complaint)
			err = errors.Join(err, json.Unmarshal(data, c))
			list = append(list, c)
		}
		return list, err
	})
}

type pairPeople struct {
	complaint.Identities
	s *pair
}

func (r pairPeople) Identity(ctx context.Context, ref complaint.ReporterRef) (*complaint.Identity, error) {
	if r.s.mine(ctx) {
		return r.Identities.Identity(ctx, ref)
	}
	a, err := r.s.ask("Identity", Question{Key: ref.String()})
	if err != nil {
		return nil, err
	}
	i := new(complaint.Identity)
	return i, json.Unmarshal(a.Records[0], i)
}

// Server answers in the second process.
type Server struct {
	mu     sync.Mutex
	stores map[string]*sqlite.Store
	quit   chan struct{}
}

// serving is what serveJob says once it listens.
const serving = "serving\n"

// serveJob answers at a socket until it is told to quit.
func serveJob(args []string) error {
	l, err := net.Listen("unix", args[0])
	if err != nil {
		return err
	}
	s := &Server{stores: map[string]*sqlite.Store{}, quit: make(chan struct{})}
	server := rpc.NewServer()
	if err := server.Register(s); err != nil {
		return err
	}
	go server.Accept(l)
	fmt.Print(serving)
	<-s.quit
	return nil
}

func (s *Server) store(q Question) *sqlite.Store {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stores[q.Path]
}

// Open opens a file.
func (s *Server) Open(q Question, a *Answer) error {
	store, err := sqlite.Open(context.Background(), q.Path, sqlite.Config{})
	s.mu.Lock()
	s.stores[q.Path] = store
	s.mu.Unlock()
	a.Failed = failed(err)
	return nil
}

// Quit ends the process.
func (s *Server) Quit(Question, *Answer) error { close(s.quit); return nil }

// Close closes a file.
func (s *Server) Close(q Question, a *Answer) error {
	a.Failed = failed(s.store(q).Close())
	return nil
}

// Commit commits a batch.
func (s *Server) Commit(q Question, a *Answer) error {
	b, err := batchOf(q.Data)
	if err == nil {
		err = s.store(q).Commit(context.Background(), b)
	}
	a.Failed = failed(err)
	return nil
}

// Get reads a complaint.
func (s *Server) Get(q Question, a *Answer) error {
	id, err := complaint.ParseID(q.Key)
	if err == nil {
		var c *complaint.Complaint
		c, err = s.store(q).Set().Complaints.Get(context.Background(), id)
		a.add(c, err)
	}
	a.Failed = failed(err)
	return nil
}

// List reads a list of complaints.
func (s *Server) List(q Question, a *Answer) error {
	var query complaint.Query
	err := json.Unmarshal(q.Data, &query)
	query.Filter.External.ID = complaint.NewPrivate(q.Key)
	if err == nil {
		for c, bad := range s.store(q).Set().Complaints.List(context.Background(), query) {
			a.add(c, bad)
			err = bad
		}
	}
	a.Failed = failed(err)
	return nil
}

// Identity reads an identity.
func (s *Server) Identity(q Question, a *Answer) error {
	ref, err := complaint.ParseID(q.Key)
	if err == nil {
		var i *complaint.Identity
		if i, err = s.store(q).Set().Identities.Identity(context.Background(), complaint.ReporterRef(ref)); err == nil {
			var data []byte
			data, err = i.Encode()
			a.Records = append(a.Records, data)
		}
	}
	a.Failed = failed(err)
	return nil
}

// Changes reads the feed.
func (s *Server) Changes(q Question, a *Answer) error {
	var err error
	for c, bad := range s.store(q).Changes(context.Background(), storage.Cursor(q.Key), q.Limit) {
		if err = bad; err == nil {
			a.Changes = append(a.Changes, c)
		}
	}
	a.Failed = failed(err)
	return nil
}

func (a *Answer) add(c *complaint.Complaint, err error) {
	if err == nil {
		data, _ := c.Encode() // with its hint
		a.Records = append(a.Records, data)
	}
}
