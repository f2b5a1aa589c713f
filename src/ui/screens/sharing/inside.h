/* What the matrix is made of: its rows, what can be done on one, and the screens that it opens. */
#pragma once

#include "model/desk/chart.h"
#include "model/facts/staff.h"
#include "model/readings/matrix.h"
#include "ui/app.h"
#include "ui/list.h"
#include "ui/screen.h"

/* The rows of the matrix, drawn: columns for the width there is, and what is known of the selected row below them. */

typedef struct MatrixRows { /* what the list is given as its rows */
	const Chart *chart;
	Instant now; /* codes run out while one looks */
} MatrixRows;

const MatrixRow *matrix_row(const MatrixRows *rows, size_t index); /* NULL where there is none */
const char *matrix_rows_key(const void *rows, size_t index);	   /* ListKey: the episode */
void matrix_rows_heading(const MatrixRows *rows, Area area);	   /* one row, as wide as a row of the list */
void matrix_rows_draw(const void *self, size_t index, Area area);  /* ListDraw */

enum { MATRIX_DETAIL_ROWS = 5, MATRIX_DETAIL_COLS = 60 };

/* The whole name of the organisation, its place on the list, its system; who was asked when. */
void matrix_detail(const MatrixRows *rows, const MatrixRow *row, Area area);

/* How the row is called in a sentence: the service, else the organisation. */
const char *matrix_called(const Chart *chart, const MatrixRow *row, Arena *arena);

/* "Physiotherapy, knee: referred today, not asked yet.": what a narrow window cuts off the row. */
void matrix_say_brief(const MatrixRows *rows, const MatrixRow *row, Text *out);

/* What can be done on a row of the matrix: the right it takes, and why a row does not allow it. */

enum {
	MATRIX_ENTER = 1,
	MATRIX_ASK,
	MATRIX_CHANGE,
	MATRIX_SEEN_AS,
	MATRIX_WHY,
	MATRIX_REFER,
	MATRIX_DISCHARGE,
	MATRIX_CANCEL,
	MATRIX_REQUEST,
	MATRIX_CARD,
	MATRIX_DISPUTE,
	MATRIX_PERMISSION,
	MATRIX_KIOSK,
	MATRIX_SUCCESSOR,
};

Act matrix_act_needed(int action); /* 0: whoever sees the chart */
/* Why this row does not allow the act, as a sentence; NULL where it does. */
const char *matrix_row_refuses(const MatrixRow *row, int action);

/* A change of mind about one row: what has changed, asked first; then that question alone, or the agreement's end. */

typedef struct ChangeArgument {
	Chart *chart;	     /* stays the caller's */
	const char *episode; /* of the row; copied */
} ChangeArgument;

extern const Screen screen_change;

/* Why there is nothing yet that could be thought otherwise of; NULL where there is. */
const char *change_refuses(const MatrixRow *row);

/* Why an organisation sees what it sees: the sentence, each reason with its rule and how many entries, the facts. */

typedef struct WhyArgument {
	Chart *chart;	     /* stays the caller's */
	const char *episode; /* of the row; copied */
} WhyArgument;

extern const Screen screen_why;

/* A referral: to which organisation of the whole directory, and for what. */

typedef struct ReferArgument {
	Chart *chart;  /* stays the caller's */
	char *episode; /* where to put the identifier of the new referral; may be NULL */
	size_t size;   /* its room in bytes */
	bool caller;   /* who rings asks for the record: a request follows */
} ReferArgument;

extern const Screen screen_refer;

/* What comes next with this new referral: the desk offers it, so that nobody has to know the rule. */
const char *refer_next(const Desk *desk, const Chart *chart, const char *episode);

/* Care at an organisation that closed, moved to what took its place: asked, done, and what comes next is said. */

/* Whether this row has one to be referred to; else `err` says why not. */
bool successor_allows(const Desk *desk, const Chart *chart, const MatrixRow *row, Error *err);
/* "Stop Smoking Service has closed: R refers to Kibworth Physiotherapy. "; nothing where it is refused. */
void successor_explain(const Desk *desk, const Chart *chart, const MatrixRow *row, Text *out);
/* Asks by a letter, with what the desk says of the successor, then calls `done`. */
void successor_ask(App *app, const Chart *chart, const char *episode, DialogDone *done);
/* Refers, and says what comes next. `ret_episode`: the new referral, left alone where it was refused. */
void successor_refer(App *app, Chart *chart, const char *episode, char *ret_episode, size_t size);

/* The ticket that brings the patient to the kiosk, in digits that can be read across the counter. */
extern const Screen screen_ticket; /* argument: a Chart *const *; the chart stays its owner's */
