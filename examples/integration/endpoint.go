package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
)

// endpoint is the recipient: a portal that keeps the last view of each case. It
// fails as told, in the ways in which others fail.
type endpoint struct {
	url    string
	server *http.Server
	ended  chan struct{}
	names  map[complaint.ID]string

	mu                               sync.Mutex
	requests                         int
	unavailable, lost, known, stored int
	seen                             map[string]bool
	last                             map[complaint.ID]delivery
	disorder                         int
	order                            []string
}

func openEndpoint(cases map[string]complaint.ID) (*endpoint, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	e := &endpoint{
		url: "http://" + listener.Addr().String(), ended: make(chan struct{}),
		names: map[complaint.ID]string{}, seen: map[string]bool{}, last: map[complaint.ID]delivery{},
	}
	for name, id := range cases {
		e.names[id] = name
	}
	e.server = &http.Server{Handler: e}
	go func() {
		defer close(e.ended)
		_ = e.server.Serve(listener) // ends with close
	}()
	return e, nil
}

// close stops the server and waits for it.
func (e *endpoint) close() error {
	err := e.server.Close()
	<-e.ended
	return err
}

// ServeHTTP takes a delivery. Every third request finds it unavailable, every
// seventh is taken and its answer lost.
func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.requests++
	if e.requests%3 == 0 {
		e.unavailable++
		http.Error(w, "try again", http.StatusServiceUnavailable)
		return
	}
	if err := e.take(r.Header.Get("Delivery-ID"), r.Body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if e.requests%7 == 0 {
		e.lost++
		if connection, _, err := http.NewResponseController(w).Hijack(); err == nil {
			_ = connection.Close() // without an answer
		}
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// take stores a delivery unless it is known.
func (e *endpoint) take(id string, body io.Reader) error {
	if id == "" {
		return errors.New("a delivery needs an ID")
	}
	if e.seen[id] {
		e.known++
		return nil
	}
	var d delivery
	if err := json.NewDecoder(body).Decode(&d); err != nil {
		return err
	}
	if d.Seq <= e.last[d.Complaint].Seq {
		e.disorder++
	}
	e.seen[id], e.last[d.Complaint] = true, d
	e.stored++
	e.order = append(e.order, fmt.Sprintf("%s%d", e.names[d.Complaint], d.Seq))
	return nil
}

// report prints what arrived.
func (e *endpoint) report(out io.Writer, o *office) {
	say := texts().In(o.words)
	e.mu.Lock()
	defer e.mu.Unlock()
	fmt.Fprintln(out, say("portal.requests", "requests", e.requests, "unavailable", e.unavailable, "lost", e.lost))
	fmt.Fprintln(out, say("portal.deliveries", "stored", e.stored, "known", e.known, "disorder", e.disorder, "order", aduan.List(e.order)))
	for _, name := range []string{"a", "b", "c", "d"} {
		for id, d := range e.last {
			if e.names[id] != name {
				continue
			}
			title := say("portal.secret")
			if d.View.Report != nil {
				title = d.View.Report.Title
			}
			fmt.Fprintf(out, "%s: %s, %s\n", name, o.rules.StateIn(o.words, d.View.Status.State), title)
		}
	}
}
