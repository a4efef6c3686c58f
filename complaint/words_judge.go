package complaint

import (
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// declares notes a word that the edition does not have, with the nearest one first.
func (l *Lifecycle) declares(p *storage.Problems, field string, f lifecycle.Family, word string) {
	if !lifecycle.ValidName(word) { // none, or one that is refused for its form
		return
	}
	list := l.vocabularies.Of(f)
	if _, ok := find(list, word); ok {
		return
	}
	names := make([]string, len(list))
	for i, w := range list {
		names[i] = w.Word
	}
	p.Unknown(field, "there is no such word in the lifecycle "+l.Edition().String(), word, names)
}

// declaresAll notes the words of an entry that the edition does not have; their paths
// begin with field.
func (l *Lifecycle) declaresAll(p *storage.Problems, field string, d *Details) {
	l.declares(p, field+"kind", lifecycle.Kinds, string(d.Kind))
	l.declares(p, field+"channel", lifecycle.Channels, string(d.Channel))
	l.declares(p, field+"class", lifecycle.Classes, string(d.Class))
	l.declares(p, field+"reason", lifecycle.Reasons, string(d.Reason))
	l.declares(p, field+"rung", lifecycle.Rungs, string(d.Rung))
}

// checkWordsOf notes what the edition says against the words of a command: those that it
// does not have, and a reason that nobody chooses.
func (l *Lifecycle) checkWordsOf(p *storage.Problems, cmd Command) {
	l.declaresAll(p, "", &Details{Class: cmd.Class, Reason: cmd.Reason, Rung: cmd.Rung})
	if l.wordMeans(lifecycle.Reasons, string(cmd.Reason), MeansAutomatic) {
		p.Unknown("reason", string(cmd.Reason)+" cannot be chosen, an action of its own gives it", string(cmd.Reason), l.choices(lifecycle.Reasons))
	}
}

// knows reports the words of a command that are wrong under the edition, for somebody who
// sees the case.
func (l *Lifecycle) knows(cmd Command) error {
	var p storage.Problems
	l.checkWordsOf(&p, cmd)
	return p.Err("command " + string(cmd.Action))
}

// checkWordsOfDraft notes the words of a draft that the edition does not have, with the
// nearest that it has first, and a channel of another system ([MeansIntegrated]) without
// an external reference; nothing without an edition.
func (l *Lifecycle) checkWordsOfDraft(p *storage.Problems, d Draft) {
	if l == nil {
		return
	}
	l.declaresAll(p, "", &Details{Kind: d.Kind, Channel: d.Channel})
	if d.External.IsZero() && l.wordMeans(lifecycle.Channels, string(d.Channel), MeansIntegrated) {
		p.Add("external", "the channel is another system, so the reference to it is required")
	}
}

// CheckWords reports the words of a case that the edition does not have, each with the
// nearest that it has first, as a *storage.InvalidError; nil if it has all, as in a case
// that it made. A case with an unknown word is read, shown and worked on all the same: the
// word means nothing, and is shown as it is.
func (l *Lifecycle) CheckWords(c *Complaint) error {
	var p storage.Problems
	l.declaresAll(&p, "", &Details{Kind: c.Kind, Channel: c.Channel, Class: c.Class})
	l.declares(&p, "archived", lifecycle.Reasons, string(c.Archived))
	for i, e := range c.Escalations {
		l.declares(&p, storage.At("escalations", i)+".rung", lifecycle.Rungs, string(e.Rung))
	}
	for i := range c.Timeline {
		d, field := &c.Timeline[i].Details, storage.At("timeline", i)+".details."
		l.declaresAll(&p, field, d)
		if d.StaysPublic != l.staysPublic(d.Reason) {
			p.Add(field+"stays_public", "is not what the edition says of the reason")
		}
	}
	return p.Err("complaint " + c.ID.String())
}
