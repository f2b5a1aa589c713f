#include "model/desk/meanwhile.h"

#include "base/text.h"
#include "model/desk/inside.h"
#include "model/readings/explain.h"
#include "model/readings/whose.h"

/* What a fact changes, and what an act rests on. */
enum {
	ABOUT_CARE = 1 << 0,	/* by whom they are cared for */
	ABOUT_END = 1 << 1,	/* it has ended there, or goes on after all */
	ABOUT_ANSWERS = 1 << 2, /* Share Out, Share In */
	ABOUT_PRIVATE = 1 << 3,
	ABOUT_SCR = 1 << 4,
	ABOUT_LOCAL = 1 << 5, /* the local view, and the permission to look */
	ABOUT_PURPOSE = 1 << 6,
	ABOUT_NATIONAL = 1 << 7,
	ABOUT_STUDY = 1 << 8,
	ABOUT_OVERRIDE = 1 << 9,
	ABOUT_CONTACT = 1 << 10,
	ABOUT_PERSON = 1 << 11, /* restricted, two numbers of one person */
};

/* A kind that is not here changes nothing of what is decided, and rests on nothing: that somebody looked, papers,
 * tickets, and codes, which have rules of their own inside their transactions. */
static const struct {
	unsigned changes, rests;
} kinds[FactKind_COUNT_] = {
	[FACT_REGISTERED] = {ABOUT_CARE | ABOUT_END, ABOUT_CARE | ABOUT_PERSON},
	[FACT_REFERRED] = {ABOUT_CARE, ABOUT_CARE},
	[FACT_DISCHARGED] = {ABOUT_CARE | ABOUT_END, ABOUT_END | ABOUT_ANSWERS},
	[FACT_DISCHARGE_CANCELLED] = {ABOUT_CARE | ABOUT_END, ABOUT_END | ABOUT_ANSWERS},
	[FACT_ENDED] = {ABOUT_ANSWERS, ABOUT_END | ABOUT_ANSWERS},
	[FACT_DISPUTED] = {ABOUT_ANSWERS, ABOUT_ANSWERS},
	[FACT_ANSWERED] = {ABOUT_ANSWERS, ABOUT_END | ABOUT_ANSWERS},
	[FACT_CHOICE] = {ABOUT_ANSWERS, ABOUT_ANSWERS},
	[FACT_CODE_ACCEPTED] = {ABOUT_ANSWERS, 0},
	[FACT_ENTRY_PRIVATE] = {ABOUT_PRIVATE, ABOUT_PRIVATE},
	[FACT_ENTRY_PRIVATE_REQUESTED] = {ABOUT_PRIVATE, ABOUT_PRIVATE},
	[FACT_ENTRY_OPEN] = {ABOUT_PRIVATE, ABOUT_PRIVATE},
	[FACT_ENTRY_FLAG] = {ABOUT_PRIVATE, ABOUT_PRIVATE},
	[FACT_SCR] = {ABOUT_SCR, ABOUT_SCR},
	[FACT_SCR_DEFAULT] = {ABOUT_SCR, ABOUT_SCR},
	[FACT_SCR_INCLUDE] = {ABOUT_SCR, ABOUT_SCR},
	[FACT_MIG] = {ABOUT_LOCAL, ABOUT_LOCAL},
	[FACT_VIEW_PERMISSION] = {ABOUT_LOCAL, ABOUT_LOCAL},
	[FACT_PURPOSE] = {ABOUT_PURPOSE, ABOUT_PURPOSE},
	[FACT_NATIONAL_OPT_OUT] = {ABOUT_NATIONAL, ABOUT_NATIONAL},
	[FACT_STUDY_CONSENT] = {ABOUT_STUDY, ABOUT_STUDY},
	[FACT_OVERRIDE] = {ABOUT_OVERRIDE, ABOUT_OVERRIDE | ABOUT_ANSWERS},
	[FACT_OVERRIDE_ENDED] = {ABOUT_OVERRIDE, ABOUT_OVERRIDE},
	[FACT_OVERRIDE_REVIEWED] = {ABOUT_OVERRIDE, ABOUT_OVERRIDE},
	[FACT_CONTACT] = {ABOUT_CONTACT, ABOUT_CONTACT},
	[FACT_RESTRICTED] = {ABOUT_PERSON, ABOUT_PERSON},
	[FACT_MERGED] = {ABOUT_PERSON, ABOUT_PERSON},
};

static const Fact *with_id(FactList facts, const char *id)
{
	for (size_t i = 0; i < facts.count; i++)
		if (text_is(facts.items[i].id, id))
			return &facts.items[i];
	return NULL;
}

/* A void changes what the fact it takes back had changed. */
static unsigned changes(FactList facts, const Fact *fact)
{
	const Fact *voided = fact->kind == FACT_VOIDED ? with_id(facts, fact->fact) : NULL;
	return kinds[voided ? voided->kind : fact->kind].changes;
}

static bool told_in_visit(const OpenChart *open, int64_t seq)
{
	for (const OwnFacts *own = open->own; own; own = own->earlier)
		if (seq >= own->first && seq <= own->last)
			return true;
	return false;
}

static const Fact *next_of(const Chart *chart, FactList facts, int64_t since, unsigned rests, const char *entry)
{
	const OpenChart *open = chart_open_const(chart);
	for (size_t i = 0; i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		const bool other_entry = entry && fact->entry && !text_is(fact->entry, entry);
		if (fact->seq > since && (changes(facts, fact) & rests) && !other_entry &&
		    !told_in_visit(open, fact->seq))
			return fact;
	}
	return NULL;
}

const Fact *meanwhile_next(const Chart *chart, FactList facts, int64_t since, FactKind kind, const char *entry)
{
	return next_of(chart, facts, since, kinds[kind].rests, entry);
}

const Fact *meanwhile_any(const Chart *chart, FactList facts, int64_t since)
{
	return next_of(chart, facts, since, ~(unsigned)ABOUT_OVERRIDE, NULL);
}

/* What it was, where everybody may read that. */
static const char *said_of(const World *world, const Fact *fact, Arena *arena)
{
	Text out = {.arena = arena};
	if (fact->kind == FACT_ENTRY_FLAG)
		return "the marks of an entry were changed";
	explain_fact(world, fact, &out);
	return text_done(&out);
}

const char *meanwhile_said(const World *world, const Fact *fact, Arena *arena)
{
	char time[8];
	time_print_staff(zone_local(world->zone, fact->at), time);
	return arena_print(arena, "Meanwhile %s, %s: %s.", text_empty(fact->by) ? "a file" : fact_by(fact, arena), time,
			   said_of(world, fact, arena));
}
