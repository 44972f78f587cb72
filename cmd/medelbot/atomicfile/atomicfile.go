// Package atomicfile writes files that are there whole or not at all.
package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// File is a file under a name of its own, beside the path that it shall get. Its
// mode is 0600 from the first moment.
type File struct {
	*os.File
	path string
}

// Create makes the file. What stands at path stands there until Commit; it must
// be an ordinary file or nothing, for a device or a pipe would be replaced too.
func Create(path string) (*File, error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "replace", Path: path, Err: errors.New("not an ordinary file")}
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.new")
	if err != nil {
		return nil, err
	}
	return &File{f, path}, nil
}

// Commit closes the file and puts it in its place in one step (sync, rename, sync
// of the folder): whenever the machine stops, either the old or the new one is
// there whole.
func (f *File) Commit() error {
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), f.path); err != nil {
		return err
	}
	folder, err := os.Open(filepath.Dir(f.path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// Discard closes and removes the file. After Commit there is nothing to remove,
// and its error, which may then be passed over, says so.
func (f *File) Discard() error { return errors.Join(f.Close(), os.Remove(f.Name())) }
