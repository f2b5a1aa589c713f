/* A printed page for a patient: a list of blocks in one language, with the English of each where that is another.
 *
 * Pure text: nothing here knows a printer. The desk shows it, wraps it into a text file, or writes it as lines that
 * sharedesk-print reads and sets:
 *
 *	sheet TAB version TAB language TAB title
 *	kind TAB text          one block a line, in order
 *	english TAB text       the English of the block before; another line where it has more than one part
 *
 * A text holds no control character; the two parts of a field are divided by a tab. */
#pragma once

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"
#include "model/spoken/language.h"

#define SHEET_KINDS(X) \
	X(SHEET_TITLE, "title") \
	X(SHEET_HEADING, "heading") \
	X(SHEET_PARAGRAPH, "paragraph") \
	X(SHEET_ITEM, "item") \
	X(SHEET_MORE, "more")	  /* goes on below an item or a box */ \
	X(SHEET_FIELD, "field")	  /* a label and what is filled in; nothing: a line to write on */ \
	X(SHEET_BOX, "box")	  /* to be ticked */ \
	X(SHEET_TICKED, "ticked") /* is ticked */ \
	X(SHEET_RULE, "rule") \
	X(SHEET_SMALL, "small") \
	X(SHEET_CODE, "code") /* to be typed: large, spaced, never broken */

#define SHEET_ENUM_(value, name) value,
typedef enum SheetKind { SHEET_KINDS(SHEET_ENUM_) SHEET_KIND_COUNT_ } SheetKind;

typedef struct SheetBlock {
	SheetKind kind;
	const char *text;    /* "" of a rule; of a field its label */
	const char *value;   /* of a field; NULL or "": left open */
	const char *english; /* of `text`; NULL where the sheet is English, or both are the same */
	const char *english_value;
} SheetBlock;

typedef struct Sheet {
	const char *name;  /* what a file of it is called: "receipt" */
	const char *title; /* in the language of the sheet */
	const Language *language;
	SheetBlock *blocks;
	size_t count, room;
	Arena *arena; /* of all of it */
} Sheet;

enum { SHEET_TEXT_COLS = 72, SHEET_BLOCKS_MAX = 60000 };

const char *sheet_kind_name(SheetKind kind);

Sheet sheet_new(Arena *arena, const char *name, const Language *language);
/* Texts are copied, and cleaned of control characters. `english` may be NULL. The first title is the sheet's. */
SheetBlock *sheet_add(Sheet *sheet, SheetKind kind, const char *text, const char *english);
SheetBlock *sheet_field(Sheet *sheet, const char *label, const char *english, const char *value,
			const char *english_value);

/* Whether any block has English of its own. */
bool sheet_bilingual(const Sheet *sheet);
/* For people, wrapped at words to `cols` columns, the English indented below each block; ends with a newline. Scripts
 * that need shaping are never split into columns: sheet_is_shaped says when this is not for a file. */
void sheet_plain(const Sheet *sheet, int cols, Text *out);
bool sheet_is_shaped(const Sheet *sheet);

/* As sharedesk-print reads it, and back. */
void sheet_write(const Sheet *sheet, Text *out);
bool sheet_read(const char *lines, Arena *arena, Sheet *ret_sheet, Error *err) must_check;
