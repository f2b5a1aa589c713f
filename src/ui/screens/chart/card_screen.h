/* A screen that is one card of lines (card_lines.h) about an open patient.
 *
 * Its state begins with a CardScreen, which begins with a ChartScreen. Its `enter` calls card_enter, its `load` fills the
 * lines between card_lines_begin and card_lines_end; the rest is CARD_HOOKS, and `chosen` for Enter on an item. */
#pragma once

#include "ui/screens/chart/chart.h"
#include "ui/screens/parts/card_lines.h"

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
