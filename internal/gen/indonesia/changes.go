package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/region"
)

// codeChanges applies the changes between the code lists, the latest first.
func (b *records) codeChanges(rows []row) error {
	slices.Reverse(rows)
	splits := map[[2]region.Code]bool{}
	for _, r := range rows {
		on, ok := b.dates[r["to_list"]]
		if !ok {
			return fmt.Errorf("the list %q has no date in code_lists.csv", r["to_list"])
		}
		unit, ok := b.byCode[r["new_code"]]
		if !ok {
			return fmt.Errorf("no unit %q", r["new_code"])
		}
		source := r["to_list"] + " [S]"
		switch r["change"] {
		case "created":
			unit.Valid.From, unit.Source = on, source
		case "renamed":
			old := *unit
			old.Name, old.Also = written(r["old_name"]), nil
			old.Valid.Until, unit.Valid.From = on, on
			old.Source, unit.Source = r["from_list"]+" [S]", source
			b.old = append(b.old, old)
		case "moved":
			from, err := region.Parse(r["old_code"])
			if err != nil {
				return err
			}
			b.changes = append(b.changes, region.Change{Kind: region.Moved, From: from, To: unit.Code, On: on, Source: source})
			if err := b.move(from, unit, r, source); err != nil {
				return err
			}
			path := from.Path()
			if split := [2]region.Code{path[0], unit.Parent}; !splits[split] {
				splits[split] = true
				b.changes = append(b.changes, region.Change{
					Kind: region.Split, From: split[0], To: split[1], On: on, Source: source, Derived: true,
				})
			}
		default:
			return fmt.Errorf("unknown change %q", r["change"])
		}
	}
	return nil
}

// move gives a regency and all units in it the date of their code, and adds
// them under their former one.
func (b *records) move(from region.Code, unit *region.Record, r row, source string) error {
	on := b.dates[r["to_list"]]
	prefix := unit.Code.String()
	oldParent, ok := b.byCode[from.Path()[0].String()]
	if !ok {
		return fmt.Errorf("no unit around %s", from)
	}
	for _, code := range b.order {
		tail, inside := strings.CutPrefix(code, prefix)
		if !inside || tail != "" && tail[0] != '.' {
			continue
		}
		now := b.byCode[code]
		now.Valid.From, now.Source = on, source
		old := *now
		var err error
		if old.Code, err = region.Parse(from.String() + tail); err != nil {
			return err
		}
		old.Valid = aduan.Period{Until: on}
		if tail == "" {
			old.Parent, old.Source = oldParent.Code, r["from_list"]+" [S]"
		} else {
			path := old.Code.Path()
			old.Parent, old.Source = path[len(path)-2], fmt.Sprintf(sourceDerived, r["from_list"])
			now.Source = fmt.Sprintf(sourceDerived, r["to_list"])
		}
		b.old = append(b.old, old)
	}
	return nil
}

// written turns a name in capitals into the form of the package:
// "KAB. MAMUJU UTARA" is "Kabupaten Mamuju Utara".
func written(name string) string {
	words := strings.Fields(strings.ToLower(name))
	for i, w := range words {
		switch w {
		case "kab.":
			w = "kabupaten"
		case "dan":
			continue
		}
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}
