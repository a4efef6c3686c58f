package complainttest

import (
	"slices"
	"strings"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/storage"
)

// fill states in a command what a problem is about, another thing each time; false if it
// knows none.
func (w *walker) fill(c *complaint.Complaint, cmd *complaint.Command, p storage.Problem) bool {
	field, _, _ := strings.Cut(p.Field, "[")
	switch field {
	case "class":
		cmd.Class = one(w.r, w.o.rules(c).Classes()...)
	case "category":
		cmd.Category = w.category()
	case "agency":
		cmd.Agency = w.agency(p.Legal)
	case "main", "supporting":
		cmd.Main, cmd.Supporting = one(w.r, w.units(c)...), nil
	case "note":
		cmd.Note = "a note of " + string(cmd.Action)
	case "title":
		cmd.Title = one(w.r, "Another title", "A better title", "A title")
	case "attachments":
		cmd.Attachments = []complaint.Attachment{{Name: "photo.jpg", MediaType: "image/jpeg", Size: 1 + w.r.Int64N(1<<20), Digest: w.digest()}}
	case "disclosure":
		cmd.Disclosure = &complaint.Disclosure{Named: w.r.IntN(2) == 0, Public: w.r.IntN(2) == 0}
	case "reason":
		cmd.Reason = one(w.r, w.o.rules(c).Reasons()...)
	case "days":
		cmd.Days = 1 + w.r.IntN(10)
	case "rating":
		cmd.Rating = 1 + w.r.IntN(5)
	case "parent":
		parent, ok := w.other(c)
		cmd.Parent = parent
		return ok
	case "clock", "rung":
		w.escalate(c, cmd)
	case "draft":
		cmd.Draft = c.Draft.Text
	case "accused":
		cmd.Accused = []agency.ID{w.agency(p.Legal)}
	default:
		return false
	}
	return true
}

// redraw states something else where the case refuses what was stated; false if the
// command states nothing that could be something else.
func (w *walker) redraw(c *complaint.Complaint, cmd *complaint.Command) bool {
	changed := false
	for _, f := range []struct {
		field string
		set   bool
	}{
		{"class", cmd.Class != ""},
		{"agency", cmd.Agency != ""},
		{"main", cmd.Main != ""},
		{"disclosure", cmd.Disclosure != nil},
		{"parent", !cmd.Parent.IsZero()},
		{"clock", cmd.Clock != ""},
		{"accused", len(cmd.Accused) > 0},
		{"days", cmd.Days != 0},
	} {
		changed = f.set && w.fill(c, cmd, storage.Problem{Field: f.field}) || changed
	}
	return changed
}

// digest draws a digest.
func (w *walker) digest() (d complaint.Digest) {
	for i := range d {
		d[i] = byte(1 + w.r.IntN(255))
	}
	return d
}

// category draws a category of the office.
func (w *walker) category() complaint.Category {
	if w.o.Categories == nil {
		return "public_works/roads"
	}
	var all []complaint.Category
	for info := range w.o.Categories.All() {
		all = append(all, info.Path)
	}
	return one(w.r, append(all, "")...)
}

// agency draws an agency: of those that are legal, if some are named.
func (w *walker) agency(legal []string) agency.ID {
	var all []agency.ID
	for _, name := range legal {
		if id, err := agency.ParseID(name); err == nil {
			all = append(all, id)
		}
	}
	if len(all) == 0 && w.o.Directory != nil {
		all = slices.Collect(w.o.Directory.All("", w.o.Clock.Now()))
	}
	if len(all) == 0 {
		all = []agency.ID{"works", "health", "schools"}
	}
	return one(w.r, all...)
}

// units are the agency that holds a case and those below it.
func (w *walker) units(c *complaint.Complaint) []agency.ID {
	if w.o.Directory == nil {
		return []agency.ID{c.Agency, c.Agency + "/unit"}
	}
	return append(slices.Collect(w.o.Directory.All(c.Agency, w.o.Clock.Now())), c.Agency)
}

// other draws another case; false if there is none.
func (w *walker) other(c *complaint.Complaint) (complaint.ID, bool) {
	var ids []complaint.ID
	for other, err := range w.o.Store.Set().Complaints.List(w.o.t.Context(), complaint.Query{}) {
		if err != nil {
			w.o.t.Fatalf("complainttest: %v", err)
		}
		if other.ID != c.ID {
			ids = append(ids, other.ID)
		}
	}
	if len(ids) == 0 {
		return complaint.ID{}, false
	}
	return one(w.r, ids...), true
}

// escalate draws a clock and a rung.
func (w *walker) escalate(c *complaint.Complaint, cmd *complaint.Command) {
	clocks := slices.Collect(w.o.rules(c).Machine().Clocks())
	if len(clocks) == 0 {
		clocks = []lifecycle.ClockName{complaint.ClockResolution}
	}
	cmd.Clock, cmd.Rung = one(w.r, clocks...), one(w.r, complaint.RungSuperior, complaint.RungInspectorate, complaint.RungOmbudsman)
}
