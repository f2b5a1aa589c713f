/* Two who may answer disagree: what was noted, and settling it. */
#pragma once

#include "model/desk/chart.h"
#include "ui/app.h"
#include "ui/screen.h"

typedef struct DisputeArgument {
	Chart *chart;	     /* stays the caller's */
	const char *episode; /* copied */
} DisputeArgument;

/* Asks who says what about `called`; `done` is the caller's hook, and calls dispute_note. */
void dispute_ask(App *app, const char *called, DialogDone *done);
void dispute_note(App *app, Chart *chart, const char *episode, const char *words);

extern const Screen screen_dispute;
