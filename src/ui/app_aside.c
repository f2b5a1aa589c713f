/* What is put aside while somebody else is served: the open screens as they stand, in memory alone. */
#include <assert.h>
#include <string.h>

#include "base/text.h"
#include "ui/app_inside.h"

/* --- putting aside --- */

/* A passphrase half typed, or given out and shown once, is not kept for hours. */
static bool holds_secret(const Frame *frame)
{
	const Form *form = frame_form(frame);
	for (size_t i = 0; form && i < form->count; i++)
		if (form->rows[i].kind == FORM_SECRET && !text_empty(form->fields[i].editor.text))
			return true;
	return (frame->dialog && frame->dialog->dialog.kind == DIALOG_SECRET) ||
	       (frame->screen->secret && frame->screen->secret(frame->state));
}

static bool may_put_aside(const App *app, Error *why)
{
	if (app->depth <= 1)
		return fail(why, ERROR_REFUSED, "Nothing is open here that could be put aside.");
	if (app->aside_count == ASIDE_MAX)
		return fail(why, ERROR_REFUSED, "%d are put aside already: save this, or leave it with Esc.",
			    ASIDE_MAX);
	for (size_t i = 0; i < app->depth; i++)
		if (holds_secret(app->frames[i]))
			return fail(why, ERROR_REFUSED, "A passphrase is not put aside: leave this with Esc.");
	return true;
}

/* Help or the palette are no part of what is kept. */
static void close_lookups(App *app)
{
	while (app->depth > 1 && (app_screen(app) == app->setup.help || app_screen(app) == app->setup.palette))
		app_close(app);
}

void app_put_aside(App *app)
{
	Error why = {0};
	close_lookups(app);
	if (!may_put_aside(app, &why)) {
		app_fail(app, &why);
		return;
	}

	PutAside *aside = &app->aside[app->aside_count++];

	*aside = (PutAside){.depth = app->depth - 1, .since = app->now};
	memcpy(aside->frames, app->frames + 1, aside->depth * sizeof(Frame *));
	text_copy(aside->what, sizeof aside->what, app_title(app, app_top(app), &app->scratch));
	app->held = (Held){0};
	app->depth = 1;
	app_again(app);
	app_notice(app, NOTICE_GOOD, "Put aside, nothing of it is recorded: %s. Ctrl-Z takes it up, until midnight.",
		   aside->what);
}

/* --- what is aside --- */

size_t app_aside_count(const App *app)
{
	return app->aside_count;
}

Aside app_aside(const App *app, size_t at)
{
	assert(at < app->aside_count);
	const PutAside *aside = &app->aside[app->aside_count - 1 - at];
	Aside is = {.what = aside->what, .since = aside->since};
	for (size_t i = aside->depth; i-- > 0;) { /* whatever lies on top of it, it is theirs */
		const Frame *frame = aside->frames[i];
		if (!is.patient && frame->screen->patient)
			is.patient = frame->screen->patient(frame->state);
		if (!is.chart && frame->screen->chart)
			is.chart = frame->screen->chart(frame->state);
	}
	is.chart = is.patient ? is.chart : NULL;
	return is;
}

void app_take_up(App *app, size_t at)
{
	assert(app->depth == 1);
	const PutAside aside = app_aside_out(app, at);
	memcpy(app->frames + 1, aside.frames, aside.depth * sizeof(Frame *));
	app->depth += aside.depth;
	app_again(app);
}

/* --- forgetting it --- */

void app_forget_yesterday(App *app)
{
	if (app->aside_count == 0 || date_order(zone_date(app->setup.zone, app->aside[0].since), app_today(app)) >= 0)
		return;
	app_forget_aside(app);
	if (app->depth == 1)
		app_load(app);
	app_notice(app, NOTICE_PLAIN, "It is past midnight: what was put aside is forgotten, nothing of it recorded.");
}

static void end_answered(App *app, void *state, const char *text)
{
	app_end(app);
}

void app_ask_end(App *app)
{
	if (app->aside_count == 0) {
		app_end(app);
		return;
	}
	app_ask_discard(app, "Close sharedesk?", "What was put aside is not saved, and is forgotten.", end_answered);
}
