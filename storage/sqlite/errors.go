package sqlite

import (
	"context"
	"errors"
	"fmt"

	modernc "modernc.org/sqlite"

	"github.com/aduan-go/aduan/storage"
)

// Reason says in which way the database failed.
type Reason int8

// The reasons.
const (
	// Other is a failure that no other reason names, a fault of this package or of SQLite.
	Other Reason = iota
	// DiskFull means that there was no space to write. Once there is, the same store works again.
	DiskFull
	// IO means that the operating system refused to read or write.
	IO
	// Locked means that another connection kept the database locked for longer than Config.Wait.
	Locked
	// Corrupt means that the file is damaged. Restore a backup.
	Corrupt
	// NotDatabase means that the file is no SQLite database.
	NotDatabase
	// Foreign means that the file is a database of another program.
	Foreign
	// ReadOnly means that the file, or the file system, cannot be written.
	ReadOnly
	// CannotOpen means that the file cannot be opened or created: no such directory, or no right to it.
	CannotOpen
	// Exists means that a backup would overwrite a file.
	Exists
	// OutOfMemory means that SQLite got no memory.
	OutOfMemory
	// Moved means that the file, or its log, was removed, renamed or replaced while the store had it open.
	// Close the store, put the right file at its place and open it; before that, Store.Backup saves what was acknowledged.
	Moved
	// ForReading means that the store was opened with Config.ReadOnly.
	ForReading
	// Logged means that a file that was to be read only has a log (-wal, -journal) beside it whose commits cannot be read
	// there: its directory or medium cannot be written. Open the store once where it can be, which writes the log back, or copy it with its log there.
	Logged
	// Empty means that the file is there and holds nothing. A store was cut to nothing, or never was one: put a backup at its place,
	// with nothing beside it, or remove the file, and Open makes a new store.
	Empty
)

// String says in words what is wrong and what can be done.
func (r Reason) String() string {
	switch r {
	case DiskFull:
		return "the disk is full; free some space and repeat the call"
	case IO:
		return "reading or writing failed; look at the disk and at the log of the operating system"
	case Locked:
		return "another connection kept the database locked for too long; let it finish and repeat the call"
	case Corrupt:
		return "the file is damaged; restore a backup"
	case NotDatabase:
		return "the file is no SQLite database"
	case Foreign:
		return "the file is a database of another program"
	case ReadOnly:
		return "the file or its directory cannot be written"
	case CannotOpen:
		return "the file cannot be opened or created; its directory must exist and be writable"
	case Exists:
		return "the file exists already; nothing is overwritten"
	case Moved:
		return "the file was removed, renamed or replaced while it was open; back the store up, put the right file at its place and open it again"
	case ForReading:
		return "the store was opened for reading only"
	case Logged:
		return "a log beside the file holds commits that cannot be read where nothing can be written; open the store once for writing"
	case Empty:
		return "the file is empty; restore a backup, or remove the file if a new store is to be made"
	case OutOfMemory:
		return "there is not enough memory"
	default:
		return "the database answered with an unexpected error"
	}
}

// Error is a failure of the database, not of what was asked. It unwraps to the
// driver's error, whose text it does not repeat because that may quote what is
// stored; and to storage.ErrUnknownOutcome if a commit may have been written. In
// every other case nothing was written, and it unwraps to storage.ErrNotWritten.
type Error struct {
	Reason Reason
	// Code is SQLite's extended result code, 0 if it gave none.
	Code int
	// Unknown says that the failure struck while a commit was made durable:
	// whether it is stored will show when the record is read again.
	Unknown bool

	cause  error
	detail string
}

// Error says what is wrong and what can be done, with SQLite's code.
func (e *Error) Error() string {
	text := "sqlite: " + e.Reason.String()
	if e.detail != "" {
		text += " (" + e.detail + ")"
	}
	if e.Code != 0 {
		text += fmt.Sprintf(" (code %d)", e.Code)
	}
	if e.Unknown {
		text += "; whether the commit was written is unknown"
	}
	return text
}

// Unwrap returns storage.ErrUnknownOutcome or storage.ErrNotWritten, and the
// driver's error.
func (e *Error) Unwrap() []error {
	list := []error{storage.ErrNotWritten}
	if e.Unknown {
		list[0] = storage.ErrUnknownOutcome
	}
	if e.cause != nil {
		list = append(list, e.cause)
	}
	return list
}

// PragmaError says that a connection does not have a setting on which the
// promises of the store rest.
type PragmaError struct {
	// Pragma is the name of the setting.
	Pragma string
	// Want is what it must be, Got what was read back.
	Want, Got string
}

// Error names the setting, what it must be and what it is.
func (e *PragmaError) Error() string {
	return fmt.Sprintf("sqlite: the connection has %s=%s, but the store needs %s", e.Pragma, e.Got, e.Want)
}

// Unwrap returns storage.ErrNotWritten.
func (e *PragmaError) Unwrap() error { return storage.ErrNotWritten }

// SchemaError says that the schema of a file is not one with which this release
// can work: it is newer, perhaps since a moment ago, or, inside a transaction of the
// embedder, older.
type SchemaError struct {
	// Stored is the number of the last migration in the file, Known that of the
	// last one that this release has.
	Stored, Known int
}

// Error names both numbers and what to do.
func (e *SchemaError) Error() string {
	if e.Stored > e.Known {
		return fmt.Sprintf("sqlite: the file has schema %d and this release knows schemas up to %d; open it with a newer release", e.Stored, e.Known)
	}
	return fmt.Sprintf("sqlite: the file has schema %d, not %d; open it once with sqlite.Open, which migrates it", e.Stored, e.Known)
}

// Unwrap returns storage.ErrNotWritten.
func (e *SchemaError) Unwrap() error { return storage.ErrNotWritten }

// SQLite's primary result codes that have a reason of their own.
const (
	codePerm       = 3
	codeBusy       = 5
	codeLocked     = 6
	codeNoMemory   = 7
	codeReadOnly   = 8
	codeIO         = 10
	codeCorrupt    = 11
	codeFull       = 13
	codeCannotOpen = 14
	codeProtocol   = 15
	codeConstraint = 19
	codeNotDB      = 26

	primary = 0xff // masks the primary code
)

// failed turns an error of the driver into one of this package.
func failed(err error) error {
	var own *Error
	switch {
	case err == nil, errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.As(err, &own):
		return err
	}
	e := &Error{cause: err}
	var driver *modernc.Error
	if errors.As(err, &driver) {
		e.Code = driver.Code()
		e.Reason = reasonOf(e.Code & primary)
	}
	return e
}

func reasonOf(code int) Reason {
	switch code {
	case codeFull:
		return DiskFull
	case codeIO:
		return IO
	case codeBusy, codeLocked, codeProtocol:
		return Locked
	case codeCorrupt:
		return Corrupt
	case codeNotDB:
		return NotDatabase
	case codeReadOnly:
		return ReadOnly
	case codeCannotOpen, codePerm:
		return CannotOpen
	case codeNoMemory:
		return OutOfMemory
	default:
		return Other
	}
}

// because reports whether the database failed for a reason.
func because(err error, r Reason) bool {
	var e *Error
	return errors.As(err, &e) && e.Reason == r
}

// constrained reports whether a constraint of the schema was violated.
func constrained(err error) bool {
	var e *Error
	return errors.As(err, &e) && e.Code&primary == codeConstraint
}

// isFailure reports whether the database failed, rather than that it refused.
func isFailure(err error) bool {
	var e *Error
	return errors.As(err, &e) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
