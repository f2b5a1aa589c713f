#include "ui/chrome.h"

#include "base/text.h"
#include "base/utf8.h"

enum { TAB_GAP = 2, TAB_NUMBER = 2 /* "1 " */ };

Layout chrome_layout(Area window, int top_rows, bool places, int notice_rows)
{
	const int most = notice_rows < NOTICE_ROWS_MAX ? notice_rows : NOTICE_ROWS_MAX;
	const int notice = most < 1 ? 1 : most, body = top_rows + places, end = window.rows - 1 - notice;
	return (Layout){
		.top = area_part(window, 0, 0, top_rows, -1),
		.places = area_part(window, top_rows, 0, places, -1),
		.body = area_part(window, body, 0, end - body, -1),
		.notice = area_part(window, end, 0, notice, -1),
		.help = area_part(window, window.rows - 1, 0, 1, -1),
	};
}

/* From the right: the time, who is signed in, the practice; each only where it fits whole. */
void chrome_title(Area area, const char *title, const char *practice, const char *person, LocalTime now)
{
	char day[16], time[8];
	const char *parts[3] = {NULL, person, practice};
	int end = area.cols - 1;
	date_print_short(now.date, day);
	time_print_staff(now, time);
	parts[0] = arena_print(area_scratch(area), "%s %s", day, time);
	area_fill_row(area, 0, STYLE_TITLE);

	const int left = area_put(area, 0, 1, STYLE_TITLE, title) + 1 + TAB_GAP;

	for (size_t i = 0; i < countof(parts); i++) {
		const char *part = text_empty(parts[i]) ? "" : utf8_clean(area_scratch(area), parts[i]);
		const int cols = utf8_columns(part);
		if (cols == 0 || left + cols > end)
			continue;
		/* the practice stands beside the title, the rest at the right */
		area_put(area, 0, i == 2 ? left : end - cols, STYLE_TITLE, part);
		end -= i == 2 ? 0 : cols + TAB_GAP;
	}
}

static int tab_end(const char *const *names, size_t first, size_t last)
{
	int end = 1;
	for (size_t i = first; i <= last; i++)
		end += TAB_NUMBER + utf8_columns(names[i]) + (i < last ? TAB_GAP : 0);
	return end;
}

/* The first tab shown: in a narrow window those before the open one go out of sight. */
static size_t tab_first(Area area, const char *const *names, size_t open)
{
	size_t first = 0;
	while (first < open && tab_end(names, first, open) > area.cols)
		first++;
	return first;
}

void chrome_tabs(Area area, const char *const *names, size_t open)
{
	int col = 1;
	for (size_t i = tab_first(area, names, open); names[i] && col < area.cols; i++) {
		area_print(area, 0, col, STYLE_KEY, "%zu", i + 1);
		col += TAB_NUMBER;
		col += area_put(area, 0, col, i == open ? STYLE_TAB_OPEN : STYLE_TAB, names[i]) + TAB_GAP;
	}
}

void chrome_too_small(Area window)
{
	area_put_centred(window, (window.rows - 1) / 2, STYLE_STRONG, "This window is too small");
	area_put_centred(window, (window.rows - 1) / 2 + 1, STYLE_NORMAL, "make it at least 40 by 12");
}
