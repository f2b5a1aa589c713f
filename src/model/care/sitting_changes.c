#include "base/text.h"
#include "model/care/inside.h"
#include "model/readings/explain.h"

/* Entries are counted for who listens: not at a kiosk, which knows none, and not of a record that is not here
 * (Matrix.counted). */
static bool sitting_counts(const Sitting *sitting)
{
	return !desk_is_kiosk(sitting->desk) && sitting->chart->matrix.counted;
}

/* Now, and as it would be with the answers. */
typedef struct Change {
	const Sitting *sitting;
	SittingLines *lines;
	const Reach *before, *probe_before;
	Reach after, probe; /* probes are of the record as a whole (readings/sight.h) */
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

/* Uncounted: where what was kept back goes out whole. */
static bool opens_all(const Change *change, const SittingItem *item)
{
	Viewer viewer = viewer_of(&change->probe, item->org);
	if (item->direction == DIRECTION_OUT)
		return sight_out(&change->after, item->org) == SIGHT_WHOLE;
	return !viewer.override_any &&
	       (viewer.home ? sight_of_others(&viewer) : sight_of(&viewer).sight) == SIGHT_WHOLE;
}

static void opens_line(const Change *change, const SittingItem *item, const Episode *episode, Instant no)
{
	if (!sitting_counts(change->sitting)) {
		if (opens_all(change, item))
			sitting_line(change->lines, SCRIPT_OPENS_ALL, (ScriptWords){0});
		return;
	}
	size_t count =
		item->direction == DIRECTION_OUT ? opened_out(change, episode, no) : opened_in(change, episode, no);
	if (count > 0)
		sitting_line(change->lines, SCRIPT_OPENS, (ScriptWords){.count = count});
}

static void opens_lines(const Change *change)
{
	for (size_t i = 0; i < change->sitting->item_count; i++) {
		const SittingItem *item = &change->sitting->items[i];
		const Episode *episode = agreements_episode(&change->before->agreements, item->episode);
		const Side *side = episode ? &episode->side[item->direction] : NULL;
		bool said_no = side && (side->state == STATE_REFUSED || side->state == STATE_WITHDRAWN);
		if (said_no && item->answer == ANSWER_YES)
			opens_line(change, item, episode, side->set_by->at);
	}
}

static bool asked_about(const Sitting *sitting, const char *org)
{
	for (size_t i = 0; i < sitting->item_count; i++)
		if (sitting->items[i].answer && text_is(sitting->items[i].org, org))
			return true;
	return false;
}

static bool says(const Sitting *sitting, Direction direction, Answer answer, const char *org)
{
	for (size_t i = 0; i < sitting->item_count; i++) {
		const SittingItem *item = &sitting->items[i];
		if (item->direction == direction && item->answer == answer && text_is(item->org, org))
			return true;
	}
	return false;
}

static const Organisation *known(const Reach *reach, const char *org)
{
	const Directory *directory = &reach->world->directory;
	return org ? directory->organisation(directory->self, org) : NULL;
}

/* What it will see, by number. One that is not asked about is named only where something changes for it. */
static void counted_lines(const Change *change, const char *org, ScriptWords words)
{
	Viewer viewer_before = viewer_of(change->before, org), viewer_after = viewer_of(&change->after, org);
	View before = view_of(&viewer_before), after = view_of(&viewer_after);
	bool same = before.visible == after.visible && before.withheld == after.withheld;
	if (same && !asked_about(change->sitting, org))
		return;
	words.count = after.visible;
	sitting_line(change->lines, same ? SCRIPT_SEES_SAME : SCRIPT_WILL_SEE, words);
	words.count = after.withheld;
	if (!same && after.withheld > 0) /* read aloud, a number that stays says nothing */
		sitting_line(change->lines, SCRIPT_HELD_BACK, words);
	words.count = before.visible;
	if (!same)
		sitting_line(change->lines, SCRIPT_SEES_NOW, words);

	/* C1: a no to Share In leaves the ways on which they ask first. */
	const Viewer probe = viewer_of(&change->probe, org);

	if (says(change->sitting, DIRECTION_IN, ANSWER_NO, org) && sight_of(&probe).sight == SIGHT_ASKS)
		sitting_line(change->lines, SCRIPT_WILL_ASK, words);
}

static ScriptText whole_text(Sight before, Sight after)
{
	switch (after) {
	case SIGHT_NONE: return SCRIPT_WILL_NOT;
	case SIGHT_ASKS: return SCRIPT_WILL_ASK;
	case SIGHT_PART: return SCRIPT_SEES_PART;
	case SIGHT_UP_TO: return before == SIGHT_WHOLE ? SCRIPT_NO_LONGER : SCRIPT_SEES_UP_TO;
	case SIGHT_WHOLE: break;
	}
	return before == SIGHT_WHOLE ? SCRIPT_SEES_WHOLE : SCRIPT_WILL_WHOLE;
}

/* The same of the record as a whole. The practice holds it, whatever is answered. */
static void whole_line(const Change *change, const char *org, ScriptWords words)
{
	Viewer viewer_before = viewer_of(change->probe_before, org);
	Viewer viewer_after = viewer_of(&change->probe, org);
	Sight before = sight_of(&viewer_before).sight, after = sight_of(&viewer_after).sight;
	if (!viewer_after.home && (before != after || asked_about(change->sitting, org)))
		sitting_line(change->lines, whole_text(before, after), words);
}

/* An override is nobody's answer, and not for every ear. */
static void organisation_lines(const Change *change, const char *org)
{
	Viewer viewer = viewer_of(&change->probe, org);
	ScriptWords words = {.organisation = explain_name(change->before->world, org, change->lines->arena)};
	ScriptText obstacle = obstacle_text(obstacle_of(&viewer));
	if (viewer.override_any)
		return;
	if (sitting_counts(change->sitting))
		counted_lines(change, org, words);
	else
		whole_line(change, org, words);
	bool told =
		says(change->sitting, DIRECTION_OUT, ANSWER_YES, org) && unlinked_text(&change->after, org) == obstacle;
	if (obstacle && !told && says(change->sitting, DIRECTION_IN, ANSWER_YES, org))
		sitting_line(change->lines, obstacle, words);
}

static bool stops(Watermark before, Watermark after)
{
	return instant_order(before.to, INSTANT_MAX) == 0 && instant_order(after.to, INSTANT_MAX) != 0;
}

/* W1, W2: a change of mind stops what comes later, so that the numbers of today may well stay as they are. */
static void stop_lines(const Change *change, const Episode *episode)
{
	const Episode *now = agreements_episode(&change->before->agreements, episode->id);
	Viewer before = viewer_of(change->before, episode->org), after = viewer_of(&change->probe, episode->org);
	ScriptWords words = {.organisation = explain_name(change->before->world, episode->org, change->lines->arena)};
	Sight sight =
		after.home ? SIGHT_NONE : sight_of(&after).sight; /* what a view that was permitted shows goes on */
	bool goes_on = after.override_any || sight == SIGHT_PART || sight == SIGHT_WHOLE;
	bool said = !goes_on && (after.home || sitting_counts(change->sitting));
	if (stops(before.in, after.in) && said)
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
	const Chart *told = sitting_told(sitting, lines->arena);
	const size_t before = lines->count;
	Change change = {.sitting = sitting, .lines = lines, .before = &told->now, .probe_before = told->matrix.probe};
	sitting_preview(sitting, lines->arena, &change.after);
	sight_probe(&change.after, lines->arena, &change.probe);

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
