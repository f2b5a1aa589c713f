/* Where the visit is. It only says so: what is shown there is composed when the screen is loaded, once a key has had
 * its effect. */
#include <string.h>

#include "ui/screens/kiosk/inside.h"

void kiosk_sitting_count(const KioskVisit *state, int *ret_question, int *ret_of)
{
	const Sitting *sitting = &state->sitting;
	*ret_of = (int)sitting->item_count;
	*ret_question = sitting->step < SITTING_ASK ? 1 : sitting->step == SITTING_ASK ? (int)sitting->at + 1 : *ret_of;
}

void kiosk_who_forget(KioskVisit *state)
{
	explicit_bzero(state->born, sizeof state->born);
	explicit_bzero(state->ticket, sizeof state->ticket);
	state->field = 0;
}

/* What desks see. Where the ledger cannot be told they see it later: nothing of it is the patient's concern. */
static void show(KioskVisit *state)
{
	const bool idle = state->place == KIOSK_AT_START || state->place == KIOSK_AT_LOCKED;
	int question = 0, of = 0;
	Error err = {0};
	if (state->chart)
		kiosk_sitting_count(state, &question, &of);
	if (!desk_kiosk_show(state->desk, state->chart,
			     state->chart ? KIOSK_ANSWERING
			     : idle	  ? KIOSK_IDLE
					  : KIOSK_CHOOSING,
			     question, of, &err))
		return;
}

void kiosk_go(App *app, KioskVisit *state, KioskPlace place)
{
	state->place = place;
	state->page.selected = KIOSK_NONE;
	state->page.at = 0;
	state->page.seen->words = (FlowSeen){0};
	state->says = false;
	if (place ==
	    KIOSK_AT_SITTING) /* what was typed before it is seen, or by a key held too long, answers nothing */
		app_forget_typed(app);
	show(state);
}

void kiosk_end(KioskVisit *state)
{
	if (state->chart) {
		sitting_end(&state->sitting);
		desk_kiosk_done(state->desk, state->chart);
		state->chart = NULL;
	}
	kiosk_who_forget(state);
	state->warned = false;
}

void kiosk_start(App *app, KioskVisit *state)
{
	kiosk_end(state);
	state->language = NULL;
	app_forget_typed(app);
	kiosk_go(app, state, KIOSK_AT_START);
}

void kiosk_tell(App *app, KioskVisit *state, KioskWords words)
{
	kiosk_end(state);
	state->told = words;
	app_forget_typed(app);
	kiosk_go(app, state, KIOSK_AT_TOLD);
}

void kiosk_say(KioskVisit *state, KioskWords words, size_t number)
{
	state->says = true;
	state->said = words;
	state->said_number = number;
}
