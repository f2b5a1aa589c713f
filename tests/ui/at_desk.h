/* For tests of a desk: each has a stage and an app of its own, at 80×24. */
#pragma once

#include "ui/stage.h"
#include "unit.h"

static Stage *stage;
static Drive drive;

static inline int begin_on(Stage *opened)
{
	stage = opened;
	drive = stage_drive(stage, NULL, NULL, 24, 80);
	return 0;
}

/* A receptionist is signed in. */
static inline int begin(void **state)
{
	return begin_on(stage_open(ROLE_RECEPTIONIST));
}

static int end(void **state)
{
	drive_close(&drive);
	stage_close(stage);
	return 0;
}
