#include "base/text.h"
#include "model/care/care.h"
#include "model/desk/checks.h"

/* --- Hiding and showing an entry --- */

/* A clinician's mark on an entry that the patient only wished hidden confirms the wish (G3). */
static bool can_hide(const Fact *hidden, FactKind kind)
{
	return !hidden || (hidden->kind == FACT_ENTRY_PRIVATE_REQUESTED && kind == FACT_ENTRY_PRIVATE);
}

static bool hidden_already(const Fact *hidden, Error *err)
{
	return fail(err, ERROR_REFUSED,
		    hidden->kind == FACT_ENTRY_PRIVATE ? "This entry is private already: nobody outside sees it."
						       : "This entry is hidden already; a clinician is to review it.");
}

/* Of several, those that are hidden already are passed over, unless all are. */
static bool choose_to_hide(const TellingNow *now, FactKind kind, const char *const *entries, size_t count,
			   Fact *ret_facts, size_t *ret_count, Error *err)
{
	const Reach *reach = desk_fold_now(now);
	const Fact *hidden = NULL;
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		size_t entry = 0;
		if (!desk_find_entry(&now->world, entries[i], &entry, err))
			return false;
		hidden = reach->entries[entry].hidden;
		if (!can_hide(hidden, kind))
			continue;
		ret_facts[kept] = FACT_NONE;
		ret_facts[kept].kind = (WordByte)kind;
		ret_facts[kept++].entry = entries[i];
	}
	*ret_count = kept;
	return kept > 0 || hidden_already(hidden, err);
}

static const char *private_act(bool clinician, size_t count, Arena *keep)
{
	if (count == 1)
		return clinician ? "made an entry private" : "asked for an entry to be private";
	return arena_print(keep, clinician ? "made %d entries private" : "asked for %d entries to be private",
			   (int)count);
}

bool desk_make_private_all(Desk *desk, Chart *chart, const char *const *entries, size_t count, Error *err)
{
	bool clinician = desk_may(desk, ACT_REVIEW_PRIVATE);
	FactKind kind = clinician ? FACT_ENTRY_PRIVATE : FACT_ENTRY_PRIVATE_REQUESTED;
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = clinician ? ACT_REVIEW_PRIVATE : ACT_ASK_PRIVATE,
		.act = private_act(clinician, count, &chart_open(chart)->visit),
	};
	if (!telling_may(&telling, err))
		return false;
	if (count == 0)
		return fail(err, ERROR_INPUT, "No entry was chosen: mark those that are to be private.");
	if (!telling_begin(&telling, err))
		return false;
	Fact *facts = arena_array(telling.now.arena, count, sizeof *facts);
	return choose_to_hide(&telling.now, kind, entries, count, facts, &count, err) &&
	       telling_put_all(&telling, facts, count, err) && telling_commit(&telling, err);
}

bool desk_make_private(Desk *desk, Chart *chart, const char *entry, Error *err)
{
	return desk_make_private_all(desk, chart, &entry, 1, err);
}

bool desk_reopen(Desk *desk, Chart *chart, const char *entry, const char *reason, Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_REVIEW_PRIVATE,
		.act = "opened a private entry",
	};
	size_t number;
	if (!telling_may(&telling, err))
		return false;
	if (text_empty(reason))
		return fail(err, ERROR_INPUT, "Write down why this entry is opened again.");
	if (!telling_begin(&telling, err) || !desk_find_entry(&telling.now.world, entry, &number, err))
		return false;
	if (!desk_fold_now(&telling.now)->entries[number].hidden)
		return fail(err, ERROR_REFUSED, "This entry is not private, so there is nothing to open.");
	Fact fact = FACT_NONE;
	fact.kind = FACT_ENTRY_OPEN;
	fact.entry = entry;
	fact.note = reason;
	return telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}

/* --- What belongs with an entry --- */

static bool during(const Episode *episode, Instant at)
{
	return !instant_before(at, episode->opening->at) &&
	       (!episode->closing || instant_before(at, episode->closing->at));
}

/* A registration holds the whole GP record: only a referral makes what was recorded under it belong together. */
static bool same_referral(const Agreements *agreements, const Entry *a, const Entry *b)
{
	for (size_t i = 0; i < agreements->episode_count; i++) {
		const Episode *episode = &agreements->episodes[i];
		if (!episode->registration && during(episode, a->recorded) && during(episode, b->recorded) &&
		    text_is(episode->org, a->org))
			return true;
	}
	return false;
}

/* Hiding a code alone leaves the appointment about it in sight (DOMAIN 3.3). */
const char *desk_link_why(const Chart *chart, size_t entry, size_t other)
{
	const Entry *a = &chart->world.entries.items[entry], *b = &chart->world.entries.items[other];
	const Zone *zone = chart->world.zone;
	if (entry == other || !text_is(a->org, b->org))
		return NULL;
	if (!text_empty(a->code) && text_is(a->code, b->code))
		return "same code";
	if (date_order(zone_date(zone, a->recorded), zone_date(zone, b->recorded)) == 0)
		return "same day";
	return same_referral(&chart->now.agreements, a, b) ? "same episode" : NULL;
}

void desk_linked_entries(const Chart *chart, size_t entry, Arena *arena, const size_t **ret_entries, size_t *ret_count)
{
	size_t all = chart->world.entries.count;
	size_t *found = arena_array(arena, all, sizeof *found);
	size_t count = 0;
	for (size_t i = 0; i < all; i++)
		if (!chart->now.entries[i].hidden && desk_link_why(chart, entry, i))
			found[count++] = i;
	*ret_entries = found;
	*ret_count = count;
}
