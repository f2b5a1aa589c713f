#include "base/text.h"
#include "model/care/inside.h"
#include "model/readings/explain.h"

/* Now, and as it would be with the answers. */
typedef struct Change {
	const Sitting *sitting;
	SittingLines *lines;
	const Reach *before;
	Reach after;
} Change;

static bool inside(Watermark mark, Instant recorded)
{
	return !instant_before(mark.to, recorded);
}

static bool held_at(const Reach *reach, const char *org, size_t entry)
{
	return text_is(reach->world->entries.items[entry].org, org) ||
	       (reach_is_home(reach, org) && reach_in_gp_record(reach, entry));
}

/* Share Out at an organisation: its entries recorded since the no that are outside its watermark now and inside it
 * then. */
static size_t opened_out(const Change *change, const Episode *episode, Instant no)
{
	Watermark before = change->before->places[episode->place].out;
	const Episode *then = agreements_episode(&change->after.agreements, episode->id);
	EntryList entries = change->before->world->entries;
	size_t count = 0;
	for (size_t i = 0; then && i < entries.count; i++) {
		Instant recorded = entries.items[i].recorded;
		count += instant_before(no, recorded) && held_at(change->before, episode->org, i) &&
			 !inside(before, recorded) && inside(change->after.places[then->place].out, recorded);
	}
	return count;
}

/* Share In at an organisation: entries recorded since the no that it cannot see now and could then. */
static size_t opened_in(const Change *change, const Episode *episode, Instant no)
{
	Viewer before = viewer_of(change->before, episode->org), after = viewer_of(&change->after, episode->org);
	EntryList entries = change->before->world->entries;
	size_t count = 0;
	for (size_t i = 0; i < entries.count; i++)
		count += instant_before(no, entries.items[i].recorded) && decide(&before, i).verdict != VERDICT_ALLOW &&
			 decide(&after, i).verdict == VERDICT_ALLOW;
	return count;
}

static void opens_lines(const Change *change)
{
	for (size_t i = 0; i < change->sitting->item_count; i++) {
		const SittingItem *item = &change->sitting->items[i];
		const Episode *episode = agreements_episode(&change->before->agreements, item->episode);
		const Side *side = episode ? &episode->side[item->direction] : NULL;
		bool said_no = side && (side->state == STATE_REFUSED || side->state == STATE_WITHDRAWN);
		if (!said_no || item->answer != ANSWER_YES)
			continue;
		size_t count = item->direction == DIRECTION_OUT ? opened_out(change, episode, side->set_by->at)
								: opened_in(change, episode, side->set_by->at);
		if (count > 0)
			sitting_line(change->lines, SCRIPT_OPENS, (ScriptWords){.count = count});
	}
}

static bool asked_about(const Sitting *sitting, const char *org)
{
	for (size_t i = 0; i < sitting->item_count; i++)
		if (sitting->items[i].answer && text_is(sitting->items[i].org, org))
			return true;
	return false;
}

static bool says_yes_to_in(const Sitting *sitting, const char *org)
{
	for (size_t i = 0; i < sitting->item_count; i++) {
		const SittingItem *item = &sitting->items[i];
		if (item->direction == DIRECTION_IN && item->answer == ANSWER_YES && text_is(item->org, org))
			return true;
	}
	return false;
}

/* Why a yes to Share In alone is not enough there. */
static const struct {
	Reason reason;
	ScriptText text;
} obstacles[] = {
	{REASON_PROHIBITED, SCRIPT_PROHIBITED},
	{REASON_NOT_VERIFIED, SCRIPT_NEEDS_CODE},
	{REASON_VERIFICATION_REFUSED, SCRIPT_NEEDS_CODE},
};

static const Organisation *known(const Reach *reach, const char *org)
{
	const Directory *directory = &reach->world->directory;
	return org ? directory->organisation(directory->self, org) : NULL;
}

/* E1: what the practice holds reaches them only where both use a shared system. */
static bool linked(const Viewer *viewer)
{
	const Episode *registered = viewer->reach->home;
	const Organisation *practice = known(viewer->reach, registered ? registered->org : NULL);
	return viewer->organisation && organisation_shares(viewer->organisation) &&
	       (!practice || organisation_shares(practice));
}

/* E1 comes before a code: where nothing can be shared, none is promised. */
static void obstacle_line(const Change *change, const Viewer *viewer, ScriptWords words)
{
	if (!linked(viewer) && viewer->edsm.reason != REASON_PROHIBITED) {
		sitting_line(change->lines, SCRIPT_NOT_LINKED, words);
		return;
	}
	for (size_t i = 0; i < countof(obstacles); i++)
		if (obstacles[i].reason == viewer->edsm.reason)
			sitting_line(change->lines, obstacles[i].text, words);
}

bool sitting_counts(const Sitting *sitting)
{
	return !desk_is_kiosk(sitting->desk) && sitting->chart->world.entries.count > 0;
}

/* What one organisation sees now and then; one that is not asked about is named only where something changes for it. */
static void organisation_lines(const Change *change, const char *org)
{
	Viewer viewer_before = viewer_of(change->before, org), viewer_after = viewer_of(&change->after, org);
	View before = view_of(&viewer_before), after = view_of(&viewer_after);
	bool same = before.visible == after.visible && before.withheld == after.withheld;
	if (same && !asked_about(change->sitting, org))
		return;

	ScriptWords words = {.organisation = explain_name(change->before->world, org, change->lines->arena)};
	if (!sitting_counts(change->sitting)) {
		if (says_yes_to_in(change->sitting, org))
			obstacle_line(change, &viewer_after, words);
		return;
	}
	words.count = after.visible;
	sitting_line(change->lines, same ? SCRIPT_SEES_SAME : SCRIPT_WILL_SEE, words);
	words.count = after.withheld;
	if (!same && after.withheld > 0) /* read aloud, a number that stays says nothing */
		sitting_line(change->lines, SCRIPT_HELD_BACK, words);
	words.count = before.visible;
	if (!same)
		sitting_line(change->lines, SCRIPT_SEES_NOW, words);
	if (says_yes_to_in(change->sitting, org))
		obstacle_line(change, &viewer_after, words);
}

static bool stops(Watermark before, Watermark after)
{
	return instant_order(before.to, INSTANT_MAX) == 0 && instant_order(after.to, INSTANT_MAX) != 0;
}

/* W1, W2: a change of mind stops what comes later, so that the numbers of today may well stay as they are. */
static void stop_lines(const Change *change, const Episode *episode)
{
	const Episode *now = agreements_episode(&change->before->agreements, episode->id);
	Viewer before = viewer_of(change->before, episode->org), after = viewer_of(&change->after, episode->org);
	ScriptWords words = {.organisation = explain_name(change->before->world, episode->org, change->lines->arena)};
	if (stops(before.in, after.in))
		sitting_line(change->lines, SCRIPT_IN_STOPS, words);
	if (now && stops(change->before->places[now->place].out, change->after.places[episode->place].out))
		sitting_line(change->lines, SCRIPT_OUT_STOPS, words);
}

static bool seen_before(const Agreements *agreements, size_t episode)
{
	const Episode *episodes = agreements->episodes;
	for (size_t i = 0; i < episode; i++)
		if (episodes[i].open && text_is(episodes[i].org, episodes[episode].org))
			return true;
	return false;
}

void sitting_change_lines(const Sitting *sitting, SittingLines *lines)
{
	const GivenAnswer *answers;
	const size_t count = sitting_answers(sitting, lines->arena, &answers), before = lines->count;
	Fact *facts = arena_array(lines->arena, count, sizeof *facts);
	const Chart *chart = desk_chart_told(sitting->desk, sitting->chart, lines->arena);
	Change change = {.sitting = sitting, .lines = lines, .before = &chart->now};
	Speaker speaker = sitting_speaker(sitting);
	desk_answer_facts(sitting->desk, sitting->chart, &speaker, answers, count, facts);
	desk_preview(sitting->desk, chart, facts, count, lines->arena, &change.after);

	const Agreements *agreements = &change.after.agreements;
	for (size_t i = 0; i < agreements->episode_count; i++)
		if (agreements->episodes[i].open && !seen_before(agreements, i)) {
			organisation_lines(&change, agreements->episodes[i].org);
			stop_lines(&change, &agreements->episodes[i]);
		}
	opens_lines(&change);
	if (lines->count == before && sitting_counts(sitting))
		sitting_line(lines, SCRIPT_NO_CHANGE, (ScriptWords){0});
}

static bool unknown(const Organisation *organisation)
{
	return organisation && organisation->system == SYSTEM_UNKNOWN;
}

/* Another question about the same organisation was before it. */
static bool named_before(const Sitting *sitting, size_t item)
{
	for (size_t i = 0; i < item; i++)
		if (text_is(sitting->items[i].org, sitting->items[item].org))
			return true;
	return false;
}

const char *sitting_unlinked(const Sitting *sitting, Arena *arena)
{
	const Reach *reach = &sitting->chart->now;
	const char *first = NULL;
	size_t more = 0;
	if (unknown(known(reach, reach->home ? reach->home->org : NULL)))
		return "Our own system is not known: nothing is shared until an administrator sets it.";
	for (size_t i = 0; i < sitting->item_count; i++) {
		const char *org = sitting->items[i].org;
		if (!unknown(known(reach, org)) || named_before(sitting, i))
			continue;
		more += first != NULL;
		first = first ? first : explain_name(reach->world, org, arena);
	}
	if (!first)
		return NULL;
	const char *others = more ? arena_print(arena, " (and of %zu more)", more) : "";
	return arena_print(arena, "The system of %s%s is not known: nothing is shared. Set it first: g on the row.",
			   first, others);
}
