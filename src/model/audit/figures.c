#include "model/audit/audit.h"

#include <assert.h>
#include <stdlib.h>

#include "base/text.h"
#include "model/desk/scan.h"
#include "model/desk/work.h"
#include "model/readings/explain.h"
#include "model/readings/matrix.h"
#include "model/readings/owed.h"
#include "model/readings/pass_on.h"

enum { MONTHS_MAX = 12 * 50, KEY_MAX = 64 };

typedef struct Counted {
	FigureRow row;
	const char *key;
} Counted;

struct Figures {
	Scan scan;
	Month from, to;
	PassOnHome home;
	size_t waiting;			  /* to be passed on, whatever the months … */
	Instant oldest;			  /* … and since when */
	size_t complaints, in_time, open; /* that came in the months; acknowledged in time; not answered yet */
	Arena arena;			  /* the rows and their texts, and home */
	Index index;			  /* of keys: into `counted` */
	Counted *counted;
	size_t count, room;
	FigureRow *rows; /* as handed out */
	Arena rows_arena;
};

/* --- Opening --- */

static int month_number(Month month)
{
	return month.year * 12 + month.month - 1;
}

static bool check_months(Month from, Month to, Error *err)
{
	bool right = from.month >= 1 && from.month <= 12 && to.month >= 1 && to.month <= 12 && from.year >= 1 &&
		     to.year <= 9999;
	if (!right)
		return fail(err, ERROR_INPUT, "A month is a number from 1 to 12 with its year, such as 11-2026.");
	if (month_number(from) > month_number(to))
		return fail(err, ERROR_INPUT, "The first month comes after the last: change them round.");
	return month_number(to) - month_number(from) < MONTHS_MAX ||
	       fail(err, ERROR_INPUT, "That is more than 50 years: choose fewer months.");
}

bool desk_figures_open(Desk *desk, Month from, Month to, Figures **ret_figures, Error *err)
{
	if (!desk_allows(desk, ACT_SEE_FIGURES, err) || !check_months(from, to, err))
		return false;
	Figures *figures = calloc(1, sizeof *figures);
	if (!figures)
		abort();
	figures->from = from;
	figures->to = to;
	figures->oldest = INSTANT_MAX;
	if (!desk_pass_on_home(desk, &figures->arena, &figures->home, err) || !scan_begin(&figures->scan, desk, err)) {
		desk_figures_close(figures);
		return false;
	}
	*ret_figures = figures;
	return true;
}

void desk_figures_close(Figures *figures)
{
	if (!figures)
		return;
	scan_end(&figures->scan);
	arena_free(&figures->arena);
	arena_free(&figures->rows_arena);
	free(figures);
}

/* --- Counting --- */

static FigureRow *row_of(Figures *figures, const World *world, const char *org, Month month, Arena *scratch)
{
	char key[KEY_MAX];
	text_print(key, sizeof key, "%d %s", month_number(month), org);
	uint32_t at = index_find(&figures->index, key);
	if (at != INDEX_NONE)
		return &figures->counted[at].row;
	if (figures->count == figures->room) {
		size_t room = figures->room ? 2 * figures->room : 32;
		figures->counted =
			arena_grow(&figures->arena, figures->counted, figures->room, room, sizeof *figures->counted);
		figures->room = room;
	}
	Counted *counted = &figures->counted[figures->count];
	/* Figures name no patient, so that even where one is restricted the organisation has its name. */
	const World of_nobody = {.person = &(Person){0}, .directory = world->directory, .zone = world->zone};
	counted->key = arena_text(&figures->arena, key);
	counted->row = (FigureRow){
		.org = arena_text(&figures->arena, org),
		.name = arena_text(&figures->arena, explain_name(&of_nobody, org, scratch)),
		.month = month,
	};
	index_add(&figures->index, &figures->arena, counted->key, (uint32_t)figures->count++);
	return &counted->row;
}

/* What was answered last of each episode and direction, as it had effect. */
typedef struct Tally {
	const Fact *last[Direction_COUNT_]; /* NULL: not asked */
} Tally;

/* A4: a not-given changes nothing, and counts only where nothing else was answered. */
static void take_answer(const Agreements *agreements, const Fact *fact, Tally *tally)
{
	uint32_t number = index_find(&agreements->episode_index, fact->episode);
	if (number == INDEX_NONE || !agreements->episodes[number].open)
		return;
	const Fact **last = &tally[number].last[fact->direction];
	if (fact->answer == ANSWER_NOT_GIVEN)
		*last = *last ? *last : fact;
	else if (fact->answer == ANSWER_NO || agreements->episodes[number].side[fact->direction].yes == fact)
		*last = fact;
}

static bool in_months(const Figures *figures, Month month)
{
	return month_number(month) >= month_number(figures->from) && month_number(month) <= month_number(figures->to);
}

static void count_tally(FigureRow *row, const Tally *tally)
{
	row->opened++;
	for (Direction d = DIRECTION_OUT; d <= DIRECTION_IN; d++) {
		FigureCounts *counts = &row->of[d];
		const Fact *last = tally->last[d];
		const Answer answer = last ? (Answer)last->answer : 0;
		counts->yes += answer == ANSWER_YES;
		counts->no += answer == ANSWER_NO;
		counts->not_given += answer == ANSWER_NOT_GIVEN;
		counts->not_asked += !last;
		counts->how[last ? last->how : 0]++;
	}
}

static void count_waiting(Figures *figures, const Reach *reach, Arena *arena)
{
	const PassOnItems waiting = pass_on_waiting(reach, figures->home.practice, arena);
	const PassOnRow *ways[PASS_ON_WAYS];
	for (size_t i = 0; i < waiting.count; i++) {
		const PassOnItem *item = &waiting.items[i];
		if (pass_on_ways(&figures->home.table, item->answer, figures->home.system, ways) == 0)
			continue;
		figures->waiting++;
		if (instant_before(item->since, figures->oldest))
			figures->oldest = item->since;
	}
}

void desk_figures_waiting(const Figures *figures, size_t *ret_count, Instant *ret_oldest)
{
	*ret_count = figures->waiting;
	*ret_oldest = figures->oldest;
}

static void count_complaints(Figures *figures, const Reach *reach, Arena *arena)
{
	const OwedList owed = owed_of(reach, arena);
	for (size_t i = 0; i < owed.count; i++) {
		const Owed *one = &owed.items[i];
		const Month came = {one->received.year, one->received.month};
		if (one->kind != OWED_COMPLAINT || !in_months(figures, came))
			continue;
		figures->complaints++;
		figures->in_time += one->in_time;
		figures->open += !one->done;
	}
}

static void say_count(const char *before, size_t count, bool suppress, const char *after, Text *out)
{
	if (suppress && count > 0 && count < FIGURE_SMALL)
		text_add_print(out, "%sfewer than %d%s", before, FIGURE_SMALL, after);
	else
		text_add_print(out, "%s%zu%s", before, count, after);
}

void desk_figures_say_complaints(const Figures *figures, bool suppress, Text *out)
{
	if (figures->complaints == 0)
		return;
	say_count("Complaints about data: ", figures->complaints, suppress, "", out);
	if (!suppress || figures->complaints >= FIGURE_SMALL) {
		say_count(", ", figures->in_time, suppress, " acknowledged in time", out);
		say_count(", ", figures->open, suppress, " open", out);
	}
	text_add_char(out, '.');
}

/* The agreements are replayed fact by fact, so that an answer counts here exactly where it had effect. */
static bool count_patient(void *self, Desk *desk, const World *world, Arena *arena, Error *err)
{
	Figures *figures = self;
	Reach reach;
	Agreements agreements;
	reach_fold(world, desk_latest_at(world->facts, desk_now(desk)), INSTANT_MAX, arena, &reach);
	count_waiting(figures, &reach, arena);
	count_complaints(figures, &reach, arena);
	agreements_begin(&agreements, reach.agreements.sixteen, arena);
	Tally *tally = arena_array(arena, reach.agreements.episode_count, sizeof *tally);
	for (size_t i = 0; i < reach.fact_count; i++) {
		agreements_replay(&agreements, reach.facts[i]);
		if (reach.facts[i]->kind == FACT_ANSWERED)
			take_answer(&agreements, reach.facts[i], tally);
	}
	for (size_t i = 0; i < agreements.episode_count; i++) {
		const Episode *episode = &agreements.episodes[i];
		Date opened = zone_date(world->zone, episode->opening->at);
		Month month = {opened.year, opened.month};
		/* Where there is nothing to ask, nobody was left unasked: as the matrix shows it. */
		bool asks = tally[i].last[DIRECTION_OUT] || tally[i].last[DIRECTION_IN] ||
			    matrix_asks(reach.places[reach.agreements.episodes[i].place].organisation);
		if (asks && in_months(figures, month))
			count_tally(row_of(figures, world, episode->org, month, arena), &tally[i]);
	}
	return true;
}

bool desk_figures_step(Desk *desk, Figures *figures, size_t patients, bool *ret_done, Error *err)
{
	return desk_allows(desk, ACT_SEE_FIGURES, err) &&
	       scan_step(&figures->scan, desk, patients, count_patient, figures, ret_done, err);
}

/* --- Showing --- */

static int by_month_then_name(const void *a, const void *b)
{
	const FigureRow *left = a, *right = b;
	int by_month = month_number(left->month) - month_number(right->month);
	int by_name = text_order(left->name, right->name);
	return by_month ? by_month : by_name ? by_name : text_order(left->org, right->org);
}

void desk_figures_rows(Figures *figures, const FigureRow **ret_rows, size_t *ret_count)
{
	arena_clear(&figures->rows_arena);
	figures->rows = arena_array(&figures->rows_arena, figures->count, sizeof *figures->rows);
	for (size_t i = 0; i < figures->count; i++)
		figures->rows[i] = figures->counted[i].row;
	if (figures->count > 1)
		qsort(figures->rows, figures->count, sizeof *figures->rows, by_month_then_name);
	*ret_rows = figures->rows;
	*ret_count = figures->count;
}

static_assert(FIGURE_COLUMNS - FIGURE_IN_PERSON == HOW_ONLINE, "a column for each way, in their order");

const char *const figure_headings[FIGURE_COLUMNS] = {
	[FIGURE_ASKED] = "Asked",
	[FIGURE_NOT_ASKED] = "Not asked",
	[FIGURE_YES] = "Yes",
	[FIGURE_NO] = "No",
	[FIGURE_NOT_GIVEN] = "Not given",
	[FIGURE_IN_PERSON] = "In person",
	[FIGURE_PHONE] = "By telephone",
	[FIGURE_VIDEO] = "By video",
	[FIGURE_PAPER] = "On paper",
	[FIGURE_KIOSK] = "At the kiosk",
	[FIGURE_ONLINE] = "Online",
};

size_t figure_count(const FigureRow *row, Direction direction, FigureColumn column)
{
	const FigureCounts *counts = &row->of[direction];
	switch (column) {
	case FIGURE_ASKED: return counts->yes + counts->no + counts->not_given;
	case FIGURE_NOT_ASKED: return counts->not_asked;
	case FIGURE_YES: return counts->yes;
	case FIGURE_NO: return counts->no;
	case FIGURE_NOT_GIVEN: return counts->not_given;
	case FIGURE_IN_PERSON:
	case FIGURE_PHONE:
	case FIGURE_VIDEO:
	case FIGURE_PAPER:
	case FIGURE_KIOSK:
	case FIGURE_ONLINE: return counts->how[HOW_IN_PERSON + (column - FIGURE_IN_PERSON)];
	case FIGURE_COLUMNS: break;
	}
	return 0;
}

static bool is_small(size_t count)
{
	return count > 0 && count < FIGURE_SMALL;
}

/* The parts add up to what was opened, which the other direction may give away: beside a single small one the smallest
 * of the others is hidden too. FIGURE_COLUMNS: none need be. */
static FigureColumn hidden_beside(const FigureRow *row, Direction direction)
{
	FigureColumn hidden = FIGURE_COLUMNS;
	size_t small = 0;
	for (FigureColumn c = FIGURE_NOT_ASKED; c <= FIGURE_NOT_GIVEN; c++)
		small += is_small(figure_count(row, direction, c));
	for (FigureColumn c = FIGURE_NOT_ASKED; small == 1 && c <= FIGURE_NOT_GIVEN; c++)
		if (!is_small(figure_count(row, direction, c)) &&
		    (hidden == FIGURE_COLUMNS ||
		     figure_count(row, direction, c) < figure_count(row, direction, hidden)))
			hidden = c;
	return hidden;
}

static bool any_small(const FigureRow *row, Direction direction)
{
	for (FigureColumn c = FIGURE_NOT_ASKED; c <= FIGURE_NOT_GIVEN; c++)
		if (is_small(figure_count(row, direction, c)))
			return true;
	return false;
}

/* How they were asked adds up to what was asked, which gives away what is hidden there: then all of it is hidden, as it
 * is where one of them is small. Nothing is nobody. */
static bool how_hidden(const FigureRow *row, Direction direction)
{
	bool small = any_small(row, direction);
	for (FigureColumn c = FIGURE_IN_PERSON; c < FIGURE_COLUMNS; c++)
		small |= is_small(figure_count(row, direction, c));
	return small;
}

void figure_text(const FigureRow *row, Direction direction, FigureColumn column, bool suppress,
		 char out[FIGURE_TEXT_MAX])
{
	size_t count = figure_count(row, direction, column);
	if (suppress && column >= FIGURE_IN_PERSON && count > 0 && how_hidden(row, direction))
		text_print(out, FIGURE_TEXT_MAX, "*");
	else if (suppress && is_small(count))
		text_print(out, FIGURE_TEXT_MAX, "<%d", FIGURE_SMALL);
	else if (suppress && any_small(row, direction) &&
		 (column == FIGURE_ASKED || column == hidden_beside(row, direction)))
		text_print(out, FIGURE_TEXT_MAX, "*");
	else
		text_print(out, FIGURE_TEXT_MAX, "%zu", count);
}
