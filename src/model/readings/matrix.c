#include "model/readings/matrix.h"

#include <stdlib.h>

#include "base/text.h"
#include "model/readings/explain.h"

static MatrixCell cell_of(const Episode *episode, Direction direction)
{
	switch (episode->side[direction].state) {
	case STATE_NOT_ASKED: return CELL_NOT_ASKED;
	case STATE_YES: return CELL_YES;
	case STATE_REFUSED: return CELL_NO;
	case STATE_WITHDRAWN: return CELL_STOPPED;
	}
	return CELL_NOT_APPLICABLE;
}

bool matrix_asks(const Organisation *organisation)
{
	return !organisation || organisation->system != SYSTEM_OTHER;
}

/* The latest merge, where nothing was answered about this episode since; NULL: none. */
static const Fact *merged_since_asked(const Reach *reach, const Episode *episode)
{
	const Fact *merged = reach->merged;
	bool after = merged && fact_order(episode_present_since(episode), merged) < 0 &&
		     (!episode->answered || fact_order(episode->answered, merged) < 0);
	return after ? merged : NULL;
}

/* A11: what is disputed is a clinician's first. Nobody asks the dead. */
Asking matrix_asking(const Reach *reach, const Episode *episode, const Fact **ret_merged)
{
	const Fact *unused;
	const Fact **merged = ret_merged ? ret_merged : &unused;
	*merged = NULL;
	if (!episode->open || !matrix_asks(reach->places[episode->place].organisation) || episode_disputed(episode) ||
	    person_has_died(reach->world->person))
		return ASKING_NOTHING;
	if (episode->came_of_age)
		return ASKING_SIXTEEN;
	*merged = merged_since_asked(reach, episode);
	if (*merged)
		return ASKING_MERGED;
	bool asked = episode->side[DIRECTION_OUT].state != STATE_NOT_ASKED &&
		     episode->side[DIRECTION_IN].state != STATE_NOT_ASKED;
	return asked ? ASKING_NOTHING : ASKING_FIRST;
}

static void fill_seen(MatrixRow *row)
{
	Viewer viewer = viewer_of(row->probe, row->org);
	row->seen = sight_of(&viewer);
	row->obstacle = obstacle_of(&viewer);
	row->overridden = viewer.override_any != NULL;
	row->opted_out = viewer.opt_out ? viewer.purpose : 0;
	row->may_ask = row->counted ? row->view.ask > 0 : row->seen.asks_mig || row->seen.asks_scr;
	if (!row->counted)
		row->example = row->seen.example;
}

static void fill_open(MatrixRow *row, const Reach *reach, const Kins *kins)
{
	Viewer viewer = viewer_of(reach, row->org);
	row->view = view_with_example(&viewer, kins, &row->example);
	if (row->view.recorded && row->view.visible == row->view.recorded && !viewer.home)
		example_decided(&viewer, kins, VERDICT_ALLOW, &row->example);
	fill_seen(row);
	row->standing = viewer.standing.standing;
	row->needs_code = viewer.edsm.rule == RULE_E4;
	row->request = agreements_open_request(&reach->agreements, row->episode);
	if (row->request)
		row->code = code_stand(reach, row->request->id, reach->at);
	row->out = matrix_asks(row->organisation) ? cell_of(row->episode, DIRECTION_OUT) : CELL_NOT_APPLICABLE;
	row->in = matrix_asks(row->organisation) ? cell_of(row->episode, DIRECTION_IN) : CELL_NOT_APPLICABLE;
	row->asking = matrix_asking(reach, row->episode, NULL);
	row->questions_due = row->asking != ASKING_NOTHING;
	if (row->needs_code && row->code.state == CODE_STATE_OUT)
		row->in = CELL_WAITING;
}

static void fill_closed(MatrixRow *row, const Reach *reach)
{
	bool shared = instant_order(row->episode->out_stopped, INSTANT_MIN) != 0;
	row->out = shared ? CELL_STOPPED : CELL_NOT_APPLICABLE;
	row->in = CELL_NOT_APPLICABLE;
	row->standing = reach_standing(reach, row->org).standing;
}

static MatrixRow row_of(const Reach *reach, const Matrix *matrix, const Kins *kins, const Episode *episode)
{
	MatrixRow row = {
		.counted = matrix->counted,
		.probe = matrix->probe,
		.episode = episode,
		.org = episode->org,
		.service = episode->opening->service,
		.organisation = reach->places[episode->place].organisation,
	};
	if (episode->open)
		fill_open(&row, reach, kins);
	else
		fill_closed(&row, reach);
	return row;
}

/* Home, then open referrals, then closed episodes; the latest first. */
static int rank(const MatrixRow *row)
{
	return row->episode->open ? (row->episode->registration ? 0 : 1) : 2;
}

static int by_rank(const void *a, const void *b)
{
	const MatrixRow *left = a, *right = b;
	if (rank(left) != rank(right))
		return rank(left) - rank(right);
	const Fact *l = left->episode->open ? left->episode->opening : left->episode->closing;
	const Fact *r = right->episode->open ? right->episode->opening : right->episode->closing;
	return fact_order(r, l);
}

void matrix_make(const Reach *reach, bool here, Arena *arena, Matrix *ret_matrix)
{
	const Agreements *agreements = &reach->agreements;
	Matrix matrix = {.rows = arena_array(arena, agreements->episode_count, sizeof *matrix.rows)};
	for (size_t i = 0; i < reach->world->entries.count; i++)
		matrix.recorded += !instant_before(reach->at, reach->world->entries.items[i].recorded);
	matrix.counted = here && matrix.recorded > 0;
	matrix.probe = arena_alloc(arena, sizeof *matrix.probe);
	sight_probe(reach, arena, matrix.probe);
	const Kins kins = kins_of(reach, arena);
	for (size_t i = 0; i < agreements->episode_count; i++) {
		MatrixRow row = row_of(reach, &matrix, &kins, &agreements->episodes[i]);
		matrix.open += row.episode->open;
		matrix.due += row.questions_due;
		matrix.rows[matrix.count++] = row;
	}
	qsort(matrix.rows, matrix.count, sizeof *matrix.rows, by_rank);
	*ret_matrix = matrix;
}

bool matrix_closed(const MatrixRow *row, const Reach *reach)
{
	return row->episode->open && row->organisation &&
	       organisation_closed(row->organisation, zone_date(reach->world->zone, reach->at));
}

/* Its list may not say when. */
size_t matrix_closed_text(const MatrixRow *row, char *out, size_t size)
{
	char day[16];
	if (date_is_none(row->organisation->closed))
		return text_copy(out, size, "closed");
	date_print_staff(row->organisation->closed, day);
	return text_print(out, size, "closed %s", day);
}

MatrixStand matrix_stand(const MatrixRow *row, const Reach *reach)
{
	bool out = row->out == CELL_NOT_ASKED, in = row->in == CELL_NOT_ASKED;
	if (!row->episode->open)
		return STAND_ENDED;
	if (matrix_closed(row, reach))
		return STAND_CLOSED;
	if (row->overridden)
		return STAND_SEES;
	if (row->standing == STANDING_PROHIBITED)
		return STAND_PROHIBITED;
	if (episode_disputed(row->episode))
		return STAND_DISPUTED;
	if (row->opted_out)
		return STAND_OPTED_OUT;
	if (row->needs_code)
		return row->obstacle == OBSTACLE_NOT_LINKED || row->obstacle == OBSTACLE_NOT_KNOWN ? STAND_UNLINKED
		       : row->obstacle == OBSTACLE_NO_HOME					   ? STAND_NO_HOME
												   : STAND_CODE;
	if (out && in && !row->episode->registration)
		return STAND_NOT_ASKED;
	if (row->questions_due && out != in)
		return out ? STAND_ASK_OUT : STAND_ASK_IN;
	return STAND_SEES;
}

static const char *name_of(const MatrixRow *row, const Reach *reach, Arena *arena)
{
	return text_empty(row->service) ? explain_name(reach->world, row->org, arena) : row->service;
}

static void why_closed(const MatrixRow *row, const Reach *reach, const char *name, Text *out)
{
	char day[16];
	date_print_staff(zone_date(reach->world->zone, row->episode->closing->at), day);
	text_add_print(out, "%s: their care ended on %s, and the share with it.", name, day);
	if (row->out == CELL_STOPPED)
		text_add(out, " What they recorded until then stays shared.");
	text_add(out, " A new referral asks again. (A5)");
}

/* What the example is said of: the whole record, or so many of what is not seen; in `words`. */
static Explained said_of(const MatrixRow *row, size_t rest, bool some, char *words, size_t size)
{
	const Example *example = &row->example;
	Explained object = {words, 1, example->mixed};
	bool part = example->group > 0 && example->group < rest && (some || example->decision.entry);
	if (part) {
		object.count = example->group;
		text_print(words, size, some ? "%zu of the others" : "%zu of the entries", object.count);
	} else if (some) {
		object.count = rest;
		text_print(words, size, rest == 1 ? "the other" : "the other %zu", rest);
	} else {
		text_copy(words, size, "this record");
	}
	return object;
}

/* What is counted is said of so many; the rest of it by what keeps it. */
static void why_counted(const MatrixRow *row, const Reach *reach, const char *name, Text *out)
{
	char words[48];
	const View *view = &row->view;
	const Decision *example = &row->example.decision;
	size_t rest = view->recorded - view->visible;
	bool some = view->visible && rest;
	if (some)
		text_add_print(out, "%s sees %zu of %zu", name, view->visible, view->recorded);
	if (some && view->ask && example->verdict != VERDICT_ASK) {
		text_add_print(out, " and may ask for %zu", view->ask);
		rest -= view->ask;
	}
	text_add(out, some ? ". " : "");
	Explained object = said_of(row, rest, some, words, sizeof words);
	explain_entries(reach, some ? "It" : name, example, &object, out);
}

static void why_whole(const MatrixRow *row, const Reach *reach, const char *name, Text *out)
{
	char day[16];
	const Sighted *seen = &row->seen;
	bool some = seen->sight == SIGHT_UP_TO || seen->sight == SIGHT_PART;
	if (seen->sight == SIGHT_UP_TO) {
		date_print_staff(zone_date(reach->world->zone, seen->up_to), day);
		text_add_print(out, "%s sees this record up to %s. ", name, day);
	} else if (some) {
		text_add_print(out, "%s sees a part of this record. ", name);
	}
	explain_entries(row->probe, some ? "It" : name, &row->example.decision,
			&(Explained){some ? "the rest" : "this record", 1, false}, out);
}

void matrix_why(const MatrixRow *row, const Reach *reach, Text *out)
{
	const char *name = name_of(row, reach, out->arena);
	char words[48];
	if (!row->episode->open) {
		why_closed(row, reach, name, out);
		return;
	}
	if (matrix_closed(row, reach)) {
		matrix_closed_text(row, words, sizeof words);
		text_add_print(out, "%s %s. ", explain_name(reach->world, row->org, out->arena), words);
	}
	if (row->counted)
		why_counted(row, reach, name, out);
	else
		why_whole(row, reach, name, out);
	text_add_print(out, " (%s)", rule_text(row->example.decision.rule));
}
