/* What goes on while nobody types: the lock after idle minutes, the tick, midnight, a look at the ledger. */
#include "model/desk/card.h"
#include "ui/app_inside.h"

enum { MINUTE = 60 };

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
	if (app->setup.hooks.tick && app->setup.desk)
		app->setup.hooks.tick(app);
	app_look_after_ledger(app);
}
