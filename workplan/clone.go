package workplan

import "github.com/aduan-go/aduan/internal/record"

// Clone returns a copy that shares nothing with p.
func (p *Plan) Clone() *Plan { return record.Clone(p) }

// Clone returns a copy that shares nothing with e.
func (e Edition) Clone() Edition { return record.Clone(e) }

// Clone returns a copy that shares nothing with c.
func (c Content) Clone() Content { return record.Clone(c) }

// Clone returns a copy that shares nothing with o.
func (o Output) Clone() Output { return record.Clone(o) }

// Clone returns a copy that shares nothing with a.
func (a Activity) Clone() Activity { return record.Clone(a) }

// Clone returns a copy that shares nothing with l.
func (l Line) Clone() Line { return record.Clone(l) }

// Clone returns a copy that shares nothing with c.
func (c Change) Clone() Change { return record.Clone(c) }

// Clone returns a copy that shares nothing with r.
func (r Report) Clone() Report { return record.Clone(r) }
