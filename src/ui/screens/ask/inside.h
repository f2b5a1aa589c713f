/* One step of the ask, drawn: the words, what is asked set apart, and the answers with their keys, always in sight. */
#pragma once

#include "model/care/sitting.h"
#include "ui/canvas.h"
#include "ui/editor.h"
#include "ui/screen.h"

enum { ASK_CHOICES_MAX = 8 };

typedef struct AskSeen { /* how the step was last drawn: clicks and scrolling need it */
	Area choices[ASK_CHOICES_MAX];
	size_t count;
	int over, page; /* rows of words out of sight, rows in sight */
} AskSeen;

typedef struct AskPage {
	SittingQuestion question;
	const Language *language;    /* of the lines' own words */
	const SittingLine *recorded; /* what was read back, once it is saved */
	size_t recorded_count;
	Editor editor; /* where something is to be typed */
	AskSeen *seen;
	int top; /* first row of words shown, where not all fit */
} AskPage;

void ask_page_draw(const AskPage *page, Area area);

/* The language of one sitting, chosen by hand. */
typedef struct AskLanguageArgument {
	Sitting *sitting; /* stays the caller's, and is told what was chosen */
} AskLanguageArgument;

extern const Screen screen_ask_language;
