/* For tests of one act of a practice: each begins with a practice of its own, signed in as BEGIN_AS. */
#pragma once

#include <string.h>

#include "model/stage/practice.h"
#include "unit.h"

static Practice practice;

static int set_up(void **state)
{
	practice_open(&practice);
	practice_sign_in(&practice, BEGIN_AS);
	return 0;
}

static int tear_down(void **state)
{
	practice_close(&practice);
	return 0;
}

static inline void ok(bool done)
{
	if (!done)
		fail_msg("refused: %s", practice.err.text);
}

/* Refused in a sentence with this part, which is then forgotten. */
static inline void refused(bool done, const char *part)
{
	if (done || !strstr(practice.err.text, part))
		fail_msg("done: %d, said: %s", done, practice.err.text);
	practice.err = (Error){0};
}
