#include "model/readings/tallies.h"

#include <assert.h>
#include <stdlib.h>

#include "base/text.h"
#include "model/readings/matrix.h"
#include "model/readings/owed.h"

/* A sort: of an episode two bits for what was answered and four for how, of either direction; of a complaint a bit that
 * says so above two of its own. */
enum { ANSWER_BITS = 2, HOW_BITS = 4, SIDE_BITS = ANSWER_BITS + HOW_BITS, COMPLAINT = 1 << 2 * SIDE_BITS };

static_assert(ANSWER_NOT_GIVEN < 1 << ANSWER_BITS && How_COUNT_ <= 1 << HOW_BITS, "each has room");
static_assert(2 * COMPLAINT <= TALLY_SORTS_MAX, "a sort has room");

static int side_shift(Direction direction)
{
	return direction == DIRECTION_OUT ? 0 : SIDE_BITS;
}

static int sort_number(const TallySort *sort)
{
	int number = 0;
	if (sort->complaint)
		return COMPLAINT | sort->in_time | sort->open << 1;
	for (Direction d = DIRECTION_OUT; d <= DIRECTION_IN; d++)
		number |= (sort->of[d].answer | sort->of[d].how << ANSWER_BITS) << side_shift(d);
	return number;
}

TallySort tally_sort_read(int number)
{
	if (number & COMPLAINT)
		return (TallySort){.complaint = true, .in_time = number & 1, .open = number >> 1 & 1};
	TallySort sort = {0};
	for (Direction d = DIRECTION_OUT; d <= DIRECTION_IN; d++) {
		const unsigned side = (unsigned)number >> side_shift(d);
		sort.of[d].answer = side & ((1U << ANSWER_BITS) - 1);
		sort.of[d].how = side >> ANSWER_BITS & ((1U << HOW_BITS) - 1);
	}
	return sort;
}

/* --- Episodes --- */

/* What was answered last of each episode and direction, as it had effect. */
typedef struct Answered {
	const Fact *last[Direction_COUNT_]; /* NULL: not asked */
} Answered;

/* A4: a not-given changes nothing, and counts only where nothing else was answered. */
static void take_answer(const Agreements *agreements, const Fact *fact, Answered *answered)
{
	const uint32_t number = index_find(&agreements->episode_index, fact->episode);
	if (number == INDEX_NONE || !agreements->episodes[number].open)
		return;
	const Fact **last = &answered[number].last[fact->direction];
	if (fact->answer == ANSWER_NOT_GIVEN)
		*last = *last ? *last : fact;
	else if (fact->answer == ANSWER_NO || agreements->episodes[number].side[fact->direction].yes == fact)
		*last = fact;
}

/* The agreements are replayed fact by fact, so that an answer counts exactly where it had effect. */
static Answered *answered_of(const Reach *reach, Arena *arena)
{
	Agreements agreements;
	Answered *answered = arena_array(arena, reach->agreements.episode_count, sizeof *answered);
	agreements_begin(&agreements, reach->agreements.sixteen, arena);
	for (size_t i = 0; i < reach->fact_count; i++) {
		agreements_replay(&agreements, reach->facts[i]);
		if (reach->facts[i]->kind == FACT_ANSWERED)
			take_answer(&agreements, reach->facts[i], answered);
	}
	return answered;
}

static int month_number(Date day)
{
	return 12 * day.year + day.month - 1;
}

static Tally tally_of(const Reach *reach, const Episode *episode, const Answered *answered)
{
	TallySort sort = {0};
	for (Direction d = DIRECTION_OUT; d <= DIRECTION_IN; d++)
		if (answered->last[d]) {
			sort.of[d].answer = answered->last[d]->answer;
			sort.of[d].how = answered->last[d]->how;
		}
	return (Tally){month_number(zone_date(reach->world->zone, episode->opening->at)), sort_number(&sort),
		       episode->org, 1};
}

/* Where there is nothing to ask, nobody was left unasked: as the matrix shows it. */
static size_t add_episodes(const Reach *reach, Tally *tallies, Arena *arena)
{
	const Agreements *agreements = &reach->agreements;
	const Answered *answered = answered_of(reach, arena);
	size_t count = 0;
	for (size_t i = 0; i < agreements->episode_count; i++) {
		const Episode *episode = &agreements->episodes[i];
		if (answered[i].last[DIRECTION_OUT] || answered[i].last[DIRECTION_IN] ||
		    matrix_asks(reach->places[episode->place].organisation))
			tallies[count++] = tally_of(reach, episode, &answered[i]);
	}
	return count;
}

/* --- All --- */

static size_t add_complaints(const OwedList *owed, Tally *tallies)
{
	size_t count = 0;
	for (size_t i = 0; i < owed->count; i++) {
		const Owed *one = &owed->items[i];
		const TallySort sort = {.complaint = true, .in_time = one->in_time, .open = !one->done};
		if (one->kind == OWED_COMPLAINT)
			tallies[count++] = (Tally){month_number(one->received), sort_number(&sort), "", 1};
	}
	return count;
}

static int in_order(const void *left, const void *right)
{
	const Tally *a = left, *b = right;
	const int by_org = text_order(a->org, b->org);
	return a->month != b->month ? a->month - b->month : by_org ? by_org : a->sort - b->sort;
}

TallyList tallies_gather(Tally *tallies, size_t count)
{
	size_t kept = 0;
	if (count > 1)
		qsort(tallies, count, sizeof *tallies, in_order);
	for (size_t i = 0; i < count; i++)
		if (kept > 0 && in_order(&tallies[kept - 1], &tallies[i]) == 0)
			tallies[kept - 1].count += tallies[i].count;
		else
			tallies[kept++] = tallies[i];
	return (TallyList){tallies, kept};
}

TallyList tallies_of(const Reach *reach, Arena *arena)
{
	const OwedList owed = owed_of(reach, arena);
	Tally *tallies = arena_array(arena, reach->agreements.episode_count + owed.count, sizeof *tallies);
	size_t count = add_episodes(reach, tallies, arena);
	count += add_complaints(&owed, tallies + count);
	return tallies_gather(tallies, count);
}

TallyList tallies_copy(TallyList tallies, Arena *arena)
{
	Tally *copies = arena_array(arena, tallies.count, sizeof *copies);
	for (size_t i = 0; i < tallies.count; i++) {
		copies[i] = tallies.items[i];
		copies[i].org = arena_text(arena, copies[i].org);
	}
	return (TallyList){copies, tallies.count};
}

bool tallies_same(TallyList left, TallyList right)
{
	bool same = left.count == right.count;
	for (size_t i = 0; same && i < left.count; i++)
		same = in_order(&left.items[i], &right.items[i]) == 0 && left.items[i].count == right.items[i].count;
	return same;
}
