/* Each time somebody looked without asking (G2), told to the patient: who, when, and why. */
#include "base/text.h"
#include "model/choices/override.h"
#include "model/paper/inside.h"
#include "model/spoken/phrasebook.h"

static const char *const reasons[OverrideReason_COUNT_] = {
	[OVERRIDE_PUBLIC_INTEREST] = N_("the public interest"), [OVERRIDE_STATUTE] = N_("the law requires it"),
	[OVERRIDE_COURT_ORDER] = N_("a court ordered it"),	[OVERRIDE_EMERGENCY] = N_("an emergency"),
	[OVERRIDE_SAFEGUARDING] = N_("to keep somebody safe"),	[OVERRIDE_OTHER] = N_("another reason"),
};

static const char *review(const Fact *reviewed)
{
	if (!reviewed)
		return N_("Somebody else will check whether this was right.");
	return reviewed->outcome == OUTCOME_JUSTIFIED ? N_("Somebody else has checked it: it was right.")
						      : N_("Somebody else has checked it: it was not right.");
}

static void add_override(Paper *paper, const OverrideLine *line)
{
	const Fact *opening = line->opening;
	const PaperWords words = {
		.at = opening->at,
		.name = text_or(opening->by, "?"),
		.organisation = paper_called(paper, opening->org),
		.phrase = reasons[opening->override_reason],
		.words = line->words.why,
	};
	paper_say(
		paper, SHEET_ITEM,
		N_("{day}, {time}: {name} let {organisation} see your record without asking you. The reason: {phrase}."),
		&words);
	if (!text_empty(words.words) && !override_keeps_words(opening))
		paper_say(paper, SHEET_MORE, N_("They wrote: “{words}”"), &words);
	if (opening->include_private == TRUTH_TRUE)
		paper_say(paper, SHEET_MORE, N_("They could see private entries too."), NULL);
	paper_say(paper, SHEET_MORE, review(line->reviewed), NULL);
}

void receipt_overrides(Paper *paper, Instant after)
{
	const OverrideLine *lines;
	size_t count, told = 0;
	desk_overrides(paper->chart, paper->sheet.arena, &lines, &count);
	for (size_t i = 0; i < count; i++) {
		if (!instant_before(after, lines[i].told_from))
			continue;
		if (told++ == 0)
			paper_say(paper, SHEET_HEADING, N_("Looking without asking you"), NULL);
		add_override(paper, &lines[i]);
	}
}
