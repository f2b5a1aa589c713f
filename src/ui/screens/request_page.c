#include "ui/screens/request_page.h"

#include <inttypes.h>

#include "base/text.h"
#include "base/utf8.h"
#include "ui/flow.h"

enum { TYPED_COLS = 8, LABEL_COLS = 11, LEFT_MIN = 40, ROOMY = 14, MINUTE = 60 };

bool request_page_shows(const RequestPage *page)
{
	return page->code.digits[0] != '\0';
}

static const char *left_words(Instant expires, Instant now, Arena *arena)
{
	const int64_t seconds = expires.seconds > now.seconds ? expires.seconds - now.seconds : 0;

	return arena_print(arena, "%" PRId64 ":%02" PRId64 " left", seconds / MINUTE, seconds % MINUTE);
}

static int draw_code(const RequestPage *page, Area area, int row, Instant now)
{
	const char *left = left_words(page->code.expires, now, area_scratch(area));
	char grouped[8];

	if (area.rows - row >= ROOMY - 4 && area.cols >= CODE_LARGE_COLS) {
		code_draw_large(page->code.digits, area, row, 1);
		row += CODE_LARGE_ROWS + 1;
	}
	code_print(page->code.digits, grouped);
	area_put(area, row, 1, STYLE_CODE, grouped);
	area_put(area, row, 1 + LABEL_COLS, STYLE_STRONG, left);
	return row + 1;
}

static int draw_typed(const RequestPage *page, Area area, int row, Instant now)
{
	const char *left = left_words(page->look.expires, now, area_scratch(area));
	const char *tries = arena_print(area_scratch(area), "%d %s left", page->look.tries_left,
					page->look.tries_left == 1 ? "try" : "tries");

	area_put(area, row, 1, STYLE_NORMAL, "Read back");
	editor_draw(&page->typed, area, row, 1 + LABEL_COLS, TYPED_COLS, true);
	area_put(area, row, 2 + LABEL_COLS + TYPED_COLS, STYLE_MUTED,
		 request_page_shows(page) ? tries
					  : arena_print(area_scratch(area), "%d %s, %s", page->look.tries_left,
							page->look.tries_left == 1 ? "try" : "tries", left));
	return row + 1;
}

/* What can be done next, from the live keys. */
static int draw_choices(const RequestKeys *keys, Area area, int row)
{
	for (size_t i = 0; i < keys->map->count; i++) {
		const Binding *key = &keys->map->rows[i];
		const char name[] = {(char)key->key, '\0'};

		if (key->key == KC_ENTER || !key->bar || !keys->can(keys->self, key->action))
			continue;
		area_put(area, row, 1, STYLE_KEY, name);
		row += flow_put(area, row, 4, STYLE_NORMAL, key->help);
	}
	return row;
}

static int draw_organisation(const RequestPage *page, Area area, int row, bool roomy)
{
	const RequestLook *look = &page->look;
	const bool service = !text_empty(look->service);

	area_put_in(area, row++, 1, area.cols - 1, STYLE_STRONG, look->organisation);
	if (roomy && (service || !text_empty(look->town)))
		area_put_in(area, row++, 1, area.cols - 1, STYLE_MUTED,
			    service ? look->service : utf8_clean(area_scratch(area), look->town));
	return row;
}

static const char *ring_words(const RequestLook *look, Arena *arena)
{
	return text_empty(look->phone)
		       ? "No telephone is listed: find it in their published directory, never from the caller."
		       : arena_print(arena, "Ring back on %s, their listed number.", look->phone);
}

static const char *sent_words(const RequestPage *page)
{
	if (page->look.stage != REQUEST_WAITING || page->look.channel == CODE_SHOWN)
		return "This desk cannot send a code to a phone or by e-mail: it shows one here.";
	return "A code was sent to the patient: type it here when they read it back to you.";
}

/* Of a code on show, more than the digits only where it fits. */
static int draw_shown(const RequestPage *page, Area area, int row, Instant now)
{
	const bool roomy = area.rows >= ROOMY;

	row = draw_code(page, area, row + roomy, now) + roomy;
	row = draw_typed(page, area, row, now) + roomy;
	if (roomy)
		row += flow_put(
			area_part(area, 0, 0, -1, area.cols - 1), row, 1, STYLE_MUTED,
			"The patient reads it to them, or it is typed back here. Leaving this card makes the next "
			"code a new one.");
	return row;
}

static int draw_waiting(const RequestPage *page, const App *app, Area area, int row, const RequestKeys *keys)
{
	const bool roomy = area.rows >= ROOMY;
	const Area text = area_part(area, 0, 0, -1, area.cols - 1);
	const char *words = request_look_words(&page->look, app_zone(app), app_now(app), area_scratch(area));

	row += roomy;
	row += flow_put(text, row, 1, STYLE_NORMAL, arena_print(area_scratch(area), "Request: %s.", words));
	row += flow_put(text, row, 1, STYLE_NORMAL, ring_words(&page->look, area_scratch(area)));
	if (page->look.stage == REQUEST_WAITING)
		row = draw_typed(page, area, row + roomy, app_now(app));
	if (!roomy)
		return row;
	row = draw_choices(keys, text, row + 1);
	if (page->look.stage == REQUEST_VERIFIED)
		return row;
	return row + 1 + flow_put(text, row + 1, 1, STYLE_MUTED, sent_words(page));
}

void request_page_draw(const RequestPage *page, const App *app, Area area, const RequestKeys *keys)
{
	const Qr *qr = request_page_shows(page) ? code_picture_qr(page->picture, area_glyphs(area)->utf8, area.rows,
								  area.cols - LEFT_MIN)
						: NULL;
	const Area left = area_part(area, 0, 0, -1, qr ? area.cols - qr->cols : area.cols);
	const int row = draw_organisation(page, left, area.rows >= ROOMY, area.rows >= ROOMY);

	if (qr)
		qr_draw(qr, area_part(area, (area.rows - qr->rows) / 2, area.cols - qr->cols, -1, -1));
	if (request_page_shows(page))
		draw_shown(page, left, row, app_now(app));
	else
		draw_waiting(page, app, left, row, keys);
}
