package office_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/complainttest"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/complaint/office"
	"github.com/aduan-go/aduan/region"
)

// A role of the files acts where its reach goes, has its name in each language, and
// refers to other systems if it says so.
func TestRolesOfTheOffice(t *testing.T) {
	t.Parallel()
	files := with(least(t), "roles.yaml", `
- {role: call_taker, label: {en: Call taker, sw: Mpokea simu}, reach: new, refers: true}
- {role: crew, label: {en: Crew}, reach: holding}
`)
	text := strings.Replace(string(files["lifecycle.yaml"].Data), "by: [reporter]", "by: [reporter, call_taker, field_officer]", 1)
	text = strings.Replace(text, "by: [agency_admin]", "by: [crew]", 1)
	files = with(files, "lifecycle.yaml", strings.Replace(text, "owner: agency_admin", "owner: crew", 1))
	here := complainttest.New(t, complainttest.Options{Files: files})
	rules := here.Lifecycles[0]
	sw, err := here.Words("sw")
	require.NoError(t, err)
	require.Equal(t, "Mpokea simu", rules.RoleIn(sw, "call_taker"))
	require.Equal(t, "Call taker", rules.RoleIn(aduan.English(), "call_taker"))

	draft := complainttest.Draft("Pothole")
	draft.External = complaint.External{System: "county", ID: complaint.NewPrivate("17")}
	draft.Reporter.Account = complaint.NewPrivate("amina")
	id := here.Submit(complaint.Actor{ID: "salim", Role: "call_taker"}, draft)
	crew := complaint.Actor{ID: "crew", Role: "crew", Agency: "roads"}
	here.RequireDenied(crew, id, "finish")
	here.Do(complaint.Actor{ID: "desk", Role: complaint.RoleNationalAdmin}, id, complaint.Command{Action: "forward", Class: complaint.ClassNonSupervisory, Category: "roads", Agency: "roads"})
	here.RequireAllowed(crew, id, "finish")
	here.RequireDenied(complaint.Actor{ID: "salim", Role: "call_taker"}, id, "finish")
	draft.External.ID = complaint.NewPrivate("18")
	_, err = here.Service.Submit(t.Context(), complaint.Actor{ID: "amina"}, draft)
	require.ErrorIs(t, err, complaint.ErrForbidden)
	_, err = here.Service.Submit(t.Context(), complaint.Actor{ID: "juma", Role: complaint.RoleFieldOfficer}, draft)
	require.NoError(t, err, "who always may")
}

// What is wrong with a role is told in its own file, and only there.
func TestWrongRoles(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"- {role: Mayor, label: {en: Mayor}, reach: all}\n":                                             "roles.yaml:1: [0].role: want lower case letters",
		"- {role: ombudsman, label: {en: O}, reach: all}\n":                                             `roles.yaml:1: [0].role: there is a role "ombudsman" already`,
		"- {role: m, label: {en: M}, reach: all}\n- {role: m, label: {en: M}, reach: all}\n":            `roles.yaml:2: [1].role: there is a role "m" already`,
		"- {role: m, label: {en: M}, reach: own}\n":                                                     "roles.yaml:1: [0].reach: a role of an office reaches cases that others report; legal: holding",
		"- {role: m, label: {en: M}, reach: evrything}\n":                                               "[0].reach: ",
		"- {role: m, label: {en: M}}\n":                                                                 "roles.yaml:1:3: [0].reach: ",
		"- {role: m, reach: all}\n":                                                                     "roles.yaml:1:3: [0].label: ",
		"- {role: agency_admin, label: {en: A}, reach: all}\n- {role: timer, label: {en: T}, reach: a}": "roles.yaml:2:",
	} {
		found := problems(t, with(least(t), "roles.yaml", text))
		require.Len(t, found, 1, text)
		require.Contains(t, found[0], want)
	}
	files := with(least(t), "roles.yaml", "- {role: mayor, label: {en: Mayor}, reach: all}\n")
	_, err := office.Given{Extensions: complaint.Extensions{Roles: map[lifecycle.Role]complaint.Reach{"mayor": complaint.ReachAll}}}.Load(files)
	require.ErrorContains(t, err, `there is a role "mayor" already`)
}

// A place lies where the last postcode of its text does, however it is written.
func TestPostcodes(t *testing.T) {
	t.Parallel()
	files := with(least(t), "regions.csv", "code,level,name,parent\nke:047,county,Nairobi,\nke:1,ward,Kilimani,ke:047\nke:2,ward,Karen,ke:047\n")
	files = with(files, "postcodes.csv", "postcode,region\n00100,ke:1\n1012 AB,ke:2\nSW1A-1AA,\n00502,ke:2\n00502,ke:1\n")
	here := complainttest.New(t, complainttest.Options{Files: files})
	for place, want := range map[string]complaint.Located{
		"Ngong Road 00502, P.O. 00100": {Regions: []region.Code{region.MustParse("ke:1")}, Areas: []complaint.Area{{Set: office.PostcodeSet, Code: "00100"}}},
		"Dam 1, 1012ab Amsterdam":      {Regions: []region.Code{region.MustParse("ke:2")}, Areas: []complaint.Area{{Set: office.PostcodeSet, Code: "1012 AB"}}},
		"Dam 1, 1012 AB":               {Regions: []region.Code{region.MustParse("ke:2")}, Areas: []complaint.Area{{Set: office.PostcodeSet, Code: "1012 AB"}}},
		"sw1a 1aa":                     {Areas: []complaint.Area{{Set: office.PostcodeSet, Code: "SW1A-1AA"}}},
		"00100-4711":                   {Regions: []region.Code{region.MustParse("ke:1")}, Areas: []complaint.Area{{Set: office.PostcodeSet, Code: "00100"}}},
		"00502":                        {Regions: []region.Code{region.MustParse("ke:2"), region.MustParse("ke:1")}, Areas: []complaint.Area{{Set: office.PostcodeSet, Code: "00502"}}},
		"1001 Ngong Road":              {},
		"x00100":                       {},
		"":                             {},
	} {
		found, err := here.Locator.Locate(t.Context(), complaint.Spot{Place: place}, time.Time{})
		require.NoError(t, err)
		require.Equal(t, want, found, place)
	}
	draft := complainttest.Draft("Pothole")
	draft.Place = "Ngong Road, 00100"
	require.Equal(t, "ke:1", here.Case(here.Submit(complaint.Actor{ID: "amina"}, draft)).Region.Unit().String())
	for row, want := range map[string]string{
		"00100,ke:3":             "postcodes.csv:2: region: ",
		"00100,3":                "postcodes.csv:2: region: ",
		"00100,ke:1\n00100,ke:1": "postcodes.csv:3: postcode: stands twice",
		"00100,\n001-00,":        "postcodes.csv:3: postcode: stands twice",
		"-,ke:1":                 "postcodes.csv:2: postcode: want a postcode",
	} {
		found := problems(t, with(files, "postcodes.csv", "postcode,region\n"+row+"\n"))
		require.Len(t, found, 1, row)
		require.Contains(t, found[0], want)
	}
}

// A city with words of its own has a table that may speak of them, and whoever opens its
// cases may promise a date, whatever the opening action is called.
func TestWordsAndPromisesOfTheOffice(t *testing.T) {
	t.Parallel()
	files := with(least(t), "lifecycle.yaml", `
name: counter
edition: "1"
initial: open
states: [{state: open, owner: national_admin}, {state: done, final: true}]
transitions:
- {action: request, from: [new], to: open, by: [field_officer], clocks: [start promised]}
- {action: finish, from: [open], to: done, by: [national_admin]}
actions: [{action: request, does: [opens], requires: [title], takes: [body]}]
words: {kinds: [{word: damage, label: {en: Damage}}], channels: [{word: phone}]}
`)
	files = with(files, "deadlines.yaml", "name: limits\nedition: \"1\"\nrules: [{clock: promised, limit: 24 hours}]\n")
	files = with(files, "routing.yaml", string(files["routing.yaml"].Data)+"rules: [{id: damage, when: {kind: [damage]}, to: {agency: roads}}]\n")
	here := complainttest.New(t, complainttest.Options{Files: files})
	draft := complaint.Draft{Kind: "damage", Channel: complaint.ChannelPhone, Title: "Pothole"}
	draft.Promise = &complaint.Promise{Due: here.Clock.Now().Add(time.Hour), Origin: "call centre"}
	id := here.Submit(complaint.Actor{ID: "juma", Role: complaint.RoleFieldOfficer}, draft)
	here.RequireDue(id, complaint.ClockPromised, draft.Promise.Due)
}
