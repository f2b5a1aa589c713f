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

static int learn_spot(Pointing *pointing, const Canvas *canvas, int row, int col)
{
	const int end = spot_end(canvas, row, col);
	const KeyCode key = key_at(canvas, row, col);
	if (key != KC_NONE && pointing->count < POINTING_MAX)
		pointing->spots[pointing->count++] =
			(struct PointingSpot){.row = row, .col = col, .end = end, .key = key};
	return end;
}

void pointing_learn(Pointing *pointing, const Canvas *canvas)
{
	pointing->count = 0;
	for (int row = canvas->rows; row-- > 0;) /* those of the bar first */
		for (int col = 0; col < canvas->cols;)
			col = is_key(canvas, row, col) ? learn_spot(pointing, canvas, row, col) : col + 1;
}

KeyCode pointing_key(const Pointing *pointing, int row, int col)
{
	for (size_t i = 0; i < pointing->count; i++) {
		const struct PointingSpot *spot = &pointing->spots[i];
		if (spot->row == row && col >= spot->col && col < spot->end)
			return spot->key;
	}
	return KC_NONE;
}
