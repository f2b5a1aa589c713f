/* Where a play is played: up to four terminals, each with its program, and what the steps have set so far. */
#pragma once

#include <regex.h>
#include <stdint.h>

#include "tty/child.h"
#include "tty/glass.h"
#include "tty/play.h"

enum { STAGE_DESKS = 4, STAGE_MASKS = 16, QUIET_LOOKS = 3, LOOK_MS = 20 };

typedef struct Desk {
	Child child;
	Glass *glass; /* NULL: nothing was run here yet */
} Desk;

typedef struct Stage {
	Desk desks[STAGE_DESKS];
	Desk *desk;	/* the one that steps speak of */
	int rows, cols; /* of the next program */
	regex_t masks[STAGE_MASKS];
	size_t mask_count;
	int patience; /* ms that a step takes at most */
	int row, col; /* of the last click */
	bool settled; /* nothing was done since the program was last quiet */
	Arena kept;
	const char *difference; /* of a screen and its golden file, for whoever reads why a step failed; or NULL */
	bool show;		/* print screens instead of comparing them */
	const char *directory;	/* $PLAY */
	const char *golden;	/* the folder of golden screens */
} Stage;

typedef enum Outcome { OUTCOME_PASSED, OUTCOME_FAILED, OUTCOME_SKIPPED } Outcome;

/* Plays all steps, or up to the first that fails. `err` says why it failed or was skipped, with the file's line. */
Outcome stage_play(Stage *stage, const Play *play, Error *err);
void stage_clear(Stage *stage); /* ends every program */

/* What steps share. */
int64_t stage_now(void); /* ms, of a clock that nobody sets */
bool stage_run(Stage *stage, const char *command, Error *err) must_check;
/* Hears what the program says: until `text` is shown (or is gone, where `shown` is false), at most stage->patience. */
bool stage_wait(Stage *stage, const char *text, bool shown);
/* Hears until the program says nothing and sleeps, at QUIET_LOOKS looks in a row: on a machine that is busy with
 * other things it is slow, which is not quiet. At most stage->patience. */
void stage_settle(Stage *stage);
/* Compares the screen, masked, with its golden file; writes that where SHAREDESK_GOLDEN=write. Sets
 * stage->difference. */
bool stage_compare(Stage *stage, const char *name, Error *err) must_check;
void stage_print(const Stage *stage, const char *prefix); /* the screen in a frame, to stdout */
