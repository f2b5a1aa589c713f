#include "ui/screens/request/request.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/readings/explain.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/request/inside.h"

enum { MINUTE = 60 };

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
	switch (state->code.state) {
	case CODE_STATE_NONE: break;
	case CODE_STATE_OUT: return REQUEST_WAITING;
	case CODE_STATE_RUN_OUT: return REQUEST_RUN_OUT;
	case CODE_STATE_LOCKED: return REQUEST_LOCKED;
	case CODE_STATE_USED: return REQUEST_USED_UP;
	}
	return REQUEST_NEW;
}

/* A note begins small, as in the history. */
static const char *sentence_of(const char *note, Arena *arena)
{
	const bool small = note[0] >= 'a' && note[0] <= 'z';
	return small ? arena_print(arena, "%c%s", note[0] - 'a' + 'A', note + 1) : arena_text(arena, note);
}

static void look_decided(const Fact *by, RequestLook *look, Arena *arena)
{
	look->stage = by->kind == FACT_CODE_ACCEPTED ? REQUEST_ACCEPTED
		      : by->answer == ANSWER_NO	     ? REQUEST_REFUSED
						     : REQUEST_CHOSEN;
	look->since = by->at;
	look->note = text_empty(by->note) ? NULL : sentence_of(by->note, arena);
}

/* Whether what was decided still counts (E4): else the desk may ask for a code again. */
static bool still_decided(const Chart *chart, const Episode *episode, const RequestState *state)
{
	const MatrixRow *row = chart_row(chart, episode->id);
	if (episode->verification == VERIFICATION_GIVEN)
		return row && !row->needs_code;
	return episode->verification == VERIFICATION_REFUSED && !state->live;
}

static void look_stage(const Chart *chart, const Request *request, const RequestState *state, RequestLook *look,
		       Arena *arena)
{
	const Episode *episode = &chart->now.agreements.episodes[request->episode];
	const Fact *by = episode->verified_by, *cancelled = cancelled_by(chart, request->id);
	const bool ours = by && text_is(by->request, request->id), past = instant_order(chart->past, INSTANT_MIN) != 0;
	if (!request->open) {
		look->stage = cancelled ? REQUEST_CANCELLED : REQUEST_CLOSED;
		look->since = cancelled ? cancelled->at : INSTANT_MIN;
	} else if (ours && still_decided(chart, episode, state)) {
		look_decided(by, look, arena);
	} else {
		look->stage = past ? REQUEST_OPEN : code_stage(state);
	}
}

/* That it cannot be told is no fault of the request: then the card says only that it was sent. */
static const Delivery *look_delivery(Desk *desk, const RequestLook *look, Arena *arena)
{
	const Delivery *delivery = NULL;
	if (look->stage != REQUEST_WAITING || look->channel == CODE_SHOWN || look->channel == CODE_ONLINE)
		return NULL;
	return desk_delivery(desk, look->code, arena, &delivery, NULL) ? delivery : NULL;
}

/* "Royal Cornwall Hospitals" of the trust of that name says nothing more than the trust. */
static bool names_the_same(const char *service, const char *organisation, Arena *arena)
{
	const char *part = utf8_fold(arena, text_or(service, "")), *whole = utf8_fold(arena, organisation);
	const size_t length = strlen(part);
	return strncmp(whole, part, length) == 0 && (whole[length] == '\0' || whole[length] == ' ');
}

void request_look(Desk *desk, const Chart *chart, const Request *request, Arena *arena, RequestLook *ret_look)
{
	const Episode *episode = &chart->now.agreements.episodes[request->episode];
	const Organisation *organisation = chart->now.places[episode->place].organisation;
	const RequestState state = desk_request_state(desk, chart, request->id);
	const Fact *code = state.code.code;
	RequestLook look = {
		.request = arena_text(arena, request->id),
		.episode = arena_text(arena, episode->id),
		.org = arena_text(arena, episode->org),
		.opened = request->opening->at,
		.since = INSTANT_MIN,
		.issued = INSTANT_MIN,
		.expires = INSTANT_MIN,
		.tries_left = state.code.tries_left,
	};
	look.caller = arena_text(arena, request->opening->note);
	look.organisation = arena_text(arena, explain_name(&chart->world, episode->org, arena));
	if (!names_the_same(episode->opening->service, look.organisation, arena))
		look.service = arena_text(arena, episode->opening->service);
	if (organisation) {
		look.phone = arena_text(arena, organisation->phone);
		look.town = arena_text(arena, organisation->town);
	}
	if (code) {
		look.code = arena_text(arena, code->id);
		look.channel = (CodeChannel)code->code_channel;
		look.issued = code->at;
		look.expires = code->expires;
	}
	look_stage(chart, request, &state, &look, arena);
	look.delivery = look_delivery(desk, &look, arena);
	*ret_look = look;
}

bool request_look_open(const RequestLook *look)
{
	return look->stage != REQUEST_CANCELLED && look->stage != REQUEST_CLOSED && look->stage != REQUEST_OPEN;
}

static const char *with_day(const char *words, Instant at, const Zone *zone, Arena *arena)
{
	char day[16];
	date_print_short(zone_date(zone, at), day);
	return arena_print(arena, "%s %s", words, day);
}

/* A message that is still to be sent, or that never will be, is no code in the patient's hand. */
const char *request_way_words(CodeChannel channel, const Delivery *delivery)
{
	static const char *const said[DeliveryState_COUNT_][2] = {
		[DELIVERY_QUEUED] = {"text to be sent", "e-mail to be sent"},
		[DELIVERY_DELIVERED] = {"code delivered", "code delivered"},
		[DELIVERY_FAILED] = {"text not sent", "e-mail not sent"},
		[DELIVERY_EXPIRED] = {"text not sent", "e-mail not sent"},
	};
	if (channel == CODE_SHOWN)
		return "code shown";
	return text_or(said[delivery ? delivery->state : DELIVERY_SENT][channel == CODE_EMAIL], "code sent");
}

static const char *waiting_words(const RequestLook *look, Instant now, Arena *arena)
{
	const char *way = request_way_words(look->channel, look->delivery);
	const int64_t seconds = look->expires.seconds - now.seconds;
	if (seconds <= 0)
		return "code ran out";
	return seconds < MINUTE ? arena_print(arena, "%s, %" PRId64 " s left", way, seconds)
				: arena_print(arena, "%s, %" PRId64 " min left", way, seconds / MINUTE);
}

const char *request_look_words(const RequestLook *look, const Zone *zone, Instant now, Arena *arena)
{
	switch (look->stage) {
	case REQUEST_NEW: return "no code yet";
	case REQUEST_WAITING: return waiting_words(look, now, arena);
	case REQUEST_RUN_OUT: return "code ran out";
	case REQUEST_LOCKED: return "locked: new code needed";
	case REQUEST_USED_UP: return "new code needed";
	case REQUEST_ACCEPTED: return with_day("accepted", look->since, zone, arena);
	case REQUEST_CHOSEN: return with_day("patient's yes", look->since, zone, arena);
	case REQUEST_REFUSED: return with_day("patient's no", look->since, zone, arena);
	case REQUEST_CANCELLED: return with_day("cancelled", look->since, zone, arena);
	case REQUEST_CLOSED: return "closed with the care";
	case REQUEST_OPEN: return "open";
	case REQUEST_STAGES: break;
	}
	return "";
}

bool request_look_waits(const RequestLook *look)
{
	return look->stage == REQUEST_WAITING && !request_not_sent(look->delivery);
}

const char *request_look_sign(const RequestLook *look, const Glyphs *glyphs)
{
	switch (look->stage) {
	case REQUEST_NEW: return glyphs->nothing;
	case REQUEST_WAITING: return request_not_sent(look->delivery) ? glyphs->stopped : glyphs->waiting;
	case REQUEST_OPEN: return glyphs->waiting;
	case REQUEST_ACCEPTED:
	case REQUEST_CHOSEN: return glyphs->yes;
	case REQUEST_REFUSED: return glyphs->no;
	case REQUEST_RUN_OUT:
	case REQUEST_LOCKED:
	case REQUEST_USED_UP:
	case REQUEST_CANCELLED:
	case REQUEST_CLOSED:
	case REQUEST_STAGES: break;
	}
	return glyphs->stopped;
}
