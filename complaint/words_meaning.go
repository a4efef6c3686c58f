package complaint

import "github.com/aduan-go/aduan/complaint/lifecycle"

// What a word of a definition may mean ([lifecycle.Word].Means), by family.
const (
	// MeansSupervisory, of a class: a matter of supervision, for [GuardSupervisory] and
	// [ReachSupervision].
	MeansSupervisory = "supervisory"
	// MeansIntegrated, of a channel: another system, which the draft must name by its
	// external reference.
	MeansIntegrated = "integrated"
	// MeansStaysPublic, of an archive reason: the report may be read as before. Archiving
	// for any other reason takes it down ([Complaint.TakenDown]).
	MeansStaysPublic = "stays_public"
	// MeansNamesCompetent, of an archive reason: another body is competent, which
	// [GuardNamesCompetent] asks for and [ReporterView].Competent names.
	MeansNamesCompetent = "names_competent"
	// MeansAutomatic, of an archive reason: an action gives it by itself, and nobody
	// chooses it.
	MeansAutomatic = "automatic"
	// MeansSuperior, of a rung: the next body above the one that holds the case, and the
	// next above that at further steps.
	MeansSuperior = "superior"
	// MeansOversight, of a rung: who reads by [ReachOversight] reads also what is secret
	// once it was escalated there.
	MeansOversight = "oversight"
	// MeansInspection, of a rung: the inspectorates of the region, who read by
	// [ReachInspection] what was escalated there until it is final.
	MeansInspection = "inspection"
)

// meanings lists what the words of a family may mean.
func meanings(f lifecycle.Family) []string {
	switch f {
	case lifecycle.Classes:
		return []string{MeansSupervisory}
	case lifecycle.Channels:
		return []string{MeansIntegrated}
	case lifecycle.Reasons:
		return []string{MeansStaysPublic, MeansNamesCompetent, MeansAutomatic}
	case lifecycle.Rungs:
		return []string{MeansSuperior, MeansOversight, MeansInspection}
	default:
		return nil
	}
}

// NationalWords returns the vocabularies of an edition that declares none: those of the
// national lifecycle, with what each word means. A word of this package means the same in
// every edition, because a store, and whoever has not the edition, must know it too: a
// definition lists it without meanings, or with these.
func NationalWords() lifecycle.Words {
	return lifecycle.Words{
		Kinds: []lifecycle.Word{ourWord(KindComplaint), ourWord(KindAspiration), ourWord(KindInformation)},
		Classes: []lifecycle.Word{
			ourWord(ClassNonSupervisory), ourWord(ClassSupervisory, MeansSupervisory), ourWord(ClassInformation), ourWord(ClassAspiration),
		},
		Channels: []lifecycle.Word{
			ourWord(ChannelWeb), ourWord(ChannelSMS), ourWord(ChannelMobileApp), ourWord(ChannelSocialMedia), ourWord(ChannelWhatsApp),
			ourWord(ChannelFaceToFace), ourWord(ChannelIntegrated, MeansIntegrated),
		},
		Reasons: []lifecycle.Word{
			ourWord(ArchivedOutOfScope, MeansNamesCompetent), ourWord(ArchivedUnclear), ourWord(ArchivedSpam),
			ourWord(ArchivedDuplicate, MeansStaysPublic, MeansAutomatic), ourWord(ArchivedWithdrawn, MeansAutomatic),
			ourWord(ArchivedExpired, MeansStaysPublic, MeansAutomatic),
		},
		Rungs: []lifecycle.Word{ourWord(RungSuperior, MeansSuperior), ourWord(RungInspectorate, MeansInspection), ourWord(RungOmbudsman, MeansOversight)},
	}
}

// ourWord is a word of this package.
func ourWord[T ~string](word T, means ...string) lifecycle.Word {
	return lifecycle.Word{Word: string(word), Means: means}
}

// furtherWords are the words of this package that are none of [NationalWords].
func furtherWords() lifecycle.Words {
	return lifecycle.Words{
		Kinds:    []lifecycle.Word{ourWord(KindServiceRequest)},
		Channels: []lifecycle.Word{ourWord(ChannelPhone), ourWord(ChannelEmail), ourWord(ChannelLetter)},
	}
}
