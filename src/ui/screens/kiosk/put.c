#include <string.h>

#include "base/utf8.h"
#include "ui/screens/kiosk/inside.h"

/* --- what fits --- */

void kiosk_put(const KioskPage *page, Area area, int row, int col, Style style, const char *text)
{
	if (row < 0 || row >= area.rows || col + utf8_columns(text) > area.cols)
		page->seen->cut = true;
	area_put(area, row, col, style, text);
}

void kiosk_words_fit(const KioskPage *page, const char *text, int cols)
{
	for (size_t n; *text; text += n + (text[n] == ' ')) {
		int fits;
		n = strcspn(text, " ");
		if (utf8_fit(text, cols, &fits) < n)
			page->seen->cut = true;
	}
}

/* --- which buttons there are --- */

bool kiosk_page_has(const KioskPage *page, int button)
{
	const int pages = page->seen->pages, action = page->buttons[button].action;
	if (action >= KIOSK_ANSWER && page->at + 1 < pages)
		return false; /* nobody answers what was not in sight */
	if (action == KIOSK_NEXT)
		return pages > 1 && (page->field_count > 0 || page->at + 1 < pages);
	if (page->buttons[button].key == KIOSK_KEY_ON && page->field_count == 0 && page->at + 1 < pages)
		return false; /* Enter turns the page first: nobody goes on from what was not in sight */
	return action != KIOSK_PREVIOUS || (pages > 1 && page->field_count == 0 && page->at > 0);
}

int kiosk_page_chosen(const KioskPage *page)
{
	if (page->selected != KIOSK_NONE)
		return page->selected;
	if (page->field_count == 0)
		for (int i = 0; i < page->button_count; i++)
			if (page->buttons[i].action == KIOSK_NEXT && kiosk_page_has(page, i))
				return i;
	return page->ahead;
}
