#include "deliver/round.h"

#include "base/text.h"
#include "deliver/notify.h"
#include "deliver/smtp.h"
#include "model/codes/codes.h"

enum { WAIT_FIRST = 5, WAIT_LONGEST = 300, CLAIM_MARGIN = 10 };

int64_t round_wait(unsigned tries)
{
	int64_t wait = WAIT_FIRST;
	for (unsigned i = 0; i < tries && wait < WAIT_LONGEST; i++)
		wait *= 3;
	return wait < WAIT_LONGEST ? wait : WAIT_LONGEST;
}

static Instant now(const Round *round)
{
	return round->clock.now(round->clock.self);
}

static Sender sender_of(const Round *round, CodeChannel channel)
{
	if (channel == CODE_SMS)
		return round->settings->sms;
	return channel == CODE_EMAIL ? round->settings->email : SENDER_NONE;
}

static Notify notify_of(const Round *round)
{
	return (Notify){
		.settings = &round->settings->notify, .key = round->notify_key, .timeout = round->settings->timeout};
}

static Sent never(const char *why)
{
	Sent sent = {.outcome = SENT_NEVER};
	text_copy(sent.why, sizeof sent.why, why);
	return sent;
}

static Sent send_by_notify(const Round *round, const OutboxItem *item, const Letter *letter, Arena *arena)
{
	Notify notify = notify_of(round);
	Sent sent;
	if (item->claimed_before && notify_find(&notify, item->reference, now(round), arena, &sent) != NOTIFY_ABSENT)
		return sent;
	return notify_send(&notify, item->channel, letter, item->reference, now(round), arena);
}

static Sent send_one(const Round *round, const OutboxItem *item, Arena *arena)
{
	Letter letter;
	Error err = {0};
	Smtp smtp = {
		.settings = &round->settings->smtp, .password = round->password, .timeout = round->settings->timeout};
	Sender sender = sender_of(round, item->channel);
	if (sender == SENDER_NONE)
		return never("No sender is set up for this in sharedesk.ini.");
	if (!parcel_open(round->desk_key, item->fact, item->sealed, item->size, arena, &letter, &err))
		return never("The message cannot be opened: desk.key is not the one it was sealed with.");
	if (sender == SENDER_NOTIFY)
		return send_by_notify(round, item, &letter, arena);
	return smtp_send(&smtp, &letter, item->reference, now(round), arena);
}

static bool note(const Round *round, const OutboxItem *item, const Sent *sent, RoundTally *tally, Error *err)
{
	Instant at = now(round);
	const char *what = item->channel == CODE_SMS ? "A text message" : "An e-mail";
	char sentence[SENT_WHY_ROOM + 64];
	if (sent->outcome == SENT_TAKEN) {
		tally->sent++;
		return outbox_sent(round->outbox, item->fact, at, sent->id, err);
	}
	bool again = sent->outcome == SENT_AGAIN;
	text_print(sentence, sizeof sentence, "%s %s: %s", what, again ? "is tried again" : "was not sent", sent->why);
	round->say(sentence);
	if (again) {
		tally->again++;
		Instant next = instant_add(at, round_wait(item->tries));
		return outbox_again(round->outbox, item->fact, at, next, sent->why, err);
	}
	tally->failed++;
	return outbox_failed(round->outbox, item->fact, at, sent->why, err);
}

/* One message; `ret_any` false: none is due. */
static bool next(const Round *round, Arena *arena, RoundTally *tally, bool *ret_any, Error *err)
{
	/* long enough for asking, sending, and a slow disk */
	int64_t claim = 3 * (int64_t)round->settings->timeout + CLAIM_MARGIN;
	const OutboxItem *item = NULL;
	if (!outbox_claim(round->outbox, now(round), claim, arena, &item, err))
		return false;
	*ret_any = item != NULL;
	if (!item)
		return true;
	Sent sent = send_one(round, item, arena);
	return note(round, item, &sent, tally, err);
}

bool round_send(const Round *round, RoundTally *tally, Error *err)
{
	bool any = true, done = true;
	while (done && any && !round->stopped()) {
		Arena arena = {0}; /* holds one message in the clear */
		done = next(round, &arena, tally, &any, err);
		arena_wipe(&arena);
	}
	return done;
}

/* False where nothing more can be asked now. */
static bool settle_one(const Round *round, const Notify *notify, const OutboxItem *item, Arena *arena, bool *ret_done,
		       Error *err)
{
	const char *why = "";
	NotifyState state = notify_state(notify, item->service_id, now(round), arena, &why);
	*ret_done = true;
	if (state == NOTIFY_DELIVERED)
		*ret_done = outbox_delivered(round->outbox, item->fact, now(round), err);
	else if (state == NOTIFY_FAILED)
		*ret_done = outbox_failed(round->outbox, item->fact, now(round), why, err);
	return state != NOTIFY_NO_ANSWER;
}

bool round_settle(const Round *round, Instant since, Error *err)
{
	Arena arena = {0};
	const OutboxItem *items = NULL;
	size_t count = 0;
	Notify notify = notify_of(round);
	if (!notify.key)
		return true;
	bool done = outbox_unsettled(round->outbox, since, &arena, &items, &count, err);
	for (size_t i = 0; done && i < count && !round->stopped(); i++)
		if (items[i].service_id[0] && !settle_one(round, &notify, &items[i], &arena, &done, err))
			break;
	arena_wipe(&arena);
	return done;
}
