package tables

import (
	"fmt"
	"strings"
	"time"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/routing"
)

// Facts returns n reports, the same for the same seed, number and sources: most
// from a village and about one of the narrowest categories, some less precise,
// a few without category or region. Each carries the whole path to its region,
// as stored complaints do, and a text of a sentence or two.
func Facts(seed uint64, n int, from routing.Sources) []complaint.Facts {
	m := newMaker(seed^0x66616b7461, from)
	out := make([]complaint.Facts, n)
	for i := range out {
		f := complaint.Facts{
			Kind: kinds()[m.IntN(3)], Class: append([]complaint.Class{""}, classes()...)[m.IntN(5)], Channel: channels()[m.IntN(7)],
			Disclosure: complaint.Disclosure{Named: m.oneIn(2), Public: !m.oneIn(5)},
			Submitted:  firstDay().Add(time.Duration(m.IntN(days)+1)*24*time.Hour + time.Duration(m.IntN(24*3600))*time.Second),
		}
		switch k := m.IntN(100); {
		case k < 65:
			f.Category = pick(m, m.leaves)
		case k < 87:
			f.Category = pick(m, m.middles)
		case k < 97:
			f.Category = pick(m, m.tops)
		}
		switch k := m.IntN(100); {
		case k < 72:
			f.Region = pick(m, m.units[village]).Path()
		case k < 86:
			f.Region = pick(m, m.units[district]).Path()
		case k < 95:
			f.Region = pick(m, m.units[regency]).Path()
		case k < 98:
			f.Region = pick(m, m.units[province]).Path()
		}
		if !m.oneIn(5) {
			f.EventDate = dateOf(f.Submitted.AddDate(0, 0, -m.IntN(30)))
		}
		f.Title = fmt.Sprintf("%s %s", pick(m, nouns()), pick(m, states()))
		f.Body = m.text(60 + m.IntN(200))
		out[i] = f
	}
	return out
}

// text is a text of at least so many bytes.
func (m *maker) text(size int) string {
	var b strings.Builder
	for b.Len() < size {
		fmt.Fprintf(&b, "%s di %s %s sejak %d hari lalu. ", pick(m, nouns()), pick(m, places()), pick(m, states()), 1+m.IntN(90))
	}
	return strings.TrimSpace(b.String())
}

func nouns() []string {
	return []string{
		"Jalan", "Jembatan", "Lampu jalan", "Saluran air", "Sampah", "Antrean puskesmas", "Layanan KTP", "Akta kelahiran",
		"Biaya sekolah", "Izin usaha", "Bantuan sosial", "Angkutan umum", "Parkir", "Pungutan", "Air bersih", "Rumah sakit",
	}
}

func places() []string {
	return []string{
		"depan pasar", "dekat sekolah", "jalan utama desa", "samping kantor camat", "lingkungan kami", "terminal lama",
		"tepi sungai", "perumahan baru", "simpang tiga", "kawasan wisata",
	}
}

func states() []string {
	return []string{
		"rusak parah", "tidak berfungsi", "belum ditangani", "terlambat lagi", "mahal sekali", "ditutup tanpa pemberitahuan",
		"berlubang", "meluap ketika hujan", "tidak ada petugas", "dipersulit",
	}
}

// Texts returns n texts of at least so many bytes each, for reports with words
// to be looked for.
func Texts(seed uint64, n, size int, from routing.Sources) []string {
	m := newMaker(seed^0x74656b73, from)
	out := make([]string, n)
	for i := range out {
		out[i] = m.text(size)
	}
	return out
}
