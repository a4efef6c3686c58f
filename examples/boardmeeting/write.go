package main

import (
	"os"
	"path/filepath"
	"time"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/evaluation"
)

// write writes the paper in each language: Markdown, the tables as CSV, the
// charts as SVG, the milestones as Mermaid and iCalendar, and the minutes.
func (c *cooperation) write(dir string, languages ...aduan.Words) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	now, _, err := c.current()
	if err != nil {
		return err
	}
	curve, err := evaluation.SCurve(now, c.asOf, c.rules, c.cal)
	if err != nil {
		return err
	}
	f, err := c.forecast()
	if err != nil {
		return err
	}
	stamp, err := c.cal.Midnight(c.asOf)
	if err != nil {
		return err
	}
	for _, words := range languages {
		paper, err := c.paper(words)
		if err != nil {
			return err
		}
		end := "_" + words.Language()
		files := map[string][]byte{
			"paper" + end + ".md":    []byte(paper.markdown(map[string]string{"scurve": "scurve" + end + ".svg", "roadmap": "roadmap" + end + ".svg"})),
			"roadmap" + end + ".mmd": []byte(f.Mermaid(words)),
		}
		if files["scurve"+end+".svg"], err = curve.SVG(words); err != nil {
			return err
		}
		if files["roadmap"+end+".svg"], err = f.SVG(words); err != nil {
			return err
		}
		if files["roadmap"+end+".ics"], err = f.ICalendar(stamp.In(time.UTC), words); err != nil {
			return err
		}
		if m := c.meeting(); m != nil {
			files["minutes"+end+".md"] = []byte(m.Markdown(words, c.quorum, c.meetings, func(id workplan.PlanID) string { return c.planName(id).In(words) }))
		}
		for _, s := range paper.sections {
			for _, p := range s.parts {
				if p.file != "" {
					files[p.file+end+".csv"] = []byte(p.table.CSV())
				}
			}
		}
		for name, text := range files {
			if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}
