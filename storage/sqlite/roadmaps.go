package sqlite

import (
	"context"
	"encoding/json"

	"github.com/aduan-go/aduan/roadmap"
)

func roadmapReader(s *Store) roadmap.Reader {
	return recorded[roadmap.ID, roadmap.Roadmap, roadmap.Query]{s, roadmap.KindOfRoadmap, scanRecord[roadmap.Roadmap], func(q roadmap.Query) asked {
		return asked{after: string(q.After), limit: q.Limit}
	}}
}

func putRoadmap(ctx context.Context, in session, m *roadmap.Roadmap) error {
	record, err := json.Marshal(m)
	if err != nil {
		return err
	}
	last := m.Latest()
	return in.exec(ctx, into("roadmap", m.Version)+" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", string(m.ID), int64(m.Version),
		orNull(m.Name.Text("id")), orNull(m.Name.Text("en")), int64(last.Number), last.Date.String(), orNull(last.Decision),
		int64(len(last.Milestones)), int64(len(m.Assessments)), string(record))
}
