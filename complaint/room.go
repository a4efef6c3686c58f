package complaint

import (
	"fmt"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// A case holds so much and no more ([Limits]). What its reporter adds can never use
// up what the office needs to answer and end it: of everything they may fill half,
// the report itself apart, and half is the office's whatever the report was. Entries
// that move the case answer the office's own and are not counted. The
// timer, whoever ends a case and whoever seals it find room in a timeline that is
// full.

// reserve is how many entries a full timeline still takes by the timer, or that end
// the case or seal it.
const reserve = 1000

// leftOver is how many of the last entries a reporter leaves to the office, also by what
// moves the case.
const leftOver = 16

// holding is how much of what is limited a case holds, or somebody's part of it.
type holding struct{ entries, texts, attachments, attributes int }

// step is an action with what it does to the state of a case.
type step struct {
	action      lifecycle.Action
	moves, ends bool
}

// held is what a case holds in all.
func (c *Complaint) held() holding {
	return holding{len(c.Timeline), c.textBytes(), len(c.Attachments), c.attributeValues()}
}

// reported is what came from the reporter: the report, whoever entered it, and what
// they added themselves.
func (c *Complaint) reported() holding {
	var h holding
	theirs := map[Digest]bool{}
	for _, e := range c.Timeline {
		if !byReporter(e.By, e.Action) && e.Action != ActionSubmit {
			continue
		}
		h.entries++
		h.attachments += len(e.Details.Attachments)
		for _, s := range e.Details.Attributes {
			h.attributes += s.weight()
		}
		for _, d := range e.texts() {
			theirs[d] = true
		}
	}
	for _, t := range c.Texts {
		if theirs[t.Digest] {
			h.texts += len(t.Body)
		}
	}
	return h
}

// byReporter reports whether an action brings what a reporter wrote: on this case, or
// on one that was merged into it.
func byReporter(by Actor, a lifecycle.Action) bool {
	return by.role() == RoleReporter || a == ActionPassOn
}

// texts lists the texts to which an entry may refer.
func (e Entry) texts() []Digest {
	list := []Digest{e.Note, e.Title, e.Body, e.Place}
	for _, s := range e.Details.Attributes {
		list = append(list, s.Text)
	}
	return list
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
	theirs := byReporter(by, s.action)
	needed := s.ends || s.action == ActionSeal || by.role() == RoleTimer && !theirs
	if now.entries >= l.Entries && !(needed && now.entries < l.Entries+reserve) {
		p.Add("timeline", fmt.Sprintf("%d entries, at most %d are allowed", now.entries, l.Entries))
	}
	now.texts, now.attachments, now.attributes = now.texts+more.texts, now.attachments+more.attachments, now.attributes+more.attributes
	p.fits(now, c.reported)
	if !theirs || len(c.Timeline) == 0 {
		return
	}
	before := c.reported()
	half := func(field, what string, had, adds, limit int) {
		if adds > 0 {
			p.most(field, what+" from the reporter, who leaves the other half to the office", had+adds, limit/2)
		}
	}
	if left := l.Entries - now.entries; s.moves && !needed && left <= min(leftOver, l.Entries/4) {
		p.Add("timeline", fmt.Sprintf("%d entries are left of %d, which the office needs to answer and end the case", left, l.Entries))
	}
	if !needed && !s.moves {
		half("timeline", "entries", before.entries, 1, l.Entries)
	}
	half("texts", "bytes of text", before.texts, more.texts, l.Texts)
	half("attachments", "attachments", before.attachments, more.attachments, l.Attachments)
	half("attributes", "values of attributes", before.attributes, more.attributes, l.Attributes)
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

// checkLength checks how long a stored timeline is. Beyond the limit stand what the
// timer did, what sealed the case, and what ended it: once, and again for each time
// that the timer opened it.
func (c *Complaint) checkLength(p *checker) (fits bool) {
	ends := 1
	for i := p.limits.Entries; i < len(c.Timeline); i++ {
		switch e := c.Timeline[i]; {
		case e.By.role() == RoleTimer && e.Action != ActionPassOn:
			ends++
		case e.Action != ActionSeal:
			ends--
		}
		if ends < 0 || i >= p.limits.Entries+reserve {
			p.most("timeline", "entries", len(c.Timeline), p.limits.Entries)
			return false
		}
	}
	return true
}
