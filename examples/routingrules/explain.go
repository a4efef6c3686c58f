package main

import (
	"fmt"
	"strings"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
)

// explain decides one report.
func explain(p *program) func() (int, error) {
	f := complaint.Facts{Attributes: map[string]string{}}
	var place region.Code
	var on aduan.Date
	p.flags.TextVar(&place, "region", region.Code{}, "the place, a `code` such as 34.04")
	p.flags.Func("category", "the `category`, such as health/hospital", func(s string) error { return f.Category.UnmarshalText([]byte(s)) })
	p.flags.Func("kind", "the `kind`, such as complaint", func(s string) error { return f.Kind.UnmarshalText([]byte(s)) })
	p.flags.Func("class", "the `class`, such as supervisory", func(s string) error { return f.Class.UnmarshalText([]byte(s)) })
	p.flags.Func("channel", "the `channel`, such as sms", func(s string) error { return f.Channel.UnmarshalText([]byte(s)) })
	p.flags.TextVar(&on, "on", aduan.Date{}, "the `day` of submission; the table's first day without it")
	p.flags.TextVar(&f.EventDate, "event", aduan.Date{}, "the `day` on which it happened")
	p.flags.StringVar(&f.Title, "title", "", "the `title`, for conditions on words")
	p.flags.StringVar(&f.Body, "body", "", "the `text`, for conditions on words")
	p.flags.BoolVar(&f.Disclosure.Named, "named", false, "the reporter gives a name")
	p.flags.BoolVar(&f.Disclosure.Public, "public", false, "the report may be read by everybody")
	p.flags.Func("accused", "an `agency` that the report accuses", func(s string) error {
		f.Named.Agencies = append(f.Named.Agencies, agency.ID(s))
		return nil
	})
	p.flags.Func("attribute", "a fact of one's own, `name=value`", func(s string) error {
		name, value, ok := strings.Cut(s, "=")
		if !ok {
			return fmt.Errorf("want name=value")
		}
		f.Attributes[name] = value
		return nil
	})
	p.jsonFlag()
	return func() (int, error) {
		r, err := p.load()
		if err != nil {
			return 0, err
		}
		if on.IsZero() {
			on = r.Table().Valid.From
		}
		f.Submitted = r.Noon(on)
		if !place.IsZero() {
			f.Region = region.Path{place}
		}
		e := r.Explain(f)
		somebodyChooses := e.Err != nil || e.Decision.Agency == ""
		return found(somebodyChooses), p.print(e)
	}
}
