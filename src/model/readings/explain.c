#include "model/readings/inside.h"

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

bool explain_hides(const World *world, const char *org)
{
	bool hides = false;
	if (!org || !world->person || world->person->restricted != TRUTH_TRUE)
		return false;
	for (size_t i = 0; i < world->facts.count && !hides; i++)
		hides = world->facts.items[i].kind == FACT_REGISTERED && text_is(world->facts.items[i].org, org);
	return hides;
}

void explain_word(const char *word, Text *out)
{
	for (; *word; word++)
		text_add_char(out, *word == '-' ? ' ' : *word);
}

const char *explain_name(const World *world, const char *org, Arena *arena)
{
	char name[256];
	if (explain_hides(world, org))
		return "a GP practice";
	const Organisation *found = org ? world->directory.organisation(world->directory.self, org) : NULL;
	if (!found)
		return text_or(org, "an organisation");
	organisation_short_name(found, name, sizeof name);
	return arena_text(arena, name);
}

static const char *const research_sentences[Reason_COUNT_] = {
	[REASON_DE_IDENTIFIED] = "Allowed: the data does not identify {p}.{basis}",
	[REASON_PUBLIC_HEALTH] = "Allowed: it is for a risk to public health.",
	[REASON_STUDY_CONSENT] = "Allowed: {s} agreed to take part in this study{on}.{basis}",
	[REASON_STUDY_REFUSED] = "Not allowed: {s} said no to this study{on}.",
	[REASON_RESEARCH_OPT_OUT] = "Not allowed: {s} opted out of research and planning{on}.",
	[REASON_NATIONAL_OPT_OUT] = "Not allowed: {p} has a national data opt-out, noted{on}.",
	[REASON_NO_OBJECTION] = "No choice of {p} stands against it.{basis}",
};

/* What each {name} of the clauses stands for: {p} the patient, {s} who spoke, {h} the home practice, {at} " at X" where
 * Share Out is spoken of, {on} " on 12-Nov-2026", {asked} ", asked by Priya S in person", {by} " by Dr Shah", {noted}
 * ", noted by Dr Shah"; {it} {is} {was} {them} what is decided about. All but {p} and {h} may be nothing. */

static void add_on(const World *world, Instant at, Text *out)
{
	char day[16];
	if (instant_order(at, INSTANT_MIN) == 0)
		return;
	date_print_staff(zone_date(world->zone, at), day);
	text_add(out, " on ");
	text_add(out, day);
}

static void add_by(const Fact *fact, const char *before, Text *out)
{
	if (fact && !text_empty(fact->by))
		text_add_print(out, "%s by %s", before, fact->by);
}

static const char *const how_phrases[How_COUNT_] = {
	[HOW_IN_PERSON] = "in person", [HOW_PHONE] = "by telephone", [HOW_VIDEO] = "by video",
	[HOW_PAPER] = "on paper",      [HOW_KIOSK] = "at the kiosk", [HOW_ONLINE] = "online",
};

const char *explain_how(How how)
{
	return how > 0 && how < How_COUNT_ ? how_phrases[how] : "";
}

const char *explain_passed_to(PassedTo system)
{
	static const char *const names[PassedTo_COUNT_] = {
		[PASSED_TO_SYSTMONE] = "SystmOne",
		[PASSED_TO_EMIS] = "EMIS",
		[PASSED_TO_SPINE] = "the Spine",
		[PASSED_TO_OTHER] = "another system",
	};
	return text_or(names[system], "another system");
}

static void add_asked(const Fact *fact, Text *out)
{
	add_by(fact, ", asked", out);
	if (fact && fact->how)
		text_add_print(out, " %s", explain_how((How)fact->how));
}

static void add_patient(const World *world, Text *out)
{
	const Person *person = world->person;
	const char *name = text_or(person->preferred, text_or(person->given, ""));
	if (*name)
		text_add_bytes(out, name, strcspn(name, " "));
	else
		text_add(out, text_or(person->family, "the patient"));
}

/* Who spoke for the patient; NULL where the patient did, or nobody wrote down who. */
static const char *substitute(const Fact *fact)
{
	static const char *const whos[Who_COUNT_] = {
		[WHO_PARENTAL_RESPONSIBILITY] = "a parent",
		[WHO_HEALTH_WELFARE_LPA] = "an attorney",
		[WHO_DEPUTY] = "a deputy",
		[WHO_BEST_INTEREST] = "a best-interest decision",
	};
	if (!fact || !whos[fact->who])
		return NULL;
	return text_empty(fact->name) ? whos[fact->who] : fact->name;
}

/* "Maureen", or "L Ashby, for Maureen,": a parent's no is not the child's. */
static void add_speaker(const World *world, const Fact *fact, Text *out)
{
	const char *another = substitute(fact);
	if (another)
		text_add_print(out, "%s, for ", another);
	add_patient(world, out);
	if (another)
		text_add_char(out, ',');
}

static void add_home(const Reach *reach, Text *out)
{
	text_add(out, reach->home ? explain_name(reach->world, reach->home->org, out->arena) : "the practice");
}

static void add_at(const Explaining *self, Text *out)
{
	if (self->place)
		text_add_print(out, " at %s", explain_name(self->reach->world, self->place, out->arena));
	else
		text_add(out, self->object && self->object->count > 1 ? " where they are held" : " where it is held");
}

/* ", marked on 01-Jun-2024 by Dr Shah", or as the patient asked. */
static void add_marked(const Explaining *self, Text *out)
{
	const World *world = self->reach->world;
	bool wish = self->fact && self->fact->kind == FACT_ENTRY_PRIVATE_REQUESTED;
	if (!self->fact)
		return;
	text_add(out, wish ? ", as " : ", marked");
	if (wish) {
		add_patient(world, out);
		text_add(out, " asked");
	}
	add_on(world, self->on, out);
	add_by(self->fact, wish ? ", noted" : "", out);
}

/* --- What two answers made visible (E7) --- */

typedef struct Shared {
	const Fact *in, *out, *verified; /* NULL where the verdict does not rest on it */
	const char *place;		 /* of `out` */
	Watermark until;
} Shared;

static Shared shared_by(const Explaining *self)
{
	Shared shared = {0};
	for (size_t i = 0; self->fact && i < self->decision->because_count; i++) {
		const Fact *fact = self->decision->because[i];
		const char *place = explain_out_place(self->reach, fact, &shared.until);
		if (fact->kind == FACT_ANSWERED && fact->direction == DIRECTION_IN) {
			shared.in = fact;
		} else if (place) {
			shared.out = fact;
			shared.place = place;
		} else if (fact->kind == FACT_CODE_ACCEPTED || fact->kind == FACT_CHOICE) {
			shared.verified = fact;
		}
	}
	return shared;
}

static void add_shared_in(const Explaining *self, const Shared *shared, Text *out)
{
	const World *world = self->reach->world;
	bool stopped = shared->in && shared->in->answer == ANSWER_NO;
	if (stopped)
		text_add_print(out, "%s recorded before ", self->object->count > 1 ? "they were" : "it was");
	add_speaker(world, shared->in, out);
	text_add(out, stopped ? " stopped Share In there" : " said yes to Share In there");
	add_on(world, shared->in ? shared->in->at : INSTANT_MIN, out);
}

static void add_shared_out(const Explaining *self, const Shared *shared, Text *out)
{
	const World *world = self->reach->world;
	const char *place = explain_name(world, shared->place, out->arena);
	bool in_stopped = shared->in && shared->in->answer == ANSWER_NO;
	if (instant_before(shared->until.to, INSTANT_MAX)) {
		if (in_stopped)
			text_add_print(out, ", and before Share Out at %s stopped", place);
		else
			text_add_print(out, ", and %s recorded before Share Out at %s stopped",
				       self->object->count > 1 ? "they were" : "it was", place);
		add_on(world, shared->until.to, out);
		return;
	}
	bool same = shared->in && !in_stopped &&
		    text_is(text_or(substitute(shared->in), ""), text_or(substitute(shared->out), ""));
	text_add(out, in_stopped ? ", and " : " and ");
	if (!same)
		add_speaker(world, shared->out, out);
	text_add_print(out, "%sto Share Out at %s", in_stopped ? " said yes " : same ? "" : " ", place);
	add_on(world, shared->out->at, out);
}

static void add_shared(const Explaining *self, Text *out)
{
	Shared shared = shared_by(self);
	add_shared_in(self, &shared, out);
	if (shared.out)
		add_shared_out(self, &shared, out);
	if (shared.verified) {
		text_add(out, ", verified");
		add_on(self->reach->world, shared.verified->at, out);
	}
}

/* --- The names --- */

static void say_patient(const Explaining *self, Text *out)
{
	add_patient(self->reach->world, out);
}

static void say_speaker(const Explaining *self, Text *out)
{
	add_speaker(self->reach->world, self->fact, out);
}

/* R3, R6: this is no permission. */
static void say_basis(const Explaining *self, Text *out)
{
	if (self->decision->needs_basis)
		text_add(out, " Whoever asks still needs a lawful basis.");
}

static void say_home(const Explaining *self, Text *out)
{
	add_home(self->reach, out);
}

static void say_on(const Explaining *self, Text *out)
{
	add_on(self->reach->world, self->on, out);
}

static void say_by(const Explaining *self, Text *out)
{
	add_by(self->fact, "", out);
}

static void say_noted(const Explaining *self, Text *out)
{
	add_by(self->fact, ", noted", out);
}

static void say_asked(const Explaining *self, Text *out)
{
	add_asked(self->fact, out);
}

static void say_why(const Explaining *self, Text *out)
{
	explain_word(self->fact ? words_text(&override_reason_words, self->fact->override_reason) : "duty of care",
		     out);
}

static const struct {
	const char *name;
	void (*say)(const Explaining *self, Text *out);
	const char *one, *several; /* instead: a word for one entry, and for several */
} slots[] = {
	{"basis", say_basis, NULL, NULL}, {"p", say_patient, NULL, NULL},     {"s", say_speaker, NULL, NULL},
	{"h", say_home, NULL, NULL},	  {"at", add_at, NULL, NULL},	      {"on", say_on, NULL, NULL},
	{"by", say_by, NULL, NULL},	  {"noted", say_noted, NULL, NULL},   {"asked", say_asked, NULL, NULL},
	{"why", say_why, NULL, NULL},	  {"marked", add_marked, NULL, NULL}, {"shared", add_shared, NULL, NULL},
	{"it", NULL, "it", "they"},	  {"is", NULL, "it is", "they are"},  {"was", NULL, "it was", "they were"},
	{"them", NULL, "it", "them"},
};

static void say(const void *context, const char *name, size_t length, Text *out)
{
	const Explaining *self = context;
	bool several = self->object && self->object->count > 1;
	for (size_t i = 0; i < countof(slots); i++) {
		if (strlen(slots[i].name) != length || memcmp(slots[i].name, name, length) != 0)
			continue;
		if (slots[i].say)
			slots[i].say(self, out);
		else
			text_add(out, several ? slots[i].several : slots[i].one);
		return;
	}
}

/* A name that is none, "a GP practice", begins a sentence like any word. */
static void add_viewer(const char *viewer, Text *out)
{
	bool small = text_starts(viewer, "a GP ");
	text_add(out, small ? "A" : "");
	text_add(out, small ? viewer + 1 : viewer);
}

void explain_entries(const Reach *reach, const char *viewer, const Decision *decision, const Explained *object,
		     Text *out)
{
	static const char *const verbs[] = {
		[VERDICT_DENY] = " cannot see ",
		[VERDICT_ASK] = " may ask to see ",
		[VERDICT_ALLOW] = " sees ",
	};
	Explaining self;
	const char *clause = explain_clause(reach, decision, object, &self);
	add_viewer(viewer, out);
	text_add(out, verbs[decision->verdict]);
	text_add(out, object->words);
	text_add(out, ": ");
	explain_expand(clause, (Saying){say, &self}, out);
	text_add_char(out, '.');
}

void explain_decision(const Reach *reach, const char *viewer, const Decision *decision, const char *object, Text *out)
{
	explain_entries(reach, viewer, decision, &(Explained){object, 1, false}, out);
}

void explain_research(const Reach *reach, const Decision *decision, Text *out)
{
	const Fact *fact = decision->because_count ? decision->because[0] : NULL;
	Explaining self = {.reach = reach, .decision = decision, .fact = fact, .on = fact ? fact->at : INSTANT_MIN};
	explain_expand(research_sentences[decision->reason], (Saying){say, &self}, out);
}
