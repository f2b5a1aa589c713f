/* Drives an app without a terminal: a screen at a size, keys by name, the picture as text.
 *
 *	Drive drive = drive_open(&screen_ward, NULL, &(DriveSetup){.rows = 24, .cols = 80});
 *	drive_keys(&drive, "a \"Ward 7\" enter");   // names as key_parse reads them; text in quotes is typed
 *	assert_string_equal(drive_row(&drive, 0), " Wards …");
 *	golden_check("ward-added", drive_canvas(&drive));
 *	drive_close(&drive); */
#pragma once

#include <stdbool.h>

#include "ui/app.h"
#include "ui/keys.h"
#include "ui/picture.h"

typedef struct DriveSetup {
	int rows, cols; /* 0: 24 × 80 */
	Instant now;	/* 0: 2026-11-22T09:41:00Z */
	const Zone *zone;
	Desk *desk;
	AppSettings settings;
	AppHooks hooks;
	const char *practice, *person; /* NULL: "South Leicestershire Medical Group", "Priya S, reception" */
} DriveSetup;

typedef struct Drive {
	App *app;
	Canvas canvas;
	Arena arena;
	Instant now;
} Drive;

size_t app_depth(const App *app); /* how many screens are open */

Drive drive_open(const Screen *screen, const void *argument, const DriveSetup *setup); /* setup may be NULL */
void drive_close(Drive *drive);
void drive_keys(Drive *drive, const char *keys); /* fails the test for a name that is no key */
void drive_reads(Drive *drive,
		 const char *keys); /* the same, each again until all the words it stands under were read */
void drive_click(Drive *drive, int row, int col);
void drive_click_on(Drive *drive, const char *text); /* on the first letter of it; fails the test where it is not */
void drive_size(Drive *drive, int rows, int cols);
void drive_wait(Drive *drive, int seconds); /* the clock goes on, a tick each second */
const Canvas *drive_canvas(Drive *drive);   /* drawn anew */
const char *drive_text(Drive *drive);
const char *drive_styles(Drive *drive);
const char *drive_row(Drive *drive, int row);	  /* one row, blanks at the end cut; negative: from the bottom */
bool drive_shows(Drive *drive, const char *text); /* anywhere in one row */

/* Compares with tests/golden/<name>.<cols>x<rows>.screen and fails the test, printing what differs. With
 * SHAREDESK_GOLDEN=write in the environment it writes the file instead, with SHAREDESK_GOLDEN=names it prints which it
 * is. Run in the source root. */
void golden_check(const char *name, const Canvas *canvas);
