/* What the cards of the Choices tab have in common, and the cards. */
#pragma once

#include "model/choices/choices.h"
#include "ui/screen.h"
#include "ui/screens/chart/chart.h"

/* What the cards of the Choices tab have in common: the chart, who speaks, the lines, y and n, the past, the rights.
 *
 * The state of a card begins with a ChoiceCard, which begins with a CardScreen. Its `enter` calls choice_card_enter
 * with what it refuses, its `load` fills the lines; the other hooks are CHOICE_CARD_HOOKS, or end by calling what is
 * below. Every act is the one of the line that is selected, tells one fact and is taken back with u. */

typedef struct ChoiceCardArgument {
	Chart *chart;	  /* stays the caller's */
	SpokenBy *spoken; /* likewise, and outlives the card */
	const char *line; /* the item to be selected first; NULL: what stands */
} ChoiceCardArgument;

/* Why the selected line (NULL: none is) does not take this action, as a sentence; NULL where it does. Never asked about
 * CARD_SPEAKER, which needs no line. */
typedef const char *ChoiceWhyNot(const CardLine *line, int action);

typedef struct ChoiceCard {
	CardScreen card; /* first */
	SpokenBy *spoken;
	ChoiceWhyNot *why_not;
} ChoiceCard;

/* Actions of every card; a card's own begin at 10. */
enum { CARD_YES = 1, CARD_NO, CARD_SPEAKER, CARD_OWN = 10 };

/* clang-format off */
#define CARD_SPEAKER_KEY \
	{'k', CARD_SPEAKER, "Speaker", "Say who speaks for the patient, how, and who interprets.", .bar = true}
/* clang-format on */

bool choice_card_enter(App *app, ChoiceCard *card, const ChoiceCardArgument *given, ChoiceWhyNot *why_not, Error *err);
void choice_card_draw(const void *self, const App *app, Area area);
void choice_card_explain(const void *self, const App *app, Text *out); /* who speaks */
/* Nothing can be recorded in the past, or without the right; the rest is the card's `why_not`. */
bool choice_card_can(const void *self, int action, Error *why);

#define CHOICE_CARD_HOOKS \
	.list = SCREEN_AT(CardScreen, lines.list), .row_key = card_line_key, .draw = choice_card_draw, \
	.tick = card_tick, .patient = chart_patient, .chart = chart_of

/* First on a card: what holds since when, what was noted with it, and what it means. */
void choice_card_standing(CardLines *lines, const Chosen *chosen, const char *means);
/* The selected line's identifier in the scratch of the app: an act reads the chart anew, and the lines with it. */
const char *choice_card_line(App *app, const ChoiceCard *card);
void choice_card_speaker(App *app, ChoiceCard *card);
/* After an act, `done` or not by app_error: the lines anew, and what happened, or why not. `said` is one sentence. */
void choice_card_told(App *app, bool done, const char *said);
/* Where no key is the one to choose with, part of `type`: Enter says which are there. */
bool choice_card_say(App *app, Key key, const char *which);

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
