/* Overrides as they are shown: the banner, the patient's page. */
#include <stdlib.h>

#include "base/text.h"
#include "model/choices/inside.h"
#include "model/desk/checks.h"
#include "model/readings/explain.h"

static const char *time_text(const Zone *zone, Instant at, Arena *arena)
{
	char text[8];
	time_print_staff(zone_local(zone, at), text);
	return arena_text(arena, text);
}

static const char *day_text(const Zone *zone, Instant at, Arena *arena)
{
	char text[16];
	date_print_staff(zone_date(zone, at), text);
	return arena_text(arena, text);
}

static const char *reason_words(const Fact *opening, Arena *arena)
{
	Text text = {.arena = arena};
	explain_word(words_text(&override_reason_words, opening->override_reason), &text);
	return text_done(&text);
}

/* "14:05", with the day where that is another. */
static const char *until_text(const Reach *reach, Instant over, Arena *arena)
{
	const Zone *zone = reach->world->zone;
	const char *time = time_text(zone, over, arena);
	bool today = date_order(zone_date(zone, over), zone_date(zone, reach->at)) == 0;
	return today ? time : arena_print(arena, "%s on %s", time, day_text(zone, over, arena));
}

static int first_over_first(const void *a, const void *b)
{
	return instant_order(((const OverrideOn *)a)->until, ((const OverrideOn *)b)->until);
}

void desk_override_now(const Chart *chart, Arena *arena, const OverrideOn **ret_items, size_t *ret_count)
{
	const Reach *reach = &chart->now;
	OverrideOn *items = arena_array(arena, reach->override_count, sizeof *items);
	size_t count = 0;
	for (size_t i = 0; i < reach->override_count; i++) {
		const Fact *opening = reach->overrides[i].opening;
		if (!override_is_on(&reach->overrides[i], reach->at))
			continue;
		items[count++] = (OverrideOn){
			.opening = opening,
			.override = opening->override,
			.org = opening->org,
			.name = explain_name(reach->world, opening->org, arena),
			.until = override_over(&reach->overrides[i]),
			.private_too = opening->include_private == TRUTH_TRUE,
			.told = override_may_be_told(&reach->overrides[i], reach->at),
			.until_text = until_text(reach, override_over(&reach->overrides[i]), arena),
			.reason = reason_words(opening, arena),
		};
	}
	if (count > 1)
		qsort(items, count, sizeof *items, first_over_first);
	*ret_items = items;
	*ret_count = count;
}

static const char *tells(const OverrideLine *line)
{
	if (line->tell == TELL_NOT)
		return "The patient is not told, unless a review says otherwise.";
	if (line->tell != TELL_AFTER_REVIEW)
		return "The patient may be told: receipt, \"who has looked\", exports.";
	return line->reviewed ? "The patient is told after another review. Until then nothing made for them names it."
			      : "The patient is told after the review. Until then nothing made for them names it.";
}

static const char *override_line_text(const Reach *reach, const OverrideLine *line, Arena *arena)
{
	const Fact *opening = line->opening;
	const Zone *zone = reach->world->zone;
	const char *start =
		arena_print(arena, "%s %s", day_text(zone, opening->at, arena), time_text(zone, opening->at, arena));
	const char *name = explain_name(reach->world, opening->org, arena), *by = text_or(opening->by, "somebody");
	const char *too = opening->include_private == TRUTH_TRUE ? " and its private entries" : "";
	const char *reason = reason_words(opening, arena), *over = until_text(reach, line->over, arena);
	const char *review = "not reviewed yet";
	if (line->reviewed)
		review = line->reviewed->outcome == OUTCOME_JUSTIFIED ? "reviewed: justified"
								      : "reviewed: not justified";
	if (line->on)
		return arena_print(arena, "%s, started by %s: %s sees the record%s (%s) until %s; %s.", start, by, name,
				   too, reason, over, review);
	return arena_print(arena, "%s, %s saw the record%s (%s), started by %s; %s %s; %s.", start, name, too, reason,
			   by, line->ended ? "ended early at" : "ended at", over, review);
}

void desk_overrides(const Chart *chart, Arena *arena, const OverrideLine **ret_lines, size_t *ret_count)
{
	const Reach *reach = &chart->now;
	OverrideLine *lines = arena_array(arena, reach->override_count, sizeof *lines);
	for (size_t i = 0; i < reach->override_count; i++) {
		const Override *override = &reach->overrides[reach->override_count - 1 - i]; /* the latest first */
		OverrideLine *line = &lines[i];
		line->opening = override->opening;
		line->ended = override->ended;
		line->reviewed = override->reviewed;
		line->over = override_over(override);
		line->told_from = override->told_from;
		line->tell = override->tell;
		line->on = override_is_on(override, reach->at);
		override_words_read(override->opening->note, arena, &line->words);
		line->text = override_line_text(reach, line, arena);
		line->tells = tells(line);
		line->not_told = line->reviewed && line->reviewed->tell == TELL_NOT ? line->reviewed->note
										    : line->words.not_told;
	}
	*ret_lines = lines;
	*ret_count = reach->override_count;
}
