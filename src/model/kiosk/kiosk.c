#include "model/kiosk/kiosk.h"

#include <string.h>

#include "base/text.h"
#include "model/desk/checks.h"
#include "model/desk/presence.h"
#include "model/ledger/transaction.h"

enum { SIGN_OF_LIFE = 30 /* seconds between two that are written */ };

/* --- The kiosk as itself --- */

const char *desk_kiosk_number(const Desk *desk)
{
	return desk->kiosk[0] ? desk->kiosk : NULL;
}

static bool number_right(const char *number)
{
	size_t length = number ? strlen(number) : 0;
	return length >= 1 && length <= 2 && text_all_digits(number) && number[0] != '0';
}

/* Lock and call stand; whoever was at it is gone, for their answers were never saved. */
static bool starts(Desk *desk, Presence *presence, const void *context)
{
	presence_clear(presence, desk_now(desk));
	return true;
}

bool desk_sign_in_kiosk(Desk *desk, const char *number, Error *err)
{
	char name[16];
	if (!desk->ports.kiosk)
		return fail(err, ERROR_REFUSED, "This is no kiosk: start one with sharedesk kiosk.");
	if (!number_right(number))
		return fail(err, ERROR_INPUT, "A kiosk has a number from 1 to %d: give one.", KIOSK_NUMBER_MAX);
	desk_sign_out(desk);
	if (!presence_change(desk, number, starts, NULL, err))
		return false;
	text_print(name, sizeof name, "kiosk %s", number);
	desk_session_begin(desk, &(Staff){.name = name, .role = ROLE_KIOSK, .active = true});
	text_copy(desk->kiosk, sizeof desk->kiosk, number);
	return true;
}

/* --- What desks see of it --- */

typedef struct Showing {
	KioskState state;
	int question, of;
	bool known; /* a patient is at it */
} Showing;

static bool shows(Desk *desk, Presence *presence, const void *context)
{
	const Showing *showing = context;
	bool same = presence->state == showing->state && presence->question == showing->question &&
		    presence->of == showing->of;
	if (same || (showing->known && !presence_is_ours(desk, presence)))
		return false;
	if (presence->state != showing->state)
		presence->since = desk_now(desk);
	presence->state = (WordByte)showing->state;
	presence->question = showing->question;
	presence->of = showing->of;
	presence->seen = desk_now(desk);
	return true;
}

static bool is_signed_in(const Desk *desk, Error *err)
{
	return desk->kiosk[0] || fail(err, ERROR_REFUSED, "This kiosk is not signed in: start it again.");
}

bool desk_kiosk_show(Desk *desk, const Chart *chart, KioskState state, int question, int of, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Showing showing = {.state = state, .question = question, .of = of, .known = chart != NULL};
	Presence now;
	if (!is_signed_in(desk, err) || !presence_read(desk, desk->kiosk, &arena, &now, err))
		return false;
	/* Looked at outside a transaction first: most steps change nothing, and a write waits for other desks. */
	return !shows(desk, &now, &showing) || presence_change(desk, desk->kiosk, shows, &showing, err);
}

static bool lives(Desk *desk, Presence *presence, const void *context)
{
	presence->seen = desk_now(desk);
	return true;
}

bool desk_kiosk_tick(Desk *desk, const Chart *chart, KioskNow *ret_now, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Presence presence;
	if (!is_signed_in(desk, err) || !presence_read(desk, desk->kiosk, &arena, &presence, err))
		return false;
	const Instant now = desk_now(desk);
	const bool due = instant_order(presence.seen, instant_add(now, -SIGN_OF_LIFE)) <= 0 ||
			 instant_before(now, presence.seen);
	if (due && !presence_change(desk, desk->kiosk, lives, NULL, err))
		return false;
	*ret_now = (KioskNow){
		.taken_over = chart && !presence_is_ours(desk, &presence),
		.locked = presence.wrong_tickets >= TICKET_TRIES,
		.calling = instant_order(presence.called, INSTANT_MIN) != 0,
	};
	return true;
}

static bool calls(Desk *desk, Presence *presence, const void *context)
{
	presence_call(presence, desk_now(desk));
	return true;
}

/* Called already, and nobody has come: nothing more is told. */
static bool put_call(Telling *telling, Error *err)
{
	Desk *desk = telling->desk;
	Presence presence;
	Fact fact = FACT_NONE;
	fact.kind = FACT_STAFF_CALLED;
	fact.kiosk = desk->kiosk;
	if (!presence_read(desk, desk->kiosk, telling->now.arena, &presence, err))
		return false;
	if (instant_order(presence.called, INSTANT_MIN) != 0)
		return true;
	presence_call(&presence, desk_now(desk));
	return telling_put(telling, &fact, err) && presence_put(desk, &presence, err);
}

bool desk_call_staff(Desk *desk, Chart *chart, Error *err)
{
	scoped(telling_end) Telling telling = {.desk = desk, .chart = chart, .right = ACT_CALL_STAFF};
	if (!telling_may(&telling, err) || !is_signed_in(desk, err))
		return false;
	if (!chart)
		return presence_change(desk, desk->kiosk, calls, NULL, err);
	return telling_begin(&telling, err) && put_call(&telling, err) && telling_commit(&telling, err);
}

static bool goes(Desk *desk, Presence *presence, const void *context)
{
	if (presence->visit && !presence_is_ours(desk, presence))
		return false;
	presence_clear(presence, desk_now(desk));
	return true;
}

void desk_kiosk_done(Desk *desk, Chart *chart)
{
	/* Where it cannot be written now, a later beginning writes it: nothing is open here any more either way. */
	bool written = desk->kiosk[0] && presence_change(desk, desk->kiosk, goes, NULL, NULL);
	(void)written;
	desk->visit[0] = '\0';
	desk_close_chart(desk, chart);
}
