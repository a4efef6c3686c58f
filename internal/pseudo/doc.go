// Package pseudo checks what was rendered in the pseudo-language of
// aduan.Pseudo, which puts whatever a package says in square brackets.
//
// What [Outside] finds stands outside of them: it must be data, such as names of
// places and codes that a file gives, or it is a word that no translator can
// reach. Tests compare it with a list that a person has read:
//
//	golden.File(t, *update, "outside.txt", pseudo.Outside(out))
//
// A label that comes from data stands outside too, in whatever language it has.
package pseudo
