// Package language reads the words of a language from a file, so that an office
// can speak one that is not built in, or say things in words of its own.
//
// English and Indonesian are built in. Any other language is a file of texts by
// key, in strict YAML or JSON; keys are qualified by the package that says them:
//
//	language: nl
//	fallback: [en]
//	texts:
//	  complaint.state.submitted: Ingediend
//	  complaint.refused: "{action} is geweigerd: {reasons}"
//	  deadline.extended: "verlengd met {days, plural, one {# werkdag} other {# werkdagen}}"
//
// [Parse] refuses a key that no package has, an argument that the package does not
// give and a text that does not follow the notation of [aduan.Text], each with its
// line and the nearest legal word. What the file leaves out is said in the
// fallbacks, in their order, and then in English; [aduan.Words.Missing] lists it.
// [ParseOver] lets a file fall back on others, as nl-BE on nl.
//
//	dutch, err := language.Parse("nl.yaml", data, complaint.Texts(), deadline.Texts(), machine.Texts())
//	fmt.Println(denial.In(dutch))
//
// A file for "id" or "en" changes single texts of a language that is built in.
// [Draft] writes the file from which a translator begins.
//
// # What is decided here
//
// Plural forms follow the Unicode CLDR rules of the language, taken from
// golang.org/x/text. Everything else that differs between languages (decimal sign,
// names of months, the form of a date) is a text by key like the others, because
// that module has no dates and prints percentages without the space that
// Indonesian offices write.
package language
