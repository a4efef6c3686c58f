package complaint

import (
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"
)

// ID identifies a complaint: a UUID of version 7, so that IDs sort by the
// millisecond in which they were made. The zero ID means none. A caller may
// choose it himself, of any version; a repeated submission then finds its own
// record.
type ID struct{ uuid.UUID }

// NewID makes an ID from a time and 10 bytes of entropy. It reads no clock.
func NewID(at time.Time, entropy io.Reader) (ID, error) {
	var id ID
	if _, err := io.ReadFull(entropy, id.UUID[6:]); err != nil {
		return ID{}, fmt.Errorf("complaint: no entropy for an ID: %w", err)
	}
	ms := uint64(at.UnixMilli())
	for i := range 6 {
		id.UUID[i] = byte(ms >> (8 * (5 - i)))
	}
	id.UUID[6] = id.UUID[6]&0x0f | 0x70
	id.UUID[8] = id.UUID[8]&0x3f | 0x80
	return id, nil
}

// ParseID reads the canonical form of 36 characters, in lower or upper case.
// Braces, prefixes and missing hyphens are refused.
func ParseID(text string) (ID, error) {
	if len(text) != 36 {
		return ID{}, fmt.Errorf("an ID has 36 characters, such as 01890a5d-ac96-774b-bcce-b302099a8057, not %d", len(text))
	}
	u, err := uuid.Parse(text)
	if err != nil {
		return ID{}, fmt.Errorf("want an ID such as 01890a5d-ac96-774b-bcce-b302099a8057")
	}
	return ID{u}, nil
}

// IsZero reports whether the ID is none.
func (id ID) IsZero() bool { return id.UUID == uuid.Nil }

// UnmarshalText reads what [ParseID] reads.
func (id *ID) UnmarshalText(text []byte) error {
	read, err := ParseID(string(text))
	if err == nil {
		*id = read
	}
	return err
}

// ReporterRef stands for the reporter of one case inside that case: a random
// reference, different for every case, behind which the [Identity] is kept. It
// tells nothing to whoever may not open the identity.
type ReporterRef struct{ uuid.UUID }

// NewReporterRef draws a reference from 16 bytes of entropy.
func NewReporterRef(entropy io.Reader) (ReporterRef, error) {
	u, err := uuid.NewRandomFromReader(entropy)
	if err != nil {
		return ReporterRef{}, fmt.Errorf("complaint: no entropy for a reporter reference: %w", err)
	}
	return ReporterRef{u}, nil
}

// IsZero reports whether there is no reference.
func (r ReporterRef) IsZero() bool { return r.UUID == uuid.Nil }

// UnmarshalText reads the canonical form of 36 characters.
func (r *ReporterRef) UnmarshalText(text []byte) error {
	read, err := ParseID(string(text))
	if err == nil {
		*r = ReporterRef(read)
	}
	return err
}
