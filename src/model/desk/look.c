/* Looking at a patient, which is a fact: opening their chart, and what one entry says. */
#include "model/desk/meanwhile.h"
#include "model/desk/teller.h"
#include "model/desk/telling.h"
#include "model/facts/nhs_number.h"

/* A birth date that was said must fit; where there are two of a name, one must be said. */
static bool check_identity(Desk *desk, const Person *person, Date born, Error *err)
{
	bool same = false;
	if (!date_is_none(born) && !date_is_none(person->born) && date_order(born, person->born) != 0)
		return fail(err, ERROR_REFUSED,
			    "That is not the date of birth on file: ask again, or look for another patient "
			    "of that name.");
	if (!date_is_none(born))
		return true;
	if (!desk->ports.ledger.ops->has_namesake(desk->ports.ledger.self, person, &same, err))
		return false;
	if (!same)
		return true;
	scoped(arena_free) Arena arena = {0};
	return fail(err, ERROR_REFUSED, "There is another patient called %s: ask for the date of birth.",
		    person_full_name(person, &arena));
}

static bool find_person(Desk *desk, const char *nhs, Date born, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Person *person = NULL;
	if (!nhs_number_valid(text_or(nhs, "")))
		return fail(err, ERROR_INPUT, "That is not an NHS number: type its ten digits.");
	if (!desk->ports.ledger.ops->person(desk->ports.ledger.self, nhs, &arena, &person, err))
		return false;
	if (!person)
		return fail(err, ERROR_MISSING, "No patient with the NHS number %s is on file: check the number.", nhs);
	return check_identity(desk, person, born, err);
}

static bool tell_viewed(Desk *desk, Chart *chart, Act right, const char *entry, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(telling_end) Telling telling = {.desk = desk, .chart = chart, .right = right, .looking = true};
	Fact viewed = FACT_NONE;
	viewed.kind = FACT_VIEWED;
	viewed.org = desk_practice_code(desk, &arena);
	viewed.entry = entry;
	if (!viewed.org)
		return fail(err, ERROR_MISSING, "This desk does not know its practice: set it up first.");
	return telling_begin(&telling, err) && telling_put(&telling, &viewed, err) && telling_commit(&telling, err);
}

/* Those told at once are called one after the other behind a name of their own, so that they stand together where facts
 * are looked for by name. */
static bool tell_looks(Desk *desk, const char *practice, TextList patients, Arena *arena, Error *err)
{
	enum { STEM = 20 /* 95 bits that nobody can guess */, TOGETHER = 1024 };
	Teller teller = desk_teller(desk);
	char stem[DESK_ID_MAX];
	bool done = desk_new_id(desk, "f", stem, err);
	for (size_t first = 0; done && first < patients.count; first += TOGETHER) {
		const size_t left = patients.count - first, count = left < TOGETHER ? left : TOGETHER;
		Line *lines = arena_array(arena, count, sizeof *lines);
		for (size_t i = 0; i < count; i++) {
			Fact viewed = FACT_NONE;
			viewed.id = arena_print(arena, "%.*s%07zu", STEM, stem, first + i);
			viewed.kind = FACT_VIEWED;
			viewed.at = teller.now;
			viewed.by = desk->staff->name;
			viewed.patient = patients.items[first + i];
			viewed.org = practice;
			lines[i] = line_of_fact(&viewed);
		}
		done = tell_together(&teller, lines, count, err);
		arena_clear(arena);
	}
	teller_done(&teller);
	return done;
}

bool desk_note_looks(Desk *desk, TextList patients, Error *err)
{
	scoped(arena_free) Arena arena = {0}, lines = {0};
	scoped(transaction_end) Transaction transaction = {.anyhow = true};
	if (!desk_staff(desk) || patients.count == 0)
		return true;
	const char *practice = desk_practice_code(desk, &arena);
	if (!practice)
		return fail(err, ERROR_MISSING, "This desk does not know its practice: set it up first.");
	return transaction_begin(&transaction, &desk->ports.ledger, err) && desk_still_allowed(desk, &arena, err) &&
	       tell_looks(desk, practice, patients, &lines, err) && transaction_commit(&transaction, err);
}

/* The viewing is told before anything is shown; a desk that cannot tell it shows nothing. */
bool desk_open_chart(Desk *desk, const char *nhs, Date born, Chart **ret_chart, Error *err)
{
	Act right = desk_may(desk, ACT_SEE_AUDIT) ? ACT_SEE_AUDIT : ACT_FIND;
	if (!desk_allows(desk, right, err) || !find_person(desk, nhs, born, err))
		return false;
	Chart *chart = desk_make_chart(nhs);
	if (!tell_viewed(desk, chart, right, NULL, err) || !desk_refresh_chart(desk, chart, NULL, err)) {
		desk_close_chart(desk, chart);
		return false;
	}
	recent_note(desk, nhs);
	*ret_chart = chart;
	return true;
}

/* One of several is said; the others stand in the patient's history. */
static const char *news_of(const Chart *chart, const Chart *fresh, Arena *arena)
{
	const FactList facts = fresh->world.facts;
	const Fact *first = meanwhile_any(chart, facts, chart->shown);
	if (person_has_died(fresh->world.person) && !person_has_died(chart->world.person))
		return "Meanwhile it was recorded that they have died.";
	if (!first)
		return NULL;
	return arena_print(arena, "%s%s", meanwhile_said(&fresh->world, first, arena),
			   meanwhile_any(chart, facts, first->seq) ? " And more: see the history." : "");
}

/* At present, whatever moment the chart shows; and by which fact, NULL: as a file says. */
static bool restricted_by(const World *world, const Fact **ret_fact)
{
	bool restricted = world->person->restricted == TRUTH_TRUE;
	*ret_fact = NULL;
	for (size_t i = 0; i < world->facts.count; i++) {
		const Fact *fact = &world->facts.items[i];
		if (fact->kind != FACT_RESTRICTED)
			continue;
		restricted = fact->on == TRUTH_TRUE;
		*ret_fact = fact;
	}
	return restricted;
}

/* What is prepared shows what it showed when it was opened, though its chart was read anew since. */
static const char *gone_of(const Chart *chart, const Chart *fresh, Arena *arena)
{
	const Fact *before, *now;
	const bool was = restricted_by(&chart->world, &before);
	if (!restricted_by(&fresh->world, &now) || (was && !(now && now->seq > chart->shown)))
		return NULL;
	return arena_print(arena,
			   "This record became restricted meanwhile, by %s: what was put aside is let go; open the "
			   "patient anew.",
			   now ? text_or(now->by, "a file") : "a file");
}

bool desk_take_up(Desk *desk, const Chart *chart, Date born, Arena *arena, TakenUp *ret_taken, Error *err)
{
	Chart *fresh = NULL;
	if (!desk_open_chart(desk, chart->world.person->nhs, born, &fresh, err))
		return false;
	*ret_taken = (TakenUp){.gone = gone_of(chart, fresh, arena), .news = news_of(chart, fresh, arena)};
	desk->breaks++;
	desk_close_chart(desk, fresh);
	return true;
}

static bool check_read(Desk *desk, const Chart *chart, size_t entry, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Viewer own = desk_own_viewer(desk, chart, &arena);
	return desk_reads(&own, entry) ||
	       fail(err, ERROR_REFUSED,
		    "What this entry says is withheld from this practice too: ask those who recorded it.");
}

bool desk_view_entry(Desk *desk, Chart *chart, const char *entry, Error *err)
{
	if (!desk_allows(desk, ACT_SEE_CONTENT, err))
		return false;
	for (size_t i = 0; i < chart->world.entries.count; i++)
		if (text_is(chart->world.entries.items[i].id, entry))
			return check_read(desk, chart, i, err) && tell_viewed(desk, chart, ACT_SEE_CONTENT, entry, err);
	return fail(err, ERROR_MISSING, "That entry is not in this record: choose one from the list.");
}
