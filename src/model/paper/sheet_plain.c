/* A sheet as plain text: for a file, and for the preview at the desk. */
#include <string.h>

#include "base/utf8.h"
#include "model/paper/sheet.h"

typedef struct Wrapping {
	Text *out;
	int cols;
	const char *first, *rest; /* before the first row, and before the others */
} Wrapping;

static size_t word_length(const char *text)
{
	size_t length = 0;
	while (text[length] && text[length] != ' ')
		length++;
	return length;
}

static void begin_row(const Wrapping *wrapping, bool first)
{
	text_add(wrapping->out, first ? wrapping->first : wrapping->rest);
}

/* A word longer than a row stands alone in it and is not broken: nothing here is cut. */
static void wrap(const Wrapping *wrapping, const char *text)
{
	int used = 0;
	const int room = wrapping->cols - utf8_columns(wrapping->first);
	begin_row(wrapping, true);
	while (*text) {
		while (*text == ' ')
			text++;
		const size_t length = word_length(text);
		if (length == 0)
			break;
		char word[512];
		text_print(word, sizeof word, "%.*s", (int)length, text);
		const int columns = utf8_columns(word);
		if (used > 0 && used + 1 + columns > room) {
			text_add_char(wrapping->out, '\n');
			begin_row(wrapping, false);
			used = 0;
		}
		if (used > 0)
			text_add_char(wrapping->out, ' ');
		text_add_bytes(wrapping->out, text, length);
		used += columns + (used > 0);
		text += length;
	}
	text_add_char(wrapping->out, '\n');
}

static void add_rule(Text *out, int cols, const char *sign)
{
	for (int i = 0; i < cols; i++)
		text_add(out, sign);
	text_add_char(out, '\n');
}

static const char *opened(const char *value)
{
	return text_or(value, "______________________________");
}

static const char *first_of(SheetKind kind)
{
	switch (kind) {
	case SHEET_ITEM: return "  - ";
	case SHEET_BOX: return "[ ] ";
	case SHEET_TICKED: return "[x] ";
	case SHEET_MORE:
	case SHEET_CODE: return "    ";
	case SHEET_TITLE:
	case SHEET_HEADING:
	case SHEET_PARAGRAPH:
	case SHEET_FIELD:
	case SHEET_RULE:
	case SHEET_SMALL:
	case SHEET_KIND_COUNT_: break;
	}
	return "";
}

static const char *line_of(const Sheet *sheet, const SheetBlock *block, bool english)
{
	const char *text = english ? block->english : block->text;
	const char *value = english ? block->english_value : block->value;
	return block->kind == SHEET_FIELD ? arena_print(sheet->arena, "%s: %s", text, opened(value)) : text;
}

static void add_block(const Sheet *sheet, const SheetBlock *block, int cols, Text *out)
{
	const char *first = first_of(block->kind);
	if (block->kind == SHEET_RULE) {
		add_rule(out, cols, "-");
		return;
	}
	wrap(&(Wrapping){out, cols, first, *first ? "    " : ""}, line_of(sheet, block, false));
	if (block->english)
		wrap(&(Wrapping){out, cols, "    ", "    "}, line_of(sheet, block, true));
	if (block->kind == SHEET_TITLE)
		add_rule(out, cols, "=");
}

/* Items and fields stand together; all else has a blank line before it. */
static bool stands_apart(const Sheet *sheet, size_t i)
{
	const SheetKind kind = sheet->blocks[i].kind;
	const bool together = kind == SHEET_ITEM || kind == SHEET_MORE || kind == SHEET_FIELD || kind == SHEET_BOX ||
			      kind == SHEET_TICKED;
	return i > 0 && (!together || sheet->blocks[i - 1].kind == SHEET_PARAGRAPH ||
			 sheet->blocks[i - 1].kind == SHEET_TITLE || kind == SHEET_BOX || kind == SHEET_TICKED);
}

void sheet_plain(const Sheet *sheet, int cols, Text *out)
{
	for (size_t i = 0; i < sheet->count; i++) {
		if (stands_apart(sheet, i))
			text_add_char(out, '\n');
		add_block(sheet, &sheet->blocks[i], cols, out);
	}
}
