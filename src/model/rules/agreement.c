#include "model/rules/agreement.h"

#include "base/text.h"

enum { FIRST_ROOM = 8 };

/* Room for one more at the end of a growing array of the arena. */
static void *one_more(Arena *arena, void *items, size_t count, size_t *room, size_t size)
{
	if (count < *room)
		return items;
	size_t larger = *room ? *room * 2 : FIRST_ROOM;
	items = items ? arena_grow(arena, items, *room, larger, size) : arena_array(arena, larger, size);
	*room = larger;
	return items;
}

void agreements_begin(Agreements *agreements, Instant sixteen, Arena *arena)
{
	*agreements = (Agreements){.arena = arena, .sixteen = sixteen, .home_episode = INDEX_NONE};
}

uint32_t agreements_place(Agreements *a, const char *org)
{
	uint32_t next = (uint32_t)a->place_count;
	uint32_t place = index_add(&a->place_index, a->arena, org, next);
	if (place == next) {
		a->places = one_more(a->arena, a->places, a->place_count, &a->place_room, sizeof *a->places);
		a->places[a->place_count++] =
			(Place){.org = org, .out_stopped = INSTANT_MIN, .first = INDEX_NONE, .last = INDEX_NONE};
	}
	return place;
}

const Episode *agreements_home(const Agreements *a)
{
	return a->home_episode == INDEX_NONE ? NULL : &a->episodes[a->home_episode];
}

const Episode *agreements_episode(const Agreements *a, const char *id)
{
	uint32_t i = index_find(&a->episode_index, id);
	return i == INDEX_NONE ? NULL : &a->episodes[i];
}

const Request *agreements_request(const Agreements *a, const char *id)
{
	uint32_t i = index_find(&a->request_index, id);
	return i == INDEX_NONE ? NULL : &a->requests[i];
}

const Request *agreements_open_request(const Agreements *a, const Episode *episode)
{
	uint32_t i = episode->request;
	while (i != INDEX_NONE && !a->requests[i].open)
		i = a->requests[i].before;
	return i == INDEX_NONE ? NULL : &a->requests[i];
}

bool episode_disputed(const Episode *episode)
{
	return episode->open && episode->stopped && episode->stopped->kind == FACT_DISPUTED;
}

const Fact *episode_present_since(const Episode *episode)
{
	return episode->reopened ? episode->reopened : episode->opening;
}

/* W2: a Share Out yes stopped here; the latest such instant counts, and facts come in order of time. */
static void note_out_stop(Agreements *a, Episode *episode, Instant at, const Fact *by)
{
	Place *place = &a->places[episode->place];
	episode->out_stopped = at;
	place->out_stopped = at;
	place->out_stop = by;
}

static void close_requests(Agreements *a, Episode *episode)
{
	for (uint32_t i = episode->request; i != INDEX_NONE; i = a->requests[i].before)
		a->requests[i].open = false;
	episode->request = INDEX_NONE;
}

/* A5: both directions go back to not-asked, verification is cleared, requests are closed (A9). */
static void close_agreement(Agreements *a, uint32_t number, Instant at, const Fact *by)
{
	Episode *episode = &a->episodes[number];
	if (episode->side[DIRECTION_OUT].state == STATE_YES)
		note_out_stop(a, episode, at, by ? by : episode->side[DIRECTION_OUT].yes);
	episode->side[DIRECTION_OUT] = (Side){0};
	episode->side[DIRECTION_IN] = (Side){0};
	episode->verification = VERIFICATION_NONE;
	episode->verified_by = NULL;
	close_requests(a, episode);
}

static void discharge(Agreements *a, uint32_t number, const Fact *by)
{
	close_agreement(a, number, by->at, by);
	a->episodes[number].open = false;
	a->episodes[number].closing = by;
	if (a->home_episode == number)
		a->home_episode = INDEX_NONE;
}

static void put_at(Agreements *a, uint32_t number, uint32_t place)
{
	Place *at = &a->places[place];
	if (at->last == INDEX_NONE)
		at->first = number;
	else
		a->episodes[at->last].next_here = number;
	at->last = number;
}

/* A1. A7: a new registration discharges the open one at the same instant. A8: a second opening has no effect. */
static void open_episode(Agreements *a, const Fact *fact)
{
	uint32_t number = (uint32_t)a->episode_count;
	if (index_add(&a->episode_index, a->arena, fact->episode, number) != number)
		return;
	bool registration = fact->kind == FACT_REGISTERED;
	if (registration && a->home_episode != INDEX_NONE)
		discharge(a, a->home_episode, fact);
	uint32_t place = agreements_place(a, fact->org);
	a->episodes = one_more(a->arena, a->episodes, a->episode_count, &a->episode_room, sizeof *a->episodes);
	a->episodes[a->episode_count++] = (Episode){
		.id = fact->episode,
		.org = fact->org,
		.opening = fact,
		.registration = registration,
		.open = true,
		.place = place,
		.next_here = INDEX_NONE,
		.request = INDEX_NONE,
		.out_stopped = INSTANT_MIN,
	};
	put_at(a, number, place);
	if (registration) {
		a->home_episode = number;
		a->places[place].practice = true;
	}
}

/* A6. A8: not while another registration is open. */
static void cancel_discharge(Agreements *a, uint32_t number, const Fact *fact)
{
	Episode *episode = &a->episodes[number];
	if (episode->open || (episode->registration && a->home_episode != INDEX_NONE))
		return;
	episode->open = true;
	episode->closing = NULL;
	episode->stopped = NULL;
	episode->came_of_age = false;
	episode->reopened = fact;
	if (episode->registration)
		a->home_episode = number;
}

/* A2 to A4, A10. */
static void answer(Agreements *a, Episode *episode, const Fact *fact)
{
	Side *side = &episode->side[fact->direction];
	bool by_parent = fact->who == WHO_PARENTAL_RESPONSIBILITY;
	if (fact->answer == ANSWER_YES && !(by_parent && a->of_age)) {
		side->state = STATE_YES;
		side->yes = side->set_by = fact;
	} else if (fact->answer == ANSWER_NO) {
		if (side->state == STATE_YES && fact->direction == DIRECTION_OUT)
			note_out_stop(a, episode, fact->at, fact);
		bool withdrawn = side->state == STATE_WITHDRAWN;
		side->state = side->state == STATE_YES || withdrawn ? STATE_WITHDRAWN : STATE_REFUSED;
		/* What was withdrawn first stays the moment it stopped (A3, W1). */
		if (!withdrawn)
			side->set_by = fact;
	} else {
		return;
	}
	episode->stopped = NULL;
	episode->came_of_age = false;
}

/* The facts about one episode that is known; a discharged one takes only the cancelling of its discharge (A5, A8). */
static void replay_episode(Agreements *a, const Fact *fact)
{
	uint32_t number = index_find(&a->episode_index, fact->episode);
	if (number == INDEX_NONE)
		return;
	Episode *episode = &a->episodes[number];
	if (fact->kind == FACT_ANSWERED)
		episode->answered = fact;
	if (fact->kind == FACT_DISCHARGE_CANCELLED) {
		cancel_discharge(a, number, fact);
	} else if (!episode->open) {
		return;
	} else if (fact->kind == FACT_ANSWERED) {
		answer(a, episode, fact);
	} else if (fact->kind == FACT_DISCHARGED) {
		discharge(a, number, fact);
	} else { /* ended; disputed acts alike (A11) */
		close_agreement(a, number, fact->at, fact);
		episode->stopped = fact;
	}
}

/* A9: by the episode's own organisation, for an episode open then. */
static void open_request(Agreements *a, const Fact *fact)
{
	uint32_t of = index_find(&a->episode_index, fact->episode);
	Episode *episode = of == INDEX_NONE ? NULL : &a->episodes[of];
	if (!episode || !episode->open || !text_is(episode->org, fact->org))
		return;
	uint32_t number = (uint32_t)a->request_count;
	if (index_add(&a->request_index, a->arena, fact->request, number) != number)
		return;
	a->requests = one_more(a->arena, a->requests, a->request_count, &a->request_room, sizeof *a->requests);
	a->requests[a->request_count++] = (Request){
		.id = fact->request, .opening = fact, .episode = of, .before = episode->request, .open = true};
	episode->request = number;
}

/* A9: counted only for an open request. */
static void replay_request(Agreements *a, const Fact *fact)
{
	uint32_t number = index_find(&a->request_index, fact->request);
	if (number == INDEX_NONE || !a->requests[number].open)
		return;
	if (fact->kind == FACT_REQUEST_CANCELLED) {
		a->requests[number].open = false;
		return;
	}
	Episode *episode = &a->episodes[a->requests[number].episode];
	bool refused = fact->kind == FACT_CHOICE && fact->answer == ANSWER_NO;
	episode->verification = refused ? VERIFICATION_REFUSED : VERIFICATION_GIVEN;
	episode->verified_by = fact;
}

/* A10: every agreement in which a parent's yes stands is closed as by `ended`, before any fact of that instant. A
 * withdrawn yes still speaks for what came before: were it left, a no would let see more at 16 than none
 * (property 2). */
static void come_of_age(Agreements *a)
{
	a->of_age = true;
	for (size_t i = 0; i < a->episode_count; i++) {
		Episode *episode = &a->episodes[i];
		bool by_parent = false;
		for (Direction d = DIRECTION_OUT; d <= DIRECTION_IN; d++)
			by_parent |= episode->side[d].yes && episode->side[d].yes->who == WHO_PARENTAL_RESPONSIBILITY;
		if (!episode->open || !by_parent)
			continue;
		close_agreement(a, (uint32_t)i, a->sixteen, NULL);
		episode->came_of_age = true;
	}
}

void agreements_end(Agreements *a, Instant at)
{
	if (!a->of_age && !instant_before(at, a->sixteen))
		come_of_age(a);
}

void agreements_replay(Agreements *a, const Fact *fact)
{
	agreements_end(a, fact->at);
	switch (fact->kind) {
	case FACT_REGISTERED:
	case FACT_REFERRED: open_episode(a, fact); break;
	case FACT_DISCHARGED:
	case FACT_DISCHARGE_CANCELLED:
	case FACT_ENDED:
	case FACT_DISPUTED:
	case FACT_ANSWERED: replay_episode(a, fact); break;
	case FACT_REQUEST: open_request(a, fact); break;
	case FACT_REQUEST_CANCELLED:
	case FACT_CODE_ACCEPTED:
	case FACT_CHOICE: replay_request(a, fact); break;
	default: break;
	}
}
