package complaint

import (
	"fmt"
	"iter"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// A case holds so much and no more ([Limits]). What its reporter adds can never use
// up what the office needs to answer and end it: of everything they may fill half,
// the report itself apart, and half is the office's whatever the report was. Entries
// that move the case answer the office's own and are not counted. What is passed on from
// merged cases takes nothing from either: it has half as much room besides, of which one
// merged case fills at most half of what the others leave. The
// timer, whoever ends a case, seals it or corrects its instants find room in a timeline
// that is full.

// reserve is how many entries a full timeline still takes by the timer, or that end
// the case, seal it or correct it.
const reserve = 1000

// leftOver is how many of the last entries a reporter leaves to the office, also by what
// moves the case.
const leftOver = 16

// holding is how much of what is limited a case holds, or somebody's part of it.
type holding struct{ entries, texts, attachments, attributes int }

// step is an action with what it does to the state of a case, and the merged case from
// which it passes something on.
type step struct {
	does        Meaning
	corrects    bool
	moves, ends bool
	child       ID
}

// step is one with an action.
func (l *Lifecycle) step(a lifecycle.Action, moves, ends bool, child ID) step {
	return step{does: l.declared(a).does, corrects: a == ActionCorrectTime, moves: moves, ends: ends, child: child}
}

// held is what a case holds in all, but for what was passed on to it.
func (c *Complaint) held() holding {
	all, others := holding{len(c.Timeline), c.textBytes(), len(c.Attachments), c.attributeValues()}, c.passedOn(anyChild)
	return holding{all.entries - others.entries, all.texts - others.texts, all.attachments - others.attachments, all.attributes - others.attributes}
}

// reported is what came from the reporter: the report, whoever entered it, and what
// they added themselves.
func (c *Complaint) reported() holding {
	return c.part(func(e *Entry) bool { return e.By.role() == RoleReporter || e.Does(MeaningOpens) })
}

// anyChild means all merged cases.
func anyChild(ID) bool { return true }

// passedOn is what was passed on from merged cases.
func (c *Complaint) passedOn(from func(child ID) bool) holding {
	return c.part(func(e *Entry) bool { return e.Does(MeaningPassesOn) && from(e.Details.Child) })
}

// part is what came with some of the entries.
func (c *Complaint) part(of func(e *Entry) bool) holding {
	var h holding
	var theirs map[Digest]bool
	for i := range c.Timeline {
		e := &c.Timeline[i]
		if !of(e) {
			continue
		}
		h.entries++
		h.attachments += len(e.Details.Attachments)
		for _, s := range e.Details.Attributes {
			h.attributes += s.weight()
		}
		if theirs == nil {
			theirs = map[Digest]bool{}
		}
		for d := range e.texts() {
			theirs[d] = true
		}
	}
	if theirs == nil {
		return h
	}
	for _, t := range c.Texts {
		if theirs[t.Digest] {
			h.texts += len(t.Body)
		}
	}
	return h
}

// texts yields the texts to which an entry may refer.
func (e *Entry) texts() iter.Seq[Digest] {
	return func(yield func(Digest) bool) {
		if !yield(e.Note) || !yield(e.Title) || !yield(e.Body) || !yield(e.Place) || (e.Details.Where != nil && !yield(e.Details.Where.Location)) {
			return
		}
		for i := range e.Details.Attributes {
			if !yield(e.Details.Attributes[i].Text) {
				return
			}
		}
	}
}

// lengths is how many bytes texts have together.
func lengths(texts []string) int {
	n := 0
	for _, t := range texts {
		n += len(t)
	}
	return n
}

// room checks that one more entry fits which adds so much. A case without timeline
// is being opened.
func (p *checker) room(c *Complaint, by Actor, s step, more holding) {
	now, l := c.held(), p.limits
	if left := l.Entries - now.entries; s.moves && !s.ends && (by.role() == RoleReporter || s.does&MeaningPassesOn != 0) && left <= min(leftOver, l.Entries/4) {
		p.Add("timeline", fmt.Sprintf("%d entries are left of %d, which the office needs to answer and end the case", left, l.Entries))
	}
	if s.does&MeaningPassesOn != 0 {
		p.besides(c, s.child, more)
		return
	}
	needed := s.ends || s.does&MeaningSeals != 0 || s.corrects || by.role() == RoleTimer
	if now.entries >= l.Entries && !(needed && now.entries < l.Entries+reserve) {
		p.Add("timeline", fmt.Sprintf("%d entries, at most %d are allowed", now.entries, l.Entries))
	}
	now.texts, now.attachments, now.attributes = now.texts+more.texts, now.attachments+more.attachments, now.attributes+more.attributes
	p.fits(now, c.reported)
	if by.role() != RoleReporter || len(c.Timeline) == 0 {
		return
	}
	before := c.reported()
	half := func(field, what string, had, adds, limit int) {
		if adds > 0 {
			p.most(field, what+" from the reporter, who leaves the other half to the office", had+adds, limit/2)
		}
	}
	if !needed && !s.moves {
		half("timeline", "entries", before.entries, 1, l.Entries)
	}
	half("texts", "bytes of text", before.texts, more.texts, l.Texts)
	half("attachments", "attachments", before.attachments, more.attachments, l.Attachments)
	half("attributes", "values of attributes", before.attributes, more.attributes, l.Attributes)
}

// besides checks that what is passed on from a merged case fits.
func (p *checker) besides(c *Complaint, child ID, more holding) {
	others := c.passedOn(func(id ID) bool { return id != child })
	its := c.passedOn(func(id ID) bool { return id == child })
	share := func(field, what string, n, others, limit int) {
		p.most(field, what+" from one merged case, which leaves as much to the next one", n, (limit/2-others)/2)
	}
	share("timeline", "entries", its.entries+1, others.entries, p.limits.Entries)
	share("texts", "bytes of text", its.texts+more.texts, others.texts, p.limits.Texts)
	share("attachments", "attachments", its.attachments+more.attachments, others.attachments, p.limits.Attachments)
}

// fits checks what a case holds in all but its entries.
func (p *checker) fits(h holding, reported func() holding) {
	l := p.limits
	var theirs holding
	if h.texts > l.Texts || h.attachments > l.Attachments || h.attributes > l.Attributes {
		theirs = reported()
	}
	p.most("texts", "bytes of text in all", h.texts, max(l.Texts, theirs.texts+l.Texts/2))
	p.most("attachments", "attachments in all", h.attachments, max(l.Attachments, theirs.attachments+l.Attachments/2))
	p.most("attributes", "values of attributes in all", h.attributes, max(l.Attributes, theirs.attributes+l.Attributes/2))
}

// checkLength checks how long a stored timeline is, and apart from it what was passed on. Beyond
// the limit stand what the timer did, what sealed or corrected the case, and what ended
// it: once, and again for each time that the timer opened it.
func (c *Complaint) checkLength(p *checker) (fits bool) {
	passed := c.passedOn(anyChild)
	if passed.entries > p.limits.Entries/2 {
		p.most("timeline", "entries that were passed on", passed.entries, p.limits.Entries/2)
		return false
	}
	p.most("texts", "bytes of text that were passed on", passed.texts, p.limits.Texts/2)
	p.most("attachments", "attachments that were passed on", passed.attachments, p.limits.Attachments/2)
	n, ends := 0, 1
	for i := range c.Timeline {
		e := &c.Timeline[i]
		if e.Does(MeaningPassesOn) {
			continue
		}
		if n++; n <= p.limits.Entries {
			continue
		}
		switch {
		case e.By.role() == RoleTimer:
			ends++
		case !e.Does(MeaningSeals) && e.Action != ActionCorrectTime:
			ends--
		}
		if ends < 0 || n > p.limits.Entries+reserve {
			p.most("timeline", "entries", len(c.Timeline), p.limits.Entries)
			return false
		}
	}
	return true
}
