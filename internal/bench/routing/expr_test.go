package routing

import (
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan/complaint"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"
)

// exprEnv is what an expression sees.
type exprEnv struct {
	C0, C1, C2           string
	R0, R1, R2, R3       string
	Kind, Class, Channel int
	Anonymous, Secret    bool
	Day, Weekday, Event  int
}

func exprEnvOf(r *report) exprEnv {
	return exprEnv{
		r.Categories[0], r.Categories[1], r.Categories[2], r.Regions[0], r.Regions[1], r.Regions[2], r.Regions[3],
		r.Kind, r.Class, r.Channel, r.Anonymous, r.Secret, r.Day, r.Weekday, r.Event,
	}
}

// exprPeer runs one compiled program for each rule, in their order, on a
// machine that is reused.
type exprPeer struct {
	ids      []string
	programs []*vm.Program
	machine  vm.VM
}

func newExpr(rules []rule) (*exprPeer, error) {
	p := &exprPeer{}
	for _, r := range rules {
		program, err := expr.Compile(exprOf(r), expr.Env(exprEnv{}), expr.AsBool())
		if err != nil {
			return nil, err
		}
		p.ids, p.programs = append(p.ids, r.ID), append(p.programs, program)
	}
	return p, nil
}

func (p *exprPeer) find(env *exprEnv) (string, error) {
	for i, program := range p.programs {
		yes, err := p.machine.Run(program, env)
		if err != nil {
			return "", err
		}
		if yes == true {
			return p.ids[i], nil
		}
	}
	return "", nil
}

// exprOf writes a rule as an expression that expr and cel-go both read, what
// fails most often first.
func exprOf(r rule) string {
	var and []string
	places := func(letter string, list []place) {
		var or []string
		for _, p := range list {
			or = append(or, fmt.Sprintf("%s%d == %q", letter, p.level, p.name))
		}
		switch len(or) {
		case 0:
		case 1:
			and = append(and, or[0])
		default:
			and = append(and, "("+strings.Join(or, " || ")+")")
		}
	}
	places("R", r.Regions)
	places("C", r.Categories)
	oneOf := func(name string, list []int) {
		switch len(list) {
		case 0:
		case 1:
			and = append(and, fmt.Sprintf("%s == %d", name, list[0]))
		default:
			and = append(and, fmt.Sprintf("%s in [%s]", name, joined(list)))
		}
	}
	oneOf("Class", r.Class)
	oneOf("Channel", r.Channel)
	oneOf("Kind", r.Kind)
	oneOf("Weekday", r.Weekday)
	flag := func(name string, want *bool) {
		if want != nil {
			and = append(and, fmt.Sprintf("%s == %t", name, *want))
		}
	}
	flag("Anonymous", r.Anonymous)
	flag("Secret", r.Secret)
	for _, d := range r.Day {
		and = append(and, fmt.Sprintf("Day >= %d && Day < %d", d.from, d.until))
	}
	for _, d := range r.Event {
		and = append(and, fmt.Sprintf("Event >= %d && Event < %d", d.from, d.until))
	}
	if and == nil {
		return "true"
	}
	return strings.Join(and, " && ")
}

func joined(list []int) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(list), " ", ", "), "[]")
}

func exprInputOf(zone *time.Location) func(*complaint.Facts) (*exprEnv, error) {
	return func(f *complaint.Facts) (*exprEnv, error) {
		r := reportOf(f, zone)
		env := exprEnvOf(&r)
		return &env, nil
	}
}
