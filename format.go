package aduan

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// texts are how numbers, days, lists and quotations are written. A language changes
// them by key, like every other text.
var texts = sync.OnceValue(func() *Texts {
	return NewTexts("aduan", [][3]string{
		{"number.decimal", ",", "."},
		{"number.group", ".", ","},
		{"number.grouping", "3", "3"},
		{"number.percent", "{number} %", "{number} %"},
		{"money", "{amount} {currency}", "{amount} {currency}"},
		{"list", ", ", ", "},
		{"list.semicolon", "; ", "; "},
		{"quote", `"{text}"`, `"{text}"`},
		{"date", "{day} {month} {year}", "{day} {month} {year}"},
		{"time", "{date} pukul {time} {zone}", "{date} {time} {zone}"},
		{"period.always", "selalu", "always"},
		{"period.from", "sejak {from}", "from {from}"},
		{"period.until", "sebelum {until}", "before {until}"},
		{"period.between", "sejak {from} sampai sebelum {until}", "from {from} until before {until}"},
		{"quarter.1", "TW I", "Q1"},
		{"quarter.2", "TW II", "Q2"},
		{"quarter.3", "TW III", "Q3"},
		{"quarter.4", "TW IV", "Q4"},
		{"month.1", "Januari", "January"},
		{"month.2", "Februari", "February"},
		{"month.3", "Maret", "March"},
		{"month.4", "April", "April"},
		{"month.5", "Mei", "May"},
		{"month.6", "Juni", "June"},
		{"month.7", "Juli", "July"},
		{"month.8", "Agustus", "August"},
		{"month.9", "September", "September"},
		{"month.10", "Oktober", "October"},
		{"month.11", "November", "November"},
		{"month.12", "Desember", "December"},
		{"month.short.1", "Jan", "Jan"},
		{"month.short.2", "Feb", "Feb"},
		{"month.short.3", "Mar", "Mar"},
		{"month.short.4", "Apr", "Apr"},
		{"month.short.5", "Mei", "May"},
		{"month.short.6", "Jun", "Jun"},
		{"month.short.7", "Jul", "Jul"},
		{"month.short.8", "Agu", "Aug"},
		{"month.short.9", "Sep", "Sep"},
		{"month.short.10", "Okt", "Oct"},
		{"month.short.11", "Nov", "Nov"},
		{"month.short.12", "Des", "Dec"},
		{"weekday.0", "Minggu", "Sunday"},
		{"weekday.1", "Senin", "Monday"},
		{"weekday.2", "Selasa", "Tuesday"},
		{"weekday.3", "Rabu", "Wednesday"},
		{"weekday.4", "Kamis", "Thursday"},
		{"weekday.5", "Jumat", "Friday"},
		{"weekday.6", "Sabtu", "Saturday"},
		{"weekday.short.0", "Min", "Sun"},
		{"weekday.short.1", "Sen", "Mon"},
		{"weekday.short.2", "Sel", "Tue"},
		{"weekday.short.3", "Rab", "Wed"},
		{"weekday.short.4", "Kam", "Thu"},
		{"weekday.short.5", "Jum", "Fri"},
		{"weekday.short.6", "Sab", "Sat"},
	})
})

// FormatTexts are the texts of this package: how numbers, days, lists and quotations
// are written, and what months and days of the week are called, in full and short.
// aduan.list and aduan.list.semicolon stand between the items of a list.
// aduan.number.grouping is how many digits are set apart by aduan.number.group, from
// the right, the last number again and again: "3" for 1,000,000, "3,2" for 10,00,000
// as in India, "0" for no groups.
func FormatTexts() *Texts { return texts() }

// Spoken is what can be said in a language: labels, messages, days, the values of
// closed sets.
type Spoken interface{ In(w Words) string }

// Value writes an argument of a text: what is [Spoken] in the language, whole
// numbers with their groups, an instant as [Words.Time] does, an error as
// [Words.Error] does, and everything else as it prints, because it is data: a
// name, a code. A year is no number; give it as text.
func (w Words) Value(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case Spoken:
		return v.In(w)
	case error:
		return w.Error(v)
	case time.Time:
		return w.Time(v)
	case fmt.Stringer:
		return v.String()
	}
	if n := reflect.ValueOf(v); n.CanInt() || n.CanUint() {
		return w.Number(fmt.Sprint(v))
	}
	return fmt.Sprint(v)
}

// Number writes a number given in digits, with a point before its decimals, as
// the language does: 1340000000 as 1.340.000.000, -89.48 as -89,48. What is no
// such number stays as it is.
func (w Words) Number(digits string) string {
	say := texts().In(w)
	body := strings.TrimLeft(digits, "+-")
	whole, fraction, hasFraction := strings.Cut(body, ".")
	if whole == "" || strings.Trim(whole+fraction, "0123456789") != "" {
		return digits
	}
	var b strings.Builder
	b.WriteString(digits[:len(digits)-len(body)])
	b.WriteString(grouped(whole, say("number.group"), say("number.grouping")))
	if hasFraction {
		b.WriteString(say("number.decimal") + fraction)
	}
	return b.String()
}

// grouped sets groups of digits apart, as [FormatTexts] explains.
func grouped(digits, sign, grouping string) string {
	var groups []string // from the right
	size := 3
	for {
		next, rest, _ := strings.Cut(grouping, ",")
		if n, err := strconv.Atoi(strings.TrimSpace(next)); err == nil && n >= 0 {
			size = n
		}
		if grouping = rest; size == 0 || len(digits) <= size {
			break
		}
		groups = append(groups, digits[len(digits)-size:])
		digits = digits[:len(digits)-size]
	}
	groups = append(groups, digits)
	slices.Reverse(groups)
	return strings.Join(groups, sign)
}

// Percent writes a number of percent, given as for [Words.Number]: 89,48 %.
func (w Words) Percent(digits string) string {
	return texts().In(w)("number.percent", "number", w.Number(digits))
}

// Money writes an amount, given as for [Words.Number], of a currency by its code:
// 1.340.000.000 IDR.
func (w Words) Money(digits, currency string) string {
	return texts().In(w)("money", "amount", w.Number(digits), "currency", currency)
}

// Month is the name of a month, empty for one that does not exist.
func (w Words) Month(m time.Month) string {
	if m < time.January || m > time.December {
		return ""
	}
	return texts().In(w)("month." + strconv.Itoa(int(m)))
}

// ShortMonth is [Words.Month] for narrow places: Okt, Oct.
func (w Words) ShortMonth(m time.Month) string {
	if m < time.January || m > time.December {
		return ""
	}
	return texts().In(w)("month.short." + strconv.Itoa(int(m)))
}

// Quarter is the name of a quarter of a year, 1 to 4 (triwulan): TW II, Q2; empty
// for any other.
func (w Words) Quarter(n int) string {
	if n < 1 || n > 4 {
		return ""
	}
	return texts().In(w)("quarter." + strconv.Itoa(n))
}

// Weekday is the name of a day of the week, empty for one that does not exist.
func (w Words) Weekday(d time.Weekday) string {
	if d < time.Sunday || d > time.Saturday {
		return ""
	}
	return texts().In(w)("weekday." + strconv.Itoa(int(d)))
}

// ShortWeekday is [Words.Weekday] for narrow places: Jum, Fri.
func (w Words) ShortWeekday(d time.Weekday) string {
	if d < time.Sunday || d > time.Saturday {
		return ""
	}
	return texts().In(w)("weekday.short." + strconv.Itoa(int(d)))
}

// Time writes an instant in the zone that it carries, to the minute: 12 November
// 2020 14:30 WIB. The zero instant is empty.
func (w Words) Time(t time.Time) string {
	return w.time(t, t, t.Format("15:04"))
}

// Until writes the end of a stretch of days as [Words.Time] does, a midnight as
// 24:00 of the day that it ends.
func (w Words) Until(t time.Time) string {
	if h, m, s := t.Clock(); h+m+s == 0 {
		return w.time(t, t.AddDate(0, 0, -1), "24:00")
	}
	return w.Time(t)
}

func (w Words) time(t, day time.Time, clock string) string {
	if t.IsZero() {
		return ""
	}
	return texts().In(w)("time", "date", DateOf(day), "time", clock, "zone", day.Format("MST"))
}

// Error says an error in the language if it, or one that it wraps, is [Spoken]; else
// its text, which is English. Nil is empty.
func (w Words) Error(err error) string {
	if err == nil {
		return ""
	}
	var spoken Spoken
	if errors.As(err, &spoken) {
		return spoken.In(w)
	}
	return err.Error()
}

// Quote puts quotation marks around what somebody wrote: "pothole".
func (w Words) Quote(text string) string { return texts().In(w)("quote", "text", text) }

// list is [List].
type list[T any] []T

// List is items as an argument of a text, written one after the other with commas.
func List[T any](items []T) Spoken { return list[T](items) }

func (l list[T]) In(w Words) string { return strings.Join(written(w, l), texts().In(w)("list")) }

func (l list[T]) String() string { return l.In(English()) }

// clauses is [Clauses].
type clauses[T any] []T

// Clauses is [List] with semicolons, for items that are sentences or hold commas.
func Clauses[T any](items []T) Spoken { return clauses[T](items) }

func (c clauses[T]) In(w Words) string {
	return strings.Join(written(w, c), texts().In(w)("list.semicolon"))
}

func (c clauses[T]) String() string { return c.In(English()) }

// written writes the items of a list.
func written[T any](w Words, items []T) []string {
	out := make([]string, len(items))
	for i, item := range items {
		out[i] = w.Value(item)
	}
	return out
}
