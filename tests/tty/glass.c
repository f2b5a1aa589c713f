#include "tty/glass.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <vterm.h>

#include "base/text.h"
#include "base/utf8.h"

struct Glass {
	VTerm *terminal;
	VTermScreen *screen;
	GlassSay *say;
	void *self;
};

static const struct {
	const char *name;
	VTermKey key;
} named[] = {
	{"enter", VTERM_KEY_ENTER},
	{"tab", VTERM_KEY_TAB},
	{"backspace", VTERM_KEY_BACKSPACE},
	{"esc", VTERM_KEY_ESCAPE},
	{"up", VTERM_KEY_UP},
	{"down", VTERM_KEY_DOWN},
	{"left", VTERM_KEY_LEFT},
	{"right", VTERM_KEY_RIGHT},
	{"insert", VTERM_KEY_INS},
	{"delete", VTERM_KEY_DEL},
	{"home", VTERM_KEY_HOME},
	{"end", VTERM_KEY_END},
	{"pageup", VTERM_KEY_PAGEUP},
	{"pagedown", VTERM_KEY_PAGEDOWN},
};

static const struct {
	const char *name;
	VTermModifier bit;
} modifiers[] = {{"ctrl-", VTERM_MOD_CTRL}, {"alt-", VTERM_MOD_ALT}, {"shift-", VTERM_MOD_SHIFT}};

static void pass_on(const char *bytes, size_t length, void *self)
{
	const Glass *glass = self;
	glass->say(glass->self, bytes, length);
}

Glass *glass_open(int rows, int cols, GlassSay *say, void *self)
{
	Glass *glass = calloc(1, sizeof *glass);
	if (!glass)
		abort();
	*glass = (Glass){.terminal = vterm_new(rows, cols), .say = say, .self = self};
	vterm_set_utf8(glass->terminal, 1);
	vterm_output_set_callback(glass->terminal, pass_on, glass);
	glass->screen = vterm_obtain_screen(glass->terminal);
	vterm_screen_enable_altscreen(glass->screen, 1);
	vterm_screen_reset(glass->screen, 1);
	return glass;
}

void glass_close(Glass *glass)
{
	if (!glass)
		return;
	vterm_free(glass->terminal);
	free(glass);
}

void glass_feed(Glass *glass, const char *bytes, size_t length)
{
	vterm_input_write(glass->terminal, bytes, length);
}

void glass_resize(Glass *glass, int rows, int cols)
{
	vterm_set_size(glass->terminal, rows, cols);
}

void glass_type(Glass *glass, const char *text)
{
	while (*text) {
		uint32_t point;
		text += utf8_decode(text, &point);
		vterm_keyboard_unichar(glass->terminal, point, VTERM_MOD_NONE);
	}
}

static bool press(Glass *glass, const char *name, VTermModifier with)
{
	uint32_t point;
	for (size_t i = 0; i < countof(named); i++) {
		if (strcasecmp(named[i].name, name) == 0) {
			vterm_keyboard_key(glass->terminal, named[i].key, with);
			return true;
		}
	}
	if (name[0] == 'f' && text_all_digits(name + 1)) {
		vterm_keyboard_key(glass->terminal, (VTermKey)VTERM_KEY_FUNCTION(atoi(name + 1)), with);
		return true;
	}
	if (strcasecmp(name, "space") == 0)
		name = " ";
	if (name[0] == '\0' || name[utf8_decode(name, &point)] != '\0')
		return false;
	vterm_keyboard_unichar(glass->terminal, point, with);
	return true;
}

bool glass_key(Glass *glass, const char *name)
{
	VTermModifier with = VTERM_MOD_NONE;
	for (size_t i = 0; i < countof(modifiers); i++) {
		const size_t n = strlen(modifiers[i].name);
		if (strncasecmp(name, modifiers[i].name, n) == 0 && name[n]) {
			with |= modifiers[i].bit;
			name += n;
		}
	}
	return press(glass, name, with);
}

int glass_rows(const Glass *glass)
{
	int rows, cols;
	vterm_get_size(glass->terminal, &rows, &cols);
	return rows;
}

int glass_cols(const Glass *glass)
{
	int rows, cols;
	vterm_get_size(glass->terminal, &rows, &cols);
	return cols;
}

static void add_cell(Text *text, const VTermScreenCell *cell)
{
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i]; i++) {
		char bytes[5] = {0};
		text_add_bytes(text, bytes, utf8_encode(cell->chars[i], bytes));
	}
	if (cell->chars[0] == 0)
		text_add_char(text, ' ');
}

const char *glass_row(const Glass *glass, int row, Arena *arena)
{
	Text text = {.arena = arena};
	VTermScreenCell cell = {.width = 1};
	text_add(&text, "");
	for (int col = 0; glass_cols(glass) > col; col += cell.width ? cell.width : 1) {
		vterm_screen_get_cell(glass->screen, (VTermPos){.row = row, .col = col}, &cell);
		add_cell(&text, &cell);
	}
	while (text.length > 0 && text.bytes[text.length - 1] == ' ')
		text.bytes[--text.length] = '\0';
	return text_done(&text);
}

const char *glass_text(const Glass *glass, Arena *arena)
{
	const char **rows = arena_array(arena, (size_t)glass_rows(glass), sizeof *rows);
	Text text = {.arena = arena};
	for (int row = 0; row < glass_rows(glass); row++)
		rows[row] = glass_row(glass, row, arena);
	for (int row = 0; row < glass_rows(glass); row++) {
		text_add(&text, rows[row]);
		text_add(&text, "\n");
	}
	return text_done(&text);
}

bool glass_find(const Glass *glass, const char *text, int *ret_row, int *ret_col)
{
	scoped(arena_free) Arena arena = {0};
	for (*ret_row = 0; *ret_row < glass_rows(glass); ++*ret_row) {
		const char *row = glass_row(glass, *ret_row, &arena), *at = strstr(row, text);
		if (!at)
			continue;
		*ret_col = utf8_columns(arena_bytes(&arena, row, (size_t)(at - row)));
		return true;
	}
	return false;
}

bool glass_shows(const Glass *glass, const char *text)
{
	int row, col;
	return glass_find(glass, text, &row, &col);
}
