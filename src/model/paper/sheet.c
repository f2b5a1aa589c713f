#include "model/paper/sheet.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

#define SHEET_NAME_(value, name) name,
static const char *const kind_names[] = {SHEET_KINDS(SHEET_NAME_)};
static_assert(countof(kind_names) == SHEET_KIND_COUNT_, "a name for each kind");

static const char first_word[] = "sheet", version[] = "1", english_word[] = "english";

const char *sheet_kind_name(SheetKind kind)
{
	return kind_names[kind];
}

Sheet sheet_new(Arena *arena, const char *name, const Language *language)
{
	return (Sheet){.arena = arena, .name = name, .language = language ? language : &languages[0], .title = ""};
}

static const char *cleaned(const Sheet *sheet, const char *text)
{
	return text ? utf8_clean(sheet->arena, text) : NULL;
}

SheetBlock *sheet_add(Sheet *sheet, SheetKind kind, const char *text, const char *english)
{
	if (sheet->count == sheet->room) {
		size_t room = sheet->room ? sheet->room * 2 : 32;
		sheet->blocks = arena_grow(sheet->arena, sheet->blocks, sheet->room, room, sizeof *sheet->blocks);
		sheet->room = room;
	}
	SheetBlock *block = &sheet->blocks[sheet->count++];
	*block = (SheetBlock){.kind = kind, .text = cleaned(sheet, text_or(text, ""))};
	if (english && !text_is(english, text))
		block->english = cleaned(sheet, english);
	if (kind == SHEET_TITLE && text_empty(sheet->title))
		sheet->title = block->text;
	return block;
}

SheetBlock *sheet_field(Sheet *sheet, const char *label, const char *english, const char *value,
			const char *english_value)
{
	SheetBlock *block = sheet_add(sheet, SHEET_FIELD, label, english);
	block->value = cleaned(sheet, value);
	if (block->english)
		block->english_value = cleaned(sheet, english_value ? english_value : value);
	return block;
}

bool sheet_bilingual(const Sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++)
		if (sheet->blocks[i].english)
			return true;
	return false;
}

bool sheet_is_shaped(const Sheet *sheet)
{
	return sheet->language->shaped;
}

/* --- Lines for sharedesk-print --- */

static void write_line(Text *out, const char *word, const char *text, const char *value)
{
	text_add_print(out, "%s\t%s", word, text);
	if (value)
		text_add_print(out, "\t%s", value);
	text_add_char(out, '\n');
}

void sheet_write(const Sheet *sheet, Text *out)
{
	text_add_print(out, "%s\t%s\t%s\t%s\n", first_word, version, sheet->language->code, sheet->title);
	for (size_t i = 0; i < sheet->count; i++) {
		const SheetBlock *block = &sheet->blocks[i];
		write_line(out, kind_names[block->kind], block->text, block->value);
		if (block->english)
			write_line(out, english_word, block->english, block->english_value);
	}
}

/* The next part of a line, up to a tab; `at` is left behind it, or NULL at the end. */
static char *next_part(char **at)
{
	char *part = *at, *tab = part ? strchr(part, '\t') : NULL;
	if (tab)
		*tab = '\0';
	*at = tab ? tab + 1 : NULL;
	return part;
}

static bool read_first(char *line, Arena *arena, Sheet *ret_sheet, Error *err)
{
	char *at = line;
	const char *word = next_part(&at), *number = next_part(&at), *code = next_part(&at), *title = next_part(&at);
	if (!text_is(word, first_word) || !text_is(number, version))
		return fail(err, ERROR_INPUT, "This is no sheet: it begins \"%s TAB %s TAB language TAB title\".",
			    first_word, version);
	const Language *language = code ? language_find(code) : NULL;
	if (!language || !title)
		return fail(err, ERROR_INPUT, "Line 1 names no language of ours and no title.");
	*ret_sheet = sheet_new(arena, "sheet", language);
	ret_sheet->title = cleaned(ret_sheet, title);
	return true;
}

static bool read_english(Sheet *sheet, char *text, char *value, size_t number, Error *err)
{
	SheetBlock *block = sheet->count ? &sheet->blocks[sheet->count - 1] : NULL;
	if (!block || block->english)
		return fail(err, ERROR_INPUT, "Line %zu is the English of nothing.", number);
	block->english = cleaned(sheet, text);
	block->english_value = cleaned(sheet, value);
	return true;
}

static bool read_block(Sheet *sheet, char *line, size_t number, Error *err)
{
	char *at = line;
	const char *word = next_part(&at);
	char *text = next_part(&at), *value = next_part(&at);
	if (!text || at)
		return fail(err, ERROR_INPUT, "Line %zu is not a kind, a tab and a text.", number);
	if (text_is(word, english_word))
		return read_english(sheet, text, value, number, err);
	for (SheetKind kind = 0; kind < SHEET_KIND_COUNT_; kind++) {
		if (!text_is(word, kind_names[kind]))
			continue;
		if ((value && kind != SHEET_FIELD) || sheet->count == SHEET_BLOCKS_MAX)
			break;
		sheet_add(sheet, kind, text, NULL)->value = cleaned(sheet, value);
		return true;
	}
	return fail(err, ERROR_INPUT, "Line %zu begins with no kind of block: %s.", number, word);
}

bool sheet_read(const char *lines, Arena *arena, Sheet *ret_sheet, Error *err)
{
	Sheet sheet = {0};
	size_t number = 0, bad;
	if (!utf8_valid(lines, strlen(lines), &bad))
		return fail(err, ERROR_INPUT, "The sheet is not UTF-8 at byte %zu.", bad);
	for (char *at = arena_text(arena, lines); *at;) {
		char *line = at, *end = strchr(at, '\n');
		at = end ? end + 1 : at + strlen(at);
		if (end)
			*end = '\0';
		if (!(number++ ? read_block(&sheet, line, number, err) : read_first(line, arena, &sheet, err)))
			return false;
	}
	if (sheet.count == 0)
		return fail(err, ERROR_INPUT, "The sheet is empty.");
	*ret_sheet = sheet;
	return true;
}
