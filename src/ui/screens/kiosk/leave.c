#include "base/text.h"
#include "ui/flow.h"
#include "ui/screens/kiosk/inside.h"

/* For staff, in English: their name and passphrase end the kiosk, or lift its lock. */

enum { ROW_NAME, ROW_PASSPHRASE };

void kiosk_leave_open(App *app, KioskVisit *state)
{
	state->from[KIOSK_AT_LEAVE] = state->place;
	editor_set(&state->form.fields[ROW_NAME].editor, "");
	form_wipe(&state->form);
	state->form.focus = ROW_NAME;
	state->refused[0] = '\0';
	kiosk_go(app, state, KIOSK_AT_LEAVE);
}

static void back(App *app, KioskVisit *state)
{
	form_wipe(&state->form);
	editor_set(&state->form.fields[ROW_NAME].editor, "");
	kiosk_go(app, state, state->from[KIOSK_AT_LEAVE]);
}

static void refuse(KioskVisit *state, const Error *err)
{
	text_copy(state->refused, sizeof state->refused, err->text);
}

typedef bool Pass(Desk *desk, const char *name, const char *passphrase, Error *err);

static bool passes(KioskVisit *state, Pass *pass)
{
	const char *name = form_text(&state->form, ROW_NAME);
	Error err = {0};
	const bool done =
		pass(state->desk, text_empty(name) ? NULL : name, form_text(&state->form, ROW_PASSPHRASE), &err);
	form_wipe(&state->form);
	state->form.focus = ROW_PASSPHRASE;
	if (!done)
		refuse(state, &err);
	return done;
}

/* Who was at it is gone before the kiosk is. */
static void leave(App *app, KioskVisit *state)
{
	if (!passes(state, desk_kiosk_leave))
		return;
	kiosk_start(app, state);
	app_end(app);
}

static void unlock(App *app, KioskVisit *state)
{
	if (passes(state, desk_kiosk_unlock))
		kiosk_start(app, state);
}

bool kiosk_leave_key(App *app, KioskVisit *state, Key key)
{
	Error err = {0};
	state->refused[0] = '\0';
	if (key.code == KC_ESC || key.code == KC_F(10)) {
		back(app, state);
		return true;
	}
	if (key.code == KC_F(9)) {
		unlock(app, state);
		return true;
	}
	switch (form_key(&state->form, key, &err)) {
	case FORM_REFUSED: refuse(state, &err); return true;
	case FORM_DONE: leave(app, state); return true;
	case FORM_IGNORED:
	case FORM_CHANGED: return true;
	}
	return true;
}

void kiosk_leave_draw(const KioskVisit *state, Area area)
{
	const Area body = area_part(area, 0, 1, -1, area.cols - 2);
	const int top = area.rows >= 18 ? 2 : 0;
	area_print(body, top, 0, STYLE_STRONG, "Kiosk %s: for staff", state->argument.number);
	form_draw(&state->form, area_part(body, top + 2, 0, 4, -1));
	if (state->refused[0])
		flow_put(body, top + 6, 0, STYLE_WARNING, state->refused);
	area_put(body, area.rows - 2, 0, STYLE_MUTED, "F9 unlocks it, and it goes on.");
	area_put(body, area.rows - 1, 0, STYLE_MUTED, "Esc goes back to the patient.");
}
