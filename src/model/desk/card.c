#include "model/desk/card.h"

#include "model/desk/inside.h"

/* --- What is in --- */

bool desk_reads_cards(const Desk *desk)
{
	return desk->ports.card.look && !desk->ports.kiosk;
}

void desk_card_step(Desk *desk)
{
	if (!desk_reads_cards(desk))
		return;
	desk->ports.card.look(desk->ports.card.self, &desk->card_seen);
	CardProof heard = {0};
	desk->ports.card.hear(desk->ports.card.self, &heard);
	if (heard.answer != CARD_NOT_ASKED && desk_card_waits(desk))
		desk->card_proof = heard;
}

const CardSeen *desk_card(const Desk *desk)
{
	return &desk->card_seen;
}

bool desk_by_card(const Desk *desk)
{
	return desk->staff && desk->card != 0;
}

static bool is_in(const Desk *desk, unsigned turn)
{
	return desk->card_seen.in && desk->card_seen.turn == turn;
}

bool desk_card_gone(const Desk *desk)
{
	return desk_by_card(desk) && !desk->locked && !is_in(desk, desk->card) &&
	       !instant_before(desk_now(desk), desk->card_lent);
}

static bool has_reader(const Desk *desk, Error *err)
{
	return desk_reads_cards(desk) ||
	       fail(err, ERROR_REFUSED,
		    "No card reader is set up at this desk: [card] in sharedesk.ini names its module.");
}

bool desk_card_lend(Desk *desk, Error *err)
{
	enum { LENT_SECONDS = 120 };
	const bool enrols = desk->staff && !desk->locked && role_may((Role)desk->staff->role, ACT_STAFF);
	if (!has_reader(desk, err))
		return false;
	desk_card_forget(desk);
	desk->card_lent = enrols ? instant_add(desk_now(desk), LENT_SECONDS) : (Instant){0};
	return true;
}

/* --- Asking it --- */

bool desk_card_ask(Desk *desk, const char *pin, Error *err)
{
	if (!has_reader(desk, err))
		return false;
	if (desk_card_waits(desk))
		return fail(err, ERROR_REFUSED, "The card is being asked: wait for it.");
	if (!desk->card_seen.in)
		return fail(err, ERROR_REFUSED, "There is no card in the reader: put yours in.");
	if (text_empty(pin))
		return fail(err, ERROR_INPUT, "Type the PIN of the card.");
	if (!desk->ports.card.ask(desk->ports.card.self, desk_now(desk).seconds, pin, err))
		return false;
	desk->card_proof = (CardProof){.answer = CARD_WAITS, .turn = desk->card_seen.turn};
	return true;
}

bool desk_card_waits(const Desk *desk)
{
	return desk->card_proof.answer == CARD_WAITS;
}

CardAnswer desk_card_heard(Desk *desk, Error *err)
{
	const CardAnswer answer = desk->card_proof.answer;
	bool said;
	if (answer != CARD_REFUSED)
		return answer;
	said = fail(err, ERROR_REFUSED, "%s", desk->card_proof.sentence);
	(void)said;
	desk->card_proof = (CardProof){0};
	return answer;
}

bool desk_card_proved(const Desk *desk, Error *err)
{
	if (desk->card_proof.answer != CARD_PROVED)
		return fail(err, ERROR_REFUSED, "Type the PIN of the card first.");
	return is_in(desk, desk->card_proof.turn) ||
	       fail(err, ERROR_REFUSED, "The card was taken out: put it in again and type its PIN.");
}

void desk_card_forget(Desk *desk)
{
	desk->card_proof = (CardProof){0};
}

const CardProof *desk_card_answer(const Desk *desk)
{
	return &desk->card_proof;
}

/* --- Whose it is --- */

bool desk_card_owner(Desk *desk, const char *identity, Arena *arena, const Staff **ret_staff, Error *err)
{
	StaffList all;
	*ret_staff = NULL;
	if (!desk->ports.ledger.ops->staff_all(desk->ports.ledger.self, arena, &all, err))
		return false;
	for (size_t i = 0; i < all.count; i++)
		if (!all.items[i].altered && all.items[i].card && text_is(all.items[i].card, identity))
			*ret_staff = &all.items[i];
	return true;
}
