#include "ui/pointing.h"

#include "base/text.h"

static bool is_key(const Canvas *canvas, int row, int col)
{
	return canvas_cell(canvas, row, col)->style == STYLE_KEY;
}

static bool is_blank(const Canvas *canvas, int row, int col)
{
	return col >= canvas->cols || text_is(canvas_cell(canvas, row, col)->bytes, " ");
}

/* The first word of what is drawn as a key: "F4" of "F4 go". */
static KeyCode key_at(const Canvas *canvas, int row, int col)
{
	char name[KEY_NAME_MAX] = "";
	size_t length = 0;
	KeyCode code;
	for (; !is_blank(canvas, row, col) && is_key(canvas, row, col); col++)
		length += text_copy(name + length, sizeof name - length, canvas_cell(canvas, row, col)->bytes);
	return key_parse(name, &code) ? code : KC_NONE;
}

/* Behind the key stand its words, after any blanks; two blanks end them, and so does another key. */
static int spot_end(const Canvas *canvas, int row, int col)
{
	while (col < canvas->cols && is_key(canvas, row, col))
		col++;

	int end = col;

	while (col < canvas->cols && is_blank(canvas, row, col))
		col++;
	for (; col < canvas->cols && !is_key(canvas, row, col); col++) {
		if (is_blank(canvas, row, col) && is_blank(canvas, row, col + 1))
			break;
		end = col + 1;
	}
	return end;
}

KeyCode pointing_key(const Canvas *drawn, int row, int col)
{
	int end;
	if (!canvas_cell(drawn, row, col))
		return KC_NONE;
	for (int at = 0; at <= col; at = end) {
		end = at + 1;
		if (!is_key(drawn, row, at))
			continue;
		end = spot_end(drawn, row, at);
		if (col < end)
			return key_at(drawn, row, at);
	}
	return KC_NONE;
}
