#include "model/stage/held_card.h"

#include "base/text.h"

static void look(void *self, CardSeen *ret_seen)
{
	*ret_seen = ((HeldCard *)self)->seen;
}

static bool ask(void *self, int64_t now, const char *pin, Error *err)
{
	HeldCard *card = self;
	card->asked++;
	card->answer = (CardProof){.answer = CARD_PROVED, .turn = card->seen.turn};
	if (!text_is(pin, HELD_PIN)) {
		card->answer.answer = CARD_REFUSED;
		text_copy(card->answer.sentence, CARD_SAID_MAX, "That is not the PIN of this card: type it again.");
	}
	text_copy(card->answer.identity, CARD_KNOWN_MAX, card->identity);
	text_copy(card->answer.holder, CARD_HOLDER_MAX, card->seen.holder);
	return true;
}

static void hear(void *self, CardProof *ret_proof)
{
	HeldCard *card = self;
	if (card->slow)
		return;
	*ret_proof = card->answer;
	card->answer = (CardProof){0};
}

CardPort held_card(HeldCard *card)
{
	return (CardPort){.look = look, .ask = ask, .hear = hear, .self = card};
}

void held_card_put(HeldCard *card, const char *identity, const char *holder)
{
	card->seen = (CardSeen){.in = true, .turn = card->seen.turn + 1};
	card->identity = identity;
	text_copy(card->seen.holder, CARD_HOLDER_MAX, holder);
}

void held_card_pull(HeldCard *card)
{
	card->seen.in = false;
}
