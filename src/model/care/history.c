#include <stdlib.h>

#include "base/text.h"
#include "model/care/care.h"
#include "model/desk/checks.h"
#include "model/readings/explain.h"

static const Fact *find_fact(FactList facts, const char *id)
{
	for (size_t i = 0; id && i < facts.count; i++)
		if (text_is(facts.items[i].id, id))
			return &facts.items[i];
	return NULL;
}

/* --- Recorded in error --- */

/* Who may say that a fact of this kind was recorded in error: whoever may ask, where nothing stands here. */
static const struct VoidRule {
	FactKind kind;
	Act act;	     /* the right it takes … */
	const char *refused; /* … or why nobody may */
} void_rules[] = {
	{.kind = FACT_ENTRY_PRIVATE, .act = ACT_REVIEW_PRIVATE},
	{.kind = FACT_ENTRY_PRIVATE_REQUESTED, .act = ACT_REVIEW_PRIVATE},
	{.kind = FACT_ENTRY_OPEN, .act = ACT_REVIEW_PRIVATE},
	{.kind = FACT_DISPUTED, .act = ACT_SETTLE_DISPUTE},
	/* Otherwise an override could be kept from its review by who started it. */
	{.kind = FACT_OVERRIDE, .act = ACT_REVIEW_OVERRIDE},
	{.kind = FACT_OVERRIDE_ENDED, .act = ACT_REVIEW_OVERRIDE},
	{.kind = FACT_OVERRIDE_REVIEWED, .act = ACT_REVIEW_OVERRIDE},
	{.kind = FACT_ENTRY_FLAG, .act = ACT_FLAG},
	{.kind = FACT_MERGED, .act = ACT_ONE_PERSON},
	{.kind = FACT_PASSED_ON, .act = ACT_PASS_ON},
	{.kind = FACT_COMPLAINT, .act = ACT_ANSWER_COMPLAINT},
	{.kind = FACT_COMPLAINT_ACKNOWLEDGED, .act = ACT_ANSWER_COMPLAINT},
	{.kind = FACT_COMPLAINT_ANSWERED, .act = ACT_ANSWER_COMPLAINT},
	{.kind = FACT_ACCESS_REQUESTED, .act = ACT_ACCESS},
	{.kind = FACT_CODE_ISSUED,
	 .refused = "A code that was given out cannot be called back: cancel its request instead."},
	{.kind = FACT_CODE_FAILED, .refused = "A wrong code stays counted: give out a new one instead."},
	{.kind = FACT_IMPORTED, .refused = "What was taken in stays known."},
	{.kind = FACT_VIEWED, .refused = "Who looked at a record stays known."},
	{.kind = FACT_EXPORTED, .refused = "What was handed out stays known."},
	{.kind = FACT_ACCESS_GIVEN, .refused = "What was handed out stays known."},
	{.kind = FACT_ACCOUNT, .refused = "What became of an account stays known."},
	{.kind = FACT_SETTING, .refused = "How the desk was set stays known."},
	{.kind = FACT_SIGNED_IN, .refused = "Who signed in stays known."},
	{.kind = FACT_SIGNED_OUT, .refused = "Who signed in stays known."},
	{.kind = FACT_ACCESS_WITHHELD,
	 .refused = "What is left out of a copy is not voided: change it where the copy is made."},
	{.kind = FACT_CONTACT, .refused = "Contact details are not voided: set them right on the Contact page."},
	{.kind = FACT_RESTRICTED, .refused = "A restriction is not voided: change it instead."},
	{.kind = FACT_VOIDED, .refused = "A void cannot be voided: record what is true as a new fact."},
};

static bool may_void(Telling *telling, FactKind kind, Error *err)
{
	for (size_t i = 0; i < countof(void_rules); i++) {
		const struct VoidRule *rule = &void_rules[i];
		if (rule->kind == kind)
			return rule->refused ? fail(err, ERROR_REFUSED, "%s", rule->refused)
					     : telling_needs(telling, rule->act, err);
	}
	return telling_needs(telling, ACT_ASK, err);
}

/* Nobody reviews their own: nor do they void what would have been reviewed. */
static bool not_own_override(Desk *desk, FactList facts, const Fact *fact, Error *err)
{
	bool own = false;
	for (size_t i = 0; fact->override && i < facts.count; i++)
		own |= facts.items[i].kind == FACT_OVERRIDE && text_is(facts.items[i].override, fact->override) &&
		       desk_is_own(desk, &facts.items[i]);
	return !own ||
	       fail(err, ERROR_REFUSED, "You started this override yourself: another privacy officer looks at it.");
}

static bool check_void(Telling *telling, const char *id, Error *err)
{
	FactList facts = telling->now.world.facts;
	const Fact *fact = find_fact(facts, id);
	if (!fact)
		return fail(err, ERROR_MISSING, "This patient's history has no such line: choose one of those listed.");
	/* What holds stands in the entry's own line, which no void reaches. */
	if (fact->kind == FACT_ENTRY_FLAG && fact->flag == FLAG_SENSITIVE)
		return fail(err, ERROR_REFUSED, "This mark is not voided: set it right on the entry's card.");
	if (!may_void(telling, fact->kind, err) || !not_own_override(telling->desk, facts, fact, err))
		return false;
	return !desk_voided_by(facts, id) ||
	       fail(err, ERROR_REFUSED, "This line is marked as recorded in error already.");
}

static Fact void_of(const char *fact, const char *reason)
{
	Fact made = FACT_NONE;
	made.kind = FACT_VOIDED;
	made.fact = fact;
	made.reason = reason;
	return made;
}

bool desk_void(Desk *desk, Chart *chart, const char *fact, const char *reason, Error *err)
{
	if (text_empty(reason))
		return fail(err, ERROR_INPUT, "Write down why this was recorded in error.");
	scoped(telling_end) Telling telling = {.desk = desk, .chart = chart}; /* what is voided says the right */
	Fact made = void_of(fact, reason);
	return telling_begin(&telling, err) && check_void(&telling, fact, err) && telling_put(&telling, &made, err) &&
	       telling_commit(&telling, err);
}

/* --- Taking back --- */

static const char undo_reason[] = "taken back at the desk";

static bool is_of_code(const Fact *fact)
{
	return fact->kind == FACT_CODE_ISSUED || fact->kind == FACT_CODE_ACCEPTED || fact->kind == FACT_CODE_FAILED;
}

/* Voids what still stands. A void of a contact fact would leave the directory line as that fact made it, for directory
 * lines have no past: what was on file before is told as a new contact fact instead. */
static bool find_undone(FactList facts, const VisitAct *act, Fact *ret_facts, size_t *ret_count, Error *err)
{
	*ret_count = 0;
	for (size_t i = 0; i < act->count; i++) {
		const Fact *fact = find_fact(facts, act->facts[i]);
		if (!fact || desk_voided_by(facts, fact->id))
			continue;
		if (is_of_code(fact))
			return fail(
				err, ERROR_REFUSED,
				"What was last done here was a code, which cannot be taken back: cancel its request "
				"instead.");
		ret_facts[(*ret_count)++] = fact->kind == FACT_CONTACT && act->restore
						    ? *act->restore
						    : void_of(act->facts[i], undo_reason);
	}
	return true;
}

size_t desk_visit_acts(const Chart *chart)
{
	size_t count = 0;
	for (const VisitAct *act = chart_open_const(chart)->last; act; act = act->earlier)
		count++;
	return count;
}

bool desk_undo(Desk *desk, Chart *chart, const char **ret_what, Error *err)
{
	OpenChart *open = chart_open(chart);
	const VisitAct *act = open->last;
	if (!act)
		return fail(err, ERROR_REFUSED, "Nothing was done in this visit that could be taken back.");
	if (act->lasting)
		return fail(err, ERROR_REFUSED, "%s", act->lasting);
	scoped(telling_end) Telling telling = {.desk = desk, .chart = chart, .anybody = true}; /* who did it may */
	if (!telling_begin(&telling, err))
		return false;
	Fact *facts = arena_array(telling.now.arena, act->count, sizeof *facts);
	size_t count;
	telling.held = arena_print(telling.now.arena, "taken back: %s", act->what);
	if (!find_undone(telling.now.world.facts, act, facts, &count, err) ||
	    !telling_put_all(&telling, facts, count, err) || !telling_commit(&telling, err))
		return false;
	visit_forget_last(open);
	*ret_what = arena_text(&chart->arena, act->what);
	return true;
}

/* --- What is not for everybody --- */

static const Fact *about_what(const World *world, const Fact *fact)
{
	const Fact *about = fact->kind == FACT_VOIDED ? find_fact(world->facts, fact->fact) : fact;
	return about ? about : fact;
}

static bool is_safeguarding(const Fact *fact)
{
	return fact->kind == FACT_ENTRY_FLAG && fact->flag == FLAG_SAFEGUARDING;
}

/* It may be about somebody who works here. */
static bool has_complaint(const Fact *fact)
{
	return fact->kind == FACT_COMPLAINT || fact->kind == FACT_COMPLAINT_ANSWERED;
}

bool fact_is_hushed(const World *world, const Fact *fact)
{
	const Fact *about = about_what(world, fact);
	return is_safeguarding(about) || has_complaint(about) || about->kind == FACT_ACCESS_WITHHELD;
}

bool desk_reads_fact(const Desk *desk, const Chart *chart, const Fact *fact)
{
	const Fact *about = about_what(&chart->world, fact);
	if (about->kind == FACT_ACCESS_WITHHELD)
		return desk_may(desk, ACT_ACCESS);
	if (has_complaint(about))
		return desk_may(desk, ACT_ACCESS) || desk_is_own(desk, about);
	return !is_safeguarding(about) || desk_may(desk, ACT_FLAG) || desk_may(desk, ACT_SEE_AUDIT);
}

bool desk_reads_note(const Desk *desk, const Fact *fact)
{
	const bool of_override = fact->kind == FACT_OVERRIDE || fact->kind == FACT_OVERRIDE_REVIEWED;
	return !of_override || desk_may(desk, ACT_SEE_CONTENT) || desk_may(desk, ACT_SEE_AUDIT);
}

/* --- The history --- */

static int latest_first(const void *a, const void *b)
{
	return fact_order(((const HistoryRow *)b)->fact, ((const HistoryRow *)a)->fact);
}

/* The void of each fact, found once: a long history has many facts and few voids. */
static const Fact *find_void(const Index *voids, FactList facts, const char *id)
{
	uint32_t at = index_find(voids, id);
	return at == INDEX_NONE ? NULL : &facts.items[at];
}

void desk_history(const Chart *chart, Arena *arena, const HistoryRow **ret_rows, size_t *ret_count)
{
	FactList facts = chart->world.facts;
	bool past = instant_order(chart->past, INSTANT_MIN) != 0;
	HistoryRow *rows = arena_array(arena, facts.count, sizeof *rows);
	size_t count = 0;
	Index voids = {0};
	Index entries = {0};
	World world = chart->world;
	for (size_t i = 0; i < world.entries.count; i++)
		index_add(&entries, arena, world.entries.items[i].id, (uint32_t)i);
	world.entry_index = &entries;
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_VOIDED)
			index_add(&voids, arena, facts.items[i].fact, (uint32_t)i);
	for (size_t i = 0; i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		if (past && instant_before(chart->past, fact->at))
			continue;
		Text text = {.arena = arena};
		explain_fact(&world, fact, &text);
		rows[count++] = (HistoryRow){
			.fact = fact,
			.text = text_done(&text),
			.voided_by = find_void(&voids, facts, fact->id),
			.viewing = fact->kind == FACT_VIEWED,
		};
	}
	qsort(rows, count, sizeof *rows, latest_first);
	*ret_rows = rows;
	*ret_count = count;
}
