package main

import (
	"fmt"
	"strings"
)

// page prints the tables for people.
func page(tables []*table, last string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `# Tables of a store on SQLite

Generated from storage/sqlite/migrations by "go generate ./internal/gen/schema"; do not edit. It describes the schema after
migration %s.

Everybody may read these tables, with any tool that reads SQLite; only the store writes them. Its promises (versions, timelines
that only grow, the change feed) do not hold for rows that somebody else has changed. All tables are STRICT. Instants are whole
numbers: microseconds since 1970-01-01, UTC, so `+"`datetime(at / 1000000, 'unixepoch')`"+` prints one. A decimal number (money, shares)
is exact TEXT: never REAL, and never NUMERIC, which loses digits. Truth is 1 and 0. What is missing is NULL.
Columns that end in _indonesian and _english repeat what a text of a record says in these two languages, to be queried; every
language in which it is said stands in the record.

How many cases that were not archived each agency has, with everything below it, by state; rows of complaint_agency whose agency
begins with ">" are of open cases of which an escalation told the agency whose ID follows:

`+"```sql"+`
SELECT a.agency, c.state, count(*) FROM complaint_agency a JOIN complaint c ON c.no = a.complaint
WHERE c.archived IS NULL AND a.agency NOT LIKE '>%%' GROUP BY a.agency, c.state;
`+"```"+`
`, last)
	for _, t := range tables {
		fmt.Fprintf(&b, "\n## %s\n\n%s. %s\n", t.name, t.kind, t.about)
		if len(t.columns) > 0 {
			b.WriteString("\n| column | type | meaning |\n| --- | --- | --- |\n")
		}
		for _, c := range t.columns {
			about := c.about
			if about == "" {
				about = "(see above)"
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", c.name, strings.ReplaceAll(c.kind, "|", `\|`), strings.ReplaceAll(about, "|", `\|`))
		}
		if len(t.indexes) > 0 {
			var list []string
			for _, x := range t.indexes {
				list = append(list, x.columns)
			}
			b.WriteString("\nIndexes: " + strings.Join(list, "; ") + ".\n")
		}
	}
	return b.String()
}
