#include "ui/editor.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

enum { FULL_COLS = 5 };

void editor_open(Editor *editor, Arena *arena, size_t max, const char *text)
{
	max = max < EDITOR_BYTES ? max : EDITOR_BYTES;
	*editor = (Editor){.text = arena_alloc(arena, max + 1), .max = max};
	editor_set(editor, text);
}

/* Where the bytes are not clean text, they are cut there: what is on file may be anything. */
void editor_set(Editor *editor, const char *text)
{
	editor->length = text_copy(editor->text, editor->max + 1, text_or(text, ""));
	if (!utf8_is_clean(editor->text)) {
		Arena arena = {0};
		editor->length = text_copy(editor->text, editor->max + 1, utf8_clean(&arena, editor->text));
		arena_free(&arena);
	}
	editor->at = editor->length;
	editor->changed = false;
}

void editor_wipe(Editor *editor)
{
	if (!editor->text)
		return;
	explicit_bzero(editor->text, editor->max + 1);
	editor->length = editor->at = 0;
}

/* What was typed or left may join its neighbours (a mark, a flag): the cursor goes past the grapheme it is in. */
static void editor_snap(Editor *editor)
{
	size_t boundary = 0;
	while (boundary < editor->at)
		boundary += utf8_grapheme(editor->text + boundary);
	editor->at = boundary;
}

bool editor_insert(Editor *editor, const char *text)
{
	const size_t n = strlen(text);
	if (n > editor->max - editor->length || !utf8_is_clean(text))
		return false;
	memmove(editor->text + editor->at + n, editor->text + editor->at, editor->length - editor->at + 1);
	memcpy(editor->text + editor->at, text, n);
	editor->length += n;
	editor->at += n;
	editor_snap(editor);
	editor->changed = true;
	return true;
}

static void editor_delete(Editor *editor, size_t from, size_t to)
{
	if (from == to)
		return;
	memmove(editor->text + from, editor->text + to, editor->length - to + 1);
	editor->length -= to - from;
	editor->at = from;
	editor_snap(editor);
	editor->changed = true;
}

static size_t word_before(const Editor *editor)
{
	size_t at = editor->at;
	while (at > 0 && editor->text[at - 1] == ' ')
		at--;
	while (at > 0 && editor->text[at - 1] != ' ')
		at--;
	return at;
}

static bool editor_type(Editor *editor, KeyCode code)
{
	char bytes[5] = {0};
	if (!key_is_text(code))
		return false;
	utf8_encode(code, bytes);
	editor->full = !editor_insert(editor, bytes);
	return true;
}

bool editor_key(Editor *editor, Key key)
{
	const size_t before = utf8_grapheme_before(editor->text, editor->at);
	const size_t after = editor->at + utf8_grapheme(editor->text + editor->at);
	editor->full = false;
	switch (key.code) {
	case KC_LEFT: editor->at = before; return true;
	case KC_RIGHT: editor->at = after; return true;
	case KC_HOME:
	case KC_CTRL('a'): editor->at = 0; return true;
	case KC_END:
	case KC_CTRL('e'): editor->at = editor->length; return true;
	case KC_BACKSPACE: editor_delete(editor, before, editor->at); return true;
	case KC_DELETE: editor_delete(editor, editor->at, after); return true;
	case KC_CTRL('w'): editor_delete(editor, word_before(editor), editor->at); return true;
	case KC_CTRL('u'): editor_delete(editor, 0, editor->at); return true;
	case KC_CTRL('k'): editor_delete(editor, editor->at, editor->length); return true;
	default: return editor_type(editor, key.code);
	}
}

/* What is drawn, and how many of its bytes stand before the cursor. */
static const char *editor_shown(const Editor *editor, Area area, size_t *ret_at)
{
	*ret_at = editor->at;
	if (!editor->secret)
		return editor->text;

	Text dots = {.arena = area_scratch(area)};

	for (size_t at = 0; at < editor->length; at += utf8_grapheme(editor->text + at)) {
		if (at == editor->at)
			*ret_at = dots.length;
		text_add(&dots, area_glyphs(area)->bullet);
	}
	if (editor->at == editor->length)
		*ret_at = dots.length;
	return text_done(&dots);
}

/* Where the text that is shown begins: as much is left out that the cursor has a column; `before` are the columns of
 * what stands before it. */
static const char *editor_scrolled(Arena *arena, const char *text, int *before, int cols)
{
	while (*before > cols - 1 && *text) {
		const size_t n = utf8_grapheme(text);
		*before -= utf8_columns(arena_bytes(arena, text, n));
		text += n;
	}
	return text;
}

void editor_point(Editor *editor, int col, int cols)
{
	Arena arena = {0};
	int before = utf8_columns(arena_bytes(&arena, editor->text, editor->at));
	const char *at = editor_scrolled(&arena, editor->text, &before, cols);
	while (*at && col > 0) {
		const size_t n = utf8_grapheme(at);
		col -= utf8_columns(arena_bytes(&arena, at, n));
		at += n;
	}
	editor->at = (size_t)(at - editor->text);
	arena_free(&arena);
}

void editor_draw(const Editor *editor, Area area, int row, int col, int cols, bool focused)
{
	size_t at;
	const char *text = editor_shown(editor, area, &at);
	const Style style = focused ? STYLE_FOCUS : STYLE_FIELD;
	Area field = area_part(area, row, col, 1, cols);
	int before = utf8_columns(arena_bytes(area_scratch(area), text, at));
	if (row < 0 || row >= area.rows || field.cols == 0)
		return;
	area_fill(field, style);
	if (focused && editor->full && field.cols > 3 * FULL_COLS) {
		area_put(field, 0, field.cols - FULL_COLS, STYLE_WARNING, " full");
		field = area_part(field, 0, 0, 1, field.cols - FULL_COLS);
	}
	text = editor_scrolled(area_scratch(area), text, &before, field.cols);
	area_put(field, 0, 0, style, text);
	if (focused)
		area_cursor(field, 0, before);
}
