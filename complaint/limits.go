package complaint

// Limits bounds what a complaint may hold, so that no single report or command
// can burden a store. Every bound is inclusive: that many pass, one more is
// refused with a storage.InvalidError. A zero field means its default.
type Limits struct {
	// Title is the longest title in bytes. Default 500.
	Title int
	// Text is the longest body, note, answer or place in bytes. Default 1 MiB.
	Text int
	// Name is the longest identifier from outside in bytes: account, command
	// key, external system and ID, file name. Default 200.
	Name int
	// Attachments is how many attachments one command, and one complaint, may
	// hold. Default 50.
	Attachments int
	// Supporting is how many supporting units a case may have. Default 20.
	Supporting int
	// Entries is the longest timeline. Default 10,000.
	Entries int
	// ExtendDays is the longest extension in working days. Default 365.
	ExtendDays int
	// Record is the largest JSON form of a complaint in bytes that is read.
	// Default 64 MiB.
	Record int
}

// DefaultLimits returns the limits that hold where none are given.
func DefaultLimits() Limits {
	return Limits{
		Title: 500, Text: 1 << 20, Name: 200, Attachments: 50, Supporting: 20,
		Entries: 10_000, ExtendDays: 365, Record: 64 << 20,
	}
}

// orDefault fills the zero fields.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	for _, f := range [][2]*int{
		{&l.Title, &d.Title}, {&l.Text, &d.Text}, {&l.Name, &d.Name}, {&l.Attachments, &d.Attachments},
		{&l.Supporting, &d.Supporting}, {&l.Entries, &d.Entries}, {&l.ExtendDays, &d.ExtendDays}, {&l.Record, &d.Record},
	} {
		if *f[0] <= 0 {
			*f[0] = *f[1]
		}
	}
	return l
}
