#include "base/text.h"
#include "model/paper/inside.h"
#include "model/paper/paper.h"
#include "model/spoken/guide.h"

static void say(Paper *paper, const GuideLine *line, bool addresses)
{
	PaperWords words = {0};
	switch (line->kind) {
	case GUIDE_HEADING: paper_say(paper, SHEET_HEADING, line->english, NULL); return;
	case GUIDE_COUNTED:
		words.count = guide_items(line);
		paper_count(paper, SHEET_HEADING, line->english, line->more, &words);
		return;
	case GUIDE_SETTING:
		words.words = addresses ? desk_setting(paper->desk, line->more, paper->sheet.arena) : "";
		if (!text_empty(words.words))
			paper_say(paper, SHEET_PARAGRAPH, line->english, &words);
		return;
	case GUIDE_ITEM:
	case GUIDE_PARAGRAPH: paper_say(paper, SHEET_PARAGRAPH, line->english, NULL); return;
	}
}

void guide_sheet_make(Desk *desk, bool addresses, const Language *language, Arena *arena, Sheet *ret_sheet)
{
	Paper paper = paper_new(desk, NULL, language, "guide", arena);
	paper_say(&paper, SHEET_TITLE, guide_title, NULL);
	for (size_t i = 0; i < guide_count; i++)
		say(&paper, &guide[i], addresses);
	*ret_sheet = paper.sheet;
}
