#include <string.h>

#include "base/text.h"
#include "ui/screens/kiosk/inside.h"

static const int lengths[KIOSK_FIELDS] = {2, 2, 4};

static char *typed_in(KioskVisit *state, int *ret_max)
{
	const bool ticket = state->place == KIOSK_AT_TICKET;
	*ret_max = ticket ? TICKET_DIGITS : lengths[state->field];
	return ticket ? state->ticket : state->born[state->field];
}

static int last_field(const KioskVisit *state)
{
	return state->place == KIOSK_AT_TICKET ? 0 : KIOSK_YEAR;
}

/* No day and no month of two digits begins with it: 2151990 is 21, 5, 1990. */
static bool stands_alone(const KioskVisit *state, char digit)
{
	return state->place == KIOSK_AT_BORN &&
	       ((state->field == KIOSK_DAY && digit > '3') || (state->field == KIOSK_MONTH && digit > '1'));
}

/* A full field takes no more; a day and a month that are full lead on to the next. */
static void take_digit(KioskVisit *state, char digit)
{
	int max;
	char *typed = typed_in(state, &max);
	const size_t length = strlen(typed);
	if (length >= (size_t)max)
		return;
	typed[length] = digit;
	typed[length + 1] = '\0';
	state->led_on = length == 0 && stands_alone(state, digit);
	if ((state->led_on || length + 1 == (size_t)max) && state->field < last_field(state))
		state->field++;
}

static void take_back(KioskVisit *state)
{
	int max;
	char *typed = typed_in(state, &max);
	if (!typed[0] && state->field > 0) {
		state->field--;
		typed = typed_in(state, &max);
	}
	if (typed[0])
		typed[strlen(typed) - 1] = '\0';
}

static bool separates(KeyCode code)
{
	return code == '/' || code == '.' || code == '-' || code == ' ' || code == ',' || code == KC_TAB ||
	       code == KC_RIGHT;
}

bool kiosk_who_key(App *app, KioskVisit *state, Key key)
{
	const KeyCode code = key.code;
	int max;
	state->led_on = state->led_on && code == KC_ENTER;
	if (code >= '0' && code <= '9')
		take_digit(state, (char)code);
	else if (code == KC_BACKSPACE || code == KC_DELETE)
		take_back(state);
	else if (separates(code)) {
		if (state->field < last_field(state) && typed_in(state, &max)[0])
			state->field++;
	} else if ((code == KC_LEFT || code == (KC_SHIFT | KC_TAB)) && state->field > 0)
		state->field--;
	else
		return false;
	state->page.selected = KIOSK_NONE;
	return true;
}

/* --- going on --- */

static int number_of(const char *digits)
{
	int number = 0;
	for (; *digits; digits++)
		number = number * 10 + (*digits - '0');
	return number;
}

static void say_at(KioskVisit *state, int field, KioskWords words)
{
	state->field = field;
	kiosk_say(state, words, (size_t)number_of(state->born[KIOSK_MONTH]));
}

/* Which mistake it is, or the date. */
static bool read_born(KioskVisit *state, Date *ret_born)
{
	const int day = number_of(state->born[KIOSK_DAY]), month = number_of(state->born[KIOSK_MONTH]),
		  year = number_of(state->born[KIOSK_YEAR]);
	const Date born = {.year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day};
	if (day == 0 || month == 0)
		say_at(state, day == 0 ? KIOSK_DAY : KIOSK_MONTH, KIOSK_WORDS_BORN_NONE);
	else if (month > 12)
		say_at(state, KIOSK_MONTH, KIOSK_WORDS_BORN_ORDER);
	else if (strlen(state->born[KIOSK_YEAR]) < 4 || year < 1800)
		say_at(state, KIOSK_YEAR, KIOSK_WORDS_BORN_YEAR);
	else if (!date_valid(born))
		say_at(state, KIOSK_DAY, KIOSK_WORDS_BORN_NONE);
	else if (date_order(born, desk_today(state->desk)) > 0)
		say_at(state, KIOSK_YEAR, KIOSK_WORDS_BORN_COMING);
	else {
		*ret_born = born;
		return true;
	}
	return false;
}

static void open_by_ticket(App *app, KioskVisit *state, Date born)
{
	TicketOutcome outcome = TICKET_WRONG;
	Chart *chart = NULL;
	Error err = {0};
	if (!desk_open_by_ticket(state->desk, born, state->ticket, &chart, &outcome, &err)) {
		kiosk_tell(app, state, KIOSK_WORDS_FAULT);
	} else if (outcome == TICKET_RIGHT) {
		kiosk_sitting_begin(app, state, chart);
	} else if (outcome == TICKET_LOCKED) {
		kiosk_start(app, state);
		kiosk_go(app, state, KIOSK_AT_LOCKED);
	} else {
		state->ticket[0] = '\0';
		kiosk_say(state, KIOSK_WORDS_TICKET_WRONG, 0);
	}
}

static bool is_last(const KioskVisit *state)
{
	return state->place == KIOSK_AT_TICKET || state->field == KIOSK_YEAR || state->born[KIOSK_YEAR][0];
}

void kiosk_who_on(App *app, KioskVisit *state)
{
	Date born;
	if (state->led_on) { /* as after a day of one digit that another could have followed */
		state->led_on = false;
		return;
	}
	if (!is_last(state) && state->born[state->field][0]) { /* Enter after a day of one digit */
		state->field++;
		return;
	}
	if (!read_born(state, &born))
		return;
	if (state->place == KIOSK_AT_BORN)
		kiosk_go(app, state, KIOSK_AT_TICKET);
	else if (strlen(state->ticket) < TICKET_DIGITS)
		kiosk_say(state, KIOSK_WORDS_TICKET_SHORT, 0);
	else
		open_by_ticket(app, state, born);
}
