#include "model/desk/work_items.h"

#include "base/text.h"
#include "model/readings/explain.h"
#include "model/readings/matrix.h"
#include "model/readings/owed.h"
#include "model/readings/pass_on.h"
#include "model/rules/code_stand.h"

enum { REGISTRATION_DAYS = 90 }; /* who registered longer ago is in no list of whom to ask */

static WorkItem *add(WorkFound *found, const Reach *reach, WorkKind kind, const char *id, Instant since)
{
	if (found->count == found->room) {
		size_t room = found->room ? 2 * found->room : 8;
		found->items = arena_grow(found->arena, found->items, found->room, room, sizeof *found->items);
		found->room = room;
	}
	WorkItem *item = &found->items[found->count++];
	*item = (WorkItem){
		.kind = kind,
		.nhs = reach->world->person->nhs,
		.id = id,
		.since = since,
		.until = INSTANT_MIN,
		.over = INSTANT_MAX,
	};
	return item;
}

static void look_again(WorkFound *found, Instant at)
{
	if (instant_before(at, found->again))
		found->again = at;
}

/* "today", "12-Nov", "12-Nov-2025" where the year is another. */
static const char *date_text(const Reach *reach, Date day, Arena *arena)
{
	char text[16];
	Date today = zone_date(reach->world->zone, reach->at);
	if (date_order(day, today) == 0)
		return "today";
	if (day.year == today.year)
		date_print_short(day, text);
	else
		date_print_staff(day, text);
	return arena_text(arena, text);
}

static const char *day_text(const Reach *reach, Instant at, Arena *arena)
{
	return date_text(reach, zone_date(reach->world->zone, at), arena);
}

static void add_again(const Reach *reach, const Episode *episode, Instant since, const char *why, WorkFound *found)
{
	const char *called = text_or(episode->opening->service, explain_name(reach->world, episode->org, found->arena));
	add(found, reach, WORK_QUESTIONS, episode->id, since)->what =
		arena_print(found->arena, "%s, %s %s: ask again", called, why, day_text(reach, since, found->arena));
}

/* A practice that moves in is not asked to ask everybody it has. It moved in on one day: that the days are over must
 * have nobody folded anew. */
static Instant over_at(const Reach *reach, Instant since)
{
	const Zone *zone = reach->world->zone;
	return zone_midnight(zone, date_add_days(zone_date(zone, since), REGISTRATION_DAYS));
}

/* A10, and merges: due anew, however long ago it was opened. */
static void find_questions(const Reach *reach, const Episode *episode, WorkFound *found)
{
	const Fact *merged;
	Asking asking = matrix_asking(reach, episode, &merged);
	Instant since = episode_present_since(episode)->at;
	if (asking == ASKING_SIXTEEN)
		add_again(reach, episode, reach->agreements.sixteen, "16", found);
	if (asking == ASKING_MERGED)
		add_again(reach, episode, merged->at, "merged", found);
	if (asking != ASKING_FIRST)
		return;
	const char *called = text_or(episode->opening->service, explain_name(reach->world, episode->org, found->arena));
	WorkItem *item = add(found, reach, WORK_QUESTIONS, episode->id, since);
	if (episode->registration)
		item->over = over_at(reach, since);
	item->what = arena_print(found->arena, "%s, %s %s", called, episode->registration ? "registered" : "referred",
				 day_text(reach, since, found->arena));
}

static void find_dispute(const Reach *reach, const Episode *episode, WorkFound *found)
{
	if (!episode_disputed(episode))
		return;
	add(found, reach, WORK_DISPUTES, episode->id, episode->stopped->at)->what =
		text_or(episode->opening->service, explain_name(reach->world, episode->org, found->arena));
}

/* Accepted, or a choice recorded, and no code given out since. */
static bool decided(const Reach *reach, const Request *request, const Fact *code)
{
	const Fact *by = reach->agreements.episodes[request->episode].verified_by;
	return by && text_is(by->request, request->id) && (!code || fact_order(code, by) < 0);
}

/* Every open request that nobody has decided: its code is waited for, or a new one is needed. */
static void find_request(const Reach *reach, const Request *request, WorkFound *found)
{
	const CodeStand stand = code_stand(reach, request->id, reach->at);
	const Fact *code = stand.code;
	if (!request->open || decided(reach, request, code))
		return;
	WorkItem *item = add(found, reach, WORK_CODES, request->id, code ? code->at : request->opening->at);
	item->what = explain_name(reach->world, request->opening->org, found->arena);
	item->code_state = stand.state;
	if (!code)
		return;
	item->code = code->id;
	item->channel = code->code_channel;
	if (stand.state != CODE_STATE_OUT)
		return;
	item->until = code->expires;
	look_again(found, code->expires);
}

static void find_wishes(const Reach *reach, WorkFound *found)
{
	for (size_t i = 0; i < reach->world->entries.count; i++) {
		const Fact *hidden = reach->entries[i].hidden;
		const Entry *entry = &reach->world->entries.items[i];
		if (hidden && hidden->kind == FACT_ENTRY_PRIVATE_REQUESTED)
			add(found, reach, WORK_PRIVATE_REVIEW, entry->id, hidden->at)->what =
				arena_print(found->arena, "%s of %s", words_text(&category_words, entry->category),
					    day_text(reach, entry->recorded, found->arena));
	}
}

/* Seen while it is on; to review once it is over, by the clock or by hand, and again where a review puts off telling
 * the patient. */
static void find_override(const Reach *reach, const Override *override, WorkFound *found)
{
	const Fact *opening = override->opening;
	const Instant over = override_over(override);
	const bool on = override_is_on(override, reach->at);
	if (on)
		look_again(found, over);
	else if (override->reviewed && override->tell != TELL_AFTER_REVIEW)
		return;
	WorkItem *item = add(found, reach, on ? WORK_OVERRIDE_ON : WORK_OVERRIDE_REVIEW, opening->override,
			     on ? opening->at : over);
	item->until = on ? over : INSTANT_MIN;
	item->what = explain_name(reach->world, opening->org, found->arena);
	item->tell = (WordByte) override->tell;
}

static void find_to_pass_on(const Reach *reach, const PassOnHome *home, WorkFound *found)
{
	const PassOnItems waiting = pass_on_waiting(reach, home->practice, found->arena);
	for (size_t i = 0; i < waiting.count; i++) {
		const PassOnItem *waits = &waiting.items[i];
		WorkItem *item = add(found, reach, WORK_PASS_ON, waits->fact->id, waits->since);
		item->what = pass_on_what(reach, waits, found->arena);
		item->whom = pass_on_whom(waits, found->arena);
		item->pass_on = (WordByte)waits->answer;
		item->back = waits->back;
	}
}

static void find_owed(const Reach *reach, WorkFound *found)
{
	const OwedList owed = owed_of(reach, found->arena);
	for (size_t i = 0; i < owed.count; i++) {
		const Owed *one = &owed.items[i];
		if (one->done)
			continue;
		const bool complains = one->kind == OWED_COMPLAINT;
		WorkItem *item = add(found, reach, complains ? WORK_COMPLAINTS : WORK_COPIES, one->opening->id,
				     one->opening->at);
		item->due = one->due;
		item->what = arena_print(found->arena, "%s %s", complains ? "complained" : "asked",
					 date_text(reach, one->received, found->arena));
	}
}

/* --- Asking again --- */

static bool both_asked(const Episode *episode)
{
	return episode->side[DIRECTION_OUT].state != STATE_NOT_ASKED &&
	       episode->side[DIRECTION_IN].state != STATE_NOT_ASKED;
}

/* The latest open episode at what the organisation became. */
static const Episode *newer_of(const Agreements *agreements, const char *successor)
{
	const Episode *newer = NULL;
	for (size_t i = 0; successor && i < agreements->episode_count; i++)
		if (agreements->episodes[i].open && text_is(agreements->episodes[i].org, successor))
			newer = &agreements->episodes[i];
	return newer;
}

static void add_closed(const Reach *reach, const Episode *episode, const Organisation *closed, WorkFound *found)
{
	const Zone *zone = reach->world->zone;
	const Instant since = date_is_none(closed->closed) ? INSTANT_MIN : zone_midnight(zone, closed->closed);
	const char *successor = text_empty(closed->successor) ? NULL : closed->successor;
	const Episode *newer = newer_of(&reach->agreements, successor);
	WorkItem *item = add(found, reach, WORK_REASK, episode->id, since);
	item->what = explain_name(reach->world, episode->org, found->arena);
	item->org = episode->org;
	item->successor = successor ? explain_name(reach->world, successor, found->arena) : NULL;
	item->newer = newer ? newer->id : NULL;
	item->asked = newer && both_asked(newer);
}

/* An agreement is with one organisation: what took its place asks anew. The dead are asked nothing. */
static void find_closed(const Reach *reach, const Episode *episode, WorkFound *found)
{
	const World *world = reach->world;
	const Directory *directory = &world->directory;
	if (!episode->open || person_has_died(world->person))
		return;
	const Organisation *organisation = directory->organisation(directory->self, episode->org);
	if (!organisation)
		return;
	if (organisation_closed(organisation, zone_date(world->zone, reach->at)))
		add_closed(reach, episode, organisation, found);
	else if (!date_is_none(organisation->closed)) /* the last day open */
		look_again(found, zone_midnight(world->zone, date_add_days(organisation->closed, 1)));
}

void work_find(const Reach *reach, const PassOnHome *home, WorkFound *found)
{
	const Agreements *agreements = &reach->agreements;
	size_t before = found->count;
	found->reach = reach;
	found->again = INSTANT_MAX;
	if (instant_before(reach->at, agreements->sixteen))
		look_again(found, agreements->sixteen); /* A10 */
	for (size_t i = 0; i < agreements->episode_count; i++) {
		find_questions(reach, &agreements->episodes[i], found);
		find_dispute(reach, &agreements->episodes[i], found);
		find_closed(reach, &agreements->episodes[i], found);
	}
	for (size_t i = 0; i < agreements->request_count; i++)
		find_request(reach, &agreements->requests[i], found);
	find_wishes(reach, found);
	for (size_t i = 0; i < reach->override_count; i++)
		find_override(reach, &reach->overrides[i], found);
	find_to_pass_on(reach, home, found);
	find_owed(reach, found);

	const char *name = found->count > before ? person_short_name(reach->world->person, found->arena) : NULL;
	for (size_t i = before; i < found->count; i++)
		found->items[i].name = name;
}
