/* Asking the patient: for an agreement, and for the permission to look. */
#pragma once

#include "model/care/sitting.h"
#include "model/desk/chart.h"
#include "ui/screen.h"

/* The ask: read aloud, answer, read back. One step of a sitting (model/care/sitting.h) a screen; nothing is recorded
 * before the read back is agreed to. */

typedef struct AskArgument {
	Chart *chart; /* stays the caller's */
	SittingOrder order;
} AskArgument;

extern const Screen screen_ask;

/* The permission to look, asked of the patient at the point of care: read aloud, a letter for the answer, Enter to
 * record it. Enter alone records nothing. */

typedef struct PermissionArgument {
	Chart *chart;	     /* stays the caller's */
	const char *org;     /* copied */
	ViewChannel channel; /* 0: the one that can be asked for, MIG before SCR */
} PermissionArgument;

extern const Screen screen_permission;
