/* What the cards of the Choices tab have in common: the chart, who speaks, the lines, y and n, the past, the rights.
 *
 * The state of a card begins with a ChoiceCard, which begins with a ChartScreen. Its `enter` calls choice_card_enter
 * with what fills its lines; the other hooks are those below, or end by calling them. Every act is the one of the line
 * that is selected, tells one fact and is taken back with u. */
#ifndef UI_SCREENS_CHOICE_CARD_H
#define UI_SCREENS_CHOICE_CARD_H

#include "ui/screens/card_lines.h"
#include "ui/screens/chart_screen.h"
#include "ui/screens/speaker.h"

typedef struct ChoiceCardArgument {
	Chart *chart;	  /* stays the caller's */
	SpokenBy *spoken; /* likewise, and outlives the card */
	const char *line; /* the item to be selected first, copied by nobody; NULL: the first */
	int kind;	  /* of that item */
} ChoiceCardArgument;

typedef bool ChoiceFill(App *app, void *card, Error *err); /* between card_lines_begin and card_lines_end */

typedef struct ChoiceCard {
	ChartScreen base; /* first; the chart is the caller's */
	const Desk *desk;
	SpokenBy *spoken;
	CardLines lines;
	ChoiceFill *fill;
} ChoiceCard;

/* Actions of every card; a card's own begin at 10. */
enum { CARD_YES = 1, CARD_NO, CARD_SPEAKER, CARD_OWN = 10 };

#define CARD_SPEAKER_KEY \
	{'k', CARD_SPEAKER, "Speaker", "Say who speaks for the patient, how, and who interprets.", .bar = true}

bool choice_card_enter(App *app, ChoiceCard *card, const ChoiceCardArgument *given, ChoiceFill *fill, Error *err);
void choice_card_again(App *app, void *self);
void choice_card_tick(App *app, void *self); /* also wraps anew in a window of another width */
void choice_card_leave(App *app, void *self);
void choice_card_draw(const void *self, const App *app, Area area);
void choice_card_explain(const void *self, const App *app, Text *out); /* who speaks */
/* The selected line's identifier in the scratch of the app: an act reads the chart anew, and the lines with it. */
const char *choice_card_line(App *app, const ChoiceCard *card);
void choice_card_speaker(App *app, ChoiceCard *card);
/* After an act: the lines anew, and what happened, or why not. `said` is one sentence. */
void choice_card_told(App *app, ChoiceCard *card, bool done, const Error *err, const char *said);
/* Whether anything can be recorded at all: not in the past, and not without the right. `out` NULL: not why. */
bool choice_card_records(const ChoiceCard *card, Text *out);
/* Up, Down and the like; Enter or a second click does `action`. */
bool choice_card_type(App *app, ChoiceCard *card, Key key, int action);

#endif
