/* Care at an organisation that closed, moved to what took its place: asked, done, and what comes next is said. */
#pragma once

#include "model/desk/chart.h"
#include "ui/app.h"

/* Whether this row has one to be referred to; else `err` says why not. */
bool successor_allows(const Desk *desk, const Chart *chart, const MatrixRow *row, Error *err);
/* "Stop Smoking Service has closed: R refers to Kibworth Physiotherapy. "; nothing where it is refused. */
void successor_explain(const Desk *desk, const Chart *chart, const MatrixRow *row, Text *out);
/* Asks by a letter, with what the desk says of the successor, then calls `done`. */
void successor_ask(App *app, const Chart *chart, const char *episode,
		   DialogDone *done);
/* Refers, and says what comes next. `ret_episode`: the new referral, left alone where it was refused. */
void successor_refer(App *app, Chart *chart, const char *episode, char *ret_episode, size_t size);
