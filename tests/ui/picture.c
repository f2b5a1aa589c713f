#include "ui/picture.h"

#include <assert.h>

#include "base/text.h"

char style_letter(Style style)
{
#define LETTER(name, letter) letter,
	static const char letters[] = {STYLES(LETTER)};
#undef LETTER

	assert(style < STYLE_COUNT);
	return letters[style];
}

static void text_cut_blanks(Text *out, size_t from)
{
	while (out->length > from && out->bytes[out->length - 1] == ' ')
		out->bytes[--out->length] = '\0';
	text_add_char(out, '\n');
}

char *canvas_text(const Canvas *canvas, Arena *arena)
{
	Text out = {.arena = arena};
	for (int row = 0; row < canvas->rows; row++) {
		const size_t from = out.length;
		for (int col = 0; col < canvas->cols; col++)
			text_add(&out, canvas_cell(canvas, row, col)->bytes);
		text_cut_blanks(&out, from);
	}
	return out.bytes;
}

char *canvas_styles(const Canvas *canvas, Arena *arena)
{
	Text out = {.arena = arena};
	for (int row = 0; row < canvas->rows; row++) {
		const size_t from = out.length;
		for (int col = 0; col < canvas->cols; col++)
			text_add_char(&out, style_letter(canvas_cell(canvas, row, col)->style));
		text_cut_blanks(&out, from);
	}
	return out.bytes;
}
