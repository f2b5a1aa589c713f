#include "base/text.h"
#include "model/care/inside.h"
#include "model/desk/checks.h"
#include "model/desk/language.h"
#include "model/readings/explain.h"

static const MatrixRow *row_of(const Chart *chart, const char *episode)
{
	for (size_t i = 0; i < chart->matrix.count; i++)
		if (text_is(chart->matrix.rows[i].episode->id, episode))
			return &chart->matrix.rows[i];
	return NULL;
}

const char *sitting_called(Sitting *sitting, const Episode *episode)
{
	const char *name = explain_name(&sitting->chart->world, episode->org, &sitting->arena);
	const char *service = episode->opening->service;
	return text_empty(service) ? arena_text(&sitting->arena, name)
				   : arena_print(&sitting->arena, "%s (%s)", name, service);
}

static SittingItem item_of(Sitting *sitting, const Episode *episode, Direction direction)
{
	return (SittingItem){
		.episode = arena_text(&sitting->arena, episode->id),
		.org = arena_text(&sitting->arena, episode->org),
		.called = sitting_called(sitting, episode),
		.direction = direction,
	};
}

static void add_items(Sitting *sitting, const Episode *episode, Direction only)
{
	const bool both = matrix_asking(&sitting->chart->now, episode, NULL) == ASKING_MERGED;
	for (Direction d = DIRECTION_OUT; d <= DIRECTION_IN; d++)
		if (only ? d == only : both || episode->side[d].state == STATE_NOT_ASKED)
			sitting->items[sitting->item_count++] = item_of(sitting, episode, d);
}

static bool among(const SittingItem *items, size_t count, const char *episode, Direction direction)
{
	for (size_t i = 0; i < count; i++)
		if (items[i].direction == direction && text_is(items[i].episode, episode))
			return true;
	return false;
}

/* W1, W2: one yes is enough, so a no to one agreement changes nothing while another there still says yes. */
static void add_others(Sitting *sitting, const SittingItem *asked)
{
	const Agreements *agreements = &sitting->chart->now.agreements;
	for (size_t i = 0; i < agreements->episode_count; i++) {
		const Episode *episode = &agreements->episodes[i];
		bool says_yes = episode->open && text_is(episode->org, asked->org) &&
				episode->side[asked->direction].state == STATE_YES;
		if (!says_yes || among(sitting->items, sitting->item_count, episode->id, asked->direction) ||
		    among(sitting->others, sitting->other_count, episode->id, asked->direction))
			continue;
		sitting->others[sitting->other_count++] = item_of(sitting, episode, asked->direction);
	}
}

void sitting_find_others(Sitting *sitting)
{
	const size_t most = 2 * (sitting->chart->now.agreements.episode_count + 1);
	sitting->others = arena_array(&sitting->arena, most, sizeof *sitting->others);
	sitting->other_count = 0;
	for (size_t i = 0; i < sitting->item_count; i++)
		add_others(sitting, &sitting->items[i]);
}

/* What was never asked was never explained. */
static bool check_change(const Episode *episode, const SittingOrder *order, Error *err)
{
	return !order->change || (order->direction && episode->side[order->direction].state != STATE_NOT_ASKED) ||
	       fail(err, ERROR_REFUSED,
		    "Nothing was answered to that yet, so there is no change of mind: ask it first.");
}

static bool choose_items(Sitting *sitting, const SittingOrder *order, Error *err)
{
	const Matrix *matrix = &sitting->chart->matrix;
	size_t most = 2 * (matrix->count + 1);
	sitting->items = arena_array(&sitting->arena, most, sizeof *sitting->items);
	sitting_choose_order(sitting, order);
	if (order->choices)
		return true;
	if (order->episode) {
		const MatrixRow *row = row_of(sitting->chart, order->episode);
		const Episode *episode;
		if (!desk_open_episode(&sitting->chart->now, order->episode, &episode, err) ||
		    !desk_check_undisputed(&sitting->chart->now, episode, err) || !check_change(episode, order, err))
			return false;
		add_items(sitting, row ? row->episode : episode, order->direction);
	} else {
		for (size_t i = 0; i < matrix->count; i++)
			if (matrix->rows[i].questions_due)
				add_items(sitting, matrix->rows[i].episode, order->direction);
	}
	if (sitting->item_count + sitting->chosen_count == 0)
		return fail(err, ERROR_REFUSED,
			    "Nothing is due to be asked: where the patient thinks otherwise now, change that row.");
	sitting->more = sitting->item_count == 0;
	sitting_find_others(sitting);
	return true;
}

/* Who speaks, as far as the age alone says it. */
static bool choose_speaker(Sitting *sitting, const SittingOrder *order, Error *err)
{
	const Person *person = sitting->chart->world.person;
	Date today = desk_today(sitting->desk);
	Text spoken = {.arena = &sitting->arena};
	person_print_spoken(person, &spoken);
	sitting->patient = text_done(&spoken);
	sitting->language = desk_language_named(sitting->desk, order->language ? order->language : person->language);
	sitting->age = date_is_none(person->born) ? -1 : date_age(person->born, today);
	if (order->how == HOW_KIOSK && sitting->age < ADULT_FROM)
		return fail(err, ERROR_REFUSED,
			    "These questions are asked at the desk: please speak to a member of staff.");
	bool small = sitting->age >= 0 && sitting->age < CHILD_MAY_DECIDE_FROM;
	sitting->speaker = (Speaker){
		.who = small ? WHO_PARENTAL_RESPONSIBILITY : WHO_PATIENT,
		.how = order->how	     ? order->how
		       : sitting->chart->how ? sitting->chart->how
					     : HOW_IN_PERSON,
		.language = sitting->language == &languages[0] ? NULL : sitting->language->code,
		.change = order->change,
	};
	sitting->known = order->change && !order->who_else;
	return true;
}

bool sitting_prepare(Sitting *sitting, const SittingOrder *order, Error *err)
{
	return desk_check_living(&sitting->chart->world, err) && desk_check_number(sitting->chart->goes_on, err) &&
	       choose_speaker(sitting, order, err) && choose_items(sitting, order, err);
}
