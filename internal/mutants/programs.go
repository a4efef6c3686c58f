package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// plant picks sites that make programs until there are as many as asked for, and
// prepares the programs that hold them.
func (l *laboratory) plant(ctx context.Context, sites []site, number int) (mutants []*mutant, refused int, err error) {
	for len(mutants) < number && len(sites) > 0 {
		n := min(number-len(mutants), len(sites))
		sound, err := l.sound(ctx, sites[:n])
		if err != nil {
			return nil, 0, err
		}
		sites = sites[n:]
		refused += n - len(sound)
		mutants = append(mutants, sound...)
	}
	for i, m := range mutants {
		m.number = i + 1
	}
	replaced := map[string]string{}
	byDir := map[string][]*mutant{}
	for _, m := range mutants {
		if m.host != nil {
			byDir[m.dir] = append(byDir[m.dir], m)
		}
	}
	for dir, hosted := range byDir {
		if err := l.host(ctx, dir, hosted, replaced); err != nil {
			return nil, 0, err
		}
	}
	l.overlay, err = l.overlaid("all.json", replaced)
	return mutants, refused, err
}

// sound lists the sites that make programs, in their order.
func (l *laboratory) sound(ctx context.Context, sites []site) (mutants []*mutant, err error) {
	byDir := map[string][]*mutant{}
	refused := map[int]bool{}
	for i, s := range sites {
		m := &mutant{s, i + 1}
		mutants = append(mutants, m)
		if m.host != nil {
			byDir[m.dir] = append(byDir[m.dir], m)
			continue
		}
		builds, err := l.builds(ctx, m)
		if err != nil {
			return nil, err
		}
		refused[m.number] = !builds
	}
	for dir, hosted := range byDir {
		c, err := l.checker(ctx, l.module.packages[dir])
		if err != nil {
			return nil, err
		}
		no, err := c.refused(hosted)
		if err != nil {
			return nil, err
		}
		maps.Copy(refused, no)
	}
	return slices.DeleteFunc(mutants, func(m *mutant) bool { return refused[m.number] }), nil
}

// builds says whether a mutant that has no host is a program.
func (l *laboratory) builds(ctx context.Context, m *mutant) (bool, error) {
	overlay, err := l.alone(m)
	if err != nil {
		return false, err
	}
	_, err = l.command(ctx, "build", "-overlay", overlay, "-o", os.DevNull, l.module.packages[m.dir].path)
	return err == nil, ctx.Err()
}

// alone writes what the compiler reads to build one mutant in place of the file.
func (l *laboratory) alone(m *mutant) (overlay string, err error) {
	written := filepath.Join(l.work, "mutant.go")
	if err := os.WriteFile(written, m.planted(), 0o600); err != nil {
		return "", err
	}
	return l.overlaid("mutant.json", map[string]string{m.file: written})
}

// host writes the files of a package that hold mutants. Should they be no program together,
// each is built on its own.
func (l *laboratory) host(ctx context.Context, dir string, mutants []*mutant, replaced map[string]string) error {
	texts := hostings(mutants)
	p := l.module.packages[dir]
	texts[dir+"/mutants_switch.go"] = fmt.Appendf(nil, switchFile, p.name, envPlanted, envNotes)
	own := map[string]string{}
	for file, text := range texts {
		written := filepath.Join(l.work, strings.ReplaceAll(file, "/", "+"))
		if err := os.WriteFile(written, text, 0o600); err != nil {
			return err
		}
		own[file] = written
	}
	overlay, err := l.overlaid("own.json", own)
	if err != nil {
		return err
	}
	if _, err := l.command(ctx, "build", "-overlay", overlay, "-o", os.DevNull, p.path); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		fmt.Fprintf(l.notes, "the mutants of %s are built one at a time: %v\n", dir, err)
		for _, m := range mutants {
			m.host = nil
		}
		return nil
	}
	maps.Copy(replaced, own)
	return nil
}

// overlaid writes what the compiler reads instead of files below the root.
func (l *laboratory) overlaid(name string, replaced map[string]string) (string, error) {
	absolute := map[string]string{}
	for file, by := range replaced {
		absolute[filepath.Join(l.module.root, filepath.FromSlash(file))] = by
	}
	text, err := json.Marshal(map[string]map[string]string{"Replace": absolute})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(l.work, name)
	return overlay, os.WriteFile(overlay, text, 0o600)
}

// build makes the program that runs the tests of a package.
func (l *laboratory) build(ctx context.Context, p *listed, program, overlay string) error {
	_, err := l.command(ctx, "test", "-c", "-vet=off", "-overlay", overlay, "-o", program, p.path)
	return err
}
