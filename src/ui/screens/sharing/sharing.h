/* The Sharing tab and what else is read and done about one patient: history, papers, a dispute. */
#pragma once

#include "model/desk/chart.h"
#include "ui/app.h"
#include "ui/screen.h"

/* The patient: who may see the record and who not, one row an organisation. */

/* Argument: a Chart *, which the screen owns once it has opened, and closes. Where it does not open, the chart stays
 * the caller's. */
extern const Screen screen_matrix;

void matrix_select(App *app, const char *episode); /* where it is the open screen; stays where there is no such row */

/* The patient's history: every fact in words, the latest first. */
extern const Screen screen_history; /* argument: a Chart *, as of screen_matrix */

/* A request that begins with who rings: their organisation, whose care is written down where it is not yet, who it is
 * and on which number; then its card. `past`: Esc goes back past the open screen. The chart stays the caller's. */
void refer_caller(App *app, Chart *chart, bool past);

/* The papers for a patient: the receipt of a visit, who has looked, the opt-out form, the guide; read here as they will
 * be printed, then to a printer, a text file or a PDF. */

typedef struct ReceiptArgument {
	Chart *chart; /* not owned */
} ReceiptArgument;

extern const Screen screen_receipt;

/* Two who may answer disagree: what was noted, and settling it. */

typedef struct DisputeArgument {
	Chart *chart;	     /* stays the caller's */
	const char *episode; /* copied */
} DisputeArgument;

/* Asks who says what about `called`; `done` is the caller's hook, and calls dispute_note. */
void dispute_ask(App *app, const char *called, DialogDone *done);
void dispute_note(App *app, Chart *chart, const char *episode, const char *words);

extern const Screen screen_dispute;
