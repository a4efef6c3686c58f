package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// progressEvery is how many reports pass between two lines of progress.
const progressEvery = 500

// day runs the story: reports come in, people work, time passes.
func (o *office) day(ctx context.Context, in io.Reader, name string) error {
	if err := o.submit(ctx, in, name); err != nil {
		return err
	}
	d := &desk{first: map[string]complaint.ID{}}
	if err := o.work(ctx, d, o.cases); err != nil {
		return err
	}
	if err := o.pass(ctx, 21*24*time.Hour); err != nil {
		return err
	}
	d.late = true
	if err := o.work(ctx, d, d.left); err != nil {
		return err
	}
	held, err := o.held(ctx)
	if err != nil {
		return err
	}
	for _, show := range []func(context.Context, []*complaint.Complaint) error{o.showReasons, o.showRefusal, o.showEscalation, o.showSecret, o.showTable} {
		if err := show(ctx, held); err != nil {
			return err
		}
	}
	return nil
}

// submit reads reports and submits them; bad rows are reported and left out.
func (o *office) submit(ctx context.Context, in io.Reader, name string) error {
	read, refused, repeated := 0, 0, 0
	lines := map[complaint.ID]int{}
	for row, err := range o.rules.ReadCSV(in) {
		var bad *complaint.RowError
		if err != nil && !errors.As(err, &bad) {
			return fmt.Errorf("%s: %w", name, err)
		}
		read++
		var receipt complaint.Receipt
		if err == nil {
			o.now = o.now.Add(time.Minute)
			receipt, err = o.svc.Submit(ctx, submitter(&row.Draft), row.Draft)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				bad = &complaint.RowError{Line: row.Line, Err: err}
			}
		}
		if bad != nil {
			refused++
			line, problem := strconv.Itoa(bad.Line), o.words.Error(bad.Err)
			if problem == bad.Err.Error() && o.words.Language() != "en" {
				o.line(o.say("refused.english", "file", name, "line", line, "problem", problem))
			} else {
				o.line(o.say("refused", "file", name, "line", line, "problem", problem))
			}
			continue
		}
		if receipt.Repeated {
			repeated++
			if first, here := lines[receipt.ID]; here {
				o.line(o.say("repeated", "file", name, "line", strconv.Itoa(row.Line), "first", strconv.Itoa(first)))
			} else {
				o.line(o.say("before", "file", name, "line", strconv.Itoa(row.Line), "tracking", receipt.Tracking))
			}
			continue
		}
		lines[receipt.ID] = row.Line
		o.cases = append(o.cases, filed{row: row, receipt: receipt})
		if read%progressEvery == 0 {
			fmt.Fprintln(o.report, o.say("progress.submitted", "reports", read))
		}
	}
	o.line(o.say("read", "read", read, "file", name, "accepted", len(o.cases), "refused", refused, "repeated", repeated))
	if len(o.cases)+o.before == 0 {
		return errors.New(o.say("read.none"))
	}
	return nil
}

// work lets the people of the offices do what the desk decides.
func (o *office) work(ctx context.Context, d *desk, cases []filed) error {
	taken, skipped := 0, 0
	for i, f := range cases {
		for _, s := range d.plan(f) {
			if s.by == complaint.RoleReporter && f.anonymous() {
				continue
			}
			ok, err := o.do(ctx, f, s)
			switch {
			case ok:
				taken++
			case ctx.Err() != nil:
				return ctx.Err()
			case refusal(err):
				skipped++
			default:
				return fmt.Errorf("report %s: %w", f.row.Name, err)
			}
		}
		n, err := o.carryOn(ctx, f)
		if err != nil {
			return err
		}
		taken += n
		if (i+1)%progressEvery == 0 {
			fmt.Fprintln(o.report, o.say("progress.worked", "done", i+1, "reports", len(cases)))
		}
	}
	o.line(o.say("worked", "taken", taken, "skipped", skipped))
	return nil
}

// refusal reports whether a step failed because of the rules, not of the store.
func refusal(err error) bool {
	return errors.Is(err, complaint.ErrNotAllowed) || errors.Is(err, complaint.ErrForbidden) ||
		errors.Is(err, storage.ErrNotFound) || errors.Is(err, storage.ErrInvalid)
}

// carryOn takes, under a definition of one's own, the actions that only that
// definition knows, in its order, whoever may take them.
func (o *office) carryOn(ctx context.Context, f filed) (taken int, err error) {
	for a := range o.rules.Machine().Actions() {
		if slices.ContainsFunc(complaint.National().Transitions, func(t lifecycle.Transition) bool { return t.Action == a }) {
			continue
		}
		for _, role := range []lifecycle.Role{complaint.RoleNationalAdmin, complaint.RoleAgencyAdmin, complaint.RoleReporter} {
			if ok, err := o.do(ctx, f, note(role, a, "...")); ok {
				taken++
			} else if !refusal(err) {
				return taken, err
			}
		}
	}
	return taken, nil
}

// pass lets time pass and the timer work, in several bounded sweeps.
func (o *office) pass(ctx context.Context, d time.Duration) error {
	o.now = o.now.Add(d)
	var total complaint.Swept
	for done, next := false, (complaint.Position{}); !done; {
		swept, err := o.svc.Sweep(ctx, next, 1000)
		if err != nil {
			return err
		}
		total.Examined += swept.Examined
		total.Acted += swept.Acted
		for _, f := range swept.Failed {
			return fmt.Errorf("sweep: complaint %s: %w", f.ID, f.Err)
		}
		next, done = swept.Next, swept.Done
	}
	o.line(o.say("swept", "days", int(d.Hours()/24), "cases", total.Examined, "taken", total.Acted))
	return nil
}
