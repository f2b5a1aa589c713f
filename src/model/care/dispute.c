#include "model/care/care.h"

#include "base/text.h"
#include "model/desk/checks.h"
#include "model/facts/nhs_number.h"

/* --- Disputes --- */

void desk_disputes(const Chart *chart, Arena *arena, const DisputeLine **ret_lines, size_t *ret_count)
{
	const Agreements *agreements = &chart->now.agreements;
	DisputeLine *lines = arena_array(arena, agreements->episode_count, sizeof *lines);
	size_t count = 0;
	for (size_t i = 0; i < agreements->episode_count; i++) {
		const Episode *episode = &agreements->episodes[i];
		if (episode_disputed(episode))
			lines[count++] = (DisputeLine){
				.episode = episode->id,
				.org = episode->org,
				.called = text_or(episode->opening->service, desk_called(&chart->now, episode, arena)),
				.fact = episode->stopped,
			};
	}
	*ret_lines = lines;
	*ret_count = count;
}

/* Another clinician may have settled it meanwhile. */
static bool check_settling(const TellingNow *now, const char *id, Error *err)
{
	const Reach *reach = desk_fold_now(now);
	const Episode *episode;
	if (!desk_open_episode(reach, id, &episode, err))
		return false;
	return episode_disputed(episode) ||
	       fail(err, ERROR_REFUSED, "Nobody disputes %s, so there is nothing to settle.",
		    desk_called(reach, episode, now->arena));
}

static const char settled_note[] = "Dispute settled: ";

bool dispute_settled(const Fact *ended)
{
	return ended->kind == FACT_ENDED && text_starts(text_or(ended->note, ""), settled_note);
}

/* `ended` is what clears it: whatever was agreed stays closed, and both questions are due anew (A5, A11). */
bool desk_settle_dispute(Desk *desk, Chart *chart, const char *episode, const char *words, Error *err)
{
	scoped(telling_end) Telling telling = {.desk = desk, .chart = chart, .right = ACT_SETTLE_DISPUTE};
	if (!telling_may(&telling, err))
		return false;
	if (text_empty(words))
		return fail(err, ERROR_INPUT, "Write down how the dispute was settled, and who may answer.");
	const Episode *settled = episode ? agreements_episode(&chart->now.agreements, episode) : NULL;
	Arena *keep = &chart_open(chart)->visit;
	Fact fact = FACT_NONE;
	fact.kind = FACT_ENDED;
	fact.episode = episode;
	fact.note = arena_print(keep, "%s%s", settled_note, words);
	telling.act = arena_print(keep, "settled the dispute about %s",
				  settled ? desk_called(&chart->now, settled, keep) : "");
	return telling_begin(&telling, err) && check_settling(&telling.now, episode, err) &&
	       telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}

/* --- Come of age --- */

void desk_came_of_age(const Chart *chart, Arena *arena, const Episode *const **ret_episodes, size_t *ret_count)
{
	const Agreements *agreements = &chart->now.agreements;
	const Episode **found = arena_array(arena, agreements->episode_count, sizeof *found);
	size_t count = 0;
	for (size_t i = 0; i < agreements->episode_count; i++)
		if (agreements->episodes[i].open && agreements->episodes[i].came_of_age)
			found[count++] = &agreements->episodes[i];
	*ret_episodes = found;
	*ret_count = count;
}

/* --- Merges --- */

static MergeLine merge_line(const Chart *chart, const Fact *fact, bool goes_on, Arena *arena)
{
	const char *other = nhs_number_text(goes_on ? fact->patient : fact->from, arena);
	char day[16];
	date_print_staff(zone_date(chart->world.zone, fact->at), day);
	return (MergeLine){
		.other = other,
		.fact = fact,
		.goes_on = goes_on,
		.text = goes_on ? arena_print(arena, "One person with %s since %s: go on under that number.", other,
					      day)
				: arena_print(arena,
					      "Also known as %s since %s: no answer was carried over; ask again.",
					      other, day),
	};
}

void desk_merges(const Chart *chart, Arena *arena, const MergeLine **ret_lines, size_t *ret_count)
{
	const Reach *reach = &chart->now;
	MergeLine *lines = arena_array(arena, reach->fact_count + 1, sizeof *lines);
	size_t count = 0;
	for (size_t i = 0; i < reach->fact_count; i++)
		if (reach->facts[i]->kind == FACT_MERGED)
			lines[count++] = merge_line(chart, reach->facts[i], false, arena);
	if (chart->goes_on)
		lines[count++] = merge_line(chart, chart->goes_on, true, arena);
	*ret_lines = lines;
	*ret_count = count;
}
