#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "ui/screens/kiosk/inside.h"

/* --- what a button does --- */

static void call_staff(App *app, KioskVisit *state)
{
	Error err = {0};
	if (!desk_call_staff(state->desk, state->chart, &err)) {
		kiosk_say(state, KIOSK_WORDS_FAULT, 0);
		return;
	}
	state->from[KIOSK_AT_CALLED] = state->place;
	kiosk_go(app, state, KIOSK_AT_CALLED);
}

static void go_back(App *app, KioskVisit *state)
{
	switch (state->place) {
	case KIOSK_AT_WELCOME:
	case KIOSK_AT_SHEET: kiosk_start(app, state); return;
	case KIOSK_AT_BORN:
		kiosk_who_forget(state);
		kiosk_go(app, state, KIOSK_AT_WELCOME);
		return;
	case KIOSK_AT_TICKET:
		state->ticket[0] = '\0';
		kiosk_go(app, state, KIOSK_AT_BORN);
		return;
	case KIOSK_AT_SITTING: kiosk_sitting_back(app, state); return;
	case KIOSK_AT_GUIDE:
	case KIOSK_AT_CALLED: kiosk_go(app, state, state->from[state->place]); return;
	case KIOSK_AT_START:
	case KIOSK_AT_TOLD:
	case KIOSK_AT_LOCKED:
	case KIOSK_AT_LEAVE:
	case KIOSK_PLACES: return;
	}
}

static void go_on(App *app, KioskVisit *state)
{
	if (state->place == KIOSK_AT_WELCOME)
		kiosk_go(app, state, KIOSK_AT_BORN);
	else
		kiosk_who_on(app, state);
}

static void choose_language(App *app, KioskVisit *state, size_t language)
{
	state->language = &languages[language];
	kiosk_go(app, state, state->language->shaped && state->argument.latin_only ? KIOSK_AT_SHEET : KIOSK_AT_WELCOME);
}

/* Behind the last page comes the first where no button leads back to it. */
static void turn_page(KioskVisit *state, int by)
{
	KioskPage *page = &state->page;
	const int pages = page->seen->pages, at = page->at < pages ? page->at : pages - 1;
	page->at = at + by < 0 ? 0 : at + by < pages ? at + by : page->field_count > 0 ? 0 : pages - 1;
	page->selected = KIOSK_NONE;
}

static void act_on(App *app, KioskVisit *state, int action)
{
	switch (action) {
	case KIOSK_NEXT: turn_page(state, 1); return;
	case KIOSK_PREVIOUS: turn_page(state, -1); return;
	case KIOSK_CALL: call_staff(app, state); return;
	case KIOSK_BACK: go_back(app, state); return;
	case KIOSK_ON: go_on(app, state); return;
	case KIOSK_GUIDE:
		state->from[KIOSK_AT_GUIDE] = state->place;
		kiosk_go(app, state, KIOSK_AT_GUIDE);
		return;
	case KIOSK_STOP:
	case KIOSK_FINISH: kiosk_start(app, state); return;
	case KIOSK_HERE: return; /* any key said so */
	default: break;
	}
	if (action >= KIOSK_ANSWER)
		kiosk_sitting_answer(app, state, (char)(action - KIOSK_ANSWER));
	else if (action >= KIOSK_LANGUAGE)
		choose_language(app, state, (size_t)(action - KIOSK_LANGUAGE));
}

/* --- which button a key means --- */

static int button_of_action(const KioskPage *page, int action)
{
	for (int i = 0; i < page->button_count; i++)
		if (page->buttons[i].action == action && kiosk_page_has(page, i))
			return i;
	return KIOSK_NONE;
}

static int button_of_key(const KioskPage *page, KeyCode code)
{
	if (code == KC_ESC)
		return button_of_action(page, KIOSK_BACK);
	if (code == '*')
		return button_of_action(page, KIOSK_CALL);
	if (code == '+')
		return button_of_action(page, KIOSK_NEXT);
	for (int i = 0; i < page->button_count; i++)
		if (page->buttons[i].key > ' ' && (KeyCode)page->buttons[i].key == code && kiosk_page_has(page, i))
			return i;
	return KIOSK_NONE;
}

static bool begins_with(App *app, const char *words, const char *letter)
{
	const char *folded = words ? utf8_fold(app_scratch(app), words) : "";
	return letter[0] && strncmp(folded, letter, strlen(letter)) == 0;
}

/* Letters answer, and so none of them goes on, or saves. */
static bool has_no_letter(const KioskButton *button)
{
	return button->key == KIOSK_KEY_ON || button->action == KIOSK_NEXT || button->key == KIOSK_KEY_SAVE;
}

static int button_beginning(App *app, const KioskPage *page, const char *letter, bool own, bool *ret_several)
{
	int found = KIOSK_NONE;
	for (int i = 0; i < page->button_count; i++) {
		const KioskButton *button = &page->buttons[i];
		if (!kiosk_page_has(page, i) || has_no_letter(button) ||
		    !begins_with(app, own ? button->own : button->english, letter))
			continue;
		*ret_several = found != KIOSK_NONE;
		if (*ret_several)
			break;
		found = i;
	}
	return found;
}

/* A letter that begins several words means none of them: in Somali yes is Haa, and "Ask me later" Hadhow i weydii.
 * The English y and n stand for yes and no in every language; else the first letter of the words as shown decides. */
static int button_of_letter(App *app, const KioskPage *page, KeyCode code)
{
	char typed[5] = {0};
	if (!key_is_text(code))
		return KIOSK_NONE;
	utf8_encode(code, typed);

	const char *letter = utf8_fold(app_scratch(app), typed);

	if (text_is(letter, "y") || text_is(letter, "n")) {
		const int answer = button_of_action(page, KIOSK_ANSWER + letter[0]);
		if (answer != KIOSK_NONE && !has_no_letter(&page->buttons[answer]))
			return answer;
	}
	for (int own = 1; own >= 0; own--) {
		bool several = false;
		const int button = button_beginning(app, page, letter, own, &several);
		if (several || button != KIOSK_NONE)
			return several ? KIOSK_NONE : button;
	}
	return KIOSK_NONE;
}

/* --- moving --- */

static void move(KioskVisit *state, int by)
{
	KioskPage *page = &state->page;
	const int count = page->button_count, from = kiosk_page_chosen(page);
	int at = from == KIOSK_NONE ? by > 0 ? -1 : count : from;
	for (int tried = 0; tried < count; tried++) {
		at = (at + by + count) % count;
		if (kiosk_page_has(page, at)) {
			page->selected = at;
			break;
		}
	}
}

static bool moves(KioskVisit *state, KeyCode code)
{
	const bool pages = state->page.seen->pages > 1;
	switch (code) {
	case KC_DOWN:
	case KC_TAB: move(state, 1); return true;
	case KC_UP:
	case KC_SHIFT | KC_TAB: move(state, -1); return true;
	case KC_RIGHT:
		if (pages)
			turn_page(state, 1);
		else
			move(state, 1);
		return true;
	case KC_LEFT:
		if (pages)
			turn_page(state, -1);
		else
			move(state, -1);
		return true;
	case ' ':
	case KC_WHEEL_DOWN:
	case KC_PAGE_DOWN: turn_page(state, 1); return true;
	case KC_WHEEL_UP:
	case KC_PAGE_UP: turn_page(state, -1); return true;
	default: return false;
	}
}

static KioskWords why_nothing(const KioskVisit *state)
{
	const KioskPage *page = &state->page;
	if (state->place == KIOSK_AT_START)
		return KIOSK_WORDS_WRONG_LANGUAGE;
	if (page->field_count > 0)
		return KIOSK_WORDS_WRONG_DIGIT;
	return button_of_action(page, KIOSK_ANSWER + 'l') == KIOSK_NONE ? KIOSK_WORDS_WRONG : KIOSK_WORDS_WRONG_ASK;
}

static bool has_any(const KioskPage *page)
{
	for (int i = 0; i < page->button_count; i++)
		if (kiosk_page_has(page, i))
			return true;
	return false;
}

/* Where a notice lay over the words, they are shown first. Behind the last page stands the first, for a window that was
 * made smaller. */
static void read_on(App *app, KioskVisit *state)
{
	KioskPage *page = &state->page;
	app_forget_typed(app);
	if (page->seen->covered)
		return;
	page->at = page->at + 1 < page->seen->pages ? page->at + 1 : 0;
	page->selected = KIOSK_NONE;
	kiosk_say(state, KIOSK_WORDS_READ_ON, 0);
}

/* An answer that stands on a later page. */
static bool answers_later(const KioskPage *page, KeyCode code)
{
	for (int i = 0; i < page->button_count; i++) {
		const KioskButton *button = &page->buttons[i];
		const bool letter = !has_no_letter(button) && (code == 'y' || code == 'n') &&
				    button->action == KIOSK_ANSWER + (int)code;
		if (button->action >= KIOSK_ANSWER && !kiosk_page_has(page, i) &&
		    ((KeyCode)button->key == code || letter))
			return true;
	}
	return false;
}

static void press(App *app, KioskVisit *state, int button)
{
	if (button == KIOSK_NONE || !kiosk_page_has(&state->page, button))
		return;
	const int action = state->page.buttons[button].action;
	if (action >= KIOSK_ANSWER && !flow_seen_all(&state->page.seen->words))
		read_on(app, state);
	else
		act_on(app, state, action);
}

static void other_key(App *app, KioskVisit *state, KeyCode code)
{
	if (code == KC_ENTER) {
		const int chosen = kiosk_page_chosen(&state->page);
		if (chosen == KIOSK_NONE)
			kiosk_say(state,
				  state->place == KIOSK_AT_START ? KIOSK_WORDS_WRONG_LANGUAGE : KIOSK_WORDS_CHOOSE_ONE,
				  0);
		press(app, state, chosen);
		return;
	}

	int button = button_of_key(&state->page, code);

	if (button == KIOSK_NONE && answers_later(&state->page, code)) {
		read_on(app, state);
		return;
	}
	if (button == KIOSK_NONE && !moves(state, code)) {
		button = button_of_letter(app, &state->page, code);
		if (button == KIOSK_NONE)
			kiosk_say(state, why_nothing(state), 0);
	}
	press(app, state, button);
}

void kiosk_button_key(App *app, KioskVisit *state, Key key)
{
	if (key.code == KC_F(10))
		kiosk_leave_open(app, state);
	else if (key.code == KC_CLICK || key.code == KC_DOUBLE_CLICK)
		press(app, state, kiosk_page_at(&state->page, key.row, key.col));
	else if (has_any(&state->page)) /* a kiosk that is locked has none, and says so already */
		other_key(app, state, key.code);
}
