package storagetest

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
)

// told gives a complaint a title and a body instead of those that it has.
func told(title, body string) func(*complaint.Complaint) {
	return func(c *complaint.Complaint) {
		c.Texts = nil
		c.Original = complaint.Wording{Title: keep(c, title), Body: keep(c, body)}
		c.Timeline[0].Title, c.Timeline[0].Body = c.Original.Title, c.Original.Body
	}
}

// searcher is the store under test, which can search.
func (p *probe) searcher() complaint.Searcher { return p.whole.(complaint.Searcher) }

// finds expects a search to yield exactly these complaints in this order.
func (p *probe) finds(text string, q complaint.Query, want ...*complaint.Complaint) {
	got := all(p, p.searcher().Search(p.ctx, text, q))
	same := len(got) == len(want)
	for i := 0; same && i < len(got); i++ {
		same = got[i] != nil && got[i].ID == want[i].ID && got[i].Version == want[i].Version
	}
	if !same {
		p.failf("searching for %q finds %s, want %s", text, idsOf(got), idsOf(want))
	}
}

// searchChecks test the search for words, where a store offers one.
func searchChecks() []Check {
	check := func(name, promise string, run func(*probe)) Check {
		return Check{Name: "search/" + name, Promise: promise, needs: ofSearch, run: run}
	}
	var every complaint.Query
	return []Check{
		{
			Name: "search/word", Promise: "a complaint is found, whole, by a word of its body", needs: ofSearch,
			Shared: "nearly every check of searches finds something by a word; this one says in a word that nothing works at all",
			run: func(p *probe) {
				c := p.put1(p.open(told("Lampu", "Gelap sejak pekan lalu")))
				p.put(p.open(told("Lampu", "Terang")))
				p.same(all(p, p.searcher().Search(p.ctx, "pekan", every)), []*complaint.Complaint{c}, "what is found")
			},
		},
		check("every-word", "every word of the text must be there, in title and body together, in any order", func(p *probe) {
			c := p.put1(p.open(told("Lampu mati", "Gelap di pasar")))
			p.put(p.open(told("Lampu terang", "Indah di pasar")), p.open(told("Jalan", "Gelap")))
			p.finds("gelap lampu", every, c)
		}),
		check("title", "the words of the title count", func(p *probe) {
			c := p.put1(p.open(told("Lampu mati", "Gelap")))
			p.finds("lampu", every, c)
		}),
		check("whole-words", "a part of a word is not the word", func(p *probe) {
			p.put(p.open(told("Jembatan", "Gelapnya malam")))
			p.finds("gel", every)
		}),
		check("case", "capital letters make no difference, neither in the text nor in the complaint", func(p *probe) {
			var c []*complaint.Complaint
			for _, body := range []string{"GELAP", "gelap", "Gelap"} {
				c = append(c, p.put1(p.open(told("a", body))))
			}
			p.finds("GELAP", every, c...)
			p.finds("gelap", every, c...)
		}),
		check("edited", "title and body are those as edited, where they were", func(p *probe) {
			c := p.put1(p.open(told("Lampu", "Pejabat itu pencuri")))
			c = p.put1(later(c, func(c *complaint.Complaint) { c.Edited.Body = keep(c, "Ada keluhan") }))
			p.finds("pencuri", every)
			p.finds("keluhan", every, c)
		}),
		check("erased", "an erased text is found no more", func(p *probe) {
			c := p.put1(p.open(told("Lampu", "Nama saya Ketut")))
			c = later(c)
			c.Texts[1] = complaint.Text{Digest: c.Texts[1].Digest, Erased: true}
			if p.cases.Commit(p.ctx, batch(c)) != nil {
				return // that a text may be erased is the promise of another check
			}
			p.finds("ketut", every)
		}),
		check("other-texts", "notes and other texts of a complaint are not searched", func(p *probe) {
			c := p.put1(p.open(told("Lampu", "Gelap")))
			p.put(later(c, written("Catatan rahasia")))
			p.finds("rahasia", every)
		}),
		check("filter", "a search keeps to the filter of its query, so that a secret report can be left out", func(p *probe) {
			public := func(c *complaint.Complaint) { c.Disclosure.Public, c.Verified = true, true }
			list := p.put(p.open(told("a", "Gelap")), p.open(told("b", "Gelap"), public))
			p.finds("gelap", complaint.Query{Filter: complaint.Filter{PublicOnly: true}}, list[1])
		}),
		check("order", "a search keeps to the order of its query", func(p *probe) {
			later, sooner := p.put1(p.open(told("a", "Gelap"), dueAt(began().Add(time.Hour)))), p.put1(p.open(told("b", "Gelap"), dueAt(began())))
			p.finds("gelap", complaint.Query{Order: complaint.ByDue}, sooner, later)
		}),
		check("pages", "pages of a search yield everything exactly once", func(p *probe) {
			var list []*complaint.Complaint
			for range 7 {
				list = append(list, p.put1(p.open(told("a", "Gelap"))))
				p.put(p.open(told("a", "Terang")))
			}
			q := complaint.Query{Limit: 3}
			for _, page := range [][]*complaint.Complaint{list[:3], list[3:6], list[6:]} {
				p.finds("gelap", q, page...)
				q.After = placeOf(page[len(page)-1])
			}
		}),
		check("syntax", "nothing in a text but its words means anything: no operator, quotation mark, star or name of a column", func(p *probe) {
			c := p.put1(p.open(told("a", "Gelap sejak pekan lalu")))
			for _, text := range []string{`"gelap`, `gelap"`, `'gelap'; --`, `gelap*`, `^gelap`, `(gelap`, `-gelap`, `+gelap`, `{gelap}`, `gelap,lalu,pekan`, "gelap\x00", "gelap\xff", `gelap:`} {
				p.finds(text, every, c)
			}
			for _, text := range []string{`gela*`, `gelap OR lalu OR malam`, `gelap AND pekan AND lalu`, `gelap NOT lalu NOT pekan`, `body:gelap:sejak`, `NEAR(gelap pekan lalu)`} {
				p.finds(text, every)
			}
		}),
		check("no-words", "a text without a word finds nothing, and is no error", func(p *probe) {
			p.put(p.open(told("a", "Gelap")))
			for _, text := range []string{"", " ", "*", `"`, `""`, "?!", "\x00"} {
				p.finds(text, every)
			}
		}),
		check("many-words", "a text with too many words is refused with storage.ErrInvalid, the largest number is not", func(p *probe) {
			var words []string
			for i := range backend.MaxWords {
				words = append(words, fmt.Sprintf("kata%d", i))
			}
			text := strings.Join(words, " ")
			c := p.put1(p.open(told("a", text)))
			p.finds(text+" "+text, every, c)
			p.is(lastError(p, p.searcher().Search(p.ctx, text+" lagi", every)), storage.ErrInvalid, "Search for too many words")
		}),
		check("cancel", "a search with a cancelled context yields its error, not an empty list", func(p *probe) {
			p.put(p.open(told("a", "Gelap")))
			p.is(lastError(p, p.searcher().Search(p.gone(), "gelap", every)), context.Canceled, "Search")
		}),
		check("closed", "Search after Close gives storage.ErrClosed", func(p *probe) {
			p.ok(closing(p.whole), "Close")
			p.is(lastError(p, p.searcher().Search(p.ctx, "gelap", every)), storage.ErrClosed, "Search")
		}),
	}
}
