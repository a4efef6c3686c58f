package memory_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/storage/backend"
)

// TestEveryIndexMeansWhatMatchSays asks more cases than are sorted for a page, so that
// each index is read, after many of them have moved in it.
func TestEveryIndexMeansWhatMatchSays(t *testing.T) {
	t.Parallel()
	s, k := opened(t), newCaser(t)
	var cases []*complaint.Complaint
	for i := range 2_500 {
		c := k.open(func(d *complaint.Draft) {
			d.Title = fmt.Sprintf("Kasus kasus%d", i)
			for word, each := range map[string]int{"genap": 2, "tiga": 3, "langka": 400} {
				if i%each == 0 {
					d.Body += " " + word
				}
			}
		})
		place(c, i)
		commit(t, s, complaints(c))
		if i%5 == 0 {
			c = k.note(get(t, s, c.ID), "Pindah")
			place(c, i*7+1)
			commit(t, s, complaints(c))
		}
		cases = append(cases, get(t, s, c.ID))
	}
	texts := map[string][]*complaint.Complaint{}
	for _, text := range []string{"", "kasus17", "genap", "genap tiga", "tiga langka genap", "kasus", "nirwana kasus"} {
		texts[text] = slices.DeleteFunc(slices.Clone(cases), func(c *complaint.Complaint) bool {
			said := backend.Words(c.Title() + "\n" + c.Body())
			return slices.ContainsFunc(backend.Words(text), func(w string) bool { return !slices.Contains(said, w) })
		})
	}
	early, late, last := began().Add(time.Hour), began().Add(999*time.Hour), cases[len(cases)-30].UpdatedAt()
	for _, f := range []complaint.Filter{
		{},
		{Agency: "gov"},
		{Agency: "gov/works", DueBy: late},
		{Agency: "nobody"},
		{Region: region.MustParse("51")},
		{Region: region.MustParse("51.03"), Category: "works"},
		{Category: "works/roads"},
		{States: []lifecycle.State{complaint.StateForwarded}},
		{States: []lifecycle.State{complaint.StateForwarded, complaint.StateArchived, complaint.StateForwarded}},
		{DueBy: early},
		{DueBy: late},
		{UpdatedFrom: last},
		{UpdatedFrom: began(), DueBy: early},
		{Parent: cases[0].ID},
		{Tracking: cases[7].Tracking},
	} {
		for text, saying := range texts {
			for _, order := range []complaint.Order{complaint.ByID, complaint.ByDue} {
				for _, after := range []complaint.Position{{}, complaint.PositionOf(cases[1_000])} {
					for _, limit := range []int{0, 7} {
						q := complaint.Query{Filter: f, Order: order, After: after, Limit: limit}
						found := s.Set().Complaints.List(t.Context(), q)
						if text != "" {
							found = s.Search(t.Context(), text, q)
						}
						require.Equal(t, expected(saying, q), ids(collected(t, found)), "%q %+v", text, q)
					}
				}
			}
		}
	}
}

// place puts a case somewhere, in places that are common and in rare ones.
func place(c *complaint.Complaint, i int) {
	c.State = statePool()[i%len(statePool())]
	c.Category = categoryPool()[i%len(categoryPool())]
	c.Agency = agencyPool()[1]
	if i%10 == 0 {
		c.Main, c.Agency = agencyPool()[2], ""
	}
	c.Region = regionPool()[1+i%3].Path()
	c.NextDue = time.Time{}
	if i%4 > 0 {
		c.NextDue = began().Add(time.Duration(i%600) * 10 * time.Minute)
	}
}
