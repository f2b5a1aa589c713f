#include "ui/screens/request_look.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/explain.h"

enum { MINUTE = 60 };

static const MatrixRow *row_of(const Chart *chart, const char *episode)
{
	for (size_t i = 0; i < chart->matrix.count; i++)
		if (text_is(chart->matrix.rows[i].episode->id, episode))
			return &chart->matrix.rows[i];
	return NULL;
}

static const Fact *cancelled_by(const Chart *chart, const char *request)
{
	const Fact *found = NULL;

	for (size_t i = 0; i < chart->now.fact_count; i++)
		if (chart->now.facts[i]->kind == FACT_REQUEST_CANCELLED &&
		    text_is(chart->now.facts[i]->request, request))
			found = chart->now.facts[i];
	return found;
}

static RequestStage code_stage(const RequestState *state)
{
	if (!state->code)
		return REQUEST_NEW;
	if (state->live)
		return REQUEST_WAITING;
	return state->seconds_left > 0 || state->tries_left == 0 ? REQUEST_USED_UP : REQUEST_RUN_OUT;
}

/* A verification that does not count any more (E4) is none: the desk may ask for a code again. */
static void look_stage(const Desk *desk, const Chart *chart, const Request *request, RequestLook *look)
{
	const Episode *episode = &chart->now.agreements.episodes[request->episode];
	const MatrixRow *row = row_of(chart, episode->id);
	const Fact *by = episode->verified_by, *cancelled = cancelled_by(chart, request->id);
	const bool ours = by && text_is(by->request, request->id);
	const RequestState state = desk_request_state(desk, chart, request->id);

	if (!request->open) {
		look->stage = cancelled ? REQUEST_CANCELLED : REQUEST_CLOSED;
		look->since = cancelled ? cancelled->at : INSTANT_MIN;
	} else if (ours && episode->verification == VERIFICATION_GIVEN && row && !row->needs_code) {
		look->stage = REQUEST_VERIFIED;
		look->since = by->at;
	} else if (instant_order(chart->past, INSTANT_MIN) != 0) {
		look->stage = REQUEST_OPEN;
	} else if (ours && episode->verification == VERIFICATION_REFUSED && !state.live) {
		look->stage = REQUEST_REFUSED;
		look->since = by->at;
	} else {
		look->stage = code_stage(&state);
	}
}

/* "Royal Cornwall Hospitals" of the trust of that name says nothing more than the trust. */
static bool names_the_same(const char *service, const char *organisation, Arena *arena)
{
	const char *part = utf8_fold(arena, text_or(service, "")), *whole = utf8_fold(arena, organisation);
	const size_t length = strlen(part);

	return strncmp(whole, part, length) == 0 && (whole[length] == '\0' || whole[length] == ' ');
}

void request_look(const Desk *desk, const Chart *chart, const Request *request, Arena *arena, RequestLook *ret_look)
{
	const Episode *episode = &chart->now.agreements.episodes[request->episode];
	const Organisation *organisation = chart->now.places[episode->place].organisation;
	const RequestState state = desk_request_state(desk, chart, request->id);
	RequestLook look = {
		.request = arena_text(arena, request->id),
		.episode = arena_text(arena, episode->id),
		.org = arena_text(arena, episode->org),
		.opened = request->opening->at,
		.since = INSTANT_MIN,
		.expires = INSTANT_MIN,
		.tries_left = state.tries_left,
	};

	look.organisation = arena_text(arena, explain_name(&chart->world, episode->org, arena));
	if (!names_the_same(episode->opening->service, look.organisation, arena))
		look.service = arena_text(arena, episode->opening->service);
	if (organisation) {
		look.phone = arena_text(arena, organisation->phone);
		look.town = arena_text(arena, organisation->town);
	}
	if (state.code) {
		look.code = arena_text(arena, state.code->id);
		look.channel = (CodeChannel)state.code->code_channel;
		look.expires = state.code->expires;
	}
	look_stage(desk, chart, request, &look);
	*ret_look = look;
}

bool request_look_open(const RequestLook *look)
{
	switch (look->stage) {
	case REQUEST_NEW:
	case REQUEST_WAITING:
	case REQUEST_RUN_OUT:
	case REQUEST_USED_UP:
	case REQUEST_VERIFIED:
	case REQUEST_REFUSED: return true;
	case REQUEST_CANCELLED:
	case REQUEST_CLOSED:
	case REQUEST_OPEN: break;
	}
	return false;
}

static const char *with_day(const char *words, Instant at, const Zone *zone, Arena *arena)
{
	char day[16];

	date_print_short(zone_date(zone, at), day);
	return arena_print(arena, "%s %s", words, day);
}

static const char *time_left(Instant expires, Instant now, Arena *arena)
{
	const int64_t seconds = expires.seconds - now.seconds;

	if (seconds <= 0)
		return "the code has run out";
	return seconds < MINUTE ? arena_print(arena, "code waiting, %" PRId64 " s left", seconds)
				: arena_print(arena, "code waiting, %" PRId64 " min left", seconds / MINUTE);
}

const char *request_look_words(const RequestLook *look, const Zone *zone, Instant now, Arena *arena)
{
	switch (look->stage) {
	case REQUEST_NEW: return "no code yet";
	case REQUEST_WAITING: return time_left(look->expires, now, arena);
	case REQUEST_RUN_OUT: return "the code has run out";
	case REQUEST_USED_UP: return "the code is used up";
	case REQUEST_VERIFIED: return with_day("verified", look->since, zone, arena);
	case REQUEST_REFUSED: return with_day("the patient said no", look->since, zone, arena);
	case REQUEST_CANCELLED: return with_day("cancelled", look->since, zone, arena);
	case REQUEST_CLOSED: return "closed with the care";
	case REQUEST_OPEN: return "open";
	}
	return "";
}
