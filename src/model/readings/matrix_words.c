/* What the matrix says of a row, in full and in few columns. */
#include "base/text.h"
#include "model/readings/matrix.h"

static size_t print_day(const char *what, Date date, Date today, char *out, size_t size)
{
	char day[16];
	if (date_order(date, today) == 0)
		return text_print(out, size, "%s today", what);
	if (date.year == today.year)
		date_print_short(date, day);
	else
		date_print_staff(date, day);
	return text_print(out, size, "%s %s", what, day);
}

/* Seconds until the code that is out runs out; 0: none is out. */
static int64_t code_left(const MatrixRow *row, Instant now)
{
	bool out = row->code.state == CODE_STATE_OUT && instant_before(now, row->code.code->expires);
	return out ? row->code.code->expires.seconds - now.seconds : 0;
}

size_t matrix_care_text(const MatrixRow *row, const Reach *reach, char *out, size_t size)
{
	const Zone *zone = reach->world->zone;
	const Episode *episode = row->episode;
	Date today = zone_date(zone, reach->at);
	if (!episode->open)
		return print_day("ended", zone_date(zone, episode->closing->at), today, out, size);
	if (episode->registration)
		return text_print(out, size, "registered");
	if (row->needs_code)
		return text_print(out, size, "out of county");
	return print_day("referred", zone_date(zone, episode->opening->at), today, out, size);
}

static size_t print_code(const MatrixRow *row, Instant now, char *out, size_t size)
{
	const Fact *code = row->code.code;
	int64_t left = code_left(row, now);
	const char *done = code && code->code_channel == CODE_SHOWN ? "shown" : "sent";
	if (row->episode->verification == VERIFICATION_REFUSED)
		return text_print(out, size, "patient refused them");
	switch (row->code.state) {
	case CODE_STATE_NONE:
	case CODE_STATE_USED: return text_print(out, size, row->request ? "asks for a code" : "needs a code");
	case CODE_STATE_LOCKED: return text_print(out, size, "locked: new code needed");
	case CODE_STATE_OUT:
	case CODE_STATE_RUN_OUT: break;
	}
	if (left <= 0)
		return text_print(out, size, "code ran out");
	if (left < 60)
		return text_print(out, size, "code %s, %d s left", done, (int)left);
	return text_print(out, size, "code %s, %d min left", done, (int)(left / 60));
}

static const char *ask_through(bool mig, bool scr)
{
	return !mig ? "SCR" : !scr ? "MIG" : "MIG, SCR";
}

static size_t print_view(const View *view, char *out, size_t size)
{
	if (!view->recorded)
		return text_print(out, size, "nothing recorded yet");
	if (view->visible == view->recorded)
		return text_print(out, size, "sees %zu of %zu", view->visible, view->recorded);
	if (view->visible && view->ask)
		return text_print(out, size, "sees %zu, may ask for %zu", view->visible, view->ask);
	if (view->visible)
		return text_print(out, size, "sees %zu, %zu withheld", view->visible, view->withheld);
	if (view->ask)
		return text_print(out, size, "may ask for %zu (%s)", view->ask,
				  ask_through(view->ask_mig, view->ask_scr));
	return text_print(out, size, "sees nothing");
}

static size_t print_seen(const Sighted *seen, const Reach *reach, char *out, size_t size)
{
	const Zone *zone = reach->world->zone;
	switch (seen->sight) {
	case SIGHT_NONE: return text_print(out, size, "sees none");
	case SIGHT_ASKS: return text_print(out, size, "may ask (%s)", ask_through(seen->asks_mig, seen->asks_scr));
	case SIGHT_PART: return text_print(out, size, "sees a part");
	case SIGHT_UP_TO:
		return print_day("sees up to", zone_date(zone, seen->up_to), zone_date(zone, reach->at), out, size);
	case SIGHT_WHOLE: break;
	}
	return text_print(out, size, "sees the record");
}

static bool unknown_system(const MatrixRow *row)
{
	return row->organisation && row->organisation->system == SYSTEM_UNKNOWN;
}

size_t matrix_standing_text(const MatrixRow *row, const Reach *reach, Instant now, char *out, size_t size)
{
	bool moved = row->episode->registration, unplanned = row->opted_out == PURPOSE_UNPLANNED;
	switch (matrix_stand(row, reach)) {
	case STAND_ENDED:
		return text_print(out, size, "%s",
				  row->out != CELL_STOPPED ? "nothing was shared"
				  : moved		   ? "shared until they moved"
							   : "shared to discharge");
	case STAND_CLOSED: return matrix_closed_text(row, out, size);
	case STAND_PROHIBITED: return text_print(out, size, "prohibited by the practice");
	case STAND_DISPUTED: return text_print(out, size, "disputed, for a clinician");
	case STAND_OPTED_OUT: return text_print(out, size, "opted out of %s care", unplanned ? "unplanned" : "planned");
	case STAND_UNLINKED:
		return text_print(out, size, unknown_system(row) ? "system not known" : "no shared system");
	case STAND_NO_HOME: return text_print(out, size, "no practice to let them in");
	case STAND_CODE: return print_code(row, now, out, size);
	case STAND_NOT_ASKED: return text_print(out, size, "not asked yet");
	case STAND_ASK_OUT: return text_print(out, size, "Share Out not asked yet");
	case STAND_ASK_IN: return text_print(out, size, "Share In not asked yet");
	case STAND_SEES: break;
	}
	return row->counted ? print_view(&row->view, out, size) : print_seen(&row->seen, reach, out, size);
}

/* --- the standing in few columns --- */

static size_t brief_code(const MatrixRow *row, Instant now, char *out, size_t size)
{
	const int64_t left = code_left(row, now);
	if (row->episode->verification == VERIFICATION_REFUSED)
		return text_copy(out, size, "refused");
	switch (row->code.state) {
	case CODE_STATE_NONE:
	case CODE_STATE_USED: return text_copy(out, size, row->request ? "asks for code" : "needs a code");
	case CODE_STATE_LOCKED: return text_copy(out, size, "code locked");
	case CODE_STATE_OUT:
	case CODE_STATE_RUN_OUT: break;
	}
	if (left <= 0)
		return text_copy(out, size, "code ran out");
	return left < 60 ? text_print(out, size, "code %d s", (int)left)
			 : text_print(out, size, "code %d min", (int)(left / 60));
}

static size_t brief_view(const View *view, char *out, size_t size)
{
	if (view->recorded == 0)
		return text_copy(out, size, "no entries");
	if (view->visible == view->recorded)
		return text_print(out, size, "sees all %zu", view->visible);
	if (view->visible > 0)
		return text_print(out, size, "sees %zu/%zu", view->visible, view->recorded);
	return view->ask > 0 ? text_print(out, size, "may ask %zu", view->ask) : text_copy(out, size, "sees nothing");
}

/* "to 12-Nov", "to Nov-2023". */
static size_t brief_up_to(Instant at, const Reach *reach, char *out, size_t size)
{
	const Date day = zone_date(reach->world->zone, at), today = zone_date(reach->world->zone, reach->at);
	char words[16];
	date_print_staff(day, words); /* 12-Nov-2023 */
	if (day.year == today.year)
		words[sizeof "12-Nov" - 1] = '\0';
	return text_print(out, size, "to %s", day.year == today.year ? words : words + sizeof "12-" - 1);
}

static size_t brief_seen(const Sighted *seen, const Reach *reach, char *out, size_t size)
{
	switch (seen->sight) {
	case SIGHT_NONE: return text_copy(out, size, "sees none");
	case SIGHT_ASKS: return text_copy(out, size, "may ask");
	case SIGHT_PART: return text_copy(out, size, "sees a part");
	case SIGHT_UP_TO: return brief_up_to(seen->up_to, reach, out, size);
	case SIGHT_WHOLE: break;
	}
	return text_copy(out, size, "sees it");
}

size_t matrix_standing_brief(const MatrixRow *row, const Reach *reach, Instant now, char *out, size_t size)
{
	switch (matrix_stand(row, reach)) {
	case STAND_ENDED: return text_copy(out, size, "ended");
	case STAND_CLOSED: return text_copy(out, size, "closed");
	case STAND_PROHIBITED: return text_copy(out, size, "prohibited");
	case STAND_DISPUTED: return text_copy(out, size, "disputed");
	case STAND_OPTED_OUT: return text_copy(out, size, "opted out");
	case STAND_UNLINKED: return text_copy(out, size, unknown_system(row) ? "system?" : "no system");
	case STAND_NO_HOME: return text_copy(out, size, "no practice");
	case STAND_CODE: return brief_code(row, now, out, size);
	case STAND_NOT_ASKED: return text_copy(out, size, "not asked yet");
	case STAND_ASK_OUT: return text_copy(out, size, "ask Share Out");
	case STAND_ASK_IN: return text_copy(out, size, "ask Share In");
	case STAND_SEES: break;
	}
	return row->counted ? brief_view(&row->view, out, size) : brief_seen(&row->seen, reach, out, size);
}

/* --- The record as a whole --- */

size_t sighted_text(const Sighted *seen, const Zone *zone, char *out, size_t size)
{
	char day[16];
	switch (seen->sight) {
	case SIGHT_NONE: return text_copy(out, size, "Sees none of the record.");
	case SIGHT_ASKS: return text_copy(out, size, "May ask the patient; sees none of the record before.");
	case SIGHT_PART: return text_copy(out, size, "Sees a part of the record.");
	case SIGHT_UP_TO:
		date_print_staff(zone_date(zone, seen->up_to), day);
		return text_print(out, size, "Sees the record up to %s.", day);
	case SIGHT_WHOLE: break;
	}
	return text_copy(out, size, "Sees the record, except what is private.");
}
