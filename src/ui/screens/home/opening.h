/* Opening a patient from a list. Where another patient has the same name, the date of birth is asked for first.
 *
 * A screen keeps an Opening in its state; the `done` of its dialog hands the answer to opening_answer. */
#pragma once

#include "model/desk/work.h"
#include "ui/app.h"
#include "ui/list.h"

typedef struct Opening {
	char nhs[11];
	char request[LIST_KEY_MAX]; /* whose card is opened on top; "": none */
	char item[LIST_KEY_MAX];    /* likewise of an override, the episode in dispute, or the entry to review;
				     of questions, the episode whose row is selected */
	WorkKind kind;		    /* of the item */
	DialogDone *done;
} Opening;

void opening_begin(App *app, Opening *opening, const char *nhs, DialogDone *done);
/* Opens the card of this request of theirs, too. */
void opening_begin_request(App *app, Opening *opening, const char *nhs, const char *request, DialogDone *done);
/* Opens the card of this override, disputed episode or entry, too. */
void opening_begin_item(App *app, Opening *opening, const char *nhs, WorkKind kind, const char *item, DialogDone *done);
void opening_answer(App *app, const Opening *opening, const char *text);
