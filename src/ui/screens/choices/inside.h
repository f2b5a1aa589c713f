/* What the cards of the Choices tab have in common, and the cards. */
#pragma once

#include "model/choices/choice.h"
#include "model/choices/choices.h"
#include "ui/screen.h"
#include "ui/screens/chart/chart.h"

/* What the cards of the Choices tab have in common: the chart, the lines, the past, the rights, and asking.
 *
 * The state of a card begins with a ChoiceCard, which begins with a CardScreen. Its `enter` calls choice_card_enter
 * with what it refuses, its `load` fills the lines; the other hooks are CHOICE_CARD_HOOKS, or end by calling what is
 * below. No key of a card records anything: CARD_ASK reads the choice of the selected line aloud (ui/screens/ask). */

typedef struct ChoiceCardArgument {
	Chart *chart;	  /* stays the caller's */
	const char *line; /* the item to be selected first; NULL: what stands */
} ChoiceCardArgument;

typedef struct ChoiceCard {
	CardScreen card; /* first */
} ChoiceCard;

/* Actions of every card; a card's own begin at 10. */
enum { CARD_ASK = 1, CARD_OWN = 10 };

/* clang-format off */
#define CARD_ASK_KEY(what) \
	{'a', CARD_ASK, "Ask", what, .bar = true}, \
	{KC_ENTER, CARD_ASK, .bar = false}
/* clang-format on */

bool choice_card_enter(App *app, ChoiceCard *card, const ChoiceCardArgument *given, Error *err);
void choice_card_draw(const void *self, const App *app, Area area);
void choice_card_explain(const void *self, const App *app, Text *out);
/* Nothing can be asked in the past, or without the right; and CARD_ASK not without a line. */
bool choice_card_can(const void *self, int action, Error *why);

#define CHOICE_CARD_HOOKS \
	.list = SCREEN_AT(CardScreen, lines.list), .row_key = card_line_key, .draw = choice_card_draw, \
	.tick = card_tick, .patient = chart_patient, .chart = chart_of

/* First on a card: what holds since when, what was noted with it, and what it means. */
void choice_card_standing(CardLines *lines, const Chosen *chosen, const char *means);
/* The selected line's identifier in the scratch of the app; "" where none is. */
const char *choice_card_line(App *app, const ChoiceCard *card);
/* Reads one choice aloud. `of` as in Choice; copied. */
void choice_ask(App *app, Chart *chart, ChoiceAbout about, const char *of);

/* The Summary Care Record of one patient: what stands, what may be chosen, what it holds, the sensitive entries. */
extern const Screen screen_scr; /* its argument is a ChoiceCardArgument */

/* MIG: whether the practice lets the partners of the locality look, and each partner's permission. */
extern const Screen screen_mig; /* its argument is a ChoiceCardArgument */

/* The national data opt-out: what the national service showed and when, noted here; the patient alone sets it. */

extern const Screen screen_national; /* its argument is a ChoiceCardArgument */
/* For the patient's eyes: address, number and a QR, no name. Needs no argument. */
extern const Screen screen_hand_over;

/* What data may be used for: planned care, unplanned care, planning and research, each a choice by itself; what each
 * colour of data means; the studies. */

/* Its argument is a ChoiceCardArgument; a line of the three purposes has the purpose's word as its key. */
extern const Screen screen_purposes;
