#include "model/explain.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"

void explain_expand(const char *sentence, Saying saying, Text *out)
{
	for (const char *open; (open = strchr(sentence, '{'));) {
		const char *close = strchr(open, '}');
		text_add_bytes(out, sentence, (size_t)(open - sentence));
		saying.say(saying.self, open + 1, (size_t)(close - open - 1), out);
		sentence = close + 1;
	}
	text_add(out, sentence);
}

const char *explain_name(const World *world, const char *org, Arena *arena)
{
	char name[256];
	const Organisation *found = org ? world->directory.organisation(world->directory.self, org) : NULL;
	if (!found)
		return text_or(org, "an organisation");
	organisation_short_name(found, name, sizeof name);
	return arena_text(arena, name);
}

/* Why, as a clause after "X cannot see this: " or "X sees this: ". {p} is the patient, {h} the home practice, {at} the
 * organisation where the answer was given, {on} " on 12-Nov-2026", {asked} ", asked by Priya S in person", {by} " by Dr Shah". */
static const char *const clauses[Reason_COUNT_] = {
	[REASON_NOT_YET_RECORDED] = "it had not been recorded then",
	[REASON_OWN_RECORD] = "it is part of their own record",
	[REASON_PRIVATE] = "it is private, marked{on}{by}",
	[REASON_OVERRIDE] = "an override ({why}) is in force, started{on}{by}",
	[REASON_OPTED_OUT_PLANNED] = "{p} opted out of sharing for planned care{on}",
	[REASON_OPTED_OUT_UNPLANNED] = "{p} opted out of sharing for urgent care{on}",
	[REASON_NO_SHARED_SYSTEM] = "they, or those who recorded it, use neither SystmOne nor EMIS",
	[REASON_PROHIBITED] = "{h} put them on its prohibited list{on}",
	[REASON_AGREEMENT_ENDED] = "their care of {p} ended{on}, and the share with it; a new referral asks again",
	[REASON_NO_AGREEMENT] = "{p} is not under their care; a referral would ask",
	[REASON_VERIFICATION_REFUSED] = "{p} refused them{on}",
	[REASON_NOT_VERIFIED] = "they are not on the local list, and no code has been read back for them",
	[REASON_SHARE_IN_STOPPED] = "{p} stopped Share In there{on}{asked}, and it was recorded later",
	[REASON_SHARE_IN_REFUSED] = "{p} said no to Share In there{on}{asked}",
	[REASON_SHARE_IN_NOT_ASKED] = "nobody has asked about Share In there yet",
	[REASON_SHARE_OUT_STOPPED] = "Share Out at {at} stopped{on}, and it was recorded later",
	[REASON_SHARE_OUT_REFUSED] = "{p} said no to Share Out at {at}{on}{asked}",
	[REASON_SHARE_OUT_NOT_ASKED] = "nobody has asked about Share Out where it was recorded yet",
	[REASON_SHARED] = "{p} said yes to Share In there{in}{out}",
	[REASON_NOT_A_MIG_PARTNER] = "they are no partner of the local view of the GP record (MIG)",
	[REASON_NOT_GP_RECORD] = "it is not part of the GP record",
	[REASON_MIG_DISSENT] = "{p} said no to the local view of the GP record (MIG){on}",
	[REASON_NOT_IN_MIG_VIEW] = "the local view of the GP record (MIG) holds no documents and no free text",
	[REASON_SCR_DISSENT] = "{p} has no Summary Care Record, by choice{on}",
	[REASON_NOT_IN_SCR] = "the Summary Care Record does not hold it",
	[REASON_SCR_EXCLUDED] = "it is sensitive, and {p} has not asked for it to be in the Summary Care Record",
	[REASON_PERMISSION_GIVEN] = "{p} gave permission to look{on}{by}",
	[REASON_VIEW_REFUSED] = "{p} said no when they asked to look{on}{by}",
	[REASON_UNABLE_TO_ASK] = "{p} could not be asked{on}{by}",
	[REASON_ASK_FIRST] = "they must ask {p} first, at the point of care",
};

static const char *const research_sentences[Reason_COUNT_] = {
	[REASON_DE_IDENTIFIED] = "Allowed: the data does not identify {p}.",
	[REASON_PUBLIC_HEALTH] = "Allowed: it is for a risk to public health.",
	[REASON_STUDY_CONSENT] = "Allowed: {p} agreed to take part in this study{on}.",
	[REASON_STUDY_REFUSED] = "Not allowed: {p} said no to this study{on}.",
	[REASON_RESEARCH_OPT_OUT] = "Not allowed: {p} opted out of research and planning{on}.",
	[REASON_NATIONAL_OPT_OUT] = "Not allowed: {p} has a national data opt-out, noted{on}.",
	[REASON_NO_OBJECTION] = "Allowed: {p} has made no choice against it.",
};

typedef struct Explaining {
	const Reach *reach;
	const Decision *decision;
	const Fact *fact; /* the one that the sentence dates, or NULL */
} Explaining;

static void add_on(const World *world, const Fact *fact, Text *out)
{
	char day[16];
	if (!fact)
		return;
	date_print_staff(zone_date(world->zone, fact->at), day);
	text_add(out, " on ");
	text_add(out, day);
}

static void add_by(const Fact *fact, const char *before, Text *out)
{
	if (fact && !text_empty(fact->by))
		text_add_print(out, "%s by %s", before, fact->by);
}

static const char *const how_phrases[How_COUNT_] = {
	[HOW_IN_PERSON] = " in person", [HOW_PHONE] = " by telephone", [HOW_VIDEO] = " by video", [HOW_PAPER] = " on paper",
	[HOW_KIOSK] = " at the kiosk", [HOW_ONLINE] = " online",
};

static void add_asked(const Fact *fact, Text *out)
{
	add_by(fact, ", asked", out);
	if (fact && how_phrases[fact->how])
		text_add(out, how_phrases[fact->how]);
}

static void add_patient(const World *world, Text *out)
{
	const Person *person = world->person;
	const char *name = text_or(person->preferred, text_or(person->given, "the patient"));
	text_add_bytes(out, name, strcspn(name, " "));
}

/* The organisation of the episode that an answer was given in. */
static const char *place_of(const Reach *reach, const Fact *fact)
{
	const Episode *episode = fact && fact->episode ? agreements_episode(&reach->agreements, fact->episode) : NULL;
	return episode ? episode->org : reach->home ? reach->home->org : NULL;
}

static const Fact *answer_in(const Decision *decision, Direction direction)
{
	for (size_t i = 0; i < decision->because_count; i++)
		if (decision->because[i]->kind == FACT_ANSWERED && decision->because[i]->direction == direction)
			return decision->because[i];
	return NULL;
}

static void add_out(const Explaining *self, Text *out)
{
	const Fact *fact = answer_in(self->decision, DIRECTION_OUT);
	if (!fact)
		return;
	text_add_print(out, " and to Share Out at %s",
		       explain_name(self->reach->world, place_of(self->reach, fact), out->arena));
	add_on(self->reach->world, fact, out);
}

static void add_home(const Reach *reach, Text *out)
{
	text_add(out, reach->home ? explain_name(reach->world, reach->home->org, out->arena) : "the practice");
}

/* What each {name} of the sentences above stands for. */
typedef enum Slot { SLOT_P, SLOT_H, SLOT_AT, SLOT_ON, SLOT_BY, SLOT_ASKED, SLOT_WHY, SLOT_IN, SLOT_OUT } Slot;
static const char *const slots[] = {
	[SLOT_P] = "p", [SLOT_H] = "h", [SLOT_AT] = "at", [SLOT_ON] = "on", [SLOT_BY] = "by", [SLOT_ASKED] = "asked",
	[SLOT_WHY] = "why", [SLOT_IN] = "in", [SLOT_OUT] = "out",
};

static void say(const void *context, const char *name, size_t length, Text *out)
{
	const Explaining *self = context;
	const World *world = self->reach->world;
	Slot slot = SLOT_P;
	while (strlen(slots[slot]) != length || memcmp(slots[slot], name, length) != 0)
		slot++;
	switch (slot) {
	case SLOT_P: add_patient(world, out); break;
	case SLOT_H: add_home(self->reach, out); break;
	case SLOT_AT: text_add(out, explain_name(world, place_of(self->reach, self->fact), out->arena)); break;
	case SLOT_ON: add_on(world, self->fact, out); break;
	case SLOT_BY: add_by(self->fact, "", out); break;
	case SLOT_ASKED: add_asked(self->fact, out); break;
	case SLOT_WHY: text_add(out, words_text(&override_reason_words, self->fact->override_reason)); break;
	case SLOT_IN: add_on(world, answer_in(self->decision, DIRECTION_IN), out); break;
	case SLOT_OUT: add_out(self, out); break;
	}
}

static Saying saying_of(const Explaining *self)
{
	return (Saying){say, self};
}

void explain_decision(const Reach *reach, const char *viewer, const Decision *decision, const char *object, Text *out)
{
	static const char *const verbs[] = {
		[VERDICT_DENY] = "cannot see", [VERDICT_ASK] = "may ask to see", [VERDICT_ALLOW] = "sees",
	};
	Explaining self = {reach, decision, decision->because_count ? decision->because[0] : NULL};
	const char *const words[] = {viewer, " ", verbs[decision->verdict], " ", object, ": "};
	for (size_t i = 0; i < countof(words); i++)
		text_add(out, words[i]);
	explain_expand(clauses[decision->reason], saying_of(&self), out);
	text_add_char(out, '.');
}

void explain_research(const Reach *reach, const Decision *decision, Text *out)
{
	Explaining self = {reach, decision, decision->because_count ? decision->because[0] : NULL};
	explain_expand(research_sentences[decision->reason], saying_of(&self), out);
}
