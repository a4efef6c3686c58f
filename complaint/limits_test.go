package complaint_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/storage/memory"
)

// bounded checks a limit of n: n-1 and n pass, n+1 is refused at the field.
func bounded(t *testing.T, n int, field string, try func(int) error) {
	t.Helper()
	for _, size := range []int{n - 1, n, n + 1} {
		err := try(size)
		if size <= n {
			require.NoError(t, err, "%s of %d under a limit of %d", field, size, n)
			continue
		}
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid, "%s of %d over a limit of %d", field, size, n)
		require.Len(t, invalid.Problems, 1, err)
		require.Equal(t, field, invalid.Problems[0].Field)
		require.Less(t, len(err.Error()), 500, "the refusal of something long is short")
	}
}

// plainDraft is a draft that nothing is wrong with.
func plainDraft() complaint.Draft {
	return complaint.Draft{Kind: complaint.KindComplaint, Channel: complaint.ChannelWeb, Title: "Lampu jalan padam", Body: "Sejak Senin."}
}

// tightLimits are limits small enough to be reached, all different.
func tightLimits() complaint.Limits {
	return complaint.Limits{Title: 30, Text: 60, Name: 40, Attachments: 4, Attributes: 6, Supporting: 3, Accused: 2, Entries: 5, ExtendDays: 7, Record: 0}
}

func walkAdmin() complaint.Actor {
	return complaint.Actor{ID: "nasional", Role: complaint.RoleNationalAdmin}
}

func xs(n int) string { return strings.Repeat("x", n) }

func TestDraftLimits(t *testing.T) {
	t.Parallel()
	w := newWalker(t, walkRules(t, complaint.Extensions{}), 20)
	for name, limits := range map[string]complaint.Limits{"tight": tightLimits(), "default": {}} {
		l := limits
		if name == "default" {
			l = complaint.DefaultLimits()
		}
		for _, c := range []struct {
			field string
			limit int
			set   func(*complaint.Draft, int)
		}{
			{"title", l.Title, func(d *complaint.Draft, n int) { d.Title = xs(n) }},
			{"body", l.Text, func(d *complaint.Draft, n int) { d.Body = xs(n) }},
			{"place", l.Text, func(d *complaint.Draft, n int) { d.Place = xs(n) }},
			{"attachments", l.Attachments, func(d *complaint.Draft, n int) { d.Attachments = w.files(n) }},
			{"attributes", l.Attributes, func(d *complaint.Draft, n int) { d.Attributes = manyAttributes(n) }},
			{"attributes[0].values[0]", l.Title, func(d *complaint.Draft, n int) {
				d.Attributes = []complaint.Attribute{attribute("a", complaint.DatatypeString, xs(n))}
			}},
			{"attributes[0].values[0]", l.Name, func(d *complaint.Draft, n int) {
				d.Attributes = []complaint.Attribute{attribute("a", complaint.DatatypeSingleValueList, xs(n))}
			}},
			{"accused", l.Accused, func(d *complaint.Draft, n int) { d.Accused = manyBodies(n) }},
			{"attachments[0].name", l.Name, func(d *complaint.Draft, n int) { d.Attachments = w.files(1); d.Attachments[0].Name = xs(n) }},
			{"attachments[0].media_type", l.Name, func(d *complaint.Draft, n int) { d.Attachments = w.files(1); d.Attachments[0].MediaType = xs(n) }},
			{"external.system", l.Name, func(d *complaint.Draft, n int) { integrated(d).System = xs(n) }},
			{"external.id", l.Name, func(d *complaint.Draft, n int) { integrated(d).ID = complaint.NewPrivate(xs(n)) }},
			{"reporter.account", l.Name, func(d *complaint.Draft, n int) { d.Reporter.Account = complaint.NewPrivate(xs(n)) }},
			{"reporter.name", l.Title, func(d *complaint.Draft, n int) { d.Reporter.Name = complaint.NewPrivate(xs(n)) }},
			{"reporter.national_id", l.Title, func(d *complaint.Draft, n int) { d.Reporter.NationalID = complaint.NewPrivate(xs(n)) }},
			{"reporter.phone", l.Title, func(d *complaint.Draft, n int) { d.Reporter.Phone = complaint.NewPrivate(xs(n)) }},
			{"reporter.email", l.Title, func(d *complaint.Draft, n int) { d.Reporter.Email = complaint.NewPrivate(xs(n)) }},
			{"reporter.address", l.Title, func(d *complaint.Draft, n int) { d.Reporter.Address = complaint.NewPrivate(xs(n)) }},
			{"category", 200, func(d *complaint.Draft, n int) { d.Category = complaint.Category(xs(n)) }},
			{"agency", agency.MaxID, func(d *complaint.Draft, n int) { d.Agency = agency.ID(xs(n)) }},
		} {
			t.Run(name+" "+c.field, func(t *testing.T) {
				bounded(t, c.limit, c.field, func(n int) error {
					d := plainDraft()
					c.set(&d, n)
					return d.Validate(limits)
				})
			})
		}
	}
}

// manyAttributes is so many values: two of one attribute, and else one of each.
func manyAttributes(n int) []complaint.Attribute {
	list := []complaint.Attribute{attribute("x", complaint.DatatypeMultiValueList, "a", "b")}
	for i := 2; i < n; i++ {
		list = append(list, attribute(fmt.Sprintf("x%d", i), complaint.DatatypeNumber, "1"))
	}
	return list
}

// manyBodies are so many agencies.
func manyBodies(n int) (list []agency.ID) {
	for i := range n {
		list = append(list, agency.ID(fmt.Sprintf("b%d", i)))
	}
	return list
}

func integrated(d *complaint.Draft) *complaint.External {
	d.Channel, d.External = complaint.ChannelIntegrated, complaint.External{System: "s", ID: complaint.NewPrivate("1")}
	return &d.External
}

func TestCommandLimits(t *testing.T) {
	t.Parallel()
	w := newWalker(t, walkRules(t, complaint.Extensions{}), 21)
	for name, limits := range map[string]complaint.Limits{"tight": tightLimits(), "default": {}} {
		l := limits
		if name == "default" {
			l = complaint.DefaultLimits()
		}
		for _, c := range []struct {
			field string
			limit int
			make  func(int) complaint.Command
		}{
			{"note", l.Text, func(n int) complaint.Command {
				return complaint.Command{Action: complaint.ActionNote, Note: xs(n)}
			}},
			{"key", l.Name, func(n int) complaint.Command {
				return complaint.Command{Action: complaint.ActionHandle, Key: xs(n)}
			}},
			{"title", l.Title, func(n int) complaint.Command {
				return complaint.Command{Action: complaint.ActionEdit, Title: xs(n)}
			}},
			{"body", l.Text, func(n int) complaint.Command {
				return complaint.Command{Action: complaint.ActionEdit, Body: xs(n)}
			}},
			{"attachments", l.Attachments, func(n int) complaint.Command {
				return complaint.Command{Action: complaint.ActionAttach, Attachments: w.files(n)}
			}},
			{"attributes", l.Attributes, func(n int) complaint.Command {
				return complaint.Command{Action: complaint.ActionComplete, Attributes: manyAttributes(n)}
			}},
			{"accused", l.Accused, func(n int) complaint.Command {
				return complaint.Command{Action: complaint.ActionAccuse, Accused: manyBodies(n)}
			}},
			{"supporting", l.Supporting, func(n int) complaint.Command {
				cmd := complaint.Command{Action: complaint.ActionAssign, Main: "main"}
				for i := range n {
					cmd.Supporting = append(cmd.Supporting, agency.ID(fmt.Sprintf("s%d", i)))
				}
				return cmd
			}},
			{"days", l.ExtendDays, func(n int) complaint.Command {
				return complaint.Command{Action: complaint.ActionExtend, Note: "x", Days: n}
			}},
			{"rating", 5, func(n int) complaint.Command {
				return complaint.Command{Action: complaint.ActionAccept, Rating: n}
			}},
			{"clock", l.Name, func(n int) complaint.Command {
				return complaint.Command{Action: complaint.ActionEscalate, Rung: complaint.RungSuperior, Clock: lifecycle.ClockName(xs(n))}
			}},
		} {
			t.Run(name+" "+c.field, func(t *testing.T) {
				bounded(t, c.limit, c.field, func(n int) error { return c.make(n).Validate(limits) })
			})
		}
	}
}

// TestActorLimit bounds who may be written into a timeline.
func TestActorLimit(t *testing.T) {
	t.Parallel()
	l := walkRules(t, complaint.Extensions{Limits: tightLimits()})
	w := newWalker(t, walkRules(t, complaint.Extensions{}), 22)
	c := w.open()
	c.Timeline, c.Texts = c.Timeline[:1], c.Texts[:2]
	bounded(t, tightLimits().Name, "actor.id", func(n int) error {
		_, err := l.Apply(c, complaint.Actor{ID: xs(n), Role: complaint.RoleNationalAdmin}, complaint.Command{Action: complaint.ActionNote, Note: "x"}, w.moment())
		return err
	})
	bounded(t, agency.MaxID, "actor.agency", func(n int) error {
		by := walkAdmin()
		by.Agency = agency.ID(xs(n))
		_, err := l.Apply(c, by, complaint.Command{Action: complaint.ActionNote, Note: "x"}, w.moment())
		return err
	})
	bounded(t, tightLimits().Name, "actor.id", func(n int) error {
		h := complaint.Header{ID: w.id(), Tracking: c.Tracking, Reporter: c.Reporter}
		_, err := l.Open(h, complaint.Actor{ID: xs(n)}, plainDraft(), w.moment())
		return err
	})
}

// TestCaseLimits bounds what one case holds in the end, command by command.
func TestCaseLimits(t *testing.T) {
	t.Parallel()
	l := walkRules(t, complaint.Extensions{Limits: tightLimits()})
	w := newWalker(t, walkRules(t, complaint.Extensions{}), 23)
	begin := func(files int) *complaint.Complaint {
		d := plainDraft()
		d.Attachments = w.files(files)
		c, err := l.Open(complaint.Header{ID: w.id(), Tracking: w.open().Tracking, Reporter: complaint.ReporterRef(w.id())}, complaint.Actor{ID: "warga"}, d, w.moment())
		require.NoError(t, err)
		c.Version++
		return c
	}
	attach := func(c *complaint.Complaint, files int) (*complaint.Complaint, error) {
		return l.Apply(c, walkAdmin(), complaint.Command{Action: complaint.ActionAttach, Attachments: w.files(files)}, w.moment())
	}
	bounded(t, tightLimits().Attachments, "attachments", func(n int) error {
		c, err := attach(begin(0), n-1)
		require.NoError(t, err)
		c, err = attach(c, 1)
		if err == nil {
			require.Len(t, c.Attachments, n)
		}
		return err
	})
	bounded(t, tightLimits().Attributes, "attributes", func(n int) error {
		c, err := l.Apply(begin(0), walkAdmin(), complaint.Command{Action: complaint.ActionEdit, Attributes: manyAttributes(n - 1)}, w.moment())
		require.NoError(t, err)
		_, err = l.Apply(c, walkAdmin(), complaint.Command{Action: complaint.ActionEdit, Attributes: []complaint.Attribute{{Code: "y", Type: complaint.DatatypeText}}}, w.moment())
		return err
	})
	bounded(t, tightLimits().Accused, "accused", func(n int) error {
		d := plainDraft()
		d.Accused = manyBodies(n - 1)
		c, err := l.Open(complaint.Header{ID: w.id(), Tracking: w.open().Tracking, Reporter: complaint.ReporterRef(w.id())}, complaint.Actor{ID: "warga"}, d, w.moment())
		require.NoError(t, err)
		c.Version++
		_, err = l.Apply(c, walkAdmin(), complaint.Command{Action: complaint.ActionAccuse, Accused: []agency.ID{"another"}}, w.moment())
		return err
	})
	bounded(t, tightLimits().Entries, "timeline", func(n int) error {
		c := begin(0)
		for i := 1; i < n; i++ {
			next, err := l.Apply(c, walkAdmin(), complaint.Command{Action: complaint.ActionNote, Note: fmt.Sprint(i)}, w.moment())
			if err != nil {
				return err
			}
			next.Version++
			require.NoError(t, next.Validate(tightLimits()))
			c = next
		}
		return nil
	})
	c, brief := begin(0), walkRules(t, complaint.Extensions{Limits: complaint.Limits{Name: 1}})
	c, err := brief.Apply(c, complaint.Actor{ID: c.Reporter.String()}, complaint.Command{Action: complaint.ActionWithdraw}, w.moment())
	require.NoError(t, err, "the reporter's reference fits whatever the limit of names is")
	require.Equal(t, complaint.StateArchived, c.State)
	full := begin(0)
	full.Timeline = append(full.Timeline, full.Timeline[0], full.Timeline[0])
	narrow := tightLimits()
	narrow.Entries = 1
	require.ErrorContains(t, full.Validate(narrow), "3 entries, at most 1")
}

// TestFullCaseCanStillBeClosed: the action that ends a case finds room.
func TestFullCaseCanStillBeClosed(t *testing.T) {
	t.Parallel()
	limits := complaint.Limits{Entries: 1}
	l := walkRules(t, complaint.Extensions{Limits: limits})
	w := newWalker(t, walkRules(t, complaint.Extensions{}), 24)
	c, err := l.Open(complaint.Header{ID: w.id(), Tracking: w.open().Tracking, Reporter: complaint.ReporterRef(w.id())}, complaint.Actor{ID: "warga"}, plainDraft(), w.moment())
	require.NoError(t, err)
	c.Version++
	_, err = l.Apply(c, walkAdmin(), complaint.Command{Action: complaint.ActionNote, Note: "x"}, w.moment())
	require.ErrorContains(t, err, "1 entries, at most 1")
	c, err = l.Apply(c, complaint.Actor{ID: c.Reporter.String()}, complaint.Command{Action: complaint.ActionWithdraw}, w.moment())
	require.NoError(t, err)
	c.Version++
	require.NoError(t, c.Validate(limits))
}

// TestTextsLimit bounds the free text of a case in all.
func TestTextsLimit(t *testing.T) {
	t.Parallel()
	const most = 300
	limits := complaint.Limits{Text: most, Texts: most}
	l := walkRules(t, complaint.Extensions{Limits: limits})
	w := newWalker(t, walkRules(t, complaint.Extensions{}), 25)
	d := plainDraft()
	written := len(d.Title) + len(d.Body) + len(d.Place)
	bounded(t, most, "texts", func(n int) error {
		c, err := l.Open(complaint.Header{ID: w.id(), Tracking: w.open().Tracking, Reporter: complaint.ReporterRef(w.id())}, complaint.Actor{ID: "warga"}, d, w.moment())
		require.NoError(t, err)
		c.Version++
		c, err = l.Apply(c, walkAdmin(), complaint.Command{Action: complaint.ActionNote, Note: xs(n - written)}, w.moment())
		if err == nil {
			c.Version++
			require.NoError(t, c.Validate(limits))
			require.ErrorContains(t, c.Validate(complaint.Limits{Texts: n - 1}), "bytes of text in all")
		}
		return err
	})
	bounded(t, most, "texts", func(n int) error {
		long := plainDraft()
		long.Place = ""
		long.Title = xs(100)
		long.Body = xs(n - 100)
		_, err := l.Open(complaint.Header{ID: w.id(), Tracking: w.open().Tracking, Reporter: complaint.ReporterRef(w.id())}, complaint.Actor{ID: "warga"}, long, w.moment())
		return err
	})
}

// TestLimitsCannotBeRaised: stores and decoders hold records to the defaults.
func TestLimitsCannotBeRaised(t *testing.T) {
	t.Parallel()
	d := plainDraft()
	d.Title = xs(complaint.DefaultLimits().Title + 1)
	require.ErrorContains(t, d.Validate(complaint.Limits{Title: 1 << 20}), "at most 500")
}

// TestOpeningAnIdentityIsAnEntryToo keeps to the limit of entries.
func TestOpeningAnIdentityIsAnEntryToo(t *testing.T) {
	t.Parallel()
	limits := complaint.Limits{Entries: 2}
	store := memory.New()
	svc, err := complaint.NewService(complaint.Config{
		Store: backend.Complaints(store), Identities: store.Set().Identities, Deadlines: &decreedClocks{},
		Lifecycles: []*complaint.Lifecycle{walkRules(t, complaint.Extensions{Limits: limits})},
		Now:        func() time.Time { return time.Date(2020, 11, 12, 0, 0, 0, 0, time.UTC) },
	})
	require.NoError(t, err)
	ctx := context.Background()
	r, err := svc.Submit(ctx, complaint.Actor{ID: "warga"}, plainDraft())
	require.NoError(t, err)
	bounded(t, 2, "timeline", func(n int) error {
		if n == 1 {
			return nil // the submission
		}
		_, err := svc.OpenIdentity(ctx, walkAdmin(), r.ID, "pemeriksaan")
		return err
	})
}
