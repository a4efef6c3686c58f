package complaint

import (
	"slices"

	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// find finds a word of a list.
func find(list []lifecycle.Word, word string) (lifecycle.Word, bool) {
	i := slices.IndexFunc(list, func(w lifecycle.Word) bool { return w.Word == word })
	if i < 0 {
		return lifecycle.Word{}, false
	}
	return list[i], true
}

// nationalMeans reports what a word of this package means, whatever the edition, and
// whether it is one.
func nationalMeans(f lifecycle.Family, word string) (means []string, ok bool) {
	for _, list := range [][]lifecycle.Word{NationalWords().Of(f), furtherWords().Of(f)} {
		if w, found := find(list, word); found {
			return w.Means, true
		}
	}
	return nil, false
}

// settleWords takes the vocabularies of a machine, with what each word means, and
// reports what is wrong with the meanings and which action would take a word of an empty
// vocabulary. The error is a *lifecycle.ProofError.
func (l *Lifecycle) settleWords() error {
	declared := l.machine.Definition().Words
	var found []lifecycle.Finding
	for _, f := range lifecycle.Families() {
		list := l.vocabularies.Of(f)
		for i := range list {
			w := &list[i]
			national, ours := nationalMeans(f, w.Word)
			at := lifecycle.Finding{Kind: lifecycle.BadMeaning, Field: storage.At(f.Field(), i) + ".means", Name: w.Word}
			for _, m := range w.Means {
				switch legal := meanings(f); {
				case !slices.Contains(legal, m):
					at.Legal = storage.Nearest(m, legal)
					at.Message = texts().Message("fault.meaning_unknown", "word", w.Word, "means", storage.Quote(m))
					found = append(found, at)
				case ours && !slices.Contains(national, m):
					at.Legal = national
					at.Message = texts().Message("fault.meaning_taken", "word", w.Word, "means", m)
					found = append(found, at)
				}
			}
			if ours {
				w.Means = national
			}
		}
	}
	found = slices.Concat(found, l.missingWords(declared), l.meaninglessGuards())
	if len(found) > 0 {
		return l.machine.Refuse(found)
	}
	return nil
}

// missingWords finds the actions that take or give a word which the definition does not
// have.
func (l *Lifecycle) missingWords(declared lifecycle.Words) (found []lifecycle.Finding) {
	requires := func(a lifecycle.Action, field string) bool {
		return slices.ContainsFunc(l.declared(a).Requires, func(r string) bool { return r == field }) ||
			a == l.opens && (field == "kind" || field == "channel")
	}
	for _, need := range []struct {
		family lifecycle.Family
		field  string // of what the action takes
	}{
		{lifecycle.Kinds, "kind"},
		{lifecycle.Channels, "channel"},
		{lifecycle.Classes, "class"},
		{lifecycle.Reasons, "reason"},
		{lifecycle.Rungs, "rung"},
	} {
		if declared.Of(need.family) == nil || len(l.choices(need.family)) > 0 {
			continue
		}
		for a := range l.machine.Actions() {
			if requires(a, need.field) {
				found = append(found, lifecycle.Finding{
					Kind: lifecycle.MissingWord, Field: need.family.Field(), Action: a, Name: need.field,
					Message: texts().Message("fault.word_missing", "action", a, "field", need.field),
				})
			}
		}
	}
	for a := range l.machine.Actions() {
		reason := l.declared(a).reason
		if _, ok := find(l.vocabularies.Reasons, string(reason)); !ok && reason != "" {
			found = append(found, lifecycle.Finding{
				Kind: lifecycle.MissingWord, Field: lifecycle.Reasons.Field(), Action: a, Name: string(reason),
				Message: texts().Message("fault.reason_missing", "action", a, "reason", reason),
			})
		}
	}
	return found
}

// meaninglessGuards finds the guards that ask for what no word means: they would never
// hold, or never refuse.
func (l *Lifecycle) meaninglessGuards() (found []lifecycle.Finding) {
	asks := map[lifecycle.Need]struct {
		family lifecycle.Family
		means  string
	}{
		lifecycle.Need(GuardSupervisory):    {lifecycle.Classes, MeansSupervisory},
		lifecycle.Need(GuardNotSupervisory): {lifecycle.Classes, MeansSupervisory},
		lifecycle.Need(GuardNamesCompetent): {lifecycle.Reasons, MeansNamesCompetent},
	}
	for i, t := range l.machine.Definition().Transitions {
		needs := slices.Clone(t.Needs)
		for _, by := range t.By {
			needs = append(needs, by.Needs...)
		}
		slices.Sort(needs)
		for _, need := range slices.Compact(needs) {
			ask, ok := asks[need]
			if _, meant := firstThatMeans(l.vocabularies.Of(ask.family), ask.means); !ok || meant {
				continue
			}
			found = append(found, lifecycle.Finding{
				Kind: lifecycle.PointlessGuard, Field: storage.At("transitions", i), Action: t.Action, Name: string(need),
				Message: texts().Message("fault.guard_meaning", "guard", string(need), "action", t.Action, "means", ask.means),
			})
		}
	}
	return found
}

// wordMeans reports whether a word has a meaning under the edition. Without an edition
// the words of this package have theirs.
func (l *Lifecycle) wordMeans(f lifecycle.Family, word, means string) bool {
	if l == nil {
		national, _ := nationalMeans(f, word)
		return slices.Contains(national, means)
	}
	w, _ := find(l.vocabularies.Of(f), word)
	return slices.Contains(w.Means, means)
}

// choices lists the words of a family that somebody can choose; none without an edition.
func (l *Lifecycle) choices(f lifecycle.Family) (list []string) {
	if l == nil {
		return nil
	}
	for _, w := range l.vocabularies.Of(f) {
		if !slices.Contains(w.Means, MeansAutomatic) {
			list = append(list, w.Word)
		}
	}
	return list
}

// Words returns the vocabularies of the edition, with what each word means.
func (l *Lifecycle) Words() lifecycle.Words { return l.vocabularies.Clone() }

// Kinds lists the kinds of report of the edition, in declared order.
func (l *Lifecycle) Kinds() []Kind { return listed[Kind](l, lifecycle.Kinds) }

// Classes lists the classes of the edition, in declared order.
func (l *Lifecycle) Classes() []Class { return listed[Class](l, lifecycle.Classes) }

// Channels lists the channels of the edition, in declared order.
func (l *Lifecycle) Channels() []Channel { return listed[Channel](l, lifecycle.Channels) }

// Reasons lists the archive reasons that somebody may choose under the edition, in
// declared order.
func (l *Lifecycle) Reasons() []ArchiveReason {
	var list []ArchiveReason
	for _, word := range l.choices(lifecycle.Reasons) {
		list = append(list, ArchiveReason(word))
	}
	return list
}

// Rungs lists the ladder of escalation of the edition, the lowest first.
func (l *Lifecycle) Rungs() []Rung { return listed[Rung](l, lifecycle.Rungs) }

// listed lists the words of a family.
func listed[T ~string](l *Lifecycle, f lifecycle.Family) (list []T) {
	for _, w := range l.vocabularies.Of(f) {
		list = append(list, T(w.Word))
	}
	return list
}

// Supervisory reports whether a class is a matter of supervision ([MeansSupervisory]).
func (l *Lifecycle) Supervisory(c Class) bool {
	return l.wordMeans(lifecycle.Classes, string(c), MeansSupervisory)
}

// ordinary is the first class that is no matter of supervision, empty if there is none.
func (l *Lifecycle) ordinary() Class {
	for _, c := range l.Classes() {
		if !l.Supervisory(c) {
			return c
		}
	}
	return ""
}

// Superior reports whether a rung is the next superior ([MeansSuperior]).
func (l *Lifecycle) Superior(r Rung) bool {
	return l.wordMeans(lifecycle.Rungs, string(r), MeansSuperior)
}

// namesCompetent reports whether archiving for a reason names the competent body.
func (l *Lifecycle) namesCompetent(a ArchiveReason) bool {
	return l.wordMeans(lifecycle.Reasons, string(a), MeansNamesCompetent)
}

// staysPublic reports whether a reason of the edition's own takes no report down: what its
// entry keeps, because the word alone does not tell.
func (l *Lifecycle) staysPublic(a ArchiveReason) bool {
	_, ours := nationalMeans(lifecycle.Reasons, string(a))
	return !ours && l.wordMeans(lifecycle.Reasons, string(a), MeansStaysPublic)
}

// escalatedTo reports whether the case was escalated to a rung with a meaning.
func (l *Lifecycle) escalatedTo(c *Complaint, means string) bool {
	return slices.ContainsFunc(c.Escalations, func(e Escalation) bool {
		return l.wordMeans(lifecycle.Rungs, string(e.Rung), means)
	})
}

// firstThatMeans is the first word of a list with a meaning.
func firstThatMeans(list []lifecycle.Word, means string) (string, bool) {
	i := slices.IndexFunc(list, func(w lifecycle.Word) bool { return slices.Contains(w.Means, means) })
	if i < 0 {
		return "", false
	}
	return list[i].Word, true
}
