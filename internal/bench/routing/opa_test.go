package routing

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/aduan-go/aduan/complaint"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
)

// opaPeer has one Rego rule for each combination of a category and a region,
// with equalities on the report's ancestors, so that its rule index finds the
// few that can hold; of the numbers that come out, the least is the first rule.
type opaPeer struct {
	ids   []string
	query rego.PreparedEvalQuery
}

func newOPA(ctx context.Context, rules []rule) (*opaPeer, error) {
	p := &opaPeer{}
	for _, r := range rules {
		p.ids = append(p.ids, r.ID)
	}
	var err error
	p.query, err = rego.New(
		rego.Query("data.table.first"),
		rego.Module("table.rego", regoOf(rules)),
	).PrepareForEval(ctx)
	return p, err
}

func regoOf(rules []rule) string {
	var b strings.Builder
	b.WriteString("package table\n\nfirst := min(hits)\n\n")
	for i, r := range rules {
		for _, region := range orAny(r.Regions) {
			for _, category := range orAny(r.Categories) {
				var and []string
				if region.name != "" {
					and = append(and, fmt.Sprintf("input.r%d == %q", region.level, region.name))
				}
				if category.name != "" {
					and = append(and, fmt.Sprintf("input.c%d == %q", category.level, category.name))
				}
				and = append(and, regoRest(r)...)
				if and == nil {
					and = []string{"true"}
				}
				fmt.Fprintf(&b, "hits contains %d if { %s }\n", i, strings.Join(and, "; "))
			}
		}
	}
	return b.String()
}

func orAny(list []place) []place {
	if list == nil {
		return []place{{}}
	}
	return list
}

func regoRest(r rule) (and []string) {
	oneOf := func(name string, list []int) {
		switch len(list) {
		case 0:
		case 1:
			and = append(and, fmt.Sprintf("input.%s == %d", name, list[0]))
		default:
			and = append(and, fmt.Sprintf("input.%s in {%s}", name, joined(list)))
		}
	}
	oneOf("class", r.Class)
	oneOf("channel", r.Channel)
	oneOf("kind", r.Kind)
	oneOf("weekday", r.Weekday)
	if r.Anonymous != nil {
		and = append(and, fmt.Sprintf("input.anonymous == %t", *r.Anonymous))
	}
	if r.Secret != nil {
		and = append(and, fmt.Sprintf("input.secret == %t", *r.Secret))
	}
	for _, d := range r.Day {
		and = append(and, fmt.Sprintf("input.day >= %d; input.day < %d", d.from, d.until))
	}
	for _, d := range r.Event {
		and = append(and, fmt.Sprintf("input.event >= %d; input.event < %d", d.from, d.until))
	}
	return and
}

// opaInput is a report in the peer's own values, which spares it the conversion.
func opaInput(r *report) ast.Value {
	pair := func(key string, value *ast.Term) [2]*ast.Term { return [2]*ast.Term{ast.InternedTerm(key), value} }
	text, number := ast.StringTerm, ast.InternedTerm[int]
	return ast.NewObject(
		pair("c0", text(r.Categories[0])), pair("c1", text(r.Categories[1])), pair("c2", text(r.Categories[2])),
		pair("r0", text(r.Regions[0])), pair("r1", text(r.Regions[1])), pair("r2", text(r.Regions[2])), pair("r3", text(r.Regions[3])),
		pair("kind", number(r.Kind)), pair("class", number(r.Class)), pair("channel", number(r.Channel)),
		pair("day", number(r.Day)), pair("weekday", number(r.Weekday)), pair("event", number(r.Event)),
		pair("anonymous", ast.InternedTerm(r.Anonymous)), pair("secret", ast.InternedTerm(r.Secret)),
	)
}

func (p *opaPeer) find(ctx context.Context, in ast.Value) (string, error) {
	results, err := p.query.Eval(ctx, rego.EvalParsedInput(in))
	if err != nil || len(results) == 0 {
		return "", err
	}
	number, ok := results[0].Expressions[0].Value.(json.Number)
	if !ok {
		return "", fmt.Errorf("%v is no number", results[0])
	}
	i, err := strconv.Atoi(string(number))
	if err != nil {
		return "", err
	}
	return p.ids[i], nil
}

type opaIn = ast.Value

func opaInputOf(zone *time.Location) func(*complaint.Facts) (opaIn, error) {
	return func(f *complaint.Facts) (opaIn, error) {
		r := reportOf(f, zone)
		return opaInput(&r), nil
	}
}
