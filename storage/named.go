package storage

import (
	"fmt"

	"github.com/aduan-go/aduan"
)

// ofReporters is the kind of the records whose keys stand for people: complaint.KindOfIdentity.
const ofReporters Kind = "identity"

// Name is how errors call a record of this kind: by its kind and its key, on one line and
// cut. The key of an identity is the reference that stands for a reporter and is
// hidden; programs find it in the fields of the error.
func (k Kind) Name(key string) string {
	if k == ofReporters {
		key = "(hidden)"
	}
	return fmt.Sprintf("%s %s", string(k), aduan.Line(key, mostName))
}
