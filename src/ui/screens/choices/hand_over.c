#include "base/text.h"
#include "model/choices/choices.h"
#include "ui/app.h"
#include "ui/flow.h"
#include "ui/qr.h"
#include "ui/screens/choices/inside.h"

enum { HAND_OVER_BACK = 1, WORDS_COLS = 34, GAP = 3, EDGE = 2 };

static const Binding hand_over_keys[] = {
	{'h', HAND_OVER_BACK, "Back", "Go back to the card, with banner and name.", .bar = false},
};

static const char *words(Arena *arena, bool qr)
{
	return arena_print(arena,
			   "Your national data opt-out\n \n%s\n \n%s\n \nYou alone set it. It is about planning and "
			   "research, and changes nothing about your own care.%s",
			   NATIONAL_WEBSITE, NATIONAL_TELEPHONE, qr ? "\n \nPoint your phone's camera here." : "");
}

/* The words beside the QR where both fit, else the words alone: they can be used without a telephone's camera. */
static void hand_over_draw(const void *self, const App *app, Area area)
{
	Arena *arena = area_scratch(area);
	const int left = WORDS_COLS + GAP;
	Qr qr;
	const bool fits = qr_make(arena, national_qr, area_glyphs(area)->utf8, area.rows, area.cols - left, &qr, NULL);
	const int cols = fits ? left + qr.cols : area.cols - 2 * EDGE, spare = (area.cols - cols) / 2;
	const char *text = words(arena, fits);
	const Area beside = area_part(area, 0, spare, -1, fits ? WORDS_COLS : cols);
	const int rows = flow_rows(beside, text);
	flow_put(beside, rows < area.rows ? (area.rows - rows) / 2 : 0, 0, STYLE_STRONG, text);
	if (fits)
		qr_draw(&qr, area_part(area, (area.rows - qr.rows) / 2, spare + left, -1, -1));
}

static void hand_over_act(App *app, void *self, int action)
{
	app_close(app);
}

const Screen screen_hand_over = {
	.name = "hand_over",
	.title = "National data opt-out",
	.keymap = KEYMAP(hand_over_keys),
	.draw = hand_over_draw,
	.act = hand_over_act,
	.bare = true,
};
