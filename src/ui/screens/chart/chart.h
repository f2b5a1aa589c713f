/* The screens of one open patient: what they have in common, those that are one card, and who speaks. */
#pragma once

#include "model/care/care.h"
#include "model/desk/chart.h"
#include "ui/app.h"
#include "ui/screen.h"
#include "ui/screens/parts/parts.h"

/* What the screens of one open patient have in common: the chart, the banner, the tabs, the past.
 *
 * The state of such a screen begins with a ChartScreen. Its keymap holds CHART_KEYS; its `act` gives what it does not
 * know to chart_act; its `load` makes all anew, for every pointer into the chart is gone whenever the chart was read
 * anew.
 *
 *	.enter = chart_enter, .patient = chart_patient, .chart = chart_of, .leave = chart_leave,
 *	.tabs = chart_tabs, .tab = CHART_TAB_SHARING, */

typedef enum ChartTab {
	CHART_TAB_SHARING,
	CHART_TAB_RECORD,
	CHART_TAB_REQUESTS,
	CHART_TAB_CHOICES,
	CHART_TAB_HISTORY,
	CHART_TABS
} ChartTab;

extern const char *const chart_tabs[];

enum {
	CHART_ACTIONS = 900,
	CHART_TO_SHARING = CHART_ACTIONS,
	CHART_TO_RECORD,
	CHART_TO_REQUESTS,
	CHART_TO_CHOICES,
	CHART_TO_HISTORY,
	CHART_EARLIER,
	CHART_LATER,
	CHART_OVERRIDES,
	CHART_PAPERS,
	CHART_REGISTRATION,
	CHART_PASS_ON,
	CHART_CONTACT,
	CHART_HOW,
	CHART_RIGHTS,
	CHART_NEXT_TAB,
	CHART_TAB_BEFORE,
};

/* clang-format off */
#define CHART_HOW_KEY(action) \
	{KC_F(2), action, "How asked", "In person, by telephone, by video, on paper, online: the next in turn.", .bar = false, \
	 .right = ACT_ASK}
#define CHART_KEYS \
	{'t', CHART_PAPERS, "Receipt", "Hand out a receipt, who has looked, the opt-out form or the guide.", .bar = false}, \
	{KC_F(8), CHART_REGISTRATION, "Registration", "Register here, moved away, restrict, one person with two numbers.", .bar = false}, \
	{KC_F(6), CHART_RIGHTS, "Rights", "Take down a complaint about data; the copy of all that is kept.", .bar = false}, \
	{'h', CHART_CONTACT, "Contact", \
	 "How to reach them: mobile telephone, e-mail, language, interpreter, preferred name, postcode.", \
	 .bar = false, .right = ACT_CONTACT}, \
	CHART_HOW_KEY(CHART_HOW), \
	{'[', CHART_EARLIER, "Past", "Step back through this patient's past; nothing can be changed there.", .bar = true}, \
	{']', CHART_LATER, "Forward", "Step forward again, to the present at last.", .bar = true}, \
	{'1', CHART_TO_SHARING, "Sharing", "Go to who may see this record.", .bar = false}, \
	{'2', CHART_TO_RECORD, "Record", "Go to the entries of the record.", .bar = false}, \
	{'3', CHART_TO_REQUESTS, "Requests", "Go to the requests and their codes.", .bar = false}, \
	{'4', CHART_TO_CHOICES, "Choices", "Go to the choices: summary record, local view, purposes, opt-out.", .bar = false}, \
	{'5', CHART_TO_HISTORY, "History", "Go to all that happened.", .bar = false}, \
	{KC_TAB, CHART_NEXT_TAB, "Next page", "Go to the next page of this patient.", .bar = false}, \
	{KC_RIGHT, CHART_NEXT_TAB, .bar = false}, \
	{KC_SHIFT | KC_TAB, CHART_TAB_BEFORE, "Page before", "Go to the page before.", .bar = false}, \
	{KC_LEFT, CHART_TAB_BEFORE, .bar = false}, \
	{KC_F(7), CHART_PASS_ON, "To pass on", "See what this patient said that waits to be entered where it acts.", \
	 .bar = false, .right = ACT_PASS_ON}, \
	{'d', CHART_OVERRIDES, "Override", "Duty of care: look without an agreement, for a reason, for a time.", .bar = false}
/* clang-format on */

typedef struct ChartScreen {
	Chart *chart;
	Desk *desk;
	bool prepares;	/* an act on what was shown when it was opened: what changed since is said before it is done */
	bool handed_on; /* to the tab that took this one's place: then that one closes it */
	bool lost;	/* it could not be read anew, which was said once */
} ChartScreen;

/* For a screen on the chart of another, whose it stays; and for one in which something is filled in or ticked before it
 * is recorded. */
void chart_on(App *app, ChartScreen *self, Chart *chart);
void chart_prepare(App *app, ChartScreen *self, Chart *chart);

/* As the hooks of Screen; the state begins with a ChartScreen. */
bool chart_enter(App *app, void *state, const void *argument, Error *err); /* takes the argument, a Chart * */
const Person *chart_patient(const void *state);
Chart *chart_of(void *state);
void chart_leave(App *app, void *state);
void chart_tick(App *app, void *state); /* reads the chart anew; where something changed, app_again */

/* The next way by which the patient may speak with the desk, for all that follows in this visit; said in the notice. */
void chart_turn_how(App *app, Chart *chart);
/* ", by telephone"; nothing where the patient is here in person. */
void chart_say_how(const Chart *chart, Text *out);

bool chart_act(App *app, void *state, int action);	   /* false: not one of CHART_KEYS */
bool chart_can(const void *state, int action, Error *why); /* as the hook; true for what is not of CHART_KEYS */

bool chart_in_past(const ChartScreen *self);
bool chart_present(const ChartScreen *self, Error *why); /* false: in the past nothing can be changed, says `why` */
/* The row of this episode; NULL where there is none. */
const MatrixRow *chart_row(const Chart *chart, const char *episode);
size_t chart_entry(const Chart *chart, const char *id); /* its number; how many there are, where there is none */
const char *chart_day(const Chart *chart, Instant at, Arena *arena);	/* "22-Nov-2026" */
const char *chart_moment(const Chart *chart, Instant at, Arena *arena); /* "22-Nov-2026 09:41" */
/* In the past: a line that says so, and what happened then. Of a patient with two numbers: a line that says so. Returns
 * what is left of the area. */
Area chart_draw_past(const ChartScreen *self, Area area);

/* A screen that is one card of lines about an open patient.
 *
 * Its state begins with a CardScreen, which begins with a ChartScreen. Its `enter` calls card_enter, its `load` fills
 * the lines between card_lines_begin and card_lines_end; the rest is CARD_HOOKS, and `chosen` for Enter on an item. */

typedef struct CardScreen {
	ChartScreen base; /* first; the chart is the caller's */
	CardLines lines;
} CardScreen;

bool card_enter(App *app, CardScreen *card, Chart *chart, Error *err); /* reads the chart anew */
void card_tick(App *app, void *self); /* chart_tick; and wraps the lines anew in a window of another width */
void card_draw(const void *self, const App *app, Area area);

#define CARD_HOOKS \
	.list = SCREEN_AT(CardScreen, lines.list), .row_key = card_line_key, .draw = card_draw, .tick = card_tick, \
	.patient = chart_patient, .chart = chart_of

/* How to reach and to speak with the patient, set right: one form, of which what was changed is recorded. */
typedef struct ContactArgument {
	Chart *chart; /* stays the caller's */
} ContactArgument;

extern const Screen screen_contact;
