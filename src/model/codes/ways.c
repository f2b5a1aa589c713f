/* How a code can reach the patient. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/codes/inside.h"
#include "model/desk/language.h"
#include "model/facts/contact.h"

enum { CHANGED_SECONDS = 24 * 60 * 60, HOUR = 60 * 60, MOBILE_SHOWN = 3, SEEN_DIGITS_MAX = 15 };

/* --- Where a code goes --- */

static const char *held(const Person *person, CodeChannel channel, Arena *arena)
{
	return person ? contact_of(person, channel, arena) : "";
}

/* What a `contact` fact says of this channel: NULL nothing, "" taken off the file. */
static const char *given(const Fact *fact, CodeChannel channel, Arena *arena)
{
	const char *text = channel == CODE_SMS ? fact->mobile : fact->email;
	return fact->kind == FACT_CONTACT && text ? contact_form(channel, text, arena) : NULL;
}

/* The first that was given after the request was opened. By sequence: what the ledger knew when. */
static const Fact *first_given_since(FactList facts, const Request *request, CodeChannel channel, Arena *arena)
{
	const Fact *first = NULL;
	for (size_t i = 0; i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		if (fact->seq > request->opening->seq && !text_empty(given(fact, channel, arena)) &&
		    (!first || fact->seq < first->seq))
			first = fact;
	}
	return first;
}

/* The latest `contact` fact up to `seq` that put something else on file than was there before it. */
static bool find_change(Desk *desk, const World *world, CodeChannel channel, int64_t seq, Arena *arena,
			Instant *ret_changed, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	int64_t latest = 0;
	for (size_t i = 0; i < world->facts.count; i++) {
		const Fact *fact = &world->facts.items[i];
		const Person *before;
		if (fact->seq > seq || fact->seq < latest || !given(fact, channel, arena))
			continue;
		if (!ledger.ops->person_at(ledger.self, world->person->nhs, fact->seq - 1, arena, &before, err))
			return false;
		if (before && text_is(held(before, channel, arena), given(fact, channel, arena)))
			continue;
		latest = fact->seq;
		*ret_changed = fact->at;
	}
	return true;
}

/* What a file says was changed when is the file's word: that it was taken in is known here. A file of who is new
 * changes what was not there. */
static bool find_file(Desk *desk, const World *world, CodeChannel channel, int64_t seq, Arena *arena,
		      Instant *ret_changed, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	const Instant recent = instant_add(desk_now(desk), -CHANGED_SECONDS);
	const char *nhs = world->person->nhs;
	for (size_t i = 0; i < world->standings.count; i++) {
		const Fact *file = &world->standings.items[i];
		const Person *before, *after;
		int64_t first, last;
		if (instant_before(file->at, recent) || !fact_file_lines(file, &first, &last) || first > seq)
			continue;
		if (!ledger->ops->person_at(ledger->self, nhs, first - 1, arena, &before, err) ||
		    !ledger->ops->person_at(ledger->self, nhs, last < seq ? last : seq, arena, &after, err))
			return false;
		if (!text_is(held(before, channel, arena), held(after, channel, arena)))
			*ret_changed = instant_later(*ret_changed, file->at);
	}
	return true;
}

bool desk_destination(Desk *desk, const World *world, const Request *request, CodeChannel channel, Arena *arena,
		      Destination *ret_destination, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	int64_t opened = request->opening->seq, until = opened;
	const Person *then;
	if (!ledger.ops->person_at(ledger.self, world->person->nhs, opened, arena, &then, err))
		return false;
	Destination destination = {.to = held(then, channel, arena), .changed = INSTANT_MIN};
	if (text_empty(destination.to)) {
		const Fact *first = first_given_since(world->facts, request, channel, arena);
		destination.to = first ? given(first, channel, arena) : held(world->person, channel, arena);
		until = first ? first->seq : INT64_MAX;
	}
	destination.former = !text_is(destination.to, held(world->person, channel, arena));
	if (!destination.former)
		until = INT64_MAX;
	*ret_destination = destination;
	return find_change(desk, world, channel, until, arena, &ret_destination->changed, err) &&
	       find_file(desk, world, channel, until, arena, &ret_destination->changed, err);
}

static bool sends(const Desk *desk, CodeChannel channel)
{
	return channel == CODE_SMS ? desk->ports.sends_sms : desk->ports.sends_email;
}

bool desk_can_send(const Desk *desk, const Person *person, CodeChannel channel, const char *to, Error *err)
{
	bool sms = channel == CODE_SMS;
	if (text_empty(to))
		return fail(err, ERROR_REFUSED, "No %s is on file: ask for one, or show the code at the desk.",
			    sms ? "mobile number" : "e-mail address");
	if (person->prefers == PREFERS_NONE)
		return fail(err, ERROR_REFUSED,
			    "The patient asked for no messages: show the code at the desk, or record their choice.");
	if (!desk->ports.sends_sms && !desk->ports.sends_email)
		return fail(err, ERROR_REFUSED, "No sender is set up: show the code here.");
	return sends(desk, channel) ||
	       fail(err, ERROR_REFUSED, "No sender is set up for %s: show the code here, or send it by %s.",
		    sms ? "text messages" : "e-mail", sms ? "e-mail" : "text message");
}

static bool is_of(const Agreements *agreements, const char *request, const char *org)
{
	const Request *found = agreements_request(agreements, request);
	return found && text_is(found->opening->org, org);
}

/* Of all facts, voided ones too: what was sent was sent. */
bool desk_sent_seldom(const Reach *reach, const char *org, Instant now, Error *err)
{
	FactList facts = reach->world->facts;
	int sent = 0;
	for (size_t i = 0; i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		sent += fact->kind == FACT_CODE_ISSUED && fact->code_channel != CODE_SHOWN &&
			instant_before(now, instant_add(fact->at, HOUR)) &&
			is_of(&reach->agreements, fact->request, org);
	}
	return sent < CODES_AN_HOUR ||
	       fail(err, ERROR_REFUSED,
		    "%d codes were sent within the hour: show it here, or record the patient's choice.", sent);
}

/* --- What a message says --- */

static const char *name_of(const Organisation *organisation, Arena *arena)
{
	char name[256] = "";
	if (organisation)
		organisation_short_name(organisation, name, sizeof name);
	return arena_text(arena, name);
}

LetterWords desk_letter_words(Desk *desk, const Reach *reach, const Request *request, Arena *arena)
{
	const Directory directory = reach->world->directory;
	const char *asking = request->opening->org;
	LetterWords words = {.organisation = name_of(directory.organisation(directory.self, asking), arena)};
	if (text_empty(words.organisation))
		words.organisation = asking;
	const Organisation *practice = desk_restricted(reach) ? NULL : desk_practice(desk);
	if (practice) {
		words.surgery = name_of(practice, arena);
		words.telephone = utf8_clean(arena, text_or(practice->phone, ""));
		words.brief = desk_setting(desk, "message-name", arena);
	}
	return words;
}

/* --- What is said of the ways --- */

/* Only the first and the last letter, and of a short name less. */
static const char *masked_email(const char *email, Arena *arena)
{
	const char *at = strrchr(email, '@');
	if (!at)
		return "the e-mail address on file";
	size_t name = (size_t)(at - email), first = utf8_grapheme(email);
	size_t last = utf8_grapheme_before(email, name);
	if (first >= last) /* two letters or one */
		return arena_print(arena, "%.*s…%s", first < name ? (int)first : 0, email, at);
	return arena_print(arena, "%.*s…%.*s%s", (int)first, email, (int)(name - last), email + last, at);
}

static const char *masked_mobile(const char *mobile, Arena *arena)
{
	size_t length = strlen(mobile);
	return length > 2 * MOBILE_SHOWN ? arena_print(arena, "mobile ending %s", mobile + length - MOBILE_SHOWN)
					 : "the mobile on file";
}

static const char *masked(const char *to, CodeChannel channel, bool restricted, Arena *arena)
{
	if (text_empty(to))
		return "";
	if (channel == CODE_SMS)
		return restricted ? "the mobile on file" : masked_mobile(to, arena);
	return restricted ? "the e-mail address on file" : masked_email(to, arena);
}

/* A closed way, with the sentence of the refusal. */
static void close_way(CodeWay *way, const Error *why, Arena *arena)
{
	way->open = false;
	way->why_not = arena_text(arena, why->text);
}

static bool look_at_way(Desk *desk, const Chart *chart, const Request *request, Arena *arena, CodeWay *way, Error *err)
{
	Destination destination;
	Error why = {0};
	if (!desk_destination(desk, &chart->world, request, way->channel, arena, &destination, err))
		return false;
	way->to = masked(destination.to, way->channel, chart->restricted, arena);
	way->kept_to_former = destination.former && !text_empty(destination.to);
	if (!instant_before(destination.changed, instant_add(desk_now(desk), -CHANGED_SECONDS)))
		way->changed = destination.changed;
	way->language = desk_language(desk, chart->world.person);
	if (way->channel == CODE_SMS) {
		const LetterWords words = desk_letter_words(desk, &chart->now, request, arena);
		way->parts = letter_parts(&desk->ports.phrasebook, way->language, &words);
	}
	if (!desk_can_send(desk, chart->world.person, way->channel, destination.to, &why) ||
	    !desk_sent_seldom(&chart->now, request->opening->org, desk_now(desk), &why))
		close_way(way, &why, arena);
	return true;
}

static CodeWay way_of(CodeChannel channel)
{
	return (CodeWay){.channel = channel, .open = true, .to = "", .why_not = "", .changed = INSTANT_MIN};
}

static void close_all(CodeWays *ways, const Error *why, Arena *arena)
{
	close_way(&ways->sms, why, arena);
	close_way(&ways->email, why, arena);
	close_way(&ways->shown, why, arena);
}

bool desk_can_show(const Chart *chart, Error *err)
{
	return how_is_here(chart->how) ||
	       fail(err, ERROR_REFUSED,
		    "They are not at the desk, so no code is shown: send it, or record their choice.");
}

bool desk_code_ways(Desk *desk, const Chart *chart, const char *request, Arena *arena, CodeWays *ret_ways, Error *err)
{
	CodeWays ways = {
		.sms = way_of(CODE_SMS),
		.email = way_of(CODE_EMAIL),
		.shown = way_of(CODE_SHOWN),
		.sender = desk->ports.sends_sms || desk->ports.sends_email,
	};
	const Request *found = agreements_request(&chart->now.agreements, request);
	const Request *open;
	Error why = {0};
	if (!found)
		return desk_find_request(&chart->now, request, &open, err);
	if (!look_at_way(desk, chart, found, arena, &ways.sms, err) ||
	    !look_at_way(desk, chart, found, arena, &ways.email, err))
		return false;
	if (!desk_can_show(chart, &why))
		close_way(&ways.shown, &why, arena);
	if (!identity_enough(chart->world.person, identity_on_file(chart->world.person), NULL)) {
		ways.shown.open = false;
		ways.shown.why_not = "Too little is on file to check who stands here: add the date of birth or the "
				     "postcode first.";
	}
	if (!desk_find_request(&chart->now, request, &open, &why) ||
	    !desk_needs_code(&chart->now, &chart->now.agreements.episodes[found->episode], &why))
		close_all(&ways, &why, arena);
	*ret_ways = ways;
	return true;
}

/* --- How a message fares --- */

bool desk_delivery(Desk *desk, const char *fact, Arena *arena, const Delivery **ret_delivery, Error *err)
{
	return desk_may_act(desk, err) &&
	       desk->ports.ledger.ops->delivery(desk->ports.ledger.self, fact, arena, ret_delivery, err);
}

Instant desk_sender_seen(Desk *desk)
{
	scoped(arena_free) Arena arena = {0};
	const char *said = desk_setting(desk, "sender-seen", &arena);
	if (!text_all_digits(said) || strlen(said) > SEEN_DIGITS_MAX)
		return INSTANT_MIN;
	return (Instant){strtoll(said, NULL, 10)};
}
