/* The kiosks as other desks see them, and what staff do about them there. */
#include <stdlib.h>

#include "base/text.h"
#include "model/desk/presence.h"
#include "model/kiosk/kiosk.h"
#include "model/ledger/transaction.h"

/* --- In words --- */

static const char *presence_patient(Desk *desk, const char *nhs, Arena *arena)
{
	const Person *person = NULL;
	Ledger ledger = desk->ports.ledger;
	if (!nhs || !ledger.ops->person(ledger.self, nhs, arena, &person, NULL) || !person)
		return NULL;
	return person_short_name(person, arena);
}

static void add_doing(const Presence *presence, Text *out)
{
	if (presence->state == KIOSK_ANSWERING && presence->of > 0)
		text_add_print(out, "question %d of %d", presence->question, presence->of);
	else
		text_add(out, presence->state == KIOSK_IDLE ? "nobody is at it"
							    : words_text(&kiosk_state_words, presence->state));
}

/* "Kiosk 1 calls staff: Ashby M, question 2 of 4", "Kiosk 2 is locked after five wrong tickets and calls staff". */
static const char *say_line(const KioskLine *line, Arena *arena)
{
	Text text = {.arena = arena};
	text_add_print(&text, "Kiosk %s", line->presence.kiosk);
	if (line->presence.unread) {
		text_add(&text, " calls staff: what is kept of it cannot be read");
		return text_done(&text);
	}
	if (line->locked)
		text_add(&text, " is locked after five wrong tickets");
	if (line->calls)
		text_add(&text, line->locked ? " and calls staff" : " calls staff");
	if (line->quiet)
		text_add(&text, line->calls || line->locked ? ", and gives no sign of life" : " gives no sign of life");
	if (line->locked || line->quiet)
		return text_done(&text);
	text_add(&text, ": ");
	if (line->patient)
		text_add_print(&text, "%s, ", line->patient);
	add_doing(&line->presence, &text);
	return text_done(&text);
}

/* --- The list --- */

static bool is_calling(const Presence *presence)
{
	return instant_order(presence->called, INSTANT_MIN) != 0;
}

static KioskLine line_of(Desk *desk, const Presence *presence, Arena *arena)
{
	KioskLine line = {
		.presence = *presence,
		.patient = presence_patient(desk, presence->patient, arena),
		.calls = is_calling(presence),
		.locked = presence->wrong_tickets >= TICKET_TRIES,
		.quiet = instant_order(presence->seen, instant_add(desk_now(desk), -KIOSK_QUIET_SECONDS)) <= 0,
	};
	line.text = say_line(&line, arena);
	return line;
}

static int number_of(const KioskLine *line)
{
	return atoi(line->presence.kiosk);
}

static int line_order(const void *left, const void *right)
{
	const KioskLine *a = left, *b = right;
	if (a->calls != b->calls)
		return a->calls ? -1 : 1;
	int by_call = instant_order(a->presence.called, b->presence.called);
	return by_call ? by_call : (number_of(a) > number_of(b)) - (number_of(a) < number_of(b));
}

bool desk_kiosks(Desk *desk, Arena *arena, KioskLines *ret_lines, Error *err)
{
	PresenceList all;
	if (!desk_allows(desk, ACT_HAND_OUT, err) ||
	    !desk->ports.ledger.ops->presences(desk->ports.ledger.self, arena, &all, err))
		return false;
	KioskLine *items = arena_array(arena, all.count, sizeof *items);
	KioskLines lines = {.items = items, .latest_call = INSTANT_MIN};
	for (size_t i = 0; i < all.count; i++) {
		const Presence *presence = &all.items[i];
		if (presence->state == KIOSK_CLOSED)
			continue;
		items[lines.count++] = line_of(desk, presence, arena);
		lines.calling += is_calling(presence);
		lines.latest_call = instant_later(lines.latest_call, presence->called);
	}
	if (lines.count > 1)
		qsort(items, lines.count, sizeof *items, line_order);
	*ret_lines = lines;
	return true;
}

static const Presence *presence_of(const PresenceList *all, const char *nhs)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].state != KIOSK_CLOSED && text_is(all->items[i].patient, nhs))
			return &all->items[i];
	return NULL;
}

bool desk_kiosk_at(Desk *desk, const Chart *chart, Arena *arena, KioskAt *ret_at, Error *err)
{
	PresenceList all;
	if (!desk->ports.ledger.ops->presences(desk->ports.ledger.self, arena, &all, err))
		return false;
	const Presence *found = presence_of(&all, chart_open_const(chart)->nhs);
	*ret_at = (KioskAt){0};
	if (!found)
		return true;
	Text text = {.arena = arena};
	text_add_print(&text, "answering at kiosk %s", found->kiosk);
	if (found->state == KIOSK_ANSWERING && found->of > 0)
		text_add_print(&text, ", question %d of %d", found->question, found->of);
	*ret_at = (KioskAt){.kiosk = found->kiosk, .text = text_done(&text), .calls = is_calling(found)};
	return true;
}

/* --- What staff do about it --- */

static bool attends(Desk *desk, Presence *presence, const void *context)
{
	presence_attended(presence);
	return true;
}

bool desk_attend_kiosk(Desk *desk, const char *number, Error *err)
{
	return desk_allows(desk, ACT_HAND_OUT, err) && presence_change(desk, text_or(number, ""), attends, NULL, err);
}

static bool takes(Desk *desk, Presence *presence, const void *context)
{
	if (!text_is(presence->patient, context))
		return false;
	presence_clear(presence, desk_now(desk));
	presence->called = INSTANT_MIN;
	return true;
}

bool desk_take_over(Desk *desk, Chart *chart, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	KioskAt at;
	if (!desk_allows(desk, ACT_ASK, err) || !desk_kiosk_at(desk, chart, &arena, &at, err))
		return false;
	if (!at.kiosk)
		return fail(err, ERROR_REFUSED, "This patient is at no kiosk just now: ask them here.");
	return presence_change(desk, at.kiosk, takes, chart_open(chart)->nhs, err);
}
