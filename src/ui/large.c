#include "ui/large.h"

#include <string.h>

#include "base/arena.h"
#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"

enum { GAP = 1 };

typedef struct Shape {
	const char *letter, *like; /* `like`: a letter with a mark has the shape of the one without */
	const char *rows[LARGE_ROWS];
} Shape;

static const Shape shapes[] = {
	{"0", NULL, {"###", "# #", "# #", "# #", "###"}},
	{"1", NULL, {"  #", "  #", "  #", "  #", "  #"}},
	{"2", NULL, {"###", "  #", "###", "#  ", "###"}},
	{"3", NULL, {"###", "  #", "###", "  #", "###"}},
	{"4", NULL, {"# #", "# #", "###", "  #", "  #"}},
	{"5", NULL, {"###", "#  ", "###", "  #", "###"}},
	{"6", NULL, {"###", "#  ", "###", "# #", "###"}},
	{"7", NULL, {"###", "  #", "  #", "  #", "  #"}},
	{"8", NULL, {"###", "# #", "###", "# #", "###"}},
	{"9", NULL, {"###", "# #", "###", "  #", "###"}},
	{"A", NULL, {" ## ", "#  #", "####", "#  #", "#  #"}},
	{"Á", "A", {NULL}},
	{"E", NULL, {"####", "#   ", "### ", "#   ", "####"}},
	{"G", NULL, {" ###", "#   ", "# ##", "#  #", " ###"}},
	{"H", NULL, {"#  #", "#  #", "####", "#  #", "#  #"}},
	{"I", NULL, {"#", "#", "#", "#", "#"}},
	{"K", NULL, {"#  #", "# # ", "##  ", "# # ", "#  #"}},
	{"M", NULL, {"#   #", "## ##", "# # #", "#   #", "#   #"}},
	{"N", NULL, {"#   #", "##  #", "# # #", "#  ##", "#   #"}},
	{"O", NULL, {" ## ", "#  #", "#  #", "#  #", " ## "}},
	{"S", NULL, {" ###", "#   ", " ## ", "   #", "### "}},
	{"T", NULL, {"#####", "  #  ", "  #  ", "  #  ", "  #  "}},
	{"Y", NULL, {"#   #", " # # ", "  #  ", "  #  ", "  #  "}},
	{" ", NULL, {"  ", "  ", "  ", "  ", "  "}},
};

static const Shape *shape_named(const char *letter, size_t length)
{
	for (size_t i = 0; i < countof(shapes); i++)
		if (strlen(shapes[i].letter) == length && strncmp(shapes[i].letter, letter, length) == 0)
			return &shapes[i];
	return NULL;
}

/* The rows of the letter `text` begins with, or NULL. */
static const char *const *shape_of(const char *text, size_t length)
{
	const Shape *found = shape_named(text, length);
	if (found && found->like)
		found = shape_named(found->like, strlen(found->like));
	return found ? found->rows : NULL;
}

bool large_has(const char *text)
{
	for (size_t n; (n = utf8_grapheme(text)) > 0; text += n)
		if (!shape_of(text, n))
			return false;
	return true;
}

int large_columns(const char *text)
{
	int cols = 0;
	if (!large_has(text))
		return 0;
	for (size_t n; (n = utf8_grapheme(text)) > 0; text += n)
		cols += (int)strlen(shape_of(text, n)[0]) + GAP;
	return cols > 0 ? cols - GAP : 0;
}

static void letter_put(Area area, int row, int col, Style style, const char *letter, const char *const *shape)
{
	for (int y = 0; y < LARGE_ROWS; y++)
		for (int x = 0; shape[y][x]; x++)
			if (shape[y][x] == '#')
				area_put(area, row + y, col + x, style, letter);
}

void large_put(Area area, int row, int col, Style style, const char *text)
{
	for (size_t n; (n = utf8_grapheme(text)) > 0; text += n) {
		const char *const *shape = shape_of(text, n);
		const int cols = shape ? (int)strlen(shape[0]) : 0;

		if (shape && col + cols <= area.cols && text[0] != ' ')
			letter_put(area, row, col, style, arena_bytes(area_scratch(area), text, n), shape);
		col += cols + GAP;
	}
}
