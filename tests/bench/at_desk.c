#include "bench/at_desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "bench/callgrind.h"
#include "bench/stopwatch.h"
#include "ui/front.h"

void at_desk_stop(const char *why)
{
	fprintf(stderr, "%s\n", why);
	exit(1);
}

double at_desk_open(AtDesk *desk, const char *path, const char *name, const char *passphrase)
{
	Error err = {0};
	CALLGRIND_ZERO_STATS;
	double from = stopwatch_busy_ms();
	if (!session_open_desk(path, STORE_OPEN, false, &desk->session, &err))
		at_desk_stop(err.text);
	double ms = stopwatch_busy_ms() - from;
	CALLGRIND_DUMP_STATS_AT("opened");
	if (!desk_sign_in(desk->session.desk, name, passphrase, &err))
		at_desk_stop(err.text);
	CALLGRIND_ZERO_STATS;
	from = stopwatch_busy_ms();
	desk->app = front_open(desk->session.desk, &(FrontOptions){.no_colours = true}, &err);
	if (!desk->app)
		at_desk_stop(err.text);
	canvas_size(&desk->canvas, AT_DESK_ROWS, AT_DESK_COLS);
	app_draw(desk->app, &desk->canvas);
	ms += stopwatch_busy_ms() - from;
	CALLGRIND_DUMP_STATS_AT("home");
	app_shown(desk->app);
	return ms;
}

void at_desk_close(AtDesk *desk)
{
	app_free(desk->app);
	session_close(&desk->session);
	canvas_free(&desk->canvas);
	*desk = (AtDesk){0};
}

double at_desk_press(AtDesk *desk, KeyCode code)
{
	const double from = stopwatch_busy_ms();
	app_step(desk->app, (Key){.code = code});
	app_draw(desk->app, &desk->canvas);
	const double ms = stopwatch_busy_ms() - from;
	app_shown(desk->app);
	return ms;
}

void at_desk_type(AtDesk *desk, const char *text)
{
	for (; *text; text++)
		at_desk_press(desk, (unsigned char)*text);
}

void at_desk_erase(AtDesk *desk, size_t letters)
{
	while (letters-- > 0)
		at_desk_press(desk, KC_BACKSPACE);
}

static const char *row_text(const AtDesk *desk, int row, Arena *arena)
{
	Text text = {.arena = arena};
	for (int col = 0; col < AT_DESK_COLS; col++)
		text_add(&text, canvas_cell(&desk->canvas, row, col)->bytes);
	return text_done(&text);
}

void at_desk_print(const AtDesk *desk)
{
	scoped(arena_free) Arena arena = {0};
	for (int row = 0; row < AT_DESK_ROWS; row++)
		puts(row_text(desk, row, &arena));
}

bool at_desk_shows(const AtDesk *desk, const char *text)
{
	scoped(arena_free) Arena arena = {0};
	int row = 0;
	while (row < AT_DESK_ROWS && !strstr(row_text(desk, row, &arena), text))
		row++;
	return row < AT_DESK_ROWS;
}

void at_desk_expect(const AtDesk *desk, const char *text)
{
	scoped(arena_free) Arena arena = {0};
	if (at_desk_shows(desk, text))
		return;
	at_desk_print(desk);
	at_desk_stop(arena_print(&arena, "\"%s\" is not on the screen: what was measured is something else.", text));
}
