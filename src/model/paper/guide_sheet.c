#include "model/paper/inside.h"
#include "model/paper/paper.h"
#include "model/spoken/guide.h"

void guide_sheet_make(Desk *desk, const Language *language, Arena *arena, Sheet *ret_sheet)
{
	Paper paper = paper_new(desk, NULL, language, "guide", arena);
	paper_say(&paper, SHEET_TITLE, guide_title, NULL);
	for (size_t i = 0; i < guide_count; i++) {
		paper_say(&paper, SHEET_HEADING, guide[i].title, NULL);
		for (const char *const *paragraph = guide[i].paragraphs; *paragraph; paragraph++)
			paper_say(&paper, SHEET_PARAGRAPH, *paragraph, NULL);
	}
	*ret_sheet = paper.sheet;
}
