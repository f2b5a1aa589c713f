/* Complaints and requests for a copy: taken down, acknowledged, answered. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/desk/checks.h"
#include "model/rights/inside.h"
#include "model/rights/rights.h"

enum { NAME_MAX = 200, DAYS_BACK = 366 };

/* --- What was typed --- */

bool rights_words(const char *typed, const char *missing, Arena *arena, const char **ret_words, Error *err)
{
	*ret_words = utf8_tidy(arena, text_or(typed, ""));
	if (!**ret_words)
		return fail(err, ERROR_INPUT, "%s", missing);
	return strlen(*ret_words) <= RIGHTS_WORDS_MAX ||
	       fail(err, ERROR_INPUT, "That is too long: keep it to %d letters, and file the letter itself.",
		    RIGHTS_WORDS_MAX);
}

/* Today is not written: the fact says when it was told. */
static bool take_asked(Desk *desk, const Asked *asked, Arena *arena, Fact *fact, Error *err)
{
	const Date today = desk_today(desk);
	const char *name = utf8_tidy(arena, text_or(asked->name, ""));
	if (strlen(name) > NAME_MAX)
		return fail(err, ERROR_INPUT, "That is too long to be kept as a name: shorten it.");
	fact->name = *name ? name : NULL;
	fact->how = (WordByte)asked->how;
	if (date_is_none(asked->received) || date_order(asked->received, today) == 0)
		return true;
	fact->received = asked->received;
	if (date_order(asked->received, today) > 0)
		return fail(err, ERROR_INPUT, "It cannot have come on a day that is still to be.");
	return date_days(today) - date_days(asked->received) <= DAYS_BACK ||
	       fail(err, ERROR_INPUT, "It would have come more than a year ago: look at the year.");
}

bool desk_complain(Desk *desk, Chart *chart, const Asked *asked, const char **ret_fact, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(telling_end) Telling telling = {
		.desk = desk, .chart = chart, .right = ACT_TAKE_DOWN, .act = "took down a complaint"};
	Fact fact = FACT_NONE;
	fact.kind = FACT_COMPLAINT;
	if (!telling_may(&telling, err) || !take_asked(desk, asked, &arena, &fact, err) ||
	    !rights_words(asked->about, "Write down what the complaint is about.", &arena, &fact.reason, err) ||
	    !telling_begin(&telling, err) || !telling_put(&telling, &fact, err) || !telling_commit(&telling, err))
		return false;
	if (ret_fact)
		*ret_fact = fact.id;
	return true;
}

static bool check_no_copy_owed(const TellingNow *now, Error *err)
{
	const OwedList owed = owed_of(desk_fold_now(now), now->arena);
	char by[16];
	for (size_t i = 0; i < owed.count; i++) {
		if (owed.items[i].kind != OWED_COPY || owed.items[i].done)
			continue;
		date_print_staff(owed.items[i].due, by);
		return fail(err, ERROR_REFUSED, "A copy was asked for already, and is owed by %s.", by);
	}
	return true;
}

bool desk_ask_for_copy(Desk *desk, Chart *chart, const Asked *asked, const char **ret_fact, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(telling_end) Telling telling = {
		.desk = desk, .chart = chart, .right = ACT_TAKE_DOWN, .act = "took down a request for a copy"};
	Fact fact = FACT_NONE;
	fact.kind = FACT_ACCESS_REQUESTED;
	if (!telling_may(&telling, err) || !take_asked(desk, asked, &arena, &fact, err) ||
	    !telling_begin(&telling, err) || !check_no_copy_owed(&telling.now, err) ||
	    !telling_put(&telling, &fact, err) || !telling_commit(&telling, err))
		return false;
	if (ret_fact)
		*ret_fact = fact.id;
	return true;
}

/* --- Looking --- */

/* What waits first, that by the day it is due; the rest, the latest first. */
static int waiting_first(const void *a, const void *b)
{
	const Owed *left = a, *right = b;
	if (!left->done != !right->done)
		return left->done ? 1 : -1;
	if (date_is_none(left->due) != date_is_none(right->due))
		return date_is_none(left->due) ? 1 : -1;
	const int by_day = date_order(left->due, right->due);
	return by_day ? by_day : fact_order(right->opening, left->opening);
}

OwedList desk_owed(const Chart *chart, Arena *arena)
{
	const OwedList list = owed_of(&chart->now, arena);
	Owed *items = arena_array(arena, list.count, sizeof *items);
	if (list.count == 0)
		return list;
	memcpy(items, list.items, list.count * sizeof *items);
	qsort(items, list.count, sizeof *items, waiting_first);
	return (OwedList){items, list.count};
}

const Owed *desk_owed_find(const Chart *chart, const char *fact, Arena *arena)
{
	const OwedList list = owed_of(&chart->now, arena);
	for (size_t i = 0; i < list.count; i++)
		if (text_is(list.items[i].opening->id, fact))
			return &list.items[i];
	return NULL;
}

static const char *day_of(const Chart *chart, const Fact *fact, Arena *arena)
{
	char day[16];
	date_print_staff(zone_date(chart->world.zone, fact->at), day);
	return arena_text(arena, day);
}

const char *desk_owed_text(const Chart *chart, const Owed *owed, Arena *arena)
{
	const bool copy = owed->kind == OWED_COPY;
	char by[16] = "";
	if (owed->done)
		return arena_print(arena, copy ? "Made on %s." : "Answered on %s.", day_of(chart, owed->done, arena));
	if (owed->acknowledged)
		return arena_print(arena, "Acknowledged on %s: answer it without undue delay.",
				   day_of(chart, owed->acknowledged, arena));
	date_print_staff(owed->due, by);
	if (owed->late)
		return arena_print(
			arena, copy ? "It was owed by %s: make it now." : "It was to be acknowledged by %s: do it now.",
			by);
	return arena_print(arena, copy ? "Make it by %s." : "Acknowledge it by %s.", by);
}

/* --- Acknowledged, answered --- */

static bool check_open(const TellingNow *now, const char *complaint, bool acknowledging, Error *err)
{
	const OwedList owed = owed_of(desk_fold_now(now), now->arena);
	for (size_t i = 0; i < owed.count; i++) {
		const Owed *one = &owed.items[i];
		if (one->kind != OWED_COMPLAINT || !text_is(one->opening->id, complaint))
			continue;
		if (one->done)
			return fail(err, ERROR_REFUSED, "This complaint was answered already.");
		return !acknowledging || !one->acknowledged ||
		       fail(err, ERROR_REFUSED, "This complaint was acknowledged already.");
	}
	return fail(err, ERROR_MISSING, "This patient has no such complaint: it may have been recorded in error.");
}

bool desk_acknowledge_complaint(Desk *desk, Chart *chart, const char *complaint, How how, Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk, .chart = chart, .right = ACT_ANSWER_COMPLAINT, .act = "acknowledged a complaint"};
	Fact fact = FACT_NONE;
	fact.kind = FACT_COMPLAINT_ACKNOWLEDGED;
	fact.fact = complaint;
	fact.how = (WordByte)how;
	return telling_begin(&telling, err) && check_open(&telling.now, complaint, true, err) &&
	       telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}

bool desk_answer_complaint(Desk *desk, Chart *chart, const char *complaint, const char *words, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(telling_end) Telling telling = {
		.desk = desk, .chart = chart, .right = ACT_ANSWER_COMPLAINT, .act = "answered a complaint"};
	Fact fact = FACT_NONE;
	fact.kind = FACT_COMPLAINT_ANSWERED;
	fact.fact = complaint;
	return telling_may(&telling, err) &&
	       rights_words(words, "Write down the outcome, as the patient was told it.", &arena, &fact.reason, err) &&
	       telling_begin(&telling, err) && check_open(&telling.now, complaint, false, err) &&
	       telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}
