package tree_test

import (
	"testing"

	"github.com/aduan-go/aduan/internal/tree"
)

// FuzzDecode checks that broken data give an error and that what is read is a
// tree: parents before children, lives inside parents' lives, and the same
// tree after another round.
func FuzzDecode(f *testing.F) {
	for _, records := range [][]tree.Record{
		nil,
		{always("51", ""), always("51.03", "51"), always("51.04", "51"), always("51.09", "51"), always("51.10", "51")},
		{{Key: "a", From: 0, Until: 5}, {Key: "b", From: 0, Until: 9}, {Key: "c", Parent: "a", From: 0, Until: 5}, {Key: "c", Parent: "b", From: 5, Until: 9}},
	} {
		tr, _, _ := tree.Build(records)
		f.Add(string(tr.Append(nil)))
	}
	f.Fuzz(func(t *testing.T, data string) {
		r := tree.NewReader(data)
		tr := tree.Decode(r, 1<<20)
		if (tr == nil) != (r.Err() != nil) {
			t.Fatalf("a tree and an error, or neither: %v", r.Err())
		}
		if tr == nil {
			return
		}
		for i := range int32(tr.Len()) {
			p, s := tr.Parent(i), tr.Span(i)
			if p >= i || tr.Last(i) < i || tr.Key(i) == "" || s.From >= s.Until {
				t.Fatalf("node %d: parent %d, last %d, key %q, span %v", i, p, tr.Last(i), tr.Key(i), s)
			}
			if p != tree.None && (!tr.Within(i, p) || s.From < tr.Span(p).From || s.Until > tr.Span(p).Until) {
				t.Fatalf("node %d is not within its parent %d", i, p)
			}
			if j, ok := tr.Find(tr.Key(i), s.From); !ok || j != i {
				t.Fatalf("node %d: its key leads to %d, %v", i, j, ok)
			}
		}
		r = tree.NewReader(string(tr.Append(nil)))
		if again := tree.Decode(r, 1<<20); again == nil || again.Len() != tr.Len() || r.Rest() > 0 {
			t.Fatalf("second round: %v", r.Err())
		}
	})
}
