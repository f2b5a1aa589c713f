/* What the loop is to do after a key: redraw, ring, forget what was typed ahead. Each is taken once. */
#include "ui/app_inside.h"

static bool take(bool *flag)
{
	const bool was = *flag;
	*flag = false;
	return was;
}

bool app_take_redraw(App *app)
{
	return take(&app->redraw);
}

bool app_ring_once(App *app, Instant since)
{
	if (instant_order(since, app->rung) <= 0)
		return false;
	app->rung = since;
	app->ring = true;
	return true;
}

bool app_take_ring(App *app)
{
	return take(&app->ring);
}

void app_forget_typed(App *app)
{
	app->forget = true;
}

bool app_take_forget(App *app)
{
	return take(&app->forget);
}
