/* What a patient chose, one line each: the answers of each course of care, and the choices that hold everywhere. */
#include "base/text.h"
#include "model/care/care.h"
#include "model/care/sitting.h"
#include "model/choices/choices.h"
#include "model/facts/contact.h"
#include "model/paper/inside.h"
#include "model/rules/research.h"
#include "model/spoken/phrasebook.h"
#include "model/spoken/script.h"

/* NULL: no. */
static bool is_new(const ReceiptPage *page, const Fact *fact)
{
	return fact && !instant_before(fact->at, page->since);
}

static bool same_speaker(const Fact *a, const Fact *b)
{
	return a->who == b->who && text_is(text_or(a->name, ""), text_or(b->name, ""));
}

/* Below what they said: another choice may be the patient's own, or somebody else's. */
static void add_speaker(ReceiptPage *page, const Fact *fact)
{
	const PaperWords words = {.patient = paper_patient(&page->paper), .name = text_or(fact->name, fact->by)};
	if (fact->who == WHO_BEST_INTEREST)
		paper_say(&page->paper, SHEET_MORE, N_("{name} decided this in the best interest of {patient}."),
			  &words);
	else if (fact->who && fact->who != WHO_PATIENT)
		paper_say(&page->paper, SHEET_MORE, script_english(SCRIPT_BACK_SPEAKER, 0), &words);
}

/* Notes the fact behind a line, for who recorded it. */
static void tell_only(ReceiptPage *page, const Fact *fact)
{
	if (page->told_count < page->reach->fact_count)
		page->told[page->told_count++] = fact;
}

static void tell(ReceiptPage *page, const Fact *fact)
{
	if (!fact)
		return;
	tell_only(page, fact);
	add_speaker(page, fact);
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

static Holds holds_of(const ReceiptPage *page, const Episode *episode, const Fact *answer)
{
	bool out = answer->direction == DIRECTION_OUT;
	if (answer->answer == ANSWER_NOT_GIVEN)
		return (Holds){out ? SCRIPT_BACK_OUT_NOT_GIVEN : SCRIPT_BACK_IN_NOT_GIVEN, 0};
	return out ? holds_out(page->reach, episode->org, (Answer)answer->answer)
		   : holds_in(page->paper.chart->matrix.probe, episode->org, (Answer)answer->answer);
}

/* What the answer says, and nothing but it, holds. */
static bool holds_plainly(const Holds *holds)
{
	static const ScriptText plain[] = {SCRIPT_BACK_OUT_YES, SCRIPT_BACK_OUT_NO, SCRIPT_BACK_IN_YES,
					   SCRIPT_BACK_IN_NO};
	for (size_t i = 0; i < countof(plain); i++)
		if (holds->said == plain[i] && !holds->but)
			return true;
	return false;
}

/* A paper is read later than what was read back: it says since when, and never "from now on". */
static const char *stop_words(ScriptText text)
{
	if (text == SCRIPT_BACK_OUT_UP_TO)
		return N_("No: what {organisation} has recorded since {day} is not shared. What was shared before "
			  "stays shared.");
	if (text == SCRIPT_NO_LONGER || text == SCRIPT_IN_STOPS)
		return N_("No: {organisation} sees nothing that other services have recorded since {day}.");
	return NULL;
}

/* When what is shared in this direction stopped. */
static Instant stop_of(const ReceiptPage *page, const Episode *episode, Direction direction)
{
	const Viewer viewer = viewer_of(page->paper.chart->matrix.probe, episode->org);
	if (direction == DIRECTION_OUT)
		return page->reach->places[episode->place].out.to;
	return viewer.home ? viewer.in.to : sight_of(&viewer).up_to;
}

static void add_answer(ReceiptPage *page, const Episode *episode, Direction direction, const Holds *holds,
		       const PaperWords *words)
{
	const char *stop = stop_words(holds->said);
	PaperWords stopped = *words;
	if (stop)
		stopped.at = stop_of(page, episode, direction);
	paper_say(&page->paper, SHEET_ITEM, stop ? stop : script_english(holds->said, 0), &stopped);
	if (holds->but)
		paper_say(&page->paper, SHEET_MORE, script_english(holds->but, 0), words);
}

static void note_answer(ReceiptPage *page, const Fact *answer, const Holds *holds)
{
	page->answered[answer->direction][answer->answer] |= holds_plainly(holds);
	page->idle[answer->direction][answer->answer] |=
		holds->but == SCRIPT_OPTED_OUT_PLANNED || holds->but == SCRIPT_OPTED_OUT_UNPLANNED;
	tell_only(page, answer);
}

/* Both in one sentence where both say just what holds: a receipt is one page. */
static bool add_both(ReceiptPage *page, const Fact *out, const Fact *in, const PaperWords *words)
{
	for (size_t i = 0; i < countof(said); i++)
		if (said[i].out == (Answer)out->answer && said[i].in == (Answer)in->answer) {
			paper_say(&page->paper, SHEET_ITEM, said[i].words, words);
			return true;
		}
	return false;
}

static void add_answers(ReceiptPage *page, const Episode *episode, const PaperWords *words)
{
	const Fact *answers[] = {answer_of(page, episode, DIRECTION_OUT), answer_of(page, episode, DIRECTION_IN)};
	Holds holds[countof(answers)] = {0};
	bool plain = true;
	for (size_t i = 0; i < countof(answers); i++) {
		if (answers[i]) {
			holds[i] = holds_of(page, episode, answers[i]);
			note_answer(page, answers[i], &holds[i]);
		}
		plain &= answers[i] && holds_plainly(&holds[i]);
	}
	if (plain && add_both(page, answers[0], answers[1], words)) {
		add_speaker(page, answers[0]);
		if (!same_speaker(answers[0], answers[1]))
			add_speaker(page, answers[1]);
		return;
	}
	if (holds[0].but == holds[1].but)
		holds[1].but = 0; /* said once, below the first */
	for (size_t i = 0; i < countof(answers); i++)
		if (answers[i]) {
			add_answer(page, episode, (Direction)answers[i]->direction, &holds[i], words);
			add_speaker(page, answers[i]);
		}
}

/* What ended the answers since: then they hold no more, and saying them would be untrue. */
static bool sees_nothing(const ReceiptPage *page, const char *org)
{
	const Holds in = holds_in(page->paper.chart->matrix.probe, org, ANSWER_NO);
	return in.said == SCRIPT_BACK_IN_NO && sight_out(page->reach, org) != SIGHT_WHOLE;
}

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
		: sees_nothing(page, episode->org)
			? N_("You ended the agreement with {organisation}. It sees nothing that others share, and shares "
			     "nothing new.")
			: N_("You ended the agreement with {organisation}."),
		words);
	tell(page, stopped);
	return true;
}

/* What was agreed by it stands in the answer to Share In; one that counts no longer (E4) opens nothing. */
static void add_verification(ReceiptPage *page, const Episode *episode, const PaperWords *words)
{
	const Fact *by = episode->verified_by;
	const StandingOf standing = reach_standing(page->reach, episode->org);
	if (!is_new(page, by) || episode->verification == VERIFICATION_NONE ||
	    (episode->verification == VERIFICATION_GIVEN && !episode_verified(page->reach, &standing, episode)))
		return;
	paper_say(&page->paper, SHEET_ITEM,
		  episode->verification == VERIFICATION_REFUSED
			  ? N_("You said no when {organisation} asked for a code to see your record.")
		  : by->kind == FACT_CHOICE
			  ? N_("You agreed, without a code, that {organisation} may take part in sharing.")
			  : N_("You gave {organisation} the code that it needed."),
		  words);
	tell(page, by);
}

static void add_episode(ReceiptPage *page, const Episode *episode)
{
	const size_t before = page->told_count;
	const PaperWords words = {.organisation = paper_called(&page->paper, episode->org),
				  .service = episode->registration ? NULL : episode->opening->service};
	if (!episode->open && tells_all(page))
		return; /* it has ended, and the agreement with it */
	if (add_stop(page, episode, &words))
		return;
	add_answers(page, episode, &words);
	const bool answered = page->told_count > before;
	add_verification(page, episode, &words);
	if (!episode->open && answered)
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
		"Local services such as the ambulance service and 111 may look at parts of your GP record if you agree "
		"at the time, as far as your other choices allow."),
	[MIG_DISSENT] =
		N_("You said no to the local view, by which services such as the ambulance service and 111 look at "
		   "parts of your GP record."),
};

static const char *const purpose_says[Purpose_COUNT_][PurposeChoice_COUNT_] = {
	[PURPOSE_PLANNED] = {[CHOICE_ALLOW] = N_("Planned care: your record can be shared."),
			     [CHOICE_OPT_OUT] = N_("Planned care: you opted out of sharing your record.")},
	[PURPOSE_UNPLANNED] = {[CHOICE_ALLOW] = N_("Unplanned care: your record can be shared."),
			       [CHOICE_OPT_OUT] = N_("Unplanned care: you opted out of sharing your record.")},
	[PURPOSE_RESEARCH] = {[CHOICE_ALLOW] =
				      N_("Planning and research: your record can be used where the law allows."),
			      [CHOICE_OPT_OUT] = N_("Planning and research: you opted out of the use of your record.")},
};

static void add_choice(ReceiptPage *page, const Fact *fact, const char *words, const PaperWords *filled)
{
	if (!is_new(page, fact) || !words)
		return;
	paper_say(&page->paper, SHEET_ITEM, words, filled);
	tell(page, fact);
}

/* G4: what a summary or the local view opens, it opens not to those whose kind of care is opted out of. */
static void add_looking(ReceiptPage *page, const Fact *fact, const char *words, bool opens)
{
	if (!is_new(page, fact) || !words)
		return;
	paper_say(&page->paper, SHEET_ITEM, words, NULL);
	if (opens && reach_opt_out(page->reach, PURPOSE_PLANNED))
		paper_say(&page->paper, SHEET_MORE, script_english(SCRIPT_BACK_NOT_PLANNED, 0), NULL);
	if (opens && reach_opt_out(page->reach, PURPOSE_UNPLANNED))
		paper_say(&page->paper, SHEET_MORE, script_english(SCRIPT_BACK_NOT_UNPLANNED, 0), NULL);
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
	const Fact *last = NULL;
	for (size_t i = 0; i < page->reach->world->entries.count; i++) {
		const Fact *fact = page->reach->entries[i].scr_include;
		if (!is_new(page, fact) || fact->scr_include != TRUTH_TRUE || !is_seen_there(page->reach, i))
			continue;
		words.count++;
		last = fact;
		tell_only(page, fact);
	}
	if (words.count && !page->paper.chart->matrix.counted)
		paper_say(&page->paper, SHEET_ITEM, N_("It holds the sensitive entries that you asked for."), NULL);
	else if (words.count)
		paper_count(&page->paper, SHEET_ITEM,
			    NN_("It holds 1 sensitive entry, because you asked for that.",
				"It holds {count} sensitive entries, because you asked for that."),
			    &words);
	if (last)
		add_speaker(page, last);
}

/* What waits, or does not hold for another choice, is said as it was chosen. */
static const char *purpose_said(const ReceiptPage *page, const PurposeLine *line, const Fact *fact)
{
	const ResearchUse use = {.colour = COLOUR_RED};
	bool allows = fact->purpose_choice == CHOICE_ALLOW;
	if (line->purpose == PURPOSE_RESEARCH && allows &&
	    (line->pending || research_decide(page->reach, &use).verdict != VERDICT_ALLOW))
		return N_("Planning and research: you allowed the use of your record.");
	return purpose_says[line->purpose][fact->purpose_choice];
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
		add_choice(page, fact, purpose_said(page, line, fact), NULL);
		if (line->purpose == PURPOSE_RESEARCH && fact->purpose_choice == CHOICE_OPT_OUT)
			paper_say(&page->paper, SHEET_MORE,
				  N_("It counts here at once. Others who already hold data may take up to 21 days to "
				     "stop."),
				  NULL);
		if (line->purpose == PURPOSE_RESEARCH && fact->purpose_choice == CHOICE_ALLOW &&
		    purposes.national == NATIONAL_OPTED_OUT)
			paper_say(&page->paper, SHEET_MORE, script_english(SCRIPT_BACK_NATIONAL, 0), NULL);
		if (line->pending)
			paper_say(&page->paper, SHEET_MORE, N_("This takes effect on {day}."),
				  &(PaperWords){.day = line->from});
	}
	for (size_t i = 0; i < purposes.study_count; i++)
		add_choice(
			page, purposes.studies[i].fact,
			purposes.studies[i].consented
				? N_("You agreed that the study {words} can use your record where the law allows. It "
				     "can use information that names you.")
				: N_("You said no to the study {words}."),
			&(PaperWords){.words = purposes.studies[i].study});
}

static const char *permission_said(const Fact *fact)
{
	const bool scr = fact->view_channel == VIEW_SCR;
	if (fact->answer != ANSWER_YES && fact->answer != ANSWER_NO)
		return N_("{organisation} looked at your record, because you could not answer.");
	if (fact->answer == ANSWER_YES)
		return scr ? N_("{organisation} asked to look at your Summary Care Record this once: you said yes.")
			   : N_("{organisation} asked to look at your GP record this once: you said yes.");
	return scr ? N_("{organisation} asked to look at your Summary Care Record this once: you said no.")
		   : N_("{organisation} asked to look at your GP record this once: you said no.");
}

/* An answer at one view, good for that view: told after that visit only. */
static void add_permissions(ReceiptPage *page)
{
	for (size_t i = 0; i < page->reach->fact_count && !tells_all(page); i++) {
		const Fact *fact = page->reach->facts[i];
		if (fact->kind != FACT_VIEW_PERMISSION)
			continue;
		add_choice(page, fact, permission_said(fact),
			   &(PaperWords){.organisation = paper_called(&page->paper, fact->org)});
	}
}

/* Somebody is let in by an override that reaches what is private too. */
static bool private_opened(const Reach *reach)
{
	for (size_t i = 0; i < reach->override_count; i++)
		if (viewer_of(reach, reach->overrides[i].opening->org).override_private)
			return true;
	return false;
}

static void add_private(ReceiptPage *page)
{
	PaperWords words = {0};
	for (size_t i = 0; i < page->reach->world->entries.count; i++) {
		const Fact *fact = page->reach->entries[i].hidden;
		if (!is_new(page, fact))
			continue;
		words.count++;
		tell_only(page, fact);
	}
	if (words.count && private_opened(page->reach))
		paper_say(&page->paper, SHEET_ITEM, N_("Something in your record is private, as you asked."), NULL);
	else if (words.count && !page->paper.chart->matrix.counted)
		paper_say(&page->paper, SHEET_ITEM,
			  N_("What you asked to keep private is shared with no other service."), NULL);
	else if (words.count)
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
		add_looking(page, reach->scr, scr_words[reach->scr->scr_status], reach->scr->scr_status != SCR_DISSENT);
	add_included(page);
	if (reach->mig)
		add_looking(page, reach->mig, mig_words[reach->mig->mig_choice], reach->mig->mig_choice == MIG_SHARE);
	add_permissions(page);
	add_purposes(page);
	add_private(page);
	if (contact && person_reachable(page->paper.chart->world.person))
		add_choice(page, contact, script_english(SCRIPT_BACK_CONTACT, 0), NULL);
}
