package routing

import (
	"fmt"
	"strconv"
	"time"

	"github.com/aduan-go/aduan/complaint"

	"github.com/casbin/casbin/v3"
	"github.com/casbin/casbin/v3/model"
)

// casbinModel has a policy for each combination of the listed values of a rule;
// empty stands for every value. The first that allows ends the search. Days are
// numbers of one length, which casbin compares as texts.
const casbinModel = `
[request_definition]
r = c0, c1, c2, r0, r1, r2, r3, kind, class, channel, anonymous, secret, day, weekday, event

[policy_definition]
p = id, region, category, kind, class, channel, anonymous, secret, from, until, weekday, efrom, euntil

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = (p.region == r.r1 || p.region == r.r2 || p.region == r.r0 || p.region == r.r3 || p.region == "") && (p.category == r.c2 || p.category == r.c1 || p.category == r.c0 || p.category == "") && (p.class == "" || p.class == r.class) && (p.channel == "" || p.channel == r.channel) && (p.kind == "" || p.kind == r.kind) && (p.weekday == "" || p.weekday == r.weekday) && (p.anonymous == "" || p.anonymous == r.anonymous) && (p.secret == "" || p.secret == r.secret) && (p.from == "" || (r.day >= p.from && r.day < p.until)) && (p.efrom == "" || (r.event >= p.efrom && r.event < p.euntil))
`

type casbinPeer struct{ enforcer *casbin.Enforcer }

// casbinPolicies are the rows of a table.
func casbinPolicies(rules []rule) [][]string {
	var rows [][]string
	for _, r := range rules {
		from, until := bounds(r.Day)
		efrom, euntil := bounds(r.Event)
		for _, region := range orAny(r.Regions) {
			for _, category := range orAny(r.Categories) {
				for _, kind := range orEmpty(r.Kind) {
					for _, class := range orEmpty(r.Class) {
						for _, channel := range orEmpty(r.Channel) {
							for _, weekday := range orEmpty(r.Weekday) {
								rows = append(rows, []string{
									r.ID, region.name, category.name, kind, class, channel,
									orNil(r.Anonymous), orNil(r.Secret), from, until, weekday, efrom, euntil,
								})
							}
						}
					}
				}
			}
		}
	}
	return rows
}

func bounds(list []stretch) (from, until string) {
	if list == nil {
		return "", ""
	}
	both := stretch{never, endless}
	for _, s := range list {
		both.from, both.until = max(both.from, s.from), min(both.until, s.until)
	}
	return sortable(both.from), sortable(both.until)
}

// sortable writes a day so that texts compare as the days do.
func sortable(day int) string { return fmt.Sprintf("%08d", day-2*never) }

func orEmpty(list []int) []string {
	if list == nil {
		return []string{""}
	}
	var out []string
	for _, n := range list {
		out = append(out, strconv.Itoa(n))
	}
	return out
}

func orNil(b *bool) string {
	if b == nil {
		return ""
	}
	return strconv.FormatBool(*b)
}

func newCasbin(rows [][]string) (*casbinPeer, error) {
	m, err := model.NewModelFromString(casbinModel)
	if err != nil {
		return nil, err
	}
	e, err := casbin.NewEnforcer(m)
	if err != nil {
		return nil, err
	}
	_, err = e.AddPolicies(rows)
	return &casbinPeer{e}, err
}

// casbinInput is a report as casbin takes it. What is empty in it must not equal
// what is empty in a policy.
func casbinInput(r *report) []any {
	in := make([]any, 0, 15)
	for _, s := range [...]string{
		r.Categories[0], r.Categories[1], r.Categories[2], r.Regions[0], r.Regions[1], r.Regions[2], r.Regions[3],
	} {
		if s == "" {
			s = "-"
		}
		in = append(in, s)
	}
	return append(in, strconv.Itoa(r.Kind), strconv.Itoa(r.Class), strconv.Itoa(r.Channel), strconv.FormatBool(r.Anonymous),
		strconv.FormatBool(r.Secret), sortable(r.Day), strconv.Itoa(r.Weekday), sortable(r.Event))
}

func (p *casbinPeer) find(in []any) (string, error) {
	ok, row, err := p.enforcer.EnforceEx(in...)
	if err != nil || !ok {
		return "", err
	}
	return row[0], nil
}

func casbinInputOf(zone *time.Location) func(*complaint.Facts) ([]any, error) {
	return func(f *complaint.Facts) ([]any, error) {
		r := reportOf(f, zone)
		return casbinInput(&r), nil
	}
}
