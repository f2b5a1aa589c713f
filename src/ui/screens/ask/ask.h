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

/* The permission to look, asked of the patient at the point of care: the ask, of this alone. `channel` 0: of each
 * record that a permission opens to them; refused where none does. */
void ask_permission(App *app, Chart *chart, const char *org, ViewChannel channel);
