#include "ui/screens/sharing/inside.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/readings/explain.h"
#include "ui/screens/chart/chart.h"

enum {
	NARROW = 60, /* fewer columns: no care, the standing in short */
	WIDE = 150,  /* more: who was asked when, list, system */
	SIGNS = 6,   /* "Out In" */
	CARE_MIN = 14,
	CARE_MAX = 20, /* "referred 12-Nov-2023" */
	STANDING_MIN = 21,
	STANDING_MAX = 26, /* "code sent, 6 min left", "prohibited by the practice" */
	STANDING_SHORT = 13,
	NAME_MAX = 44,
	PLACE = 40,
	ASKED = 26,
	LISTED = 11,
	SYSTEM = 10,
	WORDS = 96,
};

/* Where each column begins and how wide it is; 0 wide: not shown. */
typedef struct Column {
	int at, cols;
} Column;

typedef struct Columns {
	Column name, place, care, out, in, standing, asked, listed, system;
	bool brief;
} Columns;

const MatrixRow *matrix_row(const MatrixRows *rows, size_t index)
{
	return index < rows->chart->matrix.count ? &rows->chart->matrix.rows[index] : NULL;
}

const char *matrix_rows_key(const void *rows, size_t index)
{
	const MatrixRow *row = matrix_row(rows, index);
	return row ? row->episode->id : "";
}

const char *matrix_called(const Chart *chart, const MatrixRow *row, Arena *arena)
{
	return text_empty(row->service) ? explain_name(&chart->world, row->org, arena) : row->service;
}

void matrix_say_brief(const MatrixRows *rows, const MatrixRow *row, Text *out)
{
	char care[WORDS], standing[WORDS];
	matrix_care_text(row, &rows->chart->now, care, sizeof care);
	matrix_standing_text(row, &rows->chart->now, rows->now, standing, sizeof standing);
	text_add_print(out, "%s: %s, %s.", matrix_called(rows->chart, row, out->arena), care, standing);
}

/* "local list", "not listed", "prohibited". */
static const char *listed_as(Standing standing)
{
	static const char *const words[Standing_COUNT_] = {
		[STANDING_ALLOWED] = "local list",
		[STANDING_PROHIBITED] = "prohibited",
		[STANDING_VERIFY] = "not listed",
	};
	return text_or(words[standing], "not listed");
}

/* "SystmOne", "not known". */
static const char *system_of(const Organisation *organisation)
{
	static const char *const words[System_COUNT_] = {
		[SYSTEM_SYSTMONE] = "SystmOne",
		[SYSTEM_EMIS] = "EMIS",
		[SYSTEM_OTHER] = "another",
		[SYSTEM_UNKNOWN] = "not known",
	};
	return text_or(organisation ? words[organisation->system] : NULL, "not known");
}

/* --- columns --- */

static int within(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

/* The columns that the longest care text and the longest standing need. */
static void needed(const MatrixRows *rows, int *ret_care, int *ret_standing)
{
	const Chart *chart = rows->chart;
	char words[WORDS];
	*ret_care = CARE_MIN;
	*ret_standing = STANDING_MIN;
	for (size_t i = 0; i < chart->matrix.count; i++) {
		const MatrixRow *row = &chart->matrix.rows[i];
		matrix_care_text(row, &chart->now, words, sizeof words);
		*ret_care = within(utf8_columns(words), *ret_care, CARE_MAX);
		if (row->code.code) /* counts down: its column must not walk */
			continue;
		matrix_standing_text(row, &chart->now, rows->now, words, sizeof words);
		*ret_standing = within(utf8_columns(words), *ret_standing, STANDING_MAX);
	}
}

static Column next(int *at, int cols, int gap)
{
	const Column column = {*at, cols};
	*at += cols > 0 ? cols + gap : 0;
	return column;
}

static Columns columns_of(const MatrixRows *rows, int cols)
{
	Columns columns = {.brief = cols < NARROW};
	const bool wide = cols >= WIDE;
	int care, standing, at = 0;
	needed(rows, &care, &standing);
	if (columns.brief) {
		care = -1;
		standing = STANDING_SHORT;
	}
	columns.name = next(&at, within(cols - care - standing - SIGNS - 5, 8, wide ? NAME_MAX - 8 : NAME_MAX), 1);
	columns.place = next(&at, wide ? PLACE : 0, 1);
	columns.care = next(&at, columns.brief ? 0 : care, 2);
	columns.out = next(&at, 3, 1);
	columns.in = next(&at, 2, 2);
	columns.standing = next(&at, wide ? STANDING_MAX : cols - at, 2);
	columns.asked = next(&at, wide ? ASKED : 0, 1);
	columns.listed = next(&at, wide && at + LISTED < cols ? LISTED : 0, 1);
	columns.system = next(&at, wide && at + SYSTEM < cols ? SYSTEM : 0, 1);
	return columns;
}

static void put(Area area, Column column, Style style, const char *text)
{
	if (column.cols > 0)
		area_put_in(area, 0, column.at, column.cols, style, text);
}

void matrix_rows_heading(const MatrixRows *rows, Area area)
{
	const Columns columns = columns_of(rows, area.cols);
	put(area, columns.name, STYLE_STRONG, "Organisation");
	put(area, columns.place, STYLE_STRONG, "Where");
	put(area, columns.care, STYLE_STRONG, "Their care");
	put(area, columns.out, STYLE_STRONG, "Out");
	put(area, columns.in, STYLE_STRONG, "In");
	put(area, columns.standing, STYLE_STRONG, columns.brief ? "As it stands" : "As things stand");
	put(area, columns.asked, STYLE_STRONG, "Last asked");
	put(area, columns.listed, STYLE_STRONG, "List");
	put(area, columns.system, STYLE_STRONG, "System");
}

/* --- a row --- */

static const char *sign_of(const Glyphs *glyphs, MatrixCell cell)
{
	switch (cell) {
	case CELL_NOT_APPLICABLE: return glyphs->nothing;
	case CELL_NOT_ASKED: return glyphs->ask;
	case CELL_YES: return glyphs->yes;
	case CELL_NO: return glyphs->no;
	case CELL_STOPPED: return glyphs->stopped;
	case CELL_WAITING: return glyphs->waiting;
	}
	return "";
}

static Style style_of(MatrixCell cell)
{
	switch (cell) {
	case CELL_YES: return STYLE_GOOD;
	case CELL_NOT_ASKED:
	case CELL_WAITING: return STYLE_WARNING;
	case CELL_NOT_APPLICABLE:
	case CELL_NO:
	case CELL_STOPPED: return STYLE_NORMAL;
	}
	return STYLE_NORMAL;
}

static void put_sign(Area area, Column column, MatrixCell cell)
{
	area_put(area, 0, column.at + 1, style_of(cell), sign_of(area_glyphs(area), cell));
}

/* The later of the two answers. */
static const Fact *last_asked(const Episode *episode)
{
	const Fact *out = episode->side[DIRECTION_OUT].set_by, *in = episode->side[DIRECTION_IN].set_by;
	return !out || (in && fact_order(out, in) < 0) ? in : out;
}

static const char *asked_words(const Chart *chart, const Episode *episode, Arena *arena)
{
	const Fact *asked = last_asked(episode);
	return asked ? arena_print(arena, "%s %s", chart_day(chart, asked->at, arena), text_or(asked->by, "")) : "";
}

void matrix_rows_draw(const void *self, size_t index, Area area)
{
	const MatrixRows *rows = self;
	const Chart *chart = rows->chart;
	const MatrixRow *row = matrix_row(rows, index);
	const Columns columns = columns_of(rows, area.cols);
	Arena *scratch = area_scratch(area);
	char care[WORDS], standing[WORDS];
	if (!row)
		return;

	const Style style = row->episode->open ? STYLE_NORMAL : STYLE_MUTED;

	matrix_care_text(row, &chart->now, care, sizeof care);
	if (columns.brief)
		matrix_standing_brief(row, &chart->now, rows->now, standing, sizeof standing);
	else
		matrix_standing_text(row, &chart->now, rows->now, standing, sizeof standing);
	put(area, columns.name, style, matrix_called(chart, row, scratch));
	put(area, columns.place, style, explain_name(&chart->world, row->org, scratch));
	put(area, columns.care, style, care);
	put_sign(area, columns.out, row->out);
	put_sign(area, (Column){columns.in.at - 1, 0}, row->in);
	put(area, columns.standing, style, standing);
	put(area, columns.asked, style, asked_words(chart, row->episode, scratch));
	put(area, columns.listed, style, listed_as(row->standing));
	put(area, columns.system, style, system_of(row->organisation));
}

/* --- below the rows --- */

static const char *why_unasked(const MatrixRow *row)
{
	const Episode *episode = row->episode;
	if (row->out == CELL_NOT_APPLICABLE)
		return "nothing to ask: they use no shared system";
	if (episode->came_of_age)
		return "not asked since 16: until then a parent answered";
	return episode_disputed(episode) ? "two who may answer disagree" : "not asked";
}

/* "yes, 30-May-2024, said by Susan Brown, asked by Priya S (in person)". */
static void say_side(const Chart *chart, const MatrixRow *row, const Side *side, Text *out)
{
	const Fact *asked = side->set_by;
	const bool stopped = side->state == STATE_WITHDRAWN;
	if (!asked) {
		text_add(out, why_unasked(row));
		return;
	}
	text_add_print(out, "%s, %s", stopped ? "stopped" : words_text(&question_answer_words, asked->answer),
		       chart_day(chart, asked->at, out->arena));
	if (!text_empty(asked->name))
		text_add_print(out, ", said by %s", asked->name);
	if (!text_empty(asked->by))
		text_add_print(out, ", asked by %s", asked->by);
	if (asked->how)
		text_add_print(out, " (%s)", explain_how((How)asked->how));
}

static void put_side(const Chart *chart, const MatrixRow *row, Direction direction, Area area, int line)
{
	const Side *side = &row->episode->side[direction];
	Text words = {.arena = area_scratch(area)};
	say_side(chart, row, side, &words);
	area_print(area, line, 1, STYLE_STRONG, "Share %s", direction == DIRECTION_OUT ? "Out" : "In");
	area_put(area, line, 12, side->set_by ? STYLE_NORMAL : STYLE_MUTED, text_done(&words));
}

static const char *whole_name(const Chart *chart, const MatrixRow *row, const Glyphs *glyphs, Arena *arena)
{
	const Organisation *organisation = row->organisation;
	const char *name = explain_name(&chart->world, row->org, arena);
	return organisation && !text_empty(organisation->phone) && !explain_hides(&chart->world, row->org)
		       ? arena_print(arena, "%s %s %s", name, glyphs->dot, organisation->phone)
		       : name;
}

void matrix_detail(const MatrixRows *rows, const MatrixRow *row, Area area)
{
	const Chart *chart = rows->chart;
	const Glyphs *glyphs = area_glyphs(area);
	const Fact *opening = row->episode->opening;
	Arena *scratch = area_scratch(area);
	area_rule(area, 0, STYLE_RULE, matrix_called(chart, row, scratch));
	area_put(area, 1, 1, STYLE_NORMAL, whole_name(chart, row, glyphs, scratch));
	area_print(area, 2, 1, STYLE_MUTED, "%s %s by %s %s %s %s system: %s",
		   row->episode->registration ? "registered" : "referred", chart_day(chart, opening->at, scratch),
		   text_or(opening->by, "an import"), glyphs->dot, listed_as(row->standing), glyphs->dot,
		   system_of(row->organisation));
	if (!row->episode->open)
		return; /* both answers went with the care */
	put_side(chart, row, DIRECTION_OUT, area, 3);
	put_side(chart, row, DIRECTION_IN, area, 4);
}
