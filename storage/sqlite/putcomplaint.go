package sqlite

import (
	"context"
	"database/sql/driver"
	"slices"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// The columns of a complaint that a commit may change, 30 of them, and the 8
// that stay. The instants are as corrected.
const (
	changing = `version, state, kind, class, category, region, channel, target, agency, main_unit,
updated_at, entered_at, next_due, event_date, named, public, verified, returns, reopenings, extensions, escalations,
escalated_to, rating, archived, parent, title_text, body_text, record, submitted_at, due_sum`
	staying = `no, id, tracking, reporter, lifecycle_name, lifecycle_edition, external_system, external_id`

	four            = "?, ?, ?, ?"
	twentyEight     = four + ", " + four + ", " + four + ", " + four + ", " + four + ", " + four + ", " + four
	insertComplaint = "INSERT INTO complaint (" + changing + ", " + staying + ") VALUES (" + twentyEight + ", " + four + ", " + four + ", ?, ?)"
	updateComplaint = "UPDATE complaint SET (" + changing + ") = (" + twentyEight + ", ?, ?) WHERE no = ?"
)

// putComplaint writes a complaint and what belongs to it, and returns the number
// of its row.
func (w *batch) putComplaint(ctx context.Context, c *complaint.Complaint) (no int64, err error) {
	values, err := w.changingValues(c)
	if err != nil {
		return 0, err
	}
	old := w.held
	if old == nil {
		old = &held{complaint: new(complaint.Complaint)}
		if old.no, err = w.insert(ctx, c, values); err != nil {
			return 0, err
		}
	} else if err := w.in.exec(ctx, updateComplaint, append(values, old.no)...); err != nil {
		return 0, err
	}
	for _, part := range []func(context.Context, *held, *complaint.Complaint) error{w.putEntries, w.putTexts, w.putAgencies, w.putRegions, w.noteWords} {
		if err := part(ctx, old, c); err != nil {
			return 0, err
		}
	}
	return old.no, nil
}

// insert writes the row of a new complaint and returns its number.
func (w *batch) insert(ctx context.Context, c *complaint.Complaint, values []driver.Value) (no int64, err error) {
	values = append(values, w.number, c.ID.String(), string(c.Tracking), c.Reporter.String(), c.Lifecycle.Name, c.Lifecycle.Edition,
		orNull(c.External.System), orNull(c.External.ID.Open()))
	no, err = w.in.insert(ctx, insertComplaint, values...)
	if !constrained(err) {
		return no, err
	}
	for field, query := range map[string]string{
		"tracking": "SELECT 1 FROM complaint WHERE tracking = ?1 AND ?2 IS ?2 AND ?3 IS ?3",
		"external": "SELECT 1 FROM complaint WHERE external_system = ?2 AND external_id = ?3 AND ?1 IS ?1",
	} {
		taken := false
		failure := w.in.query(ctx, query, func(row) error { taken = true; return nil },
			string(c.Tracking), orNull(c.External.System), orNull(c.External.ID.Open()))
		if failure != nil {
			return 0, failure
		}
		if taken {
			return 0, &storage.DuplicateError{Kind: complaint.KindOfComplaint, Key: c.ID.String(), Field: field}
		}
	}
	return 0, err
}

// changingValues are the values of the changing columns.
func (w *batch) changingValues(c *complaint.Complaint) ([]driver.Value, error) {
	body := *c
	body.NextDue, body.Timeline, body.Texts = w.within, nil, nil
	record, err := body.Encode()
	if err != nil {
		return nil, err
	}
	rung := complaint.Rung("")
	for _, e := range c.Escalations {
		if rankOf(e.Rung) >= rankOf(rung) {
			rung = e.Rung
		}
	}
	var rating, parent driver.Value
	if c.Rating > 0 {
		rating = int64(c.Rating)
	}
	if !c.Parent.IsZero() {
		parent = c.Parent.String()
	}
	title, body2 := wording(c)
	return []driver.Value{
		int64(c.Version), string(c.State), c.Kind.String(), orNull(c.Class.String()), orNull(c.Category), orNull(c.Region.Unit().String()),
		c.Channel.String(), orNull(c.Target), orNull(c.Agency), orNull(c.Main),
		c.UpdatedAt().UnixMicro(), c.EnteredAt().UnixMicro(), micros(c.NextDue), orNull(c.EventDate.String()),
		bit(c.Disclosure.Named), bit(c.Disclosure.Public && !c.TakenDown() && len(c.Accused) == 0), bit(c.Verified),
		int64(c.Returns), int64(c.Reopenings), int64(c.Extensions), int64(len(c.Escalations)),
		orNull(rung.String()), rating, orNull(c.Archived.String()), parent, textNumber(c, title), textNumber(c, body2), string(record),
		c.SubmittedAt().UnixMicro(), sumOfHint(c.ID.String(), micros(c.NextDue)),
	}, nil
}

// rankOf orders the rungs that the library knows, the highest last; those of an edition's
// own, whose order is not known here, come behind them.
func rankOf(r complaint.Rung) int {
	known := []complaint.Rung{"", complaint.RungSuperior, complaint.RungInspectorate, complaint.RungOmbudsman}
	if i := slices.Index(known, r); i >= 0 {
		return i
	}
	return len(known)
}

// wording returns the digests of title and body, as edited or as reported.
func wording(c *complaint.Complaint) (title, body complaint.Digest) {
	title, body = c.Edited.Title, c.Edited.Body
	if title.IsZero() {
		title = c.Original.Title
	}
	if body.IsZero() {
		body = c.Original.Body
	}
	return title, body
}

// textNumber is the number of a text in complaint_text, NULL for none.
func textNumber(c *complaint.Complaint, d complaint.Digest) driver.Value {
	i := slices.IndexFunc(c.Texts, func(t complaint.Text) bool { return t.Digest == d && !d.IsZero() })
	if i < 0 {
		return nil
	}
	return int64(i + 1)
}

// putEntries adds the entries that are new.
func (w *batch) putEntries(ctx context.Context, old *held, c *complaint.Complaint) error {
	for _, e := range c.Timeline[len(old.complaint.Timeline):] {
		entry, err := e.Encode()
		if err != nil {
			return err
		}
		var gives driver.Value
		if e.Gives() {
			gives = int64(1)
		}
		if err := w.in.exec(ctx, "INSERT INTO complaint_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			old.no, int64(e.Seq), e.At.UnixMicro(), orNull(e.By.Role), orNull(e.By.ID), orNull(e.By.Agency),
			string(e.Action), string(e.From), string(e.To), int64(e.Version), string(entry), gives); err != nil {
			return err
		}
		if e.Key == "" {
			continue
		}
		if err := w.in.exec(ctx, "INSERT OR IGNORE INTO complaint_key VALUES (?, ?, ?)", old.no, e.Key, int64(e.Seq)); err != nil {
			return err
		}
	}
	return nil
}

// putTexts adds the texts that are new and erases what was erased.
func (w *batch) putTexts(ctx context.Context, old *held, c *complaint.Complaint) error {
	for i, t := range c.Texts {
		var err error
		switch number := int64(i + 1); {
		case i >= len(old.complaint.Texts):
			var salt, body driver.Value
			if !t.Erased {
				body = t.Body
			}
			if !t.Salt.IsZero() {
				text, _ := t.Salt.MarshalText()
				salt = string(text)
			}
			err = w.in.exec(ctx, "INSERT INTO complaint_text VALUES (?, ?, ?, ?, ?, ?)", old.no, number, t.Digest.String(), salt, body, bit(t.Erased))
		case t.Erased && !old.complaint.Texts[i].Erased:
			err = w.in.exec(ctx, "UPDATE complaint_text SET salt = NULL, body = NULL, erased = 1 WHERE complaint = ? AND number = ?", old.no, number)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// toldKey stands in complaint_agency for an agency that an escalation told of the case: no
// ID of an agency begins so.
func toldKey(id agency.ID) string { return ">" + string(id) }

// agenciesOf lists the agencies by which a filter finds the case, and the keys of those that
// an escalation told.
func agenciesOf(c *complaint.Complaint) []agency.ID {
	list := slices.Concat(c.AgencyPath, []agency.ID{c.Agency, c.Main}, c.Supporting)
	for _, id := range c.EscalatedTo {
		list = append(list, agency.ID(toldKey(id)))
	}
	slices.Sort(list)
	list = slices.Compact(list)
	if len(list) > 0 && list[0] == "" {
		list = list[1:]
	}
	return list
}

// putAgencies keeps the rows of complaint_agency.
func (w *batch) putAgencies(ctx context.Context, old *held, c *complaint.Complaint) error {
	before, now, id := agenciesOf(old.complaint), agenciesOf(c), c.ID.String()
	due, moved := micros(c.NextDue), !old.complaint.NextDue.Equal(c.NextDue)
	for _, a := range before {
		var err error
		switch {
		case !slices.Contains(now, a):
			err = w.in.exec(ctx, "DELETE FROM complaint_agency WHERE agency = ? AND id = ?", string(a), id)
		case moved:
			err = w.in.exec(ctx, "UPDATE complaint_agency SET next_due = ? WHERE agency = ? AND id = ?", due, string(a), id)
		}
		if err != nil {
			return err
		}
	}
	for _, a := range now {
		if slices.Contains(before, a) {
			continue
		}
		if err := w.in.exec(ctx, "INSERT INTO complaint_agency VALUES (?, ?, ?, ?)", string(a), id, old.no, due); err != nil {
			return err
		}
	}
	return nil
}

// putHint moves the hint of a complaint, and nothing else of it.
func (w *batch) putHint(ctx context.Context, of *held, next time.Time) error {
	due, id := micros(next), of.complaint.ID.String()
	err := w.in.exec(ctx, "UPDATE complaint SET next_due = ?, due_sum = ? WHERE no = ?", due, sumOfHint(id, due), of.no)
	for _, a := range agenciesOf(of.complaint) {
		if err == nil {
			err = w.in.exec(ctx, "UPDATE complaint_agency SET next_due = ? WHERE agency = ? AND id = ?", due, string(a), id)
		}
	}
	return err
}

// putRegions keeps the rows of complaint_region.
func (w *batch) putRegions(ctx context.Context, old *held, c *complaint.Complaint) error {
	id := c.ID.String()
	for _, code := range old.complaint.Region {
		if !c.Region.Contains(code) {
			if err := w.in.exec(ctx, "DELETE FROM complaint_region WHERE region = ? AND id = ?", code.String(), id); err != nil {
				return err
			}
		}
	}
	for _, code := range c.Region {
		if !old.complaint.Region.Contains(code) {
			if err := w.in.exec(ctx, "INSERT INTO complaint_region VALUES (?, ?, ?)", code.String(), id, old.no); err != nil {
				return err
			}
		}
	}
	return nil
}

// words is a change of the index of words: what a complaint said, and says.
type words struct {
	no            int64
	oldTitle, old string
	newTitle, new string
}

// noteWords notes how the words of a complaint change.
func (w *batch) noteWords(_ context.Context, old *held, c *complaint.Complaint) error {
	change := words{no: old.no, oldTitle: old.complaint.Title(), old: old.complaint.Body(), newTitle: c.Title(), new: c.Body()}
	if change.oldTitle != change.newTitle || change.old != change.new {
		w.words = append(w.words, change)
	}
	return nil
}

// index brings the index of words up to date. It comes last in a transaction:
// FTS5 writes what it has gathered at each savepoint, which costs more than all
// other statements of a commit together.
func index(ctx context.Context, in session, list []words) error {
	for _, w := range list {
		if w.oldTitle != "" || w.old != "" { // FTS5 has to be told the words that go
			err := in.exec(ctx, "INSERT INTO complaint_search (complaint_search, rowid, title, body) VALUES ('delete', ?, ?, ?)", w.no, w.oldTitle, w.old)
			if err != nil {
				return err
			}
		}
		if w.newTitle != "" || w.new != "" {
			if err := in.exec(ctx, "INSERT INTO complaint_search (rowid, title, body) VALUES (?, ?, ?)", w.no, w.newTitle, w.new); err != nil {
				return err
			}
		}
	}
	return nil
}
