#include "ui/screens/door/sign_in_card.h"

#include "base/text.h"
#include "model/desk/card.h"
#include "model/desk/second.h"

enum { CARD_PIN_MAX = 64 };

static const FormRow pin_rows[] = {
	{.label = "PIN",
	 .kind = FORM_SECRET,
	 .required = true,
	 .max = CARD_PIN_MAX,
	 .help = "Of the card. Enter signs in."},
};

static const FormRow passphrase_rows[] = {
	{.label = "Passphrase",
	 .kind = FORM_SECRET,
	 .required = true,
	 .max = PASSPHRASE_MAX_BYTES,
	 .help = "Your role signs in by both. Enter signs in."},
};

static void ask(App *app, SignInCard *card, Form *form, SignInCardAsks asks)
{
	const CardSeen *seen = desk_card(app_desk(app));
	const Staff *staff = desk_staff(app_desk(app));
	card->asks = asks;
	card->known = staff != NULL;
	form_close(form); /* a PIN that was typed for another card is wiped */
	form_open(form, app_arena(app), asks == SIGN_IN_ASKS_CARD ? pin_rows : passphrase_rows, 1);
	if (asks == SIGN_IN_ASKS_PASSPHRASE)
		text_print(card->title, sizeof card->title, "%s: the passphrase too", staff->name);
	else if (seen->in)
		text_print(card->title, sizeof card->title, "Card of %s", seen->holder);
	else
		text_print(card->title, sizeof card->title, "%s: put your smartcard in", staff ? staff->name : "");
}

void sign_in_card_leave(SignInCard *card)
{
	card->asks = SIGN_IN_ASKS_NAME;
	card->title[0] = '\0';
}

static void say_trouble(App *app, SignInCard *card, const CardSeen *seen)
{
	if (text_is(card->trouble, seen->trouble))
		return;
	text_copy(card->trouble, sizeof card->trouble, seen->trouble);
	if (*card->trouble)
		app_notice(app, NOTICE_WARNING, "%s", card->trouble);
}

void sign_in_card_look(App *app, SignInCard *card, Form *form)
{
	const CardSeen *seen = desk_card(app_desk(app));
	const bool changed = seen->in != card->there || seen->turn != card->turn;
	say_trouble(app, card, seen);
	card->there = seen->in;
	card->turn = seen->turn;
	if (!changed || card->asks == SIGN_IN_ASKS_PASSPHRASE)
		return;
	if (card->asks == SIGN_IN_ASKS_CARD || (seen->in && !form->changed && !card->known))
		ask(app, card, form, SIGN_IN_ASKS_CARD);
}

bool sign_in_card_step(App *app, SignInCard *card, Form *form)
{
	const SignInStep step = desk_step(app_desk(app));
	if (step != STEP_CARD && step != STEP_PASSPHRASE)
		return false;
	ask(app, card, form, step == STEP_CARD ? SIGN_IN_ASKS_CARD : SIGN_IN_ASKS_PASSPHRASE);
	return true;
}

bool sign_in_card_tick(App *app, SignInCard *card, Form *form)
{
	if (!desk_reads_cards(app_desk(app)))
		return false;
	sign_in_card_look(app, card, form);
	return desk_card_answer(app_desk(app))->answer >= CARD_PROVED ||
	       (card->asks == SIGN_IN_ASKS_CARD && !card->there && !card->known);
}

static SignInCardDone done(App *app, bool is_in, const Error *err)
{
	if (!is_in)
		app_fail(app, err);
	return is_in ? SIGN_IN_CARD_IN : SIGN_IN_CARD_WAITS;
}

static SignInCardDone give_pin(App *app, Form *form)
{
	Error err = {0};
	const bool asked = desk_card_ask(app_desk(app), form_text(form, 0), &err);
	form_wipe(form);
	if (!asked)
		app_fail(app, &err);
	return SIGN_IN_CARD_WAITS;
}

SignInCardDone sign_in_card_try(App *app, SignInCard *card, Form *form)
{
	Desk *desk = app_desk(app);
	Error err = {0};
	if (card->asks == SIGN_IN_ASKS_PASSPHRASE) {
		const bool right = desk_sign_in_passphrase(desk, form_text(form, 0), &err);
		form_wipe(form);
		return done(app, right, &err);
	}
	switch (desk_card_heard(desk, &err)) {
	case CARD_PROVED: return done(app, desk_sign_in_card(desk, &err), &err);
	case CARD_REFUSED: return done(app, false, &err);
	case CARD_WAITS: return SIGN_IN_CARD_WAITS;
	case CARD_NOT_ASKED: break;
	}
	if (card->there)
		return give_pin(app, form);
	if (card->known)
		return done(app, desk_card_ask(desk, "", &err), &err);
	sign_in_card_leave(card);
	return SIGN_IN_CARD_NAME;
}
