#include "ui/screens/request/inside.h"

#include <string.h>

#include "base/text.h"

/* The time of an instant of today, the day with it for another: "10:41", "11-Jun 10:41". */
static const char *moment_words(Instant at, Instant now, const Zone *zone, Arena *arena)
{
	const LocalTime local = zone_local(zone, at);
	char day[16], time[8];
	time_print_staff(local, time);
	if (date_order(local.date, zone_date(zone, now)) == 0)
		return arena_text(arena, time);
	date_print_short(local.date, day);
	return arena_print(arena, "%s %s", day, time);
}

const CodeWay *request_way(const CodeWays *ways, CodeChannel channel)
{
	switch (channel) {
	case CODE_SMS: return &ways->sms;
	case CODE_EMAIL: return &ways->email;
	case CODE_SHOWN: return &ways->shown;
	case CODE_ONLINE:
	case CodeChannel_NOT_GIVEN_:
	case CodeChannel_COUNT_: break;
	}
	return NULL;
}

/* --- a code on its way --- */

bool request_not_sent(const Delivery *delivery)
{
	return delivery && (delivery->state == DELIVERY_FAILED || delivery->state == DELIVERY_EXPIRED ||
			    delivery->state == DELIVERY_WITHDRAWN);
}

static const char *message_name(CodeChannel channel)
{
	return channel == CODE_EMAIL ? "e-mail" : "text";
}

/* " to mobile ending 111"; "" where it is not known any more. */
static const char *to_whom(CodeChannel channel, const CodeWays *ways, Arena *arena)
{
	const CodeWay *way = request_way(ways, channel);
	return way && !text_empty(way->to) ? arena_print(arena, " to %s", way->to) : "";
}

static const char *sent_sentence(const RequestLook *look, const CodeWays *ways, Arena *arena)
{
	const char *name = message_name(look->channel), *to = to_whom(look->channel, ways, arena);
	if (!look->delivery || look->delivery->state == DELIVERY_SENT)
		return arena_print(arena, "Code sent by %s%s.", name, to);
	if (look->delivery->state == DELIVERY_QUEUED)
		return arena_print(arena, "The %s%s waits to be sent.", name, to);
	if (look->delivery->state == DELIVERY_DELIVERED)
		return arena_print(arena, "Code delivered by %s%s.", name, to);
	return arena_print(arena, "The %s%s was not sent.", name, to);
}

static const char *waiting_sentence(const RequestLook *look, const CodeWays *ways, Instant now, const Zone *zone,
				    Arena *arena)
{
	if (look->channel == CODE_SHOWN)
		return arena_print(arena, "Code shown at the desk %s.", moment_words(look->issued, now, zone, arena));
	if (look->channel == CODE_ONLINE)
		return "Code given in the patient's online account.";
	return sent_sentence(look, ways, arena);
}

const char *request_state_sentence(const RequestLook *look, const CodeWays *ways, Instant now, const Zone *zone,
				   Arena *arena)
{
	const Instant moment = instant_order(look->since, INSTANT_MIN) != 0 ? look->since : now;
	const char *when = moment_words(moment, now, zone, arena);
	switch (look->stage) {
	case REQUEST_NEW: return "Open: no code yet.";
	case REQUEST_WAITING: return waiting_sentence(look, ways, now, zone, arena);
	case REQUEST_RUN_OUT:
		return arena_print(arena, "The code ran out %s.", moment_words(look->expires, now, zone, arena));
	case REQUEST_LOCKED: return "Locked: five wrong tries.";
	case REQUEST_USED_UP: return "The code was used, and what it did taken back.";
	case REQUEST_ACCEPTED: return arena_print(arena, "Accepted %s: the code was right.", when);
	case REQUEST_CHOSEN: return arena_print(arena, "Choice recorded %s: the patient's yes.", when);
	case REQUEST_REFUSED: return arena_print(arena, "Refused %s: the patient's no is recorded.", when);
	case REQUEST_CANCELLED: return arena_print(arena, "Cancelled %s.", when);
	case REQUEST_CLOSED: return "Closed with the care.";
	case REQUEST_OPEN: return "Open.";
	case REQUEST_STAGES: break;
	}
	return "";
}

static bool sender_quiet(const SenderSight *sight)
{
	return instant_before(instant_add(sight->seen, SENDER_QUIET), sight->now);
}

static const char *queued_sentence(const Delivery *delivery, const SenderSight *sight, Arena *arena)
{
	if (instant_order(sight->seen, INSTANT_MIN) == 0)
		return "Is the sender running? It was never seen here.";
	if (sender_quiet(sight))
		return arena_print(arena, "Is the sender running? It was last seen %s.",
				   moment_words(sight->seen, sight->now, sight->zone, arena));
	if (delivery->tries == 0)
		return "The sender is running: it goes out in a moment.";
	return arena_print(arena, "Tried %u %s, and tried again soon: %s", delivery->tries,
			   delivery->tries == 1 ? "time" : "times", text_or(delivery->why, "no reason was given."));
}

const char *request_delivery_sentence(const Delivery *delivery, const SenderSight *sight, Arena *arena)
{
	const char *when;
	if (!delivery)
		return NULL;
	when = moment_words(delivery->changed, sight->now, sight->zone, arena);
	switch (delivery->state) {
	case DELIVERY_QUEUED: return queued_sentence(delivery, sight, arena);
	case DELIVERY_SENT: return arena_print(arena, "Sent %s, not yet confirmed as delivered.", when);
	case DELIVERY_DELIVERED: return arena_print(arena, "Delivered %s.", when);
	case DELIVERY_FAILED:
		return arena_print(arena, "Failed %s: %s", when, text_or(delivery->why, "no reason was given."));
	case DELIVERY_EXPIRED: return "It did not go out before the code ran out.";
	case DELIVERY_WITHDRAWN: return "It was withdrawn before it went out.";
	case DeliveryState_NOT_GIVEN_:
	case DeliveryState_COUNT_: break;
	}
	return NULL;
}

bool request_delivery_warns(const Delivery *delivery, const SenderSight *sight)
{
	if (!delivery)
		return false;
	return request_not_sent(delivery) ||
	       (delivery->state == DELIVERY_QUEUED && (delivery->tries > 0 || sender_quiet(sight)));
}

/* --- what to do --- */

const char *request_ring_sentence(const RequestLook *look, Arena *arena)
{
	return text_empty(look->phone) ? "No telephone is listed: look it up."
				       : arena_print(arena, "Ring back only on %s.", look->phone);
}

static const char *read_back_sentence(const RequestLook *look, bool brief, Arena *arena)
{
	const bool listed = !text_empty(look->phone);
	if (brief)
		return listed ? arena_print(arena, "Ring back %s, type the code:", look->phone)
			      : "Ring a number you looked up; type it:";
	return listed ? arena_print(arena, "Ring back on %s, their listed number; type the code they read back.",
				    look->phone)
		      : "No telephone is listed: find it in their published directory, never from the caller; then type "
			"the code they read back.";
}

typedef struct Next {
	const char *whole, *brief;
} Next;

static const Next nexts[REQUEST_STAGES] = {
	[REQUEST_RUN_OUT] = {"Give a new code, or cancel the request.", "Give a new code, or cancel."},
	[REQUEST_USED_UP] = {"Give a new code, or cancel the request.", "Give a new code, or cancel."},
	[REQUEST_LOCKED] = {"Give a new code, to the patient's phone or shown here; or record their choice.",
			    "Give a new code, or record the choice."},
	[REQUEST_ACCEPTED] = {"They see what sharing allows. Nothing is left to do.", "They see what sharing allows."},
	[REQUEST_CHOSEN] = {"They see what sharing allows. Nothing is left to do.", "They see what sharing allows."},
	[REQUEST_REFUSED] = {"They are not let in. If the patient changes their mind, give a new code.",
			     "They are not let in."},
	[REQUEST_CANCELLED] = {"A new one is opened from its row of Sharing.", "Sharing opens a new one."},
};

const char *request_next_sentence(const RequestLook *look, bool brief, Arena *arena)
{
	if (look->stage != REQUEST_WAITING)
		return brief ? nexts[look->stage].brief : nexts[look->stage].whole;
	if (request_not_sent(look->delivery))
		return brief ? "Give a new code another way." : "Give a new code another way, or show it here.";
	return read_back_sentence(look, brief, arena);
}

/* --- ways --- */

static const char *parts_words(const CodeWay *way, bool brief, Arena *arena)
{
	const char *many = way->parts == 1 ? "" : "s";
	if (way->parts == 0)
		return "";
	return brief ? arena_print(arena, " (%zu text%s)", way->parts, many)
		     : arena_print(arena, ": %zu text message%s in %s", way->parts, many, way->language->english);
}

const char *request_way_sentence(const CodeWay *way, bool brief, Arena *arena)
{
	const char *name = way->channel == CODE_EMAIL ? "E-mail" : way->channel == CODE_SMS ? "Text" : "Show here";
	if (!way->open) {
		const char *why = text_or(way->why_not, "That way cannot be had now.");
		return arena_bytes(arena, why, strcspn(why, ":"));
	}
	return text_empty(way->to) ? name
				   : arena_print(arena, "%s to %s%s", name, way->to, parts_words(way, brief, arena));
}

const char *request_changed_sentence(const CodeWay *way, Instant now, const Zone *zone, bool brief, Arena *arena)
{
	const char *when, *name = way->channel == CODE_EMAIL ? "e-mail address" : "mobile";
	if (instant_order(way->changed, INSTANT_MIN) == 0)
		return NULL;
	when = moment_words(way->changed, now, zone, arena);
	return brief ? arena_print(arena, "Changed %s, under 24 h ago!", when)
		     : arena_print(arena, "This %s was changed %s, less than 24 h ago: be sure who did that.", name,
				   when);
}

const char *request_kept_sentence(const CodeWay *way, bool brief)
{
	if (!way->kept_to_former)
		return NULL;
	if (way->channel == CODE_EMAIL)
		return brief ? "The former address, not the newer one."
			     : "The former address: the newer one gets no code of this request.";
	return brief ? "The former number, not the newer one."
		     : "The former number: the newer one gets no code of this request.";
}
