package storagetest

import (
	"crypto/sha256"
	"strings"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// textChecks test that texts come back as they were written. Each has its own
// odd character, so that a failure says which one a store mishandles.
func textChecks() []Check {
	odd := []struct{ name, what, text string }{
		{"apostrophe", "an apostrophe", "Jum'at, O'Brien ''"},
		{"quotation-mark", "a quotation mark", `kata "rusak"`},
		{"backslash", "a backslash", `C:\laporan\n`},
		{"percent", "a percent sign", "100% %s %27"},
		{"underscore", "an underscore", "a_b__c"},
		{"emoji", "characters beyond the basic plane", "rusak 😡 parah 🇮🇩"},
		{"newline", "a line feed", "baris satu\nbaris dua\n"},
		{"carriage-return", "a carriage return", "baris satu\rbaris dua"},
		{"tab", "a tab", "kolom\tkolom"},
		{"composed", "composed and decomposed letters, which stay different", "é e\u0301"},
		{"direction", "controls of the direction of writing", "a\u202eb\u200fc"},
		{"spaces", "spaces at both ends", "  tepi  "},
		{"markup", "characters of markup", "<b>&amp;</b>"},
		{"line-separator", "Unicode's line separators", "a\u2028b\u2029c"},
		{"control", "a control character", "bel\x07 hapus\x7f"},
		{"dollar", "a placeholder of SQL", "$1 :nama @p ?"},
		{"comment", "a comment of SQL", "-- ; /* */"},
		{"replacement", "the replacement character", "tak terbaca \ufffd"},
		{"json", "text that looks like JSON", "[null, 1e400, {}]"},
	}
	var list []Check
	for _, o := range odd {
		list = append(list, Check{
			Name: "text/" + o.name, Promise: "a text with " + o.what + " comes back byte by byte",
			run: func(p *probe) { p.stored(p.put1(p.open(written(o.text)))) },
		})
	}
	return append(
		list,
		check("text/case", "keys that differ in case only are different, and keep their case", func(p *probe) {
			c := p.open(func(c *complaint.Complaint) { newest(c).Key = "Kunci" })
			p.stored(p.put1(later(p.put1(c), func(c *complaint.Complaint) { newest(c).Key = "kunci" })))
		}),
		check("text/megabyte", "a text of 1 MiB, the longest allowed by default, comes back whole", func(p *probe) {
			p.stored(p.put1(p.open(written(strings.Repeat("x", 1<<20-2) + "yz"))))
		}),
		check("text/too-long", "a text of more than 1 MiB is refused with storage.ErrInvalid", func(p *probe) {
			c := p.open(written(strings.Repeat("x", 1<<20+1)))
			p.refused(storage.ErrInvalid, "Commit of a text of 1 MiB and a byte", c)
			p.absent(c)
		}),
		check("text/nul", "a text with a NUL is refused with storage.ErrInvalid by every store alike", func(p *probe) {
			c := p.open(written("a\x00b"))
			p.refused(storage.ErrInvalid, "Commit of a text with a NUL", c)
			p.absent(c)
		}),
		check("text/nul-in-a-name", "an identifier with a NUL is refused with storage.ErrInvalid by every store alike", func(p *probe) {
			p.refused(storage.ErrInvalid, "Commit of a reference with a NUL", p.open(external("s", "a\x00b")))
		}),
		check("text/encoding", "a text that is not UTF-8 is refused with storage.ErrInvalid", func(p *probe) {
			p.refused(storage.ErrInvalid, "Commit of Latin-1", p.open(written("caf\xe9")))
		}),
		check("text/order", "texts come back in the order in which they arrived", func(p *probe) {
			p.stored(p.put1(p.open(written("zulu"), written("alfa"), written("mike"))))
		}),
		check("text/tombstone", "an erased text comes back as a tombstone: its digest, without salt and body", func(p *probe) {
			p.stored(p.put1(p.open(written("erased one"), func(c *complaint.Complaint) {
				t := &c.Texts[len(c.Texts)-1]
				*t = complaint.Text{Digest: t.Digest, Erased: true}
			})))
		}),
	)
}

// timeChecks test that instants and numbers keep their values.
func timeChecks() []Check {
	at := func(name, promise string, instant time.Time) Check {
		return Check{Name: "time/" + name, Promise: promise, run: func(p *probe) {
			p.stored(p.put1(p.open(func(c *complaint.Complaint) { newest(c).At = instant })))
		}}
	}
	return []Check{
		at("microseconds", "an instant keeps its microseconds", time.Date(2026, 1, 2, 3, 4, 5, 999_999_000, time.UTC)),
		at("ancient", "an instant of the year 1 comes back", time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC)),
		at("before-1970", "an instant before 1970 comes back, its fraction included", time.Date(1945, 8, 17, 3, 0, 0, 250_000_000, time.UTC)),
		at("end-of-time", "the last instant of the year 9999 comes back", time.Date(9999, 12, 31, 23, 59, 59, 999_999_000, time.UTC)),
		at("zone", "an instant given in another zone stays the same instant", time.Date(2026, 1, 2, 3, 4, 5, 0, time.FixedZone("WIT", 9*60*60))),
		check("time/nanoseconds", "an instant finer than microseconds is refused with storage.ErrInvalid, not cut", func(p *probe) {
			p.refused(storage.ErrInvalid, "Commit of nanoseconds", p.open(func(c *complaint.Complaint) { newest(c).At = newest(c).At.Add(1) }))
		}),
		check("time/due", "the due instant keeps its microseconds", func(p *probe) {
			p.stored(p.put1(p.open(dueAt(time.Date(2026, 5, 5, 5, 5, 5, 123_457_000, time.UTC)))))
		}),
		check("number/large", "a number beyond 2^53 comes back exactly", func(p *probe) {
			p.stored(p.put1(p.open(func(c *complaint.Complaint) {
				c.Attachments = []complaint.Attachment{{Name: "a", MediaType: "b/c", Size: 1<<63 - 1, Digest: sha256.Sum256([]byte("x"))}}
			})))
		}),
	}
}
