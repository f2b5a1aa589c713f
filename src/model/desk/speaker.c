/* Who may speak for the patient, and how that is noted. */
#include "base/text.h"
#include "model/desk/checks.h"
#include "model/readings/explain.h"
#include "model/spoken/language.h"

bool how_is_here(How how)
{
	return how != HOW_PHONE && how != HOW_VIDEO && how != HOW_ONLINE;
}

static bool check_substitute(Desk *desk, const Speaker *speaker, Error *err)
{
	if (speaker->capacity != CAPACITY_LACKS)
		return fail(err, ERROR_REFUSED,
			    "An attorney, a deputy or a best-interest decision speaks only where the patient cannot "
			    "decide: ask the patient.");
	if (speaker->who != WHO_BEST_INTEREST)
		return true;
	if (text_empty(speaker->reason))
		return fail(err, ERROR_INPUT, "A best-interest decision needs its reason: write it down.");
	return desk_allows(desk, ACT_BEST_INTEREST, err);
}

/* What can be said of the speaker without the ledger; the age is looked at in the transaction. */
bool desk_check_speaker(Desk *desk, const Speaker *speaker, Error *err)
{
	switch (speaker->who) {
	case WHO_PATIENT:
		return speaker->capacity != CAPACITY_LACKS ||
		       fail(err, ERROR_REFUSED,
			    "The patient was noted as unable to decide: somebody else must answer.");
	case WHO_PARENTAL_RESPONSIBILITY:
		if (speaker->capacity == CAPACITY_HAS)
			return fail(err, ERROR_REFUSED,
				    "A child who can decide answers for themselves: ask the child.");
		break;
	case WHO_HEALTH_WELFARE_LPA:
	case WHO_DEPUTY:
	case WHO_BEST_INTEREST:
		if (!check_substitute(desk, speaker, err))
			return false;
		break;
	case Who_NOT_GIVEN_:
	case Who_COUNT_:
	default: return fail(err, ERROR_INPUT, "Say who is speaking: the patient, or who speaks for them.");
	}
	return !text_empty(speaker->name) ||
	       fail(err, ERROR_INPUT, "Write down the name of who speaks for the patient.");
}

/* A10: a parent's yes has no effect from the 16th birthday, so none is taken. A birth date that is not known stops
 * nobody. */
bool desk_check_age(Who who, const TellingNow *now, Error *err)
{
	Date born = now->world.person->born;
	Date day = zone_date(now->world.zone, now->at);
	if (who != WHO_PARENTAL_RESPONSIBILITY || date_is_none(born) || date_age(born, day) < ADULT_FROM)
		return true;
	return fail(err, ERROR_REFUSED,
		    "The patient is 16 or over, so a parent cannot answer for them: ask the patient.");
}

static const char interpreter_word[] = "Interpreter: ";

void desk_speaker_fill(const Speaker *speaker, Fact *fact)
{
	const Language *language = language_find(speaker->language), *said = language ? language : &languages[0];
	fact->who = (WordByte)speaker->who;
	fact->how = (WordByte)speaker->how;
	fact->capacity = (WordByte)speaker->capacity;
	fact->name = speaker->who == WHO_PATIENT || text_empty(speaker->name) ? NULL : speaker->name;
	fact->reason = text_empty(speaker->reason) ? NULL : speaker->reason;
	fact->language = text_empty(speaker->language) ? NULL : speaker->language;
	fact->script = speaker->change ? said->change : speaker->brief ? said->brief : said->script;
}

const char *desk_interpreter_note(const Speaker *speaker, Arena *arena)
{
	return text_empty(speaker->interpreter) ? NULL
						: arena_print(arena, "%s%s", interpreter_word, speaker->interpreter);
}

/* "Said by Ruth Ashby (parental responsibility) by telephone. Asked in Gujarati. Interpreter: Mr Patel." */
const char *desk_speaker_note(const Fact *fact, Arena *arena)
{
	Text note = {.arena = arena};
	const Language *language = text_empty(fact->language) ? NULL : language_find(fact->language);
	const char *how = fact->how == HOW_IN_PERSON ? "" : explain_how((How)fact->how);
	if (fact->who != WHO_PATIENT) {
		text_add_print(&note, "Said by %s (", text_or(fact->name, "somebody"));
		explain_word(words_text(&who_words, fact->who), &note);
		text_add_print(&note, ")%s%s.", *how ? " " : "", how);
	} else if (*how) {
		text_add_print(&note, "Said %s.", how);
	}
	const char *gap = note.length > 0 ? " " : "";
	if (fact->capacity == CAPACITY_LACKS)
		text_add_print(&note, "%sThe patient cannot decide.", gap);
	if (!text_empty(fact->reason))
		text_add_print(&note, "%sReason: %s.", gap, fact->reason);
	gap = note.length > 0 ? " " : "";
	if (!text_empty(fact->language))
		text_add_print(&note, "%sAsked in %s.", gap, language ? language->english : fact->language);
	gap = note.length > 0 ? " " : "";
	if (text_starts(text_or(fact->note, ""), interpreter_word))
		text_add_print(&note, "%s%s.", gap, fact->note);
	return note.length > 0 ? text_done(&note) : NULL;
}
