/* What goes on while nobody types: the lock after idle minutes, the tick, midnight, a look at the ledger; between keys
 * what every patient is opened with is read, and patients who wait are looked at. */
#include "model/desk/card.h"
#include "model/desk/work.h"
#include "ui/app_inside.h"

enum { MINUTE = 60 };
enum { WORK_MS = 8 /* a step, so that a key waits for no longer */, PACE_FIRST = 50, PACE_MOST = 400 };

/* Every second anew, also over another notice: nothing that is done now is kept. */
static void app_look_after_ledger(App *app)
{
	Error err = {0};
	if (app->setup.desk && !desk_reaches_ledger(app->setup.desk, &err))
		app_fail(app, &err);
}

bool app_moved(const App *app)
{
	return app->moved;
}

bool app_awaits(const App *app)
{
	return app->setup.desk && desk_card_waits(app->setup.desk);
}

bool app_reads(const App *app)
{
	return app->reads;
}

void app_read(App *app)
{
	app->reads = desk_read_on(app->setup.desk);
}

bool app_works(const App *app)
{
	return app->works;
}

size_t app_pace(const App *app)
{
	return app->pace > 0 ? app->pace : PACE_FIRST;
}

bool app_look_on(App *app)
{
	return desk_work_step(app->setup.desk, app_pace(app));
}

void app_work(App *app)
{
	app->works = desk_work_on(app->setup.desk, app_pace(app));
}

void app_worked(App *app, int64_t took)
{
	const size_t pace = app_pace(app);
	if (took > WORK_MS)
		app->pace = pace > 1 ? pace / 2 : 1;
	else if (took < WORK_MS / 2)
		app->pace = 2 * pace < PACE_MOST ? 2 * pace : PACE_MOST;
}

void app_hear(App *app)
{
	const Frame *top = app_top(app);
	if (!top || !app->setup.desk)
		return;
	desk_card_step(app->setup.desk);
	if (top->screen->tick)
		top->screen->tick(app, top->state);
}

/* Nobody types, or the card of who is signed in was taken out. */
static bool app_is_left(App *app, int64_t idle)
{
	const int after = app->setup.settings.lock_after;
	if (app->setup.desk)
		desk_card_step(app->setup.desk);
	return (after > 0 && idle >= after) || (app->setup.desk && desk_card_gone(app->setup.desk));
}

void app_tick(App *app, Instant now)
{
	const Frame *top = app_top(app);
	const int64_t idle = now.seconds - app->last_key.seconds;
	app_bury(app);
	if (!top || now.seconds == app->now.seconds)
		return;
	app->moved =
		!app->setup.desk || now.seconds / MINUTE != app->now.seconds / MINUTE || desk_moved(app->setup.desk);
	app->now = now;
	app_forget_yesterday(app);
	const bool left = app_is_left(app, idle);
	if (idle < 0) /* the clock was set back */
		app->last_key = now;
	if (left && app->setup.hooks.lock && !top->screen->sealed) {
		app->last_key = now;
		app->setup.hooks.lock(app);
		return;
	}
	if (top->screen->tick)
		top->screen->tick(app, top->state);
	if (!app->moved)
		return;
	app->reads = app->setup.desk && desk_read_on(app->setup.desk);
	app->works = app->setup.desk && desk_work_waits(app->setup.desk);
	if (app->setup.hooks.tick && app->setup.desk)
		app->setup.hooks.tick(app);
	app_look_after_ledger(app);
}
