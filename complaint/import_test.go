package complaint_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/aduan-go/aduan"
	"github.com/aduan-go/aduan/complaint"
	"github.com/aduan-go/aduan/complaint/lifecycle"
	"github.com/aduan-go/aduan/storage"
)

// fromSystem makes a draft one that came from another system under a number.
func fromSystem(number string) func(*complaint.Draft) {
	return func(d *complaint.Draft) {
		d.Channel, d.External = complaint.ChannelIntegrated, complaint.External{System: "jakip", ID: complaint.NewPrivate(number)}
	}
}

// Who may not set an external reference takes no number from the case whose it is,
// and learns of none whether there is a case: not before the import, nor after it, nor
// while no rules are in force.
func TestReferencesAreSetByImportsAlone(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), newDesk(t)
	for _, by := range []complaint.Actor{byReporter(), {}, byNational(), byAgency("roads"), {ID: "x", Role: "mayor"}} {
		_, err := d.Submit(ctx, by, deskDraft(fromSystem("77")))
		require.ErrorIs(t, err, complaint.ErrForbidden, by.Role)
	}
	first, err := d.Submit(ctx, byImport(), deskDraft(fromSystem("77")))
	require.NoError(t, err, "the number was free")
	require.False(t, first.Repeated)

	attempt := func(number string, by complaint.Actor) []string {
		_, one := d.Submit(ctx, by, deskDraft(fromSystem(number)))
		all := d.SubmitAll(ctx, by, []complaint.Draft{deskDraft(fromSystem(number))})
		require.Error(t, one)
		require.Error(t, all[0].Err)
		return []string{one.Error(), all[0].Err.Error()}
	}
	require.Equal(t, attempt("78", byReporter()), attempt("77", byReporter()), "taken or free, the answer is one")

	var denial *complaint.Denial
	_, err = d.Submit(ctx, byReporter(), deskDraft(fromSystem("77")))
	require.ErrorAs(t, err, &denial)
	require.Equal(t, []string{string(complaint.RoleFieldOfficer)}, denial.Reasons[0].Legal)
	require.Equal(t, `"Lapor" ditolak (peran: Pelapor); peran ini tidak boleh mencantumkan nomor laporan di sistem lain; yang boleh: Petugas lapangan`, denial.In(aduan.Indonesian()))

	rules := complaint.National()
	rules.Valid.Until = d.clock.now().Add(deskDay)
	closed, err := complaint.Compile(rules, complaint.Extensions{})
	require.NoError(t, err)
	d.Service = d.serve(func(cfg *complaint.Config) { cfg.Lifecycles = []*complaint.Lifecycle{closed} })
	d.clock.advance(2 * deskDay)
	require.Equal(t, attempt("78", byReporter()), attempt("77", byReporter()), "and when no rules are in force")
}

// An embedder declares who connects other systems.
func TestImportsAreDeclared(t *testing.T) {
	t.Parallel()
	rules := complaint.National()
	for i, rule := range rules.Transitions {
		if rule.Action == complaint.ActionSubmit {
			rules.Transitions[i].By = lifecycle.By(complaint.RoleReporter, complaint.RoleFieldOfficer, "gateway")
		}
	}
	with := complaint.Extensions{Roles: map[lifecycle.Role]complaint.Reach{"gateway": complaint.ReachNew}, Imports: []lifecycle.Role{"gateway"}}
	l, err := complaint.Compile(rules, with)
	require.NoError(t, err)
	w := newWalker(t, l, 4)
	h := complaint.Header{ID: w.id(), Tracking: "1", Reporter: complaint.ReporterRef(w.id())}
	_, err = l.Open(h, complaint.Actor{ID: "g", Role: "gateway"}, deskDraft(fromSystem("1")), w.moment())
	require.NoError(t, err)
	_, err = l.Open(h, complaint.Actor{ID: "o", Role: complaint.RoleFieldOfficer}, deskDraft(fromSystem("1")), w.moment())
	require.ErrorIs(t, err, complaint.ErrForbidden, "it was declared for the gateway alone")
	_, err = l.Open(h, complaint.Actor{ID: "o", Role: complaint.RoleFieldOfficer}, deskDraft(), w.moment())
	require.NoError(t, err)
}

func TestSilentImports(t *testing.T) {
	t.Parallel()
	_, err := complaint.Compile(complaint.National(), complaint.Extensions{
		Imports: []lifecycle.Role{"feild_officer", complaint.RoleReporter},
	})
	var invalid *storage.InvalidError
	require.ErrorAs(t, err, &invalid)
	require.Len(t, invalid.Problems, 2)
	require.Equal(t, "imports[0]", invalid.Problems[0].Field)
	require.Equal(t, string(complaint.RoleFieldOfficer), invalid.Problems[0].Legal[0], "the nearest first")
	require.Equal(t, "imports[1]", invalid.Problems[1].Field)
}
