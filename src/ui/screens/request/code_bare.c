#include "ui/screens/request/inside.h"

#include "model/codes/codes.h"
#include "ui/app.h"

enum { BARE_BACK = 1, SIDE_GAP = 3 };

typedef struct BareState {
	CodePicture *picture; /* drawing fills it in */
	Instant expires;
} BareState;

static const Binding bare_keys[] = {
	{'v', BARE_BACK, "Back", "Go back to the card, with banner and names.", .bar = false},
};

static bool bare_enter(App *app, void *self, const void *argument, Error *err)
{
	BareState *state = self;
	const CodeBareArgument *shown = argument;
	state->picture = arena_alloc(app_arena(app), sizeof *state->picture);
	code_picture_set(state->picture, &shown->words);
	state->expires = shown->expires;
	return true;
}

static void bare_leave(App *app, void *self)
{
	code_picture_free(((BareState *)self)->picture);
}

static void digits_put(const char *digits, Area area)
{
	char grouped[8];
	if (area.rows >= CODE_LARGE_ROWS && area.cols >= CODE_LARGE_COLS) {
		code_draw_large(digits, area, (area.rows - CODE_LARGE_ROWS) / 2, (area.cols - CODE_LARGE_COLS) / 2);
		return;
	}
	code_print(digits, grouped);
	area_put_centred(area, area.rows / 2, STYLE_CODE, grouped);
}

/* Beside one another where that is wide enough, else the digits alone: they can be read without a telephone. */
static void bare_draw(const void *self, const App *app, Area area)
{
	const BareState *state = self;
	const int left = CODE_LARGE_COLS + 2 * SIDE_GAP;
	const Qr *qr = code_picture_qr(state->picture, area_glyphs(area)->utf8, area.rows, area.cols - left);
	if (!qr) {
		digits_put(state->picture->words.digits, area);
		return;
	}

	const int spare = (area.cols - left - qr->cols) / 2;

	digits_put(state->picture->words.digits, area_part(area, 0, spare, -1, left));
	qr_draw(qr, area_part(area, (area.rows - qr->rows) / 2, spare + left, -1, -1));
}

static void bare_act(App *app, void *self, int action)
{
	app_close(app);
}

static void bare_tick(App *app, void *self)
{
	if (!instant_before(app_now(app), ((BareState *)self)->expires))
		app_close(app);
}

const Screen screen_code_bare = {
	.name = "code_bare",
	.title = "Code",
	.keymap = KEYMAP(bare_keys),
	.size = sizeof(BareState),
	.enter = bare_enter,
	.draw = bare_draw,
	.act = bare_act,
	.tick = bare_tick,
	.leave = bare_leave,
	.bare = true,
};
