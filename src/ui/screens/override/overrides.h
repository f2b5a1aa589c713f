/* The duty-of-care overrides of one patient, the latest first: start one, end one early, review one. */
#pragma once

#include "ui/app.h"
#include "ui/screen.h"

typedef struct OverridesArgument {
	struct Chart *chart; /* stays the caller's */
} OverridesArgument;

/* Opens the list; and, where none is on and who is signed in may start one, the form on top: in an emergency one key
 * is enough. Others are told who may. */
void overrides_open(App *app, struct Chart *chart);

extern const Screen screen_overrides;
