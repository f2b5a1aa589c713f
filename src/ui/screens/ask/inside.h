/* One step of the ask, drawn: the words, what is asked set apart, and the answers with their keys. Where not all of it
 * fits it is cut into pages, and the answers stand on the last. */
#pragma once

#include "model/care/sitting.h"
#include "ui/canvas.h"
#include "ui/editor.h"
#include "ui/flow.h"
#include "ui/screen.h"
#include "ui/screens/chart/chart.h"

enum { ASK_CHOICES_MAX = 8 };

typedef struct AskSeen { /* how the step was last drawn: going on needs it */
	int pages;
	FlowSeen words; /* what of the step was in sight so far */
} AskSeen;

typedef struct AskPage {
	SittingQuestion question;
	const Language *language;    /* of the lines' own words */
	const SittingLine *recorded; /* what was read back, once it is saved */
	size_t recorded_count;
	Editor editor; /* where something is to be typed */
	AskSeen *seen;
	bool theirs; /* the patient's own words alone */
	int at;	     /* which page, from 0; one behind the last stands for the last */
} AskPage;

void ask_page_draw(const AskPage *page, Area area);

typedef struct AskState {
	ChartScreen base; /* first; the chart is the caller's */
	Sitting sitting;
	AskPage page;
	char interpreter[SITTING_TYPED_MAX];
	size_t acts;	      /* of the visit, what was saved here among them */
	bool here, elsewhere; /* once saved: something was answered at the practice itself, at another service */
} AskState;

bool ask_recorded(const AskState *state); /* something was answered, or how to reach the patient was given */
/* Closes it, saved; the page below says what was recorded, and what comes next. */
void ask_close(App *app, const AskState *state);

/* The line above the help bar: what staff do at this step, and what they have to know. */
void ask_explain(const void *self, const App *app, Text *out);

/* The language of one sitting, chosen by hand. */
typedef struct AskLanguageArgument {
	Sitting *sitting; /* stays the caller's, and is told what was chosen */
} AskLanguageArgument;

extern const Screen screen_ask_language;
