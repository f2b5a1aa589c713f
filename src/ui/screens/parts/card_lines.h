/* The lines of a choice card: words wrapped to the window, and among them the lines that a key answers.
 *
 * A list as any other, so that it is read whole in 40×12 too; Up and Down go from one line that can be answered to the
 * next where that is in sight, and line by line elsewhere. The lines are made by the `load` of the
 * owner: card_lines_begin, card_heading / card_words / card_item / card_below in order, card_lines_end. */
#pragma once

#include "ui/app.h"
#include "ui/list.h"

typedef enum CardMark { CARD_MARK_NONE, CARD_MARK_YES, CARD_MARK_NO, CARD_MARK_ASK, CARD_MARK_WAITING } CardMark;

typedef struct CardLine {
	Style style;
	int indent;
	const char *text;
	CardMark mark;	  /* before the text of an item */
	const char *id;	  /* of an item: what the owner finds it by; "" for words */
	int kind;	  /* of an item, the owner's; 0 for words */
	bool part;	  /* an item goes on here: its first line says which */
} CardLine;

typedef struct CardLines {
	List list;
	Arena *arena; /* of what is loaded */
	CardLine *lines;
	size_t count, room;
	int cols; /* that they were wrapped to */
	bool shown;
} CardLines;

const char *card_line_key(const void *rows, size_t index); /* the `row_key` of the list */

void card_lines_begin(CardLines *self, App *app);
void card_heading(CardLines *self, const char *text);
void card_words(CardLines *self, Style style, const char *text);
/* `id` is copied. An item that is longer than a row goes on below itself. */
void card_item(CardLines *self, int kind, const char *id, CardMark mark, const char *text);
void card_below(CardLines *self, Style style, const char *text); /* more of the item above; keys answer there too */
void card_lines_end(CardLines *self);

const CardLine *card_chosen(const CardLines *self); /* the selected item; NULL where words are selected */
void card_select(CardLines *self, int kind, const char *id); /* as far as it is there */
void card_lines_draw(const CardLines *self, Area area);
