package complaint_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/storage"
)

// lamps is the questionnaire of the file.
func lamps(t testing.TB) *complaint.Questionnaire {
	t.Helper()
	file := filepath.Join("testdata", "questions.yaml")
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	q, err := complaint.ParseQuestionnaire(file, data)
	require.NoError(t, err)
	return q
}

func asked(t testing.TB, editions ...*complaint.Questionnaire) *complaint.Questions {
	t.Helper()
	q, err := complaint.NewQuestions(editions...)
	require.NoError(t, err)
	return q
}

func TestParseQuestionnaire(t *testing.T) {
	t.Parallel()
	q := lamps(t)
	data, err := q.JSON()
	require.NoError(t, err)
	again, err := complaint.ParseQuestionnaire("x.json", data)
	require.NoError(t, err)
	next, err := again.JSON()
	require.NoError(t, err)
	require.Equal(t, string(data), string(next))

	good, err := os.ReadFile(filepath.Join("testdata", "questions.yaml"))
	require.NoError(t, err)
	for name, c := range map[string]struct{ old, replace, says string }{
		"type":          {"type: number", "type: float", "unknown word"},
		"no type":       {"    type: number\n", "", "what are its answers"},
		"field":         {"required: true", "needed: true", "unknown field"},
		"code":          {"code: lamps", "code: a b", "64 ASCII letters"},
		"twice":         {"code: lamps", "code: since", "asked twice"},
		"twice around":  {"code: pole", "code: since", "asked twice"},
		"no list":       {"type: singlevaluelist", "type: string", "only a list has some"},
		"no values":     {"type: number", "type: multivaluelist", "a list has values"},
		"value twice":   {"value: blinking", "value: dark", "stands twice"},
		"language":      {"{id: Padam, en: Dark}", "{id: Padam, english: Dark}", "language tag"},
		"category":      {"category: public_works/street_lighting", "category: Lamps", "want a category"},
		"no label":      {"    label: {id: \"Berapa lampu?\", en: \"How many lamps?\"}\n", "", "is required"},
		"edition":       {"edition: \"2026\"\n", "", "is required"},
		"bare edition":  {"edition: \"2026\"", "edition: 2026", "must be quoted"},
		"category also": {"category: public_works/street_lighting", "category: public_works", "stands twice"},
	} {
		text := strings.Replace(string(good), c.old, c.replace, 1)
		require.NotEqual(t, string(good), text, name)
		_, err := complaint.ParseQuestionnaire("questions.yaml", []byte(text))
		require.ErrorIs(t, err, storage.ErrInvalid, name)
		require.ErrorContains(t, err, c.says, name)
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid)
		require.NotZero(t, invalid.Problems[0].Line, name)
	}
	_, err = complaint.ParseQuestionnaire("questions.yaml", []byte("name: x\nedition: \"1\"\ncategories: []\n"))
	require.ErrorContains(t, err, "categories: is required")
}

func TestNewQuestions(t *testing.T) {
	t.Parallel()
	first, second := lamps(t), lamps(t)
	_, err := complaint.NewQuestions(first, second, nil)
	require.ErrorContains(t, err, "given twice")
	require.ErrorContains(t, err, "is missing")
	second.Edition = "2027"
	_, err = complaint.NewQuestions(first, second)
	require.ErrorContains(t, err, "both in force")
	second.Valid.From, first.Valid.Until = first.Valid.From.AddDate(1, 0, 0), first.Valid.From.AddDate(1, 0, 0)
	_, err = complaint.NewQuestions(second, first)
	require.NoError(t, err)
	second.Categories[0].Questions[0].Code = "-"
	_, err = complaint.NewQuestions(first, second)
	require.ErrorContains(t, err, "questionnaires[1].categories[0].questions[0].code")
}

func TestFormSaysWhatIsAsked(t *testing.T) {
	t.Parallel()
	q := asked(t, lamps(t))
	form, ok := q.Form("public_works/street_lighting", deskBegan(), aduan.English())
	require.True(t, ok)
	require.Equal(t, complaint.Edition{Name: "questions", Edition: "2026"}, form.Edition)
	var codes []string
	for i, f := range form.Fields {
		codes = append(codes, f.Code)
		require.Equal(t, i+1, f.Order)
	}
	require.Equal(t, []string{"contact_time", "since", "fault", "lamps", "pole"}, codes, "the widest first")
	fault := form.Fields[2]
	require.Equal(t, "What is wrong with the lamp?", fault.Label)
	require.Equal(t, "As you saw it in the evening.", fault.Description)
	require.True(t, fault.Required)
	require.Equal(t, []complaint.FormValue{{Value: "dark", Label: "Dark"}, {Value: "blinking", Label: "blinking"}}, fault.Values)
	form, ok = q.Form("public_works/street_lighting/tunnel", deskBegan(), aduan.Indonesian())
	require.True(t, ok)
	require.Len(t, form.Fields, 5, "what lies below is asked the same")
	require.Equal(t, "Apa yang rusak pada lampu?", form.Fields[2].Label)
	form, _ = q.Form("health", deskBegan(), aduan.English())
	require.Len(t, form.Fields, 1)
	form, _ = q.Form("", deskBegan(), aduan.English())
	require.Len(t, form.Fields, 1)
	_, ok = q.Form("health", time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC), aduan.English())
	require.False(t, ok)
}

// lampReport answers all that is required of it.
func lampReport(d *desk, change ...func(*complaint.Draft)) complaint.Draft {
	return deskDraft(append([]func(*complaint.Draft){func(draft *complaint.Draft) {
		draft.ID, draft.Category = d.id(), "public_works/street_lighting"
		draft.Attributes = []complaint.Attribute{
			attribute("fault", complaint.DatatypeSingleValueList, "dark"), attribute("lamps", complaint.DatatypeNumber, "3"),
		}
	}}, change...)...)
}

func TestAnswersAreChecked(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t, func(cfg *complaint.Config) { cfg.Questions = asked(t, lamps(t)) })
	receipt, err := d.Submit(ctx, byReporter(), lampReport(d))
	require.NoError(t, err)
	require.Empty(t, receipt.Warnings)
	c := d.stored(receipt.ID)
	require.Equal(t, &complaint.Edition{Name: "questions", Edition: "2026"}, c.Timeline[0].Details.Questions)
	requireReplays(t, deskNational(t), c)
	for name, c := range map[string]struct {
		change func(*complaint.Draft)
		field  string
		legal  []string
	}{
		"missing":     {func(d *complaint.Draft) { d.Attributes = d.Attributes[1:] }, "attributes", []string{"dark", "blinking"}},
		"unknown":     {func(d *complaint.Draft) { d.Attributes[1].Code = "lamp" }, "attributes[1].code", []string{"lamps"}},
		"type":        {func(d *complaint.Draft) { d.Attributes[1].Type = complaint.DatatypeText }, "attributes[1].type", []string{"number"}},
		"value":       {func(d *complaint.Draft) { d.Attributes[0].Values = []string{"blinkin"} }, "attributes[0].values[0]", []string{"blinking"}},
		"elsewhere":   {func(d *complaint.Draft) { d.Category = "health" }, "attributes[0].code", []string{"contact_time"}},
		"no category": {func(d *complaint.Draft) { d.Category = "" }, "attributes[0].code", []string{"contact_time"}},
	} {
		_, err := d.Submit(ctx, byReporter(), lampReport(d, c.change))
		var invalid *storage.InvalidError
		require.ErrorAs(t, err, &invalid, name)
		require.Equal(t, c.field, invalid.Problems[0].Field, name)
		require.Equal(t, c.legal, invalid.Problems[0].Legal[:min(len(c.legal), len(invalid.Problems[0].Legal))], name)
		require.NotContains(t, err.Error(), "blinkin,", "%s: an answer may be about a person", name)
	}
	// Nothing is asked that is required: no answer is one.
	receipt, err = d.Submit(ctx, byReporter(), deskDraft(func(draft *complaint.Draft) { draft.Category = "health" }))
	require.NoError(t, err)
	require.NotNil(t, d.stored(receipt.ID).Timeline[0].Details.Questions)
}

// A report is checked once, by the edition of its day.
func TestAnswersAreCheckedOnce(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	first, second := lamps(t), lamps(t)
	second.Edition, first.Valid.Until = "2027", deskBegan().Add(time.Hour)
	second.Valid.From = first.Valid.Until
	second.Categories[0].Questions[0].Required = true
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Questions = asked(t, first, second) })
	draft := lampReport(d)
	receipt, err := d.Submit(ctx, byReporter(), draft)
	require.NoError(t, err)
	d.clock.advance(2 * time.Hour)
	again, err := d.Submit(ctx, byReporter(), draft)
	require.NoError(t, err)
	require.Equal(t, repeated(receipt), again)
	_, err = d.Submit(ctx, byReporter(), lampReport(d))
	require.ErrorContains(t, err, "the answer to contact_time is required")
}

func TestNoQuestionnaireIsLoud(t *testing.T) {
	t.Parallel()
	ctx, q := t.Context(), lamps(t)
	q.Valid.From = deskBegan().Add(time.Hour)
	d := newDesk(t, func(cfg *complaint.Config) { cfg.Questions = asked(t, q) })
	draft := lampReport(d)
	receipt, err := d.Submit(ctx, byReporter(), draft)
	require.NoError(t, err)
	require.Len(t, receipt.Warnings, 1)
	var unasked *complaint.UnaskedError
	require.ErrorAs(t, receipt.Warnings[0].Err, &unasked)
	require.Nil(t, d.stored(receipt.ID).Timeline[0].Details.Questions)
	d.clock.advance(2 * time.Hour)
	again, err := d.Submit(ctx, byReporter(), draft)
	require.NoError(t, err)
	require.Equal(t, repeated(receipt), again)
}

func TestQuestionsAskOfCategoriesOfTheTree(t *testing.T) {
	t.Parallel()
	tree, err := complaint.NewCategories([]complaint.CategoryInfo{{Path: "public_works"}, {Path: "public_works/street_lightning"}})
	require.NoError(t, err)
	d := newDesk(t)
	_, err = complaint.NewService(complaint.Config{
		Store: d.working, Lifecycles: []*complaint.Lifecycle{deskNational(t)}, Deadlines: deskDeadlines{},
		Questions: asked(t, lamps(t)), Categories: tree,
	})
	require.ErrorContains(t, err, "public_works/street_lighting, which is no category")
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Equal(t, "public_works/street_lightning", invalid.Problems[0].Legal[0])
}
