/* The permission to look, asked of the patient at the point of care: read aloud, a letter for the answer, Enter to
 * record it. Enter alone records nothing. */
#pragma once

#include "model/desk/chart.h"
#include "ui/screen.h"

typedef struct PermissionArgument {
	Chart *chart;	     /* stays the caller's */
	const char *org;     /* copied */
	ViewChannel channel; /* 0: the one that can be asked for, MIG before SCR */
} PermissionArgument;

extern const Screen screen_permission;
