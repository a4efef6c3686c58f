package office

import (
	"maps"
	"slices"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/internal/strict"
	"github.com/aduan-go/aduan/storage"
)

// ownRole is a role that the library does not have: who may act, and on which cases.
type ownRole struct {
	// Role is its name, as the lifecycle writes it.
	Role lifecycle.Role `json:"role" strict:"required"`
	// Label is what people call it, by language.
	Label aduan.Label `json:"label" strict:"required"`
	// Reach is on which cases it may act at all: new ones (new), those that its agency
	// holds (holding) or that its unit is assigned to (unit), those in its region
	// (region, or supervision if they are supervisory), those that are not secret or were
	// escalated (oversight), or all.
	Reach complaint.Reach `json:"reach" strict:"required"`
	// Refers lets it name the case of another system, and a date that was promised there.
	Refers bool `json:"refers,omitempty"`
}

// roles adds the roles of the office's own to those that are given.
func (l *loader) roles() {
	parse := func(file string, data []byte) (list []ownRole, err error) {
		return list, strict.Parse("roles", file, data, strict.Limits{Bytes: 1 << 20, Depth: 8}, &list)
	}
	parsed(l, roles, parse, func(file string, list []ownRole) {
		taken := complaint.Vocabulary().Roles
		taken = append(taken, slices.Sorted(maps.Keys(l.with.Roles))...)
		l.with.Roles, l.with.Labels = maps.Clone(l.with.Roles), maps.Clone(l.with.Labels)
		if l.with.Roles == nil {
			l.with.Roles = map[lifecycle.Role]complaint.Reach{}
		}
		if l.with.Labels == nil {
			l.with.Labels = map[string]aduan.Label{}
		}
		var problems storage.Problems
		for i, r := range list {
			at := storage.At("", i)
			switch {
			case !lifecycle.ValidName(string(r.Role)):
				problems.Add(at+".role", "want lower case letters, digits and underscores, a letter first, at most 64 bytes")
			case slices.Contains(taken, r.Role):
				problems.Add(at+".role", "there is a role "+storage.Quote(string(r.Role))+" already")
			case r.Reach == complaint.ReachNone || r.Reach == complaint.ReachOwn:
				problems.Add(at+".reach", "a role of an office reaches cases that others report", "holding", "unit", "new", "region", "supervision", "oversight", "all")
			}
			taken = append(taken, r.Role)
			l.with.Roles[r.Role], l.with.Labels["role."+string(r.Role)] = r.Reach, r.Label
			if r.Refers {
				if l.with.Imports == nil {
					l.with.Imports = []lifecycle.Role{complaint.RoleFieldOfficer}
				}
				l.with.Imports = append(slices.Clip(l.with.Imports), r.Role)
			}
		}
		l.failed(roles, problems.Err("roles"), part{"", []string{file}})
	})
}
