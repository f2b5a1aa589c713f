#include "ui/screens/parts/parts.h"

#include "base/text.h"

static const char go_there[] = "F4 go";

static bool needs_somebody(const KioskLine *line)
{
	return line->calls || line->locked || line->quiet;
}

static bool is_shown(const KioskLine *line)
{
	return needs_somebody(line) || line->presence.state != KIOSK_IDLE;
}

static void add_line(KioskWatch *watch, const KioskLine *line)
{
	if (watch->count == 0) {
		text_copy(watch->number, sizeof watch->number, line->presence.kiosk);
		text_copy(watch->nhs, sizeof watch->nhs, text_or(line->presence.patient, ""));
	}
	watch->calls[watch->count] = needs_somebody(line);
	text_copy(watch->lines[watch->count++], KIOSK_WATCH_TEXT, line->text);
}

void kiosk_watch_load(KioskWatch *watch, const App *app)
{
	scoped(arena_free) Arena arena = {0};
	KioskLines all;
	Error err = {0};
	*watch = (KioskWatch){0};
	if (!desk_may(app_desk(app), ACT_HAND_OUT) || !desk_kiosks(app_desk(app), &arena, &all, &err))
		return; /* that the ledger cannot be reached is said by the app */
	for (int needed = 1; needed >= 0; needed--)
		for (size_t i = 0; i < all.count && watch->count < KIOSK_WATCH_ROWS; i++)
			if (is_shown(&all.items[i]) && needs_somebody(&all.items[i]) == (needed == 1))
				add_line(watch, &all.items[i]);
}

void kiosk_watch_draw(const KioskWatch *watch, Area area)
{
	for (int i = 0; i < watch->count; i++) {
		const bool key = i == 0 && watch->calls[0];
		const Style style = watch->calls[i] ? STYLE_WARNING : STYLE_MUTED;
		area_put_in(area, i, 1, area.cols - 1 - (key ? (int)sizeof go_there : 0), style, watch->lines[i]);
		if (key)
			area_put_right(area, i, STYLE_KEY, go_there);
	}
}

void kiosk_watch_patient(char said[KIOSK_WATCH_TEXT], const App *app, const Chart *chart)
{
	scoped(arena_free) Arena arena = {0};
	KioskAt at;
	Error err = {0};
	said[0] = '\0';
	if (desk_kiosk_at(app_desk(app), chart, &arena, &at, &err) && at.kiosk)
		text_print(said, KIOSK_WATCH_TEXT, "%s%s. k takes over.", at.calls ? "Calls staff, " : "Is ", at.text);
}

void kiosk_watch_ring(App *app)
{
	scoped(arena_free) Arena arena = {0};
	KioskLines all;
	Error err = {0};
	if (!desk_may(app_desk(app), ACT_HAND_OUT) || !desk_kiosks(app_desk(app), &arena, &all, &err))
		return;
	if (all.calling > 0 && app_ring_once(app, all.latest_call))
		app_notice(app, NOTICE_WARNING, "%s.", all.items[0].text);
}
