#include "base/text.h"
#include "model/desk/chart.h"
#include "ui/action.h"
#include "ui/app_inside.h"
#include "ui/chrome.h"
#include "ui/flow.h"
#include "ui/override_line.h"

static const Person *app_patient(const Frame *top)
{
	return top->screen->patient ? top->screen->patient(top->state) : NULL;
}

/* The chart of the patient whose banner is shown: of the open screen, or of the one it was opened from. */
static const Chart *app_chart(const App *app, const Person *person)
{
	for (size_t i = app->depth; i-- > 0;) {
		const Frame *frame = app->frames[i];
		const Chart *chart = frame->screen->chart ? frame->screen->chart(frame->state) : NULL;
		if (chart)
			return text_is(chart->world.person->nhs, person->nhs) ? chart : NULL;
	}
	return NULL;
}

/* Who looks over a receptionist's shoulder may be who the patient is kept safe from: it stands there for those who
 * start or review overrides, unless the patient may be told. */
static const char *app_override(const App *app, const Person *person, Area window)
{
	const Chart *chart = person ? app_chart(app, person) : NULL;
	const Desk *desk = app->setup.desk;
	const bool theirs = desk && (desk_may(desk, ACT_OVERRIDE) || desk_may(desk, ACT_REVIEW_OVERRIDE));
	return chart ? override_line(chart, app_top(app)->screen->turned || !theirs, window.cols, area_scratch(window))
		     : NULL;
}

static const char *app_said(const App *app, const Frame *top, Arena *arena)
{
	Text said = {.arena = arena};
	if (app_awaits(app))
		return "The card is being asked.";
	if (app->notice[0])
		return app->notice;
	if (top->screen->explain && !top->dialog)
		top->screen->explain(top->state, app, &said);
	return text_done(&said);
}

static Style app_notice_style(const App *app)
{
	static const Style styles[] = {
		[NOTICE_PLAIN] = STYLE_NOTICE,
		[NOTICE_GOOD] = STYLE_GOOD,
		[NOTICE_WARNING] = STYLE_WARNING,
	};
	return app_awaits(app) ? STYLE_NOTICE : app->notice[0] ? styles[app->notice_kind] : STYLE_NORMAL;
}

static void app_draw_places(const App *app, const Frame *top, Area area)
{
	if (area.rows == 0)
		return;
	if (top->screen->tabs)
		chrome_tabs(area, top->screen->tabs, top->screen->tab);
	else
		area_rule(area, 0, STYLE_RULE, app_title(app, top, area_scratch(area)));
}

/* In a low window a dialog takes the rows of the notice and the help bar too, which have nothing to show then. */
static Area app_dialog_area(Area window, Area body)
{
	enum { LOW = 8 };

	return body.rows < LOW ? area_part(window, body.row - window.row, 0, -1, -1) : body;
}

static void app_draw_frame(App *app, const Frame *top, Area window)
{
	const Person *person = app_patient(top);
	const Screen *screen = top->screen;
	app->body_cols = window.cols;
	if (screen->fit)
		screen->fit(app, top->state, window.rows);

	const char *override = app_override(app, person, window);
	const int banner_rows = person ? chrome_banner_rows(window, person, app_today(app)) : 1;
	const int top_rows = banner_rows + (override != NULL);
	const char *said = app_said(app, top, area_scratch(window));
	const int said_rows = flow_rows(area_part(window, 0, 1, -1, -1), said);
	const Layout layout = chrome_layout(window, top_rows, person || screen->tabs, said_rows);
	if (person)
		chrome_banner(area_part(layout.top, 0, 0, banner_rows, -1), person, app_today(app));
	else
		chrome_title(layout.top, app_title(app, top, area_scratch(window)), app->practice, app->person,
			     app_time(app));
	if (override)
		override_line_draw(area_part(layout.top, banner_rows, 0, 1, -1), override);
	app_draw_places(app, top, layout.places);
	app->body_rows = layout.body.rows;
	screen->draw(top->state, app, layout.body);
	if (top->dialog)
		dialog_draw(top->dialog, app_dialog_area(window, layout.body));
	flow_put_within(layout.notice, 1, app_notice_style(app), said);
	if (top->dialog)
		return; /* it shows its own keys */
	if (app->held.frame == top) {
		keymap_bar(layout.help, &action_held, &action_sealed, false, NULL, NULL);
		return;
	}
	keymap_bar(layout.help, &screen->keymap, app_keymap(screen), app_in_field(top), screen->can, top->state);
}

void app_draw(App *app, Canvas *canvas)
{
	const Frame *top = app_top(app);
	const Area window = area_all(canvas);
	canvas->glyphs = app->setup.settings.ascii ? &glyphs_ascii : &glyphs_utf8;
	canvas_clear(canvas);
	app->small = canvas->rows < APP_ROWS_MIN || canvas->cols < APP_COLS_MIN;
	if (app->small) {
		chrome_too_small(window);
	} else if (top && top->screen->bare) {
		app->body_rows = window.rows;
		app->body_cols = window.cols;
		top->screen->draw(top->state, app, window);
		if (top->dialog)
			dialog_draw(top->dialog, window);
	} else if (top) {
		app_draw_frame(app, top, window);
	}
	app->drawn = app->setup.settings.mouse ? canvas : NULL;
}

void app_draw_working(const App *app, Canvas *canvas, int64_t done, int64_t total, const char *words)
{
	enum { BAR = 20 };
	const Area window = area_all(canvas), row = area_part(window, window.rows - 2, 0, 1, -1);
	const int64_t part = total > 0 && done < total ? done : total, percent = total > 0 ? part * 100 / total : 0;
	char bar[BAR + 1] = "";
	if (app->small)
		return;
	for (int i = 0; i < BAR; i++)
		bar[i] = i < percent * BAR / 100 ? '#' : '.';
	area_fill(row, STYLE_NOTICE);
	area_print(row, 0, 1, STYLE_NOTICE, "[%s] %3d%%  %s", bar, (int)percent, words);
}

void app_draw_waiting(const App *app, Canvas *canvas, int seconds)
{
	const Frame *top = app_top(app);
	const Area window = area_all(canvas);
	if (app->small || !top || top->screen->bare)
		return; /* a patient may be reading it */

	const Area row = area_part(window, window.rows - 2, 0, 1, -1);

	area_fill(row, STYLE_WARNING);
	area_print(row, 0, 1, STYLE_WARNING, "Another desk is writing: this one has waited %d s for its turn.",
		   seconds);
}
