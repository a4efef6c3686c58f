// Package sheet reads tables written down as CSV (RFC 4180, UTF-8): a first line
// that names the columns, which may stand in any order, and rows below it.
//
// What is wrong with the table itself, such as an unknown column, is noted with
// its line; each [Row] gives its cells by the names of their columns, and can
// note what is wrong with one. A byte order mark is passed over. What a spreadsheet
// does to a table without a word is refused and named: see [Text], [Miswritten],
// [Fields] and [Damaged], which readers with rows of their own use too. Records of a
// kind are made of the rows by the packages that own them.
package sheet
