package complaint

import (
	"strings"

	"github.com/aduan-go/aduan/complaint/lifecycle"
)

// recorded, among the alternatives of a requirement, says that what the case has already
// will do: "category|recorded".
const recorded = "recorded"

// actionInfos is what the actions of this package mean, in whatever edition: the national
// ones say nothing else of them. Whatever is not in this table moves the case, works on
// its clocks, and takes a note and files.
func actionInfos() []lifecycle.ActionInfo {
	info := func(a lifecycle.Action, does Meaning, requires, takes string, reason ...string) lifecycle.ActionInfo {
		return lifecycle.ActionInfo{
			Action: a, Does: does.Words(), Requires: strings.Fields(requires), Takes: strings.Fields(takes), Reason: strings.Join(reason, ""),
		}
	}
	const nothing Meaning = 0
	return []lifecycle.ActionInfo{
		info(ActionSubmit, MeaningOpens, "title body", "place category region event_date agency attachments attributes accused"),
		info(ActionForward, MeaningRoutes|MeaningClassifies|MeaningPublishes, "class agency category|recorded", ""),
		info(ActionReturn, MeaningReturns, "note", "agency"),
		info(ActionTransfer, MeaningTransfers, "agency note", ""),
		info(ActionAssign, MeaningAssigns, "main", "supporting"),
		info(ActionReassign, MeaningAssigns, "main", "supporting"),
		info(ActionHandle, MeaningTakesOver, "", ""),
		info(ActionHandBack, MeaningUnassigns, "note", ""),
		info(ActionReclassify, MeaningClassifies, "class note", ""),
		info(ActionEdit, MeaningEdits, "title|body|category|attributes", ""),
		info(ActionAccuse, MeaningAccuses, "accused", ""),
		info(ActionConfirmAccusation, MeaningConfirmsAccusation, "accused", ""),
		info(ActionClearAccusation, MeaningClearsAccusation, "accused note", ""),
		info(ActionAttach, MeaningAdds, "attachments", ""),
		info(ActionNote, nothing, "note", "attachments"),
		info(ActionDisclose, MeaningDiscloses, "disclosure", ""),
		info(ActionSeal, MeaningSeals, "disclosure", ""),
		info(ActionSuspend, MeaningAsks, "note", ""),
		info(ActionComplete, MeaningSupplements, "", "attachments attributes"),
		info(ActionFollowUp, MeaningFollowsUp, "note", "attachments"),
		info(ActionDraft, MeaningDrafts, "note", ""),
		info(ActionApprove, MeaningApproves|MeaningAnswers, "", "draft"),
		info(ActionRespond, MeaningAnswers, "note", "attachments"),
		info(ActionReply, MeaningReplies|MeaningAdds, "note", "attachments"),
		info(ActionAccept, MeaningRates, "rating", ""),
		info(ActionClose, nothing, "", ""),
		info(ActionReopen, MeaningReopens|MeaningTells, "note", ""),
		info(ActionExtend, MeaningExtends|MeaningTells, "days note", ""),
		info(ActionEscalate, MeaningEscalates, "clock rung", "step"),
		info(ActionArchive, MeaningArchives|MeaningTells, "reason", "agency"),
		info(ActionWithdraw, MeaningArchives, "", "", "withdrawn"),
		info(ActionExpire, MeaningArchives, "", "", "expired"),
		info(ActionLeave, MeaningLeaves, "", ""),
		info(ActionMerge, MeaningMerges, "parent", "", "duplicate"),
		info(ActionUnmerge, MeaningUnmerges, "", ""),
		info(ActionRelay, MeaningRelays, "", ""),
		info(ActionPassOn, MeaningPassesOn, "note|attachments", ""),
		info(ActionCorrectTime, nothing, "corrections note", ""), // reserved: no definition can declare it
	}
}
