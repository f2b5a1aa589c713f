#include "ui/drive.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "ui/app_inside.h"
#include "ui/lookup.h"
#include "unit.h"

enum { DRIVE_ROWS = 24, DRIVE_COLS = 80 };

static const Instant drive_now = {1795340460}; /* 2026-11-22T09:41:00Z */

Drive drive_open(const Screen *screen, const void *argument, const DriveSetup *setup)
{
	static const DriveSetup none;
	Drive drive = {0};
	setlocale(LC_ALL, "C.UTF-8"); /* columns are counted by the locale */
	setup = setup ? setup : &none;
	drive.now = setup->now.seconds ? setup->now : drive_now;
	drive.app = app_new(&(AppSetup){
		.desk = setup->desk,
		.zone = setup->zone,
		.now = drive.now,
		.settings = setup->settings,
		.hooks = setup->hooks,
		.palette = &screen_palette,
		.help = &screen_help,
		.sealed_help = &screen_help_sealed,
	});
	app_set_heading(drive.app, setup->practice ? setup->practice : "South Leicestershire Medical Group",
			setup->person ? setup->person : "Priya S, reception");
	canvas_size(&drive.canvas, setup->rows ? setup->rows : DRIVE_ROWS, setup->cols ? setup->cols : DRIVE_COLS);
	app_open(drive.app, screen, argument);
	drive_canvas(&drive);
	return drive;
}

size_t app_depth(const App *app)
{
	return app->depth;
}

void drive_close(Drive *drive)
{
	app_free(drive->app);
	canvas_free(&drive->canvas);
	arena_free(&drive->arena);
	*drive = (Drive){0};
}

/* As at a terminal, each key sees the picture the one before left. */
static void drive_key(Drive *drive, Key key)
{
	app_step(drive->app, key);
	drive_canvas(drive);
}

static const char *drive_typed(Drive *drive, const char *at)
{
	while (*at && *at != '"') {
		uint32_t point;
		at += utf8_decode(at, &point);
		drive_key(drive, (Key){.code = point});
	}
	return *at ? at + 1 : at;
}

void drive_keys(Drive *drive, const char *keys)
{
	while (*(keys += strspn(keys, " "))) {
		const size_t n = strcspn(keys, " ");
		const char *name = arena_bytes(&drive->arena, keys, n);
		KeyCode code;
		if (*keys == '"' && n != 1) {
			keys = drive_typed(drive, keys + 1);
			continue;
		}
		if (!key_parse(name, &code))
			fail_msg("\"%s\" is not the name of a key", name);
		drive_key(drive, (Key){.code = code});
		keys += n;
	}
}

void drive_reads(Drive *drive, const char *keys)
{
	enum { PAGES = 40 };
	while (*(keys += strspn(keys, " "))) {
		const size_t n = strcspn(keys, " ");
		const char *key = arena_bytes(&drive->arena, keys, n);
		int pages = 0;
		do
			drive_keys(drive, key);
		while (drive_shows(drive, "read on first.") && pages++ < PAGES);
		keys += n;
	}
}

void drive_click(Drive *drive, int row, int col)
{
	drive_canvas(drive); /* what is clicked is what is seen */
	drive_key(drive, (Key){.code = KC_CLICK, .row = row, .col = col});
}

void drive_click_on(Drive *drive, const char *text)
{
	for (int row = 0; row < drive_canvas(drive)->rows; row++) {
		const char *have = drive_row(drive, row), *at = strstr(have, text);
		if (at) {
			drive_click(drive, row, utf8_columns(arena_bytes(&drive->arena, have, (size_t)(at - have))));
			return;
		}
	}
	fail_msg("%s is nowhere to be clicked", text);
}

void drive_size(Drive *drive, int rows, int cols)
{
	canvas_size(&drive->canvas, rows, cols);
	drive_key(drive, (Key){.code = KC_RESIZE, .row = rows, .col = cols});
}

void drive_wait(Drive *drive, int seconds)
{
	while (seconds-- > 0) {
		drive->now.seconds++;
		app_tick(drive->app, drive->now);
	}
	drive_canvas(drive);
}

const Canvas *drive_canvas(Drive *drive)
{
	app_draw(drive->app, &drive->canvas);
	app_shown(drive->app);
	return &drive->canvas;
}

const char *drive_text(Drive *drive)
{
	return canvas_text(drive_canvas(drive), &drive->arena);
}

const char *drive_styles(Drive *drive)
{
	return canvas_styles(drive_canvas(drive), &drive->arena);
}

const char *drive_row(Drive *drive, int row)
{
	const char *at = drive_text(drive);
	for (row = row < 0 ? drive->canvas.rows + row : row; row > 0; row--)
		at = strchr(at, '\n') + 1;
	return arena_bytes(&drive->arena, at, strcspn(at, "\n"));
}

bool drive_shows(Drive *drive, const char *text)
{
	return strstr(drive_text(drive), text) != NULL;
}

/* --- golden files --- */

static char *file_text(Arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	Text text = {.arena = arena};
	char part[4096];
	if (!file)
		return NULL;
	text_add(&text, "");
	for (size_t n; (n = fread(part, 1, sizeof part, file)) > 0;)
		text_add_bytes(&text, part, n);
	fclose(file);
	return text.bytes;
}

static void file_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");
	if (!file || fputs(text, file) < 0 || fclose(file) != 0)
		fail_msg("cannot write %s", path);
}

/* Rows that differ, both ways. */
static void print_difference(Arena *arena, const char *want, const char *have)
{
	for (int row = 0; *want || *have; row++) {
		const size_t w = strcspn(want, "\n"), h = strcspn(have, "\n");
		if (w != h || memcmp(want, have, w) != 0)
			print_message("row %d\n  golden %s|\n  now    %s|\n", row, arena_bytes(arena, want, w),
				      arena_bytes(arena, have, h));
		want += w + (want[w] == '\n');
		have += h + (have[h] == '\n');
	}
}

void golden_check(const char *name, const Canvas *canvas)
{
	Arena arena = {0};
	const char *have = canvas_text(canvas, &arena), *by_colour = canvas_said_by_colour(canvas, &arena);
	const char *path = arena_print(&arena, "tests/golden/%s.%dx%d.screen", name, canvas->cols, canvas->rows);
	const char *mode = getenv("SHAREDESK_GOLDEN");
	if (mode && strcmp(mode, "write") == 0)
		file_write(path, have);
	if (mode && strcmp(mode, "names") == 0)
		print_message("%s\n", path);

	if (by_colour)
		fail_msg("%s: %s", path, by_colour);

	const char *want = file_text(&arena, path);
	const bool same = want && strcmp(want, have) == 0;

	if (want && !same)
		print_difference(&arena, want, have);
	if (!same)
		print_message("%s: %s; SHAREDESK_GOLDEN=write takes the new picture\n", path,
			      want ? "differs" : "is not there");
	arena_free(&arena);
	assert_true(same);
}
