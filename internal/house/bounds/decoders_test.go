package bounds

import (
	"bytes"
	"slices"

	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/deadline"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/routing"
	"github.com/aduan-go/aduan/complaint/routing/routingtest"
	"github.com/aduan-go/aduan/region"
	"github.com/aduan-go/aduan/region/agency"
	"github.com/aduan-go/aduan/region/calendar"
	"github.com/aduan-go/aduan/region/language"
	"github.com/aduan-go/aduan/roadmap"
	"github.com/aduan-go/aduan/storage"
	"github.com/aduan-go/aduan/storage/backend"
	"github.com/aduan-go/aduan/workplan"
	"github.com/aduan-go/aduan/workplan/board"
)

// decoder is something that reads what was written elsewhere.
type decoder struct {
	name string
	// limit is how many bytes it reads.
	limit  int
	decode func(data []byte) (any, error)
	shapes []shape
}

const (
	kib = 1 << 10
	mib = 1 << 20
)

// table lists the decoders.
func table() []decoder {
	return slices.Concat(rules(), records(), sheets(), words())
}

// both is a decoder of JSON and one of YAML.
func both(name string, json, yaml int, decode func(file string, data []byte) (any, error), shapes ...[]shape) []decoder {
	in := slices.Concat(shapes...)
	return []decoder{
		{name + ".json", json, func(data []byte) (any, error) { return decode("f.json", data) }, in},
		{name + ".yaml", yaml, func(data []byte) (any, error) { return decode("f.yaml", data) }, in},
	}
}

// rules are the decoders of what people write.
func rules() []decoder {
	return slices.Concat(
		both("lifecycle", 512*kib, 512*kib, func(file string, data []byte) (any, error) {
			d, err := lifecycle.Parse(file, data)
			if err != nil {
				return nil, err
			}
			return lifecycle.Compile(d, complaint.Vocabulary())
		}, lists(`{"transitions":[`, "]}"), lists(`{"states":[`, "]}"), lists(`{"transitions":[{"by":[`, "]}]}")),
		both("deadline", 8*mib, 512*kib, func(file string, data []byte) (any, error) { return deadline.Parse(file, data) },
			lists(`{"rules":[`, "]}"), lists(`{"rules":[{"clock":"a","limit":"8 hours"}],"ladder":[`, "]}")),
		both("routing", 64*mib, 2*mib, func(file string, data []byte) (any, error) { return routing.Parse(file, data) },
			lists(`{"rules":[`, "]}"), lists(`{"bodies":[`, "]}")),
		both("routing cases", 2*mib, 2*mib, func(file string, data []byte) (any, error) { return routingtest.Parse(file, data) },
			lists(`{"cases":[`, "]}"), []shape{filled("named cases", `{"cases":[`, counted(`{"name":"%d"},`), `{"name":"a"}]}`)}),
		both("directory", 8*mib, 512*kib, func(file string, data []byte) (any, error) { return agency.Parse(file, data, nil) },
			lists(`{"agencies":[`, "]}"), lists(`{"successions":[`, "]}"), lists(`{"functions":[`, "]}"), lists(`{"agencies":[{"functions":[`, "]}]}")),
		both("calendar", 8*mib, 512*kib, func(file string, data []byte) (any, error) {
			d, err := calendar.Parse(file, data)
			if err != nil {
				return nil, err
			}
			return calendar.New(d)
		}, lists(`{"lists":[`, "]}"), lists(`{"changes":[`, "]}"), lists(`{"layers":[`, "]}"), lists(`{"lists":[{"year":2020,"adds":[`, "]}]}"),
			lists(`{"lists":[{"year":2020,"removes":[`, "]}]}")),
		both("language", 8*mib, 512*kib, func(file string, data []byte) (any, error) {
			return language.Parse(file, data, complaint.Texts())
		}, []shape{
			filled("unknown texts", `{"language":"su","texts":{`, counted(`"complaint.state.submited%d":"",`), `"a":"a"}}`),
			filled("fallbacks", `{"language":"su","fallback":[`, counted(`"x%d",`), `"a"],"texts":{}}`),
		}),
		both("categories", mib, mib, func(file string, data []byte) (any, error) { return complaint.ParseCategories(file, data) },
			lists("[", "]"), []shape{filled("categories", "[", counted(`{"path":"a%d","label":{"id":"a"}},`), `{"path":"a"}]`)}),
		both("questionnaire", 8*mib, 512*kib, func(file string, data []byte) (any, error) { return complaint.ParseQuestionnaire(file, data) },
			lists(`{"categories":[`, "]}"), lists(`{"categories":[{"questions":[`, "]}]}"),
			[]shape{filled("questions", `{"categories":[{"questions":[`, counted(`{"code":"q%d","type":"string","label":{"id":"a"}},`), `{"code":"q"}]}]}`)}),
		both("plan", 8*mib, 512*kib, func(file string, data []byte) (any, error) { return workplan.Parse(file, data, workplan.Sources{}) },
			lists(`{"editions":[`, "]}"), lists(`{"parties":[`, "]}"), lists(`{"editions":[{"activities":[`, "]}]}"), lists(`{"editions":[{},{"changes":[`, "]}]}"),
			lists(`{"reports":[`, "]}"), lists(`{"steps":[`, "]}")),
		both("evaluation rules", 8*mib, 512*kib, func(file string, data []byte) (any, error) { return workplan.ParseRules(file, data) },
			lists(`{"bands":[`, "]}")),
		both("meeting", 8*mib, 512*kib, func(file string, data []byte) (any, error) { return board.Parse(file, data, nil) },
			lists(`{"decisions":[`, "]}"), lists(`{"actions":[`, "]}"), lists(`{"parties":[`, "]}")),
		both("quorum", 8*mib, 512*kib, func(file string, data []byte) (any, error) { return board.ParseQuorum(file, data) }, texts(), blocks()),
		both("road map", 8*mib, 512*kib, func(file string, data []byte) (any, error) { return roadmap.Parse(file, data) },
			lists(`{"editions":[`, "]}"), lists(`{"editions":[{"milestones":[`, "]}]}"), lists(`{"assessments":[`, "]}")),
	)
}

// stored is a decoder of a record.
func stored(name string, limit int, decode func(data []byte) (any, error), shapes ...[]shape) decoder {
	return decoder{name, limit, decode, slices.Concat(shapes...)}
}

// from reads the JSON of a type that reads itself.
func from[T any, P interface {
	*T
	UnmarshalJSON(data []byte) error
}](data []byte) (any, error) {
	into := P(new(T))
	err := into.UnmarshalJSON(data)
	return into, err
}

// kind reads a record as a store does.
func kind(k storage.Kind) func(data []byte) (any, error) {
	return func(data []byte) (any, error) { return backend.Decode(k, data) }
}

// records are the decoders of what stores keep, and of what comes over a wire.
func records() []decoder {
	return []decoder{
		stored("complaint", 128*mib, from[complaint.Complaint], lists(`{"timeline":[`, "]}"), lists(`{"clocks":[`, "]}")),
		stored("identity", 128*mib, from[complaint.Identity], texts()),
		stored("draft", 16*mib, from[complaint.Draft], lists(`{"attachments":[`, "]}")),
		stored("past case", 16*mib, func(data []byte) (any, error) {
			var read []complaint.Past
			var wrong error
			for past, err := range complaint.ReadPast(bytes.NewReader(data)) {
				if wrong = err; err == nil {
					read = append(read, past)
				}
			}
			return read, wrong
		}, lists(`{"events":[`, "]}"), lists(`{"events":[{"command":{"attachments":[`, "]}}]}")),
		// A line may have 129 MiB, and is held besides what is read of it; so it is tried
		// with less.
		stored("exported case", 20*mib, func(data []byte) (any, error) {
			read, wrong := 0, error(nil)
			for _, err := range complaint.ReadPast(bytes.NewReader(data)) {
				if wrong = err; err == nil {
					read++
				}
			}
			return read, wrong
		}, lists(`{"record":{"complaint":{"timeline":[`, "]}}}"), lists(`{"record":{"complaint":{"texts":[`, "]}}}")),
		stored("command", 16*mib, from[complaint.Command], lists(`{"attachments":[`, "]}")),
		stored("agency", 8*mib, from[agency.Agency], lists(`{"terms":[`, "]}"), lists(`{"successions":[`, "]}")),
		stored("stored plan", 64*mib, kind(workplan.KindOfPlan), lists(`{"editions":[`, "]}"), lists(`{"editions":[{"activities":[`, "]}]}")),
		stored("stored meeting", 64*mib, kind(board.KindOfMeeting), lists(`{"decisions":[`, "]}")),
		stored("stored road map", 64*mib, kind(roadmap.KindOfRoadmap), lists(`{"editions":[`, "]}"), lists(`{"editions":[{"milestones":[`, "]}]}")),
		stored("stored edition", 24*mib, kind(backend.KindOfEdition), texts()),
	}
}

// sheets are the decoders of tables and calendars.
func sheets() []decoder {
	const regions, calendars = "code,level,name\n", "date,kind,name,known\n"
	const head, event = "BEGIN:VCALENDAR\nVERSION:2.0\n", "BEGIN:VEVENT\nDTSTART:20200101\nDTEND:20210101\nSUMMARY:a\nEND:VEVENT\n"
	return []decoder{
		{"regions.csv", 40 * mib, func(data []byte) (any, error) { return region.ReadCSV("f", bytes.NewReader(data), nil) }, cells(regions, `51.03,regency,"a"`)},
		{"calendar.csv", 8 * mib, func(data []byte) (any, error) { return calendar.ReadCSV("f", bytes.NewReader(data)) }, append(cells(calendars, `2020-01-01,holiday,a,`),
			filled("editions", "date,kind,name,edition\n", counted("2020-01-01,holiday,a,%d\n"), ""),
		)},
		{"complaints.csv", 64 * mib, func(data []byte) (any, error) {
			n, refused := 0, error(nil)
			for _, err := range complaint.ReadCSV(bytes.NewReader(data), complaint.Limits{}) {
				if n++; err != nil {
					refused = err
				}
			}
			return n, refused
		}, cells("kind,title,body,channel\n", "complaint,a,b,web")},
		{"cases.csv", 64 * mib, func(data []byte) (any, error) {
			n, refused := 0, error(nil)
			for _, err := range complaint.ReadSheet(bytes.NewReader(data)) {
				if n++; err != nil {
					refused = err
				}
			}
			return n, refused
		}, cells("id,tracking,state,kind,class,category,region,channel,agency,main,submitted_at,updated_at,event_date,anonymous,secret,title,record\n", "a,,,,,,,,,,,,,,,,{")},
		{"calendar.ics", 8 * mib, func(data []byte) (any, error) { return calendar.ICS{}.Read("f", bytes.NewReader(data)) }, []shape{
			filled("years", head, same(event), "END:VCALENDAR\n"),
			filled("different years", head, func(i int) string {
				return counted("BEGIN:VEVENT\nDTSTART:%04d0101\nDTEND:%[1]04d1231\nSUMMARY:a\nEND:VEVENT\n")(1 + i%9998)
			}, "END:VCALENDAR\n"),
			filled("events", head, same("BEGIN:VEVENT\nEND:VEVENT\n"), "END:VCALENDAR\n"),
			filled("folded", head+"X:", same("\n a"), "\nEND:VCALENDAR\n"),
			filled("categories", head+"BEGIN:VEVENT\nCATEGORIES:", same(","), "\nEND:VEVENT\nEND:VCALENDAR\n"),
			filled("parameters", head+"BEGIN:VEVENT\nDTSTART", same(";"), ":\nEND:VEVENT\nEND:VCALENDAR\n"),
			filled("properties", head+"BEGIN:VEVENT\n", same("CATEGORIES:,,,,\n"), "END:VEVENT\nEND:VCALENDAR\n"),
			filled("lines", "", same("a\n"), ""),
			filled("line ends", "", same("\n"), ""),
		}},
		{"regions.bin", 64 * mib, func(data []byte) (any, error) { return region.Decode(string(data)) }, []shape{
			filled("nothing", "", same("\x00"), ""), filled("largest", "", same("\xff"), ""),
		}},
	}
}

// cells are the shapes of a table in CSV.
func cells(head, row string) []shape {
	return []shape{
		filled("rows", head, same(row+"\n"), ""),
		filled("short rows", head, same("a\n"), ""),
		filled("long rows", head, same(",,,,,,,,,,,,,,,,\n"), ""),
		filled("commas", head, same(","), ""),
		filled("header of commas", "", same(","), "\n"),
		filled("header of unknown columns", "", counted("nmae%d,"), "\n"),
		filled("open quote", head+`"`, same("a\n"), ""),
		filled("stray quotes", head, same("a\"\n"), ""),
		filled("error values", head, same("#NAME?,#NAME?,#NAME?\n"), ""),
		filled("line ends", "", same("\n"), ""),
		filled("remarks", "", same("#\n"), ""),
		filled("one cell", head, same("a"), ""),
	}
}

// words are the decoders of single values.
func words() []decoder {
	word := func(name string, parse func(text string) (any, error), parts ...string) decoder {
		d := decoder{name: name, limit: mib, decode: func(data []byte) (any, error) { return parse(string(data)) }}
		for _, p := range append(parts, "9", "a", "-", "/", ".", " ", "é", "\xff") {
			d.shapes = append(d.shapes, filled(p, "", same(p), ""))
		}
		return d
	}
	return []decoder{
		word("number", func(s string) (any, error) { return workplan.ParseNumber(s) }, "1e", "0.0"),
		word("money", func(s string) (any, error) { return workplan.ParseMoney(s) }, "1 USD"),
		word("quarter", func(s string) (any, error) { return workplan.ParseQuarter(s) }),
		word("term", func(s string) (any, error) { return deadline.ParseTerm(s) }, "1 day"),
		word("shift", func(s string) (any, error) { return calendar.ParseShift(s) }, "08:00-"),
		word("code", func(s string) (any, error) { return region.Parse(s) }, "51.03"),
		word("agency id", func(s string) (any, error) { return agency.ParseID(s) }, "id:"),
		word("complaint id", func(s string) (any, error) { return complaint.ParseID(s) }),
		word("tracking", func(s string) (any, error) { return complaint.ParseTracking(s) }, "LP"),
	}
}
