#include "model/stage/kiosk.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "unit.h"

Kiosk *kiosk_open(Clinic *clinic, const char *number)
{
	Kiosk *kiosk = calloc(1, sizeof *kiosk);
	assert_non_null(kiosk);
	kiosk->clinic = clinic;
	kiosk->clock.now = clinic->desks[0].clock.now;
	kiosk->entropy.next = (uint64_t)(number[0]) << 40;
	DeskPorts ports = {
		.clock = still_clock(&kiosk->clock),
		.entropy = counted_entropy(&kiosk->entropy),
		.ledger = clinic->ledger,
		.zone = &clinic->zone,
		.kiosk = true,
	};
	ticket_key(clinic->key, ports.key);
	kiosk->desk = desk_open(&ports);
	clinic_ok(clinic, desk_sign_in_kiosk(kiosk->desk, number, &clinic->err));
	return kiosk;
}

void kiosk_close(Kiosk *kiosk)
{
	if (!kiosk)
		return;
	desk_kiosk_done(kiosk->desk, kiosk->chart);
	desk_close(kiosk->desk);
	arena_free(&kiosk->arena);
	free(kiosk);
}

void kiosk_wait(Kiosk *kiosk, int64_t seconds)
{
	kiosk->clock.now = instant_add(kiosk->clock.now, seconds);
	clinic_wait(kiosk->clinic, seconds);
}

TicketOutcome kiosk_try(Kiosk *kiosk, Date born, const char *digits)
{
	TicketOutcome outcome = 0;
	Chart *chart = NULL;
	clinic_ok(kiosk->clinic, desk_open_by_ticket(kiosk->desk, born, digits, &chart, &outcome, &kiosk->clinic->err));
	assert_int_equal(chart != NULL, outcome == TICKET_RIGHT);
	if (chart)
		kiosk->chart = chart;
	return outcome;
}

void kiosk_come(Kiosk *kiosk)
{
	Clinic *clinic = kiosk->clinic;
	Ticket ticket;
	clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_ok(clinic, desk_hand_ticket(clinic->desk, clinic->chart, &ticket, &clinic->err));
	assert_int_equal(kiosk_try(kiosk, KIOSK_BORN, ticket.digits), TICKET_RIGHT);
}

const char *kiosk_other_digits(const char *digits)
{
	static char other[TICKET_DIGITS + 1];
	text_print(other, sizeof other, "%04d", (atoi(digits) + 1) % 10000);
	return other;
}

Presence kiosk_presence(Kiosk *kiosk)
{
	PresenceList all;
	Ledger ledger = kiosk->clinic->ledger;
	clinic_ok(kiosk->clinic, ledger.ops->presences(ledger.self, &kiosk->arena, &all, &kiosk->clinic->err));
	for (size_t i = 0; i < all.count; i++)
		if (text_is(all.items[i].kiosk, desk_kiosk_number(kiosk->desk)))
			return all.items[i];
	fail_msg("kiosk %s has no presence", desk_kiosk_number(kiosk->desk));
	return (Presence){0};
}
