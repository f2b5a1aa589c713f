/* Home, and the places one goes to from there. */
#pragma once

#include "model/desk/desk.h"
#include "ui/app.h"
#include "ui/screen.h"

/* Home: the search box, and what is due. An administrator, who sees no patient, finds the places they look after. */
extern const Screen screen_home; /* no argument */

/* What a practice still lacks, each line leading to where it is done: an administrator's first page until nothing is
 * missing (model/lists/first_hour.h). */
extern const Screen screen_first_hour; /* no argument */
bool first_hour_missing(Desk *desk);   /* who is signed in should see it now */

/* Who has looked, across all patients, the latest first: for the privacy officer. */
extern const Screen screen_audit; /* no argument */

/* Who has an account, when they last signed in, and what became of accounts and settings: for privacy officers and
 * administrators. */
extern const Screen screen_accounts; /* no argument */

/* What waits to be entered where it acts, to be ticked: of all patients (no argument), or of one. */
typedef struct PassOnArgument {
	struct Chart *chart; /* stays the caller's */
} PassOnArgument;

extern const Screen screen_pass_on;

/* Figures for the manager, month by month, without names of patients (model/audit/audit.h). */
extern const Screen screen_figures; /* no argument */

/* Whom to ask again, because the organisation that they agreed to has closed or become another: a list to work
 * through. */
extern const Screen screen_reask; /* no argument */

/* What is to be done that has the words typed, and doing it: for the palette, as AppHooks have it. */
bool home_tasks(App *app, const char *typed, Arena *arena, AppTaskList *ret_tasks, Error *err);
void home_task(App *app, const AppTask *task);
