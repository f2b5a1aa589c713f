#include "model/readings/matrix.h"

#include <stdlib.h>

#include "base/text.h"
#include "model/readings/explain.h"

static const Request *open_request(const Reach *reach, const Episode *episode)
{
	const Agreements *agreements = &reach->agreements;
	const Request *latest = NULL;
	for (size_t i = 0; i < agreements->request_count; i++) {
		const Request *request = &agreements->requests[i];
		if (request->open && &agreements->episodes[request->episode] == episode)
			latest = request;
	}
	return latest;
}

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
	const Fact *merged = NULL;
	for (size_t i = 0; i < reach->fact_count; i++) {
		const Fact *fact = reach->facts[i];
		if (fact->kind == FACT_MERGED)
			merged = fact;
		else if (fact->kind == FACT_ANSWERED && text_is(fact->episode, episode->id))
			merged = NULL;
	}
	bool before = merged && fact_order(episode_present_since(episode), merged) < 0;
	return before ? merged : NULL;
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

static void fill_open(MatrixRow *row, const Reach *reach)
{
	Viewer viewer = viewer_of(reach, row->org);
	row->view = view_with_example(&viewer, &row->example);
	row->standing = viewer.standing.standing;
	row->needs_code = viewer.edsm.rule == RULE_E4;
	row->request = open_request(reach, row->episode);
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

static MatrixRow row_of(const Reach *reach, const Episode *episode)
{
	MatrixRow row = {
		.episode = episode,
		.org = episode->org,
		.service = episode->opening->service,
		.organisation = reach->places[episode->place].organisation,
	};
	if (episode->open)
		fill_open(&row, reach);
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

void matrix_make(const Reach *reach, Arena *arena, Matrix *ret_matrix)
{
	const Agreements *agreements = &reach->agreements;
	Matrix matrix = {.rows = arena_array(arena, agreements->episode_count, sizeof *matrix.rows)};
	for (size_t i = 0; i < agreements->episode_count; i++) {
		MatrixRow row = row_of(reach, &agreements->episodes[i]);
		matrix.open += row.episode->open;
		matrix.due += row.questions_due;
		matrix.rows[matrix.count++] = row;
	}
	for (size_t i = 0; i < reach->world->entries.count; i++)
		matrix.recorded += !instant_before(reach->at, reach->world->entries.items[i].recorded);
	qsort(matrix.rows, matrix.count, sizeof *matrix.rows, by_rank);
	*ret_matrix = matrix;
}

static size_t print_day(const char *what, Date date, Date today, char *out, size_t size)
{
	char day[16];
	if (date_order(date, today) == 0)
		return text_print(out, size, "%s today", what);
	if (date.year == today.year)
		date_print_short(date, day);
	else
		date_print_staff(date, day);
	return text_print(out, size, "%s %s", what, day);
}

int64_t matrix_code_left(const MatrixRow *row, Instant now)
{
	bool out = row->code.state == CODE_STATE_OUT && instant_before(now, row->code.code->expires);
	return out ? row->code.code->expires.seconds - now.seconds : 0;
}

size_t matrix_care_text(const MatrixRow *row, const Reach *reach, char *out, size_t size)
{
	const Zone *zone = reach->world->zone;
	const Episode *episode = row->episode;
	Date today = zone_date(zone, reach->at);
	if (!episode->open)
		return print_day("ended", zone_date(zone, episode->closing->at), today, out, size);
	if (episode->registration)
		return text_print(out, size, "registered");
	if (row->needs_code)
		return text_print(out, size, "out of county");
	return print_day("referred", zone_date(zone, episode->opening->at), today, out, size);
}

static size_t print_code(const MatrixRow *row, Instant now, char *out, size_t size)
{
	const Fact *code = row->code.code;
	int64_t left = matrix_code_left(row, now);
	const char *done = code && code->code_channel == CODE_SHOWN ? "shown" : "sent";
	if (row->episode->verification == VERIFICATION_REFUSED)
		return text_print(out, size, "patient refused them");
	switch (row->code.state) {
	case CODE_STATE_NONE:
	case CODE_STATE_USED: return text_print(out, size, row->request ? "asks for a code" : "needs a code");
	case CODE_STATE_LOCKED: return text_print(out, size, "locked: new code needed");
	case CODE_STATE_OUT:
	case CODE_STATE_RUN_OUT: break;
	}
	if (left <= 0)
		return text_print(out, size, "code ran out");
	if (left < 60)
		return text_print(out, size, "code %s, %d s left", done, (int)left);
	return text_print(out, size, "code %s, %d min left", done, (int)(left / 60));
}

static size_t print_view(const View *view, char *out, size_t size)
{
	const char *through = !view->ask_mig ? "SCR" : !view->ask_scr ? "MIG" : "MIG, SCR";
	if (!view->recorded)
		return text_print(out, size, "nothing recorded yet");
	if (view->visible == view->recorded)
		return text_print(out, size, "sees %zu of %zu", view->visible, view->recorded);
	if (view->visible && view->ask)
		return text_print(out, size, "sees %zu, may ask for %zu", view->visible, view->ask);
	if (view->visible)
		return text_print(out, size, "sees %zu, %zu withheld", view->visible, view->withheld);
	if (view->ask)
		return text_print(out, size, "may ask for %zu (%s)", view->ask, through);
	return text_print(out, size, "sees nothing");
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

size_t matrix_standing_text(const MatrixRow *row, const Reach *reach, Instant now, char *out, size_t size)
{
	if (!row->episode->open) {
		bool shared = row->out == CELL_STOPPED;
		const char *ending = row->episode->registration ? "shared until they moved" : "shared to discharge";
		return text_print(out, size, "%s", shared ? ending : "nothing was shared");
	}
	if (matrix_closed(row, reach))
		return matrix_closed_text(row, out, size);
	if (row->standing == STANDING_PROHIBITED)
		return text_print(out, size, "prohibited by the practice");
	if (episode_disputed(row->episode))
		return text_print(out, size, "disputed, for a clinician");
	if (row->needs_code)
		return print_code(row, now, out, size);
	bool both = row->out == CELL_NOT_ASKED && row->in == CELL_NOT_ASKED;
	if (both && !row->episode->registration)
		return text_print(out, size, "not asked yet");
	bool either = row->out == CELL_NOT_ASKED || row->in == CELL_NOT_ASKED;
	if (row->questions_due && either && !both)
		return text_print(out, size, "Share %s not asked yet", row->out == CELL_NOT_ASKED ? "Out" : "In");
	return print_view(&row->view, out, size);
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

void matrix_why(const MatrixRow *row, const Reach *reach, Text *out)
{
	const char *name = name_of(row, reach, out->arena);
	if (!row->episode->open) {
		why_closed(row, reach, name, out);
		return;
	}
	char words[48];
	const View *view = &row->view;
	const Decision *example = &row->example.decision;
	size_t rest = view->recorded - view->visible;
	bool some = view->visible && rest;
	if (matrix_closed(row, reach)) {
		matrix_closed_text(row, words, sizeof words);
		text_add_print(out, "%s %s. ", explain_name(reach->world, row->org, out->arena), words);
	}
	if (some)
		text_add_print(out, "%s sees %zu of %zu", name, view->visible, view->recorded);
	if (some && view->ask && example->verdict != VERDICT_ASK) {
		text_add_print(out, " and may ask for %zu", view->ask);
		rest -= view->ask;
	}
	text_add(out, some ? ". " : "");
	Explained object = said_of(row, rest, some, words, sizeof words);
	explain_entries(reach, some ? "It" : name, example, &object, out);
	text_add_print(out, " (%s)", rule_text(example->rule));
}
