package complaint

// Limits bounds what a complaint may hold, so that no single report or command
// can burden a store. Every bound is inclusive: that many pass, one more is
// refused with a storage.InvalidError. A field that is zero or less means its
// default. The defaults can be lowered, not raised: stores and decoders hold
// every record to them, so a larger field counts as its default.
type Limits struct {
	// Title is the longest title in bytes. Default 500.
	Title int
	// Text is the longest body, note, answer or place in bytes. Default 1 MiB.
	Text int
	// Name is the longest identifier from outside in bytes: account, command
	// key, external system and ID, file name. Default 200.
	Name int
	// Texts is how many bytes of free text one complaint may hold in all, every
	// note and answer included. Default 8 MiB.
	Texts int
	// Attachments is how many attachments one command, and one complaint, may
	// hold. Default 50.
	Attachments int
	// Supporting is how many supporting units a case may have. Default 20.
	Supporting int
	// Entries is the longest timeline. Default 10,000. An action that ends a
	// case may be one more, so that a full case can still be closed.
	Entries int
	// ExtendDays is the longest extension in working days. Default 365.
	ExtendDays int
	// Record is the largest JSON form of a complaint in bytes that is read.
	// Default 128 MiB, which any record within the other limits fits.
	Record int
}

// DefaultLimits returns the limits that hold where none are given.
func DefaultLimits() Limits {
	return Limits{
		Title: 500, Text: 1 << 20, Name: 200, Texts: 8 << 20, Attachments: 50, Supporting: 20,
		Entries: 10_000, ExtendDays: 365, Record: 128 << 20,
	}
}

// orDefault fills the zero fields and lowers those above their default.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	for _, f := range [][2]*int{
		{&l.Title, &d.Title},
		{&l.Text, &d.Text},
		{&l.Name, &d.Name},
		{&l.Texts, &d.Texts},
		{&l.Attachments, &d.Attachments},
		{&l.Supporting, &d.Supporting},
		{&l.Entries, &d.Entries},
		{&l.ExtendDays, &d.ExtendDays},
		{&l.Record, &d.Record},
	} {
		if *f[0] <= 0 || *f[0] > *f[1] {
			*f[0] = *f[1]
		}
	}
	return l
}
