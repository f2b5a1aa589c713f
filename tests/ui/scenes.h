/* Every screen of the desk, and how one gets there in the demo practice: for tests that walk them all. */
#pragma once

#include "model/facts/staff.h"
#include "ui/screen.h"
#include "ui/stage.h"

typedef struct Scene {
	const char *name; /* of the screen that `keys` lead to; a remark may follow behind a comma */
	Role role;
	const Screen *screen; /* NULL: Home */
	const char *patient;  /* NULL: it takes no chart */
	const char *keys;     /* to it, from there */
	int rows;	      /* how many are tried, from the first down */
} Scene;

#define MAUREEN "9990000018"

/* Ending with one that has no name. */
extern const Scene scenes[];

/* Goes there, from Home of a desk of that role; fails the test where it is not reached. */
void scene_go(Stage *stage, Drive *drive, const Scene *scene);
