// Package powercut finds out what would be left of a program's files if the
// power failed: a test kit of the SQLite store. Killing a program proves
// nothing about its syncs, because the kernel keeps what was written and not
// yet synced; a power cut loses it.
//
// [Command] runs a program under strace, which records the system calls that
// touch files. A [Disk] follows the record and knows of every file which bytes
// were synced and which were only written, and of the directory which names
// were synced. At any moment of the record it lays out an image of the
// directory as it might be found afterwards:
//
//	disk := powercut.NewDisk(dir)
//	err := disk.Replay(record, func(s powercut.Step) error {
//		if s.Ack == "" {
//			return nil // a file was written, synced, cut or removed
//		}
//		return disk.Synced(image) // exactly what was synced before the acknowledgement
//	})
//
// The program tells what it promised by writing a line that begins with "ack "
// to a pipe; the line stands in the same record, so there is no doubt about what
// came first. [Disk.Synced] is the harshest image: all that was not synced is
// lost. [Disk.Torn] keeps a part of it, sector by sector, in whatever order the
// disk might have written it.
//
// The model is that of POSIX taken at its word. A sync covers the writes that
// had returned when it began, and counts when it has returned. A new file is
// lost if its directory was not synced, and a removed or renamed one comes back. What the
// model does not know, such as a file that is written through a mapping, is an
// error, never ignored. Files whose names end in "-shm" are left out: they are
// memory shared by processes, which SQLite builds again.
package powercut
