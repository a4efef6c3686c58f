package routing

import (
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"github.com/aduan-go/aduan/complaint"
)

// celPeer runs one program for each rule, in their order, optimized when
// loaded.
type celPeer struct {
	ids      []string
	programs []cel.Program
}

func celEnv() (*cel.Env, error) {
	var options []cel.EnvOption
	for _, name := range []string{"C0", "C1", "C2", "R0", "R1", "R2", "R3"} {
		options = append(options, cel.Variable(name, cel.StringType))
	}
	for _, name := range []string{"Kind", "Class", "Channel", "Day", "Weekday", "Event"} {
		options = append(options, cel.Variable(name, cel.IntType))
	}
	for _, name := range []string{"Anonymous", "Secret"} {
		options = append(options, cel.Variable(name, cel.BoolType))
	}
	return cel.NewEnv(options...)
}

func newCEL(rules []rule) (*celPeer, error) {
	env, err := celEnv()
	if err != nil {
		return nil, err
	}
	p := &celPeer{}
	for _, r := range rules {
		ast, issues := env.Compile(exprOf(r))
		if issues.Err() != nil {
			return nil, issues.Err()
		}
		program, err := env.Program(ast, cel.EvalOptions(cel.OptOptimize))
		if err != nil {
			return nil, err
		}
		p.ids, p.programs = append(p.ids, r.ID), append(p.programs, program)
	}
	return p, nil
}

// celInput is a report in the peer's own values.
func celInput(r *report) (cel.Activation, error) {
	return cel.NewActivation(map[string]any{
		"C0": types.String(r.Categories[0]), "C1": types.String(r.Categories[1]), "C2": types.String(r.Categories[2]),
		"R0": types.String(r.Regions[0]), "R1": types.String(r.Regions[1]), "R2": types.String(r.Regions[2]), "R3": types.String(r.Regions[3]),
		"Kind": types.Int(r.Kind), "Class": types.Int(r.Class), "Channel": types.Int(r.Channel),
		"Day": types.Int(r.Day), "Weekday": types.Int(r.Weekday), "Event": types.Int(r.Event),
		"Anonymous": types.Bool(r.Anonymous), "Secret": types.Bool(r.Secret),
	})
}

func (p *celPeer) find(in cel.Activation) (string, error) {
	for i, program := range p.programs {
		yes, _, err := program.Eval(in)
		if err != nil {
			return "", err
		}
		if yes == types.True {
			return p.ids[i], nil
		}
	}
	return "", nil
}

func celInputOf(zone *time.Location) func(*complaint.Facts) (cel.Activation, error) {
	return func(f *complaint.Facts) (cel.Activation, error) {
		r := reportOf(f, zone)
		return celInput(&r)
	}
}
