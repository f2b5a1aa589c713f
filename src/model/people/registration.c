/* Where a patient is registered, as the desk's own practice says it. */
#include "base/text.h"
#include "base/utf8.h"
#include "model/desk/checks.h"
#include "model/people/people.h"

static Fact registered_at(const char *org, const char *episode)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_REGISTERED;
	fact.org = org;
	fact.episode = episode;
	return fact;
}

bool desk_registered_here(Desk *desk, const Chart *chart)
{
	scoped(arena_free) Arena arena = {0};
	const char *practice = desk_practice_code(desk, &arena);
	return practice && reach_is_home(&chart->now, practice);
}

static bool own_practice(Desk *desk, Arena *arena, const char **ret_code, Error *err)
{
	*ret_code = desk_practice_code(desk, arena);
	return *ret_code || fail(err, ERROR_MISSING, "This desk does not know its practice: set it up first.");
}

bool desk_register(Desk *desk, Chart *chart, Error *err)
{
	char id[DESK_ID_MAX];
	Arena *keep = &chart_open(chart)->visit;
	const char *practice;
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_REGISTER,
		.living = true,
		.act = "registered here",
	};
	if (!telling_begin(&telling, err) || !own_practice(desk, keep, &practice, err))
		return false;
	if (reach_is_home(desk_fold_now(&telling.now), practice))
		return fail(err, ERROR_REFUSED, "The patient is registered here already.");
	if (!desk_new_id(desk, "e", id, err))
		return false;
	Fact fact = registered_at(practice, arena_text(keep, id));
	return telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}

/* --- Moved away --- */

static bool check_day(const TellingNow *now, Date on, Date today, Error *err)
{
	const Date born = now->world.person->born;
	if (!date_valid(on))
		return fail(err, ERROR_INPUT, "Say on which day they moved away: 12-Nov-2026, for instance.");
	if (date_order(today, on) < 0)
		return fail(err, ERROR_INPUT, "That day has not come yet: say it when they have moved.");
	return date_is_none(born) || date_order(born, on) <= 0 ||
	       fail(err, ERROR_INPUT, "The patient was not born yet on that day: check the date.");
}

static bool check_practice(const TellingNow *now, const char *code, Date today, Error *err)
{
	Directory directory = now->world.directory;
	const Organisation *practice = directory.organisation(directory.self, code);
	if (!practice)
		return fail(err, ERROR_MISSING, "The directory has no practice %s: check its code, or leave it empty.",
			    code);
	if (practice->care != CARE_GP)
		return fail(err, ERROR_REFUSED, "%s is not a GP practice: nobody registers there.", practice->name);
	return !organisation_closed(practice, today) ||
	       fail(err, ERROR_REFUSED, "%s is closed: check the code, or leave it empty.", practice->name);
}

static bool check_moving(Desk *desk, const TellingNow *now, Date on, const char *to, const Episode **ret_home,
			 Error *err)
{
	const Date today = zone_date(desk_zone(desk), now->now);
	const Reach *reach = desk_fold_now(now);
	const char *own;
	if (!own_practice(desk, now->arena, &own, err))
		return false;
	if (!reach_is_home(reach, own))
		return fail(err, ERROR_REFUSED, "The patient is not registered here, so nobody moves away.");
	if (text_is(to, own))
		return fail(err, ERROR_REFUSED, "That is this practice itself: give the code of the new one.");
	*ret_home = reach->home;
	return check_day(now, on, today, err) && (!to || check_practice(now, to, today, err));
}

/* The share ends when it is told, never before: what was seen until then was seen. The day stands in the note. */
bool desk_move_away(Desk *desk, Chart *chart, Date on, const char *practice, Error *err)
{
	char id[DESK_ID_MAX], day[16];
	Arena *keep = &chart_open(chart)->visit;
	const char *to = text_empty(practice) ? NULL : utf8_upper(keep, practice);
	const Episode *home = NULL;
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_REGISTER,
		.living = true,
		.old_number = true,
		.act = "moved away",
	};
	if (!telling_begin(&telling, err) || !check_moving(desk, &telling.now, on, to, &home, err) ||
	    !desk_new_id(desk, "e", id, err))
		return false;
	Fact fact = registered_at(to, arena_text(keep, id));
	if (!to) {
		fact = FACT_NONE;
		fact.kind = FACT_DISCHARGED;
		fact.episode = arena_text(keep, home->id);
	}
	date_print_staff(on, day);
	fact.note = arena_print(keep, "Moved away on %s.", day);
	return telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}
