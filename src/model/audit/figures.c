#include "model/audit/audit.h"

#include <assert.h>
#include <stdlib.h>

#include "base/text.h"
#include "model/desk/inside.h"
#include "model/ledger/book.h"
#include "model/ledger/transaction.h"
#include "model/readings/explain.h"
#include "model/readings/tallies.h"

enum { MONTHS_MAX = 12 * 50 };

/* --- Reading --- */

static int month_number(Month month)
{
	return month.year * 12 + month.month - 1;
}

static Month month_of(int number)
{
	return (Month){number / 12, number % 12 + 1};
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

/* Figures name no patient, so that even where one is restricted the organisation has its name. */
static FigureRow row_for(const Tally *total, OrganisationBook *book, Arena *arena)
{
	const World of_nobody = {.person = &(Person){0}, .directory = book_directory(book)};
	return (FigureRow){
		.org = total->org,
		.name = arena_text(arena, explain_name(&of_nobody, total->org, arena)),
		.month = month_of(total->month),
	};
}

static void count_episodes(FigureRow *row, const TallySort *sort, size_t count)
{
	row->opened += count;
	for (Direction d = DIRECTION_OUT; d <= DIRECTION_IN; d++) {
		FigureCounts *counts = &row->of[d];
		const Answer answer = (Answer)sort->of[d].answer;
		*(answer == ANSWER_YES	       ? &counts->yes
		  : answer == ANSWER_NO	       ? &counts->no
		  : answer == ANSWER_NOT_GIVEN ? &counts->not_given
					       : &counts->not_asked) += count;
		counts->how[sort->of[d].how < How_COUNT_ ? sort->of[d].how : 0] += count;
	}
}

static void count_complaints(Figures *figures, const TallySort *sort, size_t count)
{
	figures->complaints += count;
	figures->in_time += sort->in_time ? count : 0;
	figures->open += sort->open ? count : 0;
}

static int by_month_then_name(const void *a, const void *b)
{
	const FigureRow *left = a, *right = b;
	int by_month = month_number(left->month) - month_number(right->month);
	int by_name = text_order(left->name, right->name);
	return by_month ? by_month : by_name ? by_name : text_order(left->org, right->org);
}

/* Those of one month and organisation stand together. */
static void take_totals(const TallyList *totals, OrganisationBook *book, Arena *arena, Figures *figures)
{
	FigureRow *rows = arena_array(arena, totals->count, sizeof *rows);
	for (size_t i = 0; i < totals->count; i++) {
		const Tally *total = &totals->items[i];
		const TallySort sort = tally_sort_read(total->sort);
		FigureRow *row = figures->count > 0 ? &rows[figures->count - 1] : NULL;
		if (sort.complaint) {
			count_complaints(figures, &sort, (size_t)total->count);
			continue;
		}
		if (!row || month_number(row->month) != total->month || !text_is(row->org, total->org)) {
			row = &rows[figures->count++];
			*row = row_for(total, book, arena);
		}
		count_episodes(row, &sort, (size_t)total->count);
	}
	if (figures->count > 1)
		qsort(rows, figures->count, sizeof *rows, by_month_then_name);
	figures->rows = rows;
}

bool desk_figures(Desk *desk, Month from, Month to, Arena *arena, Figures *ret_figures, Error *err)
{
	scoped(reading_end) Reading reading = {0};
	const Ledger *ledger = &desk->ports.ledger;
	Figures figures = {.counting = desk_work_waits(desk)};
	TallyList totals;
	if (!desk_allows(desk, ACT_SEE_FIGURES, err) || !check_months(from, to, err) ||
	    !reading_begin(&reading, ledger, err) ||
	    !ledger->ops->figures(ledger->self, month_number(from), month_number(to), arena, &totals, err) ||
	    !work_to_pass_on(desk, &figures.waiting, &figures.oldest, err))
		return false;
	OrganisationBook *book = book_open(*ledger, arena);
	take_totals(&totals, book, arena, &figures);
	if (book->fault.kind != ERROR_NONE)
		return fail(err, book->fault.kind, "%s", book->fault.text);
	*ret_figures = figures;
	return true;
}

/* --- Showing --- */

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

/* The parts of what was opened: not asked, yes, no, not given. */
typedef struct Parts {
	size_t of[FIGURE_COLUMNS];
	size_t small;		   /* how many of them are */
	FigureColumn one, largest; /* the last small one; the largest of the others */
	size_t second;		   /* the next of those */
} Parts;

static Parts parts_of(const FigureRow *row, Direction direction)
{
	Parts parts = {.one = FIGURE_COLUMNS, .largest = FIGURE_COLUMNS};
	size_t largest = 0;
	for (FigureColumn c = FIGURE_NOT_ASKED; c <= FIGURE_NOT_GIVEN; c++) {
		const size_t count = parts.of[c] = figure_count(row, direction, c);
		if (is_small(count)) {
			parts.small++;
			parts.one = c;
		} else if (parts.largest == FIGURE_COLUMNS || count > largest) {
			parts.second = largest;
			largest = count;
			parts.largest = c;
		} else if (count > parts.second) {
			parts.second = count;
		}
	}
	return parts;
}

/* The parts add up to what was opened, which the other direction may give away. A single small one and the largest of
 * the others are hidden, where that stays the largest whichever small number it is: then it may be any. */
static bool two_will_do(const Parts *parts)
{
	enum { APART = 2 * (FIGURE_SMALL - 1) };
	return parts->small == 1 && parts->of[parts->one] + parts->of[parts->largest] >= parts->second + APART;
}

/* Else all are hidden, and that one is small is said where so many were opened that it gives none away. */
static bool shows_small(const FigureRow *row, const Parts *parts)
{
	enum { PARTS = 4, MANY = (PARTS - 1) * (FIGURE_SMALL - 1) + FIGURE_SMALL };
	return two_will_do(parts) || row->opened >= MANY;
}

static bool is_hidden(const Parts *parts, FigureColumn column)
{
	if (parts->small == 0)
		return false;
	return column > FIGURE_NOT_GIVEN || !two_will_do(parts) || column == FIGURE_ASKED || column == parts->one ||
	       column == parts->largest;
}

/* How they were asked adds up to what was asked: all of it is hidden where one of them is small. Nothing is nobody. */
static bool a_way_is_small(const FigureRow *row, Direction direction)
{
	bool small = false;
	for (FigureColumn c = FIGURE_IN_PERSON; c < FIGURE_COLUMNS; c++)
		small |= is_small(figure_count(row, direction, c));
	return small;
}

void figure_text(const FigureRow *row, Direction direction, FigureColumn column, bool suppress,
		 char out[FIGURE_TEXT_MAX])
{
	const size_t count = figure_count(row, direction, column);
	const Parts parts = parts_of(row, direction);
	const bool way = column > FIGURE_NOT_GIVEN, part = !way && column != FIGURE_ASKED;
	if (!suppress || (!is_hidden(&parts, column) && !(way && count > 0 && a_way_is_small(row, direction))))
		text_print(out, FIGURE_TEXT_MAX, "%zu", count);
	else if (part && is_small(count) && shows_small(row, &parts))
		text_print(out, FIGURE_TEXT_MAX, "<%d", FIGURE_SMALL);
	else
		text_print(out, FIGURE_TEXT_MAX, "*");
}
