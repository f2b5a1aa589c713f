/* What a patient chose, one line each: the answers of each course of care, and the choices that hold everywhere. */
#include "base/text.h"
#include "model/care/care.h"
#include "model/choices/choices.h"
#include "model/facts/contact.h"
#include "model/paper/inside.h"
#include "model/spoken/phrasebook.h"
#include "model/spoken/script.h"

/* NULL: no. */
static bool is_new(const ReceiptPage *page, const Fact *fact)
{
	return fact && !instant_before(fact->at, page->since);
}

/* Notes the fact behind a line, for who recorded it. */
static void tell(ReceiptPage *page, const Fact *fact)
{
	if (fact && page->told_count < page->reach->fact_count)
		page->told[page->told_count++] = fact;
}

/* --- Answers --- */

static bool tells_all(const ReceiptPage *page)
{
	return instant_order(page->since, INSTANT_MIN) == 0;
}

/* Not after the agreement was closed with it, at 16 (A10) or before care was taken up again (A6). */
static bool stands(const Episode *episode, const Fact *answer)
{
	return !episode->open || answer->answer == ANSWER_NOT_GIVEN ||
	       episode->side[answer->direction].state != STATE_NOT_ASKED;
}

/* The latest answer to this question that is to be told, or NULL. */
static const Fact *answer_of(const ReceiptPage *page, const Episode *episode, Direction direction)
{
	const Reach *reach = page->reach;
	for (size_t i = reach->fact_count; i-- > 0;) {
		const Fact *fact = reach->facts[i];
		if (fact->kind == FACT_ANSWERED && fact->direction == direction && text_is(fact->episode, episode->id))
			return is_new(page, fact) && stands(episode, fact) ? fact : NULL;
	}
	return NULL;
}

typedef struct Said {
	Answer out, in; /* 0: not answered */
	const char *words;
} Said;

static const Said said[] = {
	{ANSWER_YES, ANSWER_YES,
	 N_("{organisation} can share what it records about you, and can see what others have shared.")},
	{ANSWER_YES, ANSWER_NO,
	 N_("{organisation} can share what it records about you, but cannot see what others have shared.")},
	{ANSWER_NO, ANSWER_YES,
	 N_("{organisation} cannot share what it records about you, but can see what others have shared.")},
	{ANSWER_NO, ANSWER_NO,
	 N_("{organisation} cannot share what it records about you, and cannot see what others have shared.")},
};

static const struct {
	Direction direction;
	Answer answer;
	ScriptText text;
} said_of_one[] = {
	{DIRECTION_OUT, ANSWER_YES, SCRIPT_BACK_OUT_YES},
	{DIRECTION_OUT, ANSWER_NO, SCRIPT_BACK_OUT_NO},
	{DIRECTION_OUT, ANSWER_NOT_GIVEN, SCRIPT_BACK_OUT_NOT_GIVEN},
	{DIRECTION_IN, ANSWER_YES, SCRIPT_BACK_IN_YES},
	{DIRECTION_IN, ANSWER_NO, SCRIPT_BACK_IN_NO},
	{DIRECTION_IN, ANSWER_NOT_GIVEN, SCRIPT_BACK_IN_NOT_GIVEN},
};

static void note_answer(ReceiptPage *page, const Fact *answer)
{
	if (!answer)
		return;
	page->answered[answer->direction][answer->answer] = true;
	tell(page, answer);
}

static void add_answer(ReceiptPage *page, const Fact *answer, const PaperWords *words)
{
	for (size_t i = 0; answer && i < countof(said_of_one); i++)
		if (said_of_one[i].direction == (Direction)answer->direction &&
		    said_of_one[i].answer == (Answer)answer->answer)
			paper_say(&page->paper, SHEET_ITEM, script_english(said_of_one[i].text, 0), words);
}

/* Both in one sentence where both were answered yes or no: a receipt is one page. */
static void add_answers(ReceiptPage *page, const Fact *out, const Fact *in, const PaperWords *words)
{
	note_answer(page, out);
	note_answer(page, in);
	for (size_t i = 0; out && in && i < countof(said); i++)
		if (said[i].out == (Answer)out->answer && said[i].in == (Answer)in->answer) {
			paper_say(&page->paper, SHEET_ITEM, said[i].words, words);
			return;
		}
	add_answer(page, out, words);
	add_answer(page, in, words);
}

/* What ended the answers since: then they hold no more, and saying them would be untrue. */
static bool add_stop(ReceiptPage *page, const Episode *episode, const PaperWords *words)
{
	const Fact *stopped = episode->stopped;
	if (!stopped || (!tells_all(page) && !is_new(page, stopped)))
		return false;
	if (dispute_settled(stopped))
		return true; /* a clinician did, and nothing was agreed since */
	paper_say(
		&page->paper, SHEET_ITEM,
		stopped->kind == FACT_DISPUTED
			? N_("{organisation}: people who may answer for you do not agree. A doctor or nurse will talk to you.")
			: N_("You ended the agreement with {organisation}. It sees nothing that others share, and shares "
			     "nothing new."),
		words);
	tell(page, stopped);
	return true;
}

static void add_verification(ReceiptPage *page, const Episode *episode, const PaperWords *words)
{
	if (!is_new(page, episode->verified_by) || episode->verification == VERIFICATION_NONE)
		return;
	paper_say(&page->paper, SHEET_ITEM,
		  episode->verification == VERIFICATION_GIVEN
			  ? N_("You agreed by a code that {organisation} can see your record.")
			  : N_("You said no when {organisation} asked for a code to see your record."),
		  words);
	tell(page, episode->verified_by);
}

static void add_episode(ReceiptPage *page, const Episode *episode)
{
	const Fact *out = answer_of(page, episode, DIRECTION_OUT), *in = answer_of(page, episode, DIRECTION_IN);
	const PaperWords words = {.organisation = paper_called(&page->paper, episode->org),
				  .service = episode->registration ? NULL : episode->opening->service};
	if (!episode->open && tells_all(page))
		return; /* it has ended, and the agreement with it */
	if (add_stop(page, episode, &words))
		return;
	add_answers(page, out, in, &words);
	add_verification(page, episode, &words);
	if (!episode->open && (out || in))
		paper_say(&page->paper, SHEET_ITEM,
			  N_("Your care at {organisation} has ended, and the agreement with it."), &words);
}

void receipt_answers(ReceiptPage *page)
{
	const Agreements *agreements = &page->reach->agreements;
	for (size_t i = 0; i < agreements->episode_count; i++)
		add_episode(page, &agreements->episodes[i]);
}

/* --- Choices that hold everywhere --- */

static const char *const scr_words[ScrStatus_COUNT_] = {
	[SCR_CORE] = N_("Summary Care Record: your medicines, allergies and bad reactions, and nothing else."),
	[SCR_ADDITIONAL] =
		N_("Summary Care Record: your medicines, allergies and bad reactions, and also important illnesses, "
		   "operations and vaccinations."),
	[SCR_DISSENT] = N_("Summary Care Record: you chose not to have one."),
};

static const char *const mig_words[MigChoice_COUNT_] = {
	[MIG_SHARE] = N_(
		"Local services such as the ambulance service and 111 can look at parts of your GP record, if you agree "
		"at the time."),
	[MIG_DISSENT] = N_("Local services such as the ambulance service and 111 cannot look at your GP record."),
};

static const char *const purpose_says[Purpose_COUNT_][PurposeChoice_COUNT_] = {
	[PURPOSE_PLANNED] = {[CHOICE_ALLOW] = N_("Planned care: your record can be shared."),
			     [CHOICE_OPT_OUT] = N_("Planned care: you opted out of sharing your record.")},
	[PURPOSE_UNPLANNED] = {[CHOICE_ALLOW] = N_("Unplanned care: your record can be shared."),
			       [CHOICE_OPT_OUT] = N_("Unplanned care: you opted out of sharing your record.")},
	[PURPOSE_RESEARCH] = {[CHOICE_ALLOW] = N_("Planning and research: your record can be used."),
			      [CHOICE_OPT_OUT] = N_("Planning and research: you opted out of the use of your record.")},
};

static void add_choice(ReceiptPage *page, const Fact *fact, const char *words, const PaperWords *filled)
{
	if (!is_new(page, fact) || !words)
		return;
	paper_say(&page->paper, SHEET_ITEM, words, filled);
	tell(page, fact);
}

/* G3, S3: in no summary without additional information, and while it is private in none at all. */
static bool is_seen_there(const Reach *reach, size_t entry)
{
	return reach_scr(reach).status == SCR_ADDITIONAL && !reach->entries[entry].hidden;
}

/* Counts of sensitive entries put into the Summary Care Record: which they are is nobody's reading on a paper. */
static void add_included(ReceiptPage *page)
{
	PaperWords words = {0};
	for (size_t i = 0; i < page->reach->world->entries.count; i++) {
		const Fact *fact = page->reach->entries[i].scr_include;
		if (!is_new(page, fact) || fact->scr_include != TRUTH_TRUE || !is_seen_there(page->reach, i))
			continue;
		words.count++;
		tell(page, fact);
	}
	if (words.count)
		paper_count(&page->paper, SHEET_ITEM,
			    NN_("It holds 1 sensitive entry, because you asked for that.",
				"It holds {count} sensitive entries, because you asked for that."),
			    &words);
}

static void add_purposes(ReceiptPage *page)
{
	PurposePage purposes;
	desk_purpose_page(page->paper.desk, page->paper.chart, page->paper.sheet.arena, &purposes);
	for (size_t i = 0; i < PURPOSE_LINES; i++) {
		const PurposeLine *line = &purposes.purposes[i];
		const Fact *fact = line->pending ? line->pending : line->in_effect;
		if (!is_new(page, fact))
			continue;
		add_choice(page, fact, purpose_says[line->purpose][fact->purpose_choice], NULL);
		if (line->purpose == PURPOSE_RESEARCH && fact->purpose_choice == CHOICE_OPT_OUT)
			paper_say(&page->paper, SHEET_MORE,
				  N_("It counts here at once. Others who already hold data may take up to 21 days to "
				     "stop."),
				  NULL);
		if (line->pending)
			paper_say(&page->paper, SHEET_MORE, N_("This takes effect on {day}."),
				  &(PaperWords){.day = line->from});
	}
	for (size_t i = 0; i < purposes.study_count; i++)
		add_choice(
			page, purposes.studies[i].fact,
			purposes.studies[i].consented
				? N_("You agreed to take part in the study {words}. It can use information that names you.")
				: N_("You said no to the study {words}."),
			&(PaperWords){.words = purposes.studies[i].study});
}

/* An answer at one view, good for that view: told after that visit only. */
static void add_permissions(ReceiptPage *page)
{
	for (size_t i = 0; i < page->reach->fact_count && !tells_all(page); i++) {
		const Fact *fact = page->reach->facts[i];
		if (fact->kind != FACT_VIEW_PERMISSION)
			continue;
		add_choice(page, fact,
			   fact->answer == ANSWER_YES
				   ? N_("{organisation} asked to look at your record this once: you said yes.")
			   : fact->answer == ANSWER_NO
				   ? N_("{organisation} asked to look at your record this once: you said no.")
				   : N_("{organisation} looked at your record, because you could not answer."),
			   &(PaperWords){.organisation = paper_called(&page->paper, fact->org)});
	}
}

static void add_private(ReceiptPage *page)
{
	PaperWords words = {0};
	for (size_t i = 0; i < page->reach->world->entries.count; i++) {
		const Fact *fact = page->reach->entries[i].hidden;
		if (!is_new(page, fact))
			continue;
		words.count++;
		tell(page, fact);
	}
	if (words.count)
		paper_count(&page->paper, SHEET_ITEM,
			    NN_("1 entry in your record is private. No other service sees it.",
				"{count} entries in your record are private. No other service sees them."),
			    &words);
}

static const Fact *latest_contact(const Reach *reach)
{
	for (size_t i = reach->fact_count; i-- > 0;)
		if (reach->facts[i]->kind == FACT_CONTACT && contact_says_reach(reach->facts[i]))
			return reach->facts[i];
	return NULL;
}

void receipt_choices(ReceiptPage *page)
{
	const Reach *reach = page->reach;
	const Fact *contact = latest_contact(reach);
	if (reach->scr)
		add_choice(page, reach->scr, scr_words[reach->scr->scr_status], NULL);
	add_included(page);
	if (reach->mig)
		add_choice(page, reach->mig, mig_words[reach->mig->mig_choice], NULL);
	add_permissions(page);
	add_purposes(page);
	add_private(page);
	if (contact && person_reachable(page->paper.chart->world.person))
		add_choice(page, contact, script_english(SCRIPT_BACK_CONTACT, 0), NULL);
}
