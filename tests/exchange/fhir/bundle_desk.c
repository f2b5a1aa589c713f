#include "exchange/fhir/bundle_desk.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "exchange/fhir/bundle_maker.h"
#include "exchange/fhir/fixture.h"
#include "unit.h"

/* The last two: no organisation of the ledger; the one that has no code, if the Bundle names it. */
static const char *const viewers[VIEWERS] = {"C82001", "RWE", "RT5", "Y00001", "local-willow-house-d53fc5aa"};

/* --- A ledger and what is in it --- */

void desk_close(Desk *desk)
{
	gather_free(&desk->gather);
	arena_free(&desk->arena);
	memory_ledger_close(&desk->memory);
	*desk = (Desk){0};
}

void desk_open(Desk *desk, const Desk *from)
{
	*desk = (Desk){0};
	if (from)
		memory_ledger_as(&desk->memory, &from->memory);
	desk->ledger = memory_ledger(&desk->memory);
}

void desk_tell(Desk *desk, Line line)
{
	Teller teller = {.ledger = desk->ledger, .now = fixture_now, .source = SOURCE_DESK};
	Told told;
	assert_true(desk->ledger.ops->begin(desk->ledger.self, &desk->err));
	if (!tell(&teller, &line, &desk->arena, &told, &desk->err))
		fail_msg("%s", desk->err.text);
	assert_true(desk->ledger.ops->commit(desk->ledger.self, &desk->err));
	teller_done(&teller);
}

static size_t bundles_read;

size_t desk_bundles(void)
{
	return bundles_read;
}

bool desk_read(Desk *desk, const json_t *bundle, Instant when)
{
	Teller teller = {.ledger = desk->ledger, .now = when, .source = SOURCE_FHIR};
	const FhirOptions options = {.now = when, .ledger = &desk->ledger};
	FhirSummary summary;
	char *bytes = json_dumps(bundle, JSON_COMPACT);
	gather_free(&desk->gather);
	desk->gather.teller = &teller;
	const Sink sink = gather_sink(&desk->gather);
	assert_true(desk->ledger.ops->begin(desk->ledger.self, &desk->err));
	const bool read = read_bundle(bytes, &options, &sink, &summary, &desk->err);
	if (read)
		assert_true(desk->ledger.ops->commit(desk->ledger.self, &desk->err));
	else
		desk->ledger.ops->rollback(desk->ledger.self);
	teller_done(&teller);
	free(bytes);
	bundles_read++;
	return read;
}

/* --- What the ledger knows before: answers differ from one to the next --- */

Fact desk_fact(Desk *desk, FactKind kind, const char *patient, const char *name, const char *when)
{
	Fact fact = FACT_NONE;
	fact.kind = (WordByte)kind;
	fact.id = arena_print(&desk->arena, "%s-%s", name, text_or(patient, "all"));
	fact.at = at(when);
	fact.recorded_at = fact.at;
	fact.patient = patient;
	return fact;
}

static void open_episode(Desk *desk, const char *patient, const char *org)
{
	const bool home = text_is(org, made_organisations[0]);
	Fact fact = desk_fact(desk, home ? FACT_REGISTERED : FACT_REFERRED, patient, org, "2023-11-01T09:00:00Z");
	fact.episode = fact.id;
	fact.org = org;
	desk_tell(desk, line_of_fact(&fact));
}

static void say_yes(Desk *desk, const char *patient, const char *org, Direction direction)
{
	Fact fact = desk_fact(desk, FACT_ANSWERED, patient, arena_print(&desk->arena, "yes-%d-%s", (int)direction, org),
			      "2023-11-01T10:00:00Z");
	fact.episode = arena_print(&desk->arena, "%s-%s", org, patient);
	fact.direction = (WordByte)direction;
	fact.answer = ANSWER_YES;
	fact.who = WHO_PATIENT;
	desk_tell(desk, line_of_fact(&fact));
}

static void allow(Desk *desk, const char *org)
{
	Fact fact = desk_fact(desk, FACT_STANDING, NULL, org, "2023-10-01T10:00:00Z");
	fact.practice = made_organisations[0];
	fact.org = org;
	fact.standing = STANDING_ALLOWED;
	desk_tell(desk, line_of_fact(&fact));
}

static void make_known(Desk *desk, size_t patient)
{
	static const char *const families[] = {"Ashby", "Begum"}, *const given[] = {"Maureen", "Farida"};
	Line line = line_empty(line_kind_of(LINE_PERSON));
	line.person.nhs = made_patients[patient];
	line.person.family = families[patient];
	line.person.given = given[patient];
	desk_tell(desk, line);
	for (size_t i = 0; i < MADE_ORGANISATIONS; i++)
		open_episode(desk, made_patients[patient], made_organisations[i]);
}

void desk_make_ready(Desk *desk, size_t number)
{
	desk_open(desk, NULL);
	for (size_t i = 0; i < MADE_ORGANISATIONS; i++) {
		Line line = line_empty(line_kind_of(LINE_ORGANISATION));
		line.organisation.code = line.organisation.name = made_organisations[i];
		line.organisation.care = i ? CARE_PLANNED : CARE_GP;
		line.organisation.system = i == 2 ? SYSTEM_EMIS : SYSTEM_SYSTMONE;
		line.organisation.mig = i < 2 ? TRUTH_TRUE : TRUTH_FALSE;
		desk_tell(desk, line);
		if (i)
			allow(desk, made_organisations[i]);
	}
	for (size_t p = 0; p < 1 + number / 8; p++) {
		make_known(desk, p);
		if (number & 1)
			say_yes(desk, made_patients[p], made_organisations[0], DIRECTION_OUT);
		if (number & 2)
			say_yes(desk, made_patients[p], made_organisations[1], DIRECTION_IN);
		if (number & 4)
			say_yes(desk, made_patients[p], made_organisations[2], DIRECTION_OUT);
	}
}

/* --- Who may see what --- */

static Sight sight_of(const Decision *decision)
{
	Sight sight = {
		.verdict = (unsigned char)decision->verdict,
		.via = (unsigned char)decision->via,
		.reason = (unsigned char)decision->reason,
	};
	for (size_t c = 0; c < CHANNELS; c++) {
		const Ruling *ruling = &decision->channels[c];
		sight.channels[c] = (unsigned char)(decision->general ? decision->verdict : ruling->verdict);
		sight.reasons[c] = (unsigned char)(decision->general ? decision->reason : ruling->reason);
	}
	return sight;
}

static void see_patient(Desk *desk, const char *patient, Directory directory, Record *record)
{
	static const Zone utc = {0};
	const Ledger *ledger = &desk->ledger;
	World world = {.directory = directory, .zone = &utc};
	Reach reach;
	assert_true(ledger->ops->person(ledger->self, patient, &desk->arena, &world.person, NULL));
	if (!world.person)
		return;
	assert_true(ledger->ops->facts(ledger->self, patient, &desk->arena, &world.facts, NULL));
	assert_true(ledger->ops->facts(ledger->self, NULL, &desk->arena, &world.standings, NULL));
	assert_true(ledger->ops->entries(ledger->self, patient, &desk->arena, &world.entries, NULL));
	reach_fold(&world, fixture_now, INSTANT_MAX, &desk->arena, &reach);
	for (size_t v = 0; v < VIEWERS; v++) {
		const Viewer viewer = viewer_of(&reach, viewers[v]);
		for (size_t e = 0; e < world.entries.count; e++) {
			const Decision decision = decide(&viewer, e);
			record->items[record->count + e].by[v] = sight_of(&decision);
		}
	}
	for (size_t e = 0; e < world.entries.count; e++) {
		record->items[record->count].id = world.entries.items[e].id;
		record->items[record->count++].patient = patient;
	}
	assert_true(record->count < SEEN_MAX);
}

static const Organisation *organisation_of(void *self, const char *code)
{
	Desk *desk = self;
	const Organisation *found;
	assert_true(desk->ledger.ops->organisation(desk->ledger.self, code, &desk->arena, &found, &desk->err));
	return found;
}

void record_see(Desk *desk, Record *record)
{
	const Directory directory = {organisation_of, desk};
	record->count = 0;
	for (size_t p = 0; p < MADE_PATIENTS; p++)
		see_patient(desk, made_patients[p], directory, record);
}

/* --- Comparing --- */

/* "Condition-17-0123456789abcdef-2" is another of "Condition-17-0123456789abcdef". */
static size_t stem_length(const char *id)
{
	const char *dash = strrchr(id, '-');
	return dash && strlen(dash) < 17 ? (size_t)(dash - id) : strlen(id);
}

static bool same_thing(const Seen *a, const Seen *b)
{
	const size_t length = stem_length(a->id);
	return text_is(a->patient, b->patient) && length == stem_length(b->id) && strncmp(a->id, b->id, length) == 0;
}

/* "Condition/17" names "Condition-17-0123456789abcdef". */
static bool is_named(const char *id, const char *name)
{
	const size_t length = strlen(name), type = strcspn(name, "/");
	return strncmp(id, name, type) == 0 && id[type] == '-' &&
	       strncmp(id + type + 1, name + type + 1, length - type - 1) == 0 && id[length] == '-';
}

static char said[512];

const char *seen_say(const char *what, const Seen *seen, size_t viewer)
{
	text_print(said, sizeof said, "%s: %s, by %s: %s, %s", what, seen->id, viewers[viewer],
		   verdict_text((Verdict)seen->by[viewer].verdict), reason_text((Reason)seen->by[viewer].reason));
	return said;
}

static bool seen_before(const Record *before, const Seen *seen, size_t viewer, size_t hint)
{
	const Sight *now = &seen->by[viewer];
	for (size_t n = 0; n < before->count; n++) {
		const Seen *was = &before->items[(hint + n) % before->count];
		bool as_much = was->by[viewer].verdict >= now->verdict;
		for (size_t c = 0; c < CHANNELS; c++)
			as_much = as_much && was->by[viewer].channels[c] >= now->channels[c];
		if (as_much && same_thing(was, seen))
			return true;
	}
	return false;
}

const char *record_more(const Record *before, const Record *after, const char *but)
{
	for (size_t i = 0; i < after->count; i++) {
		const Seen *seen = &after->items[i];
		for (size_t v = 0; v < VIEWERS; v++)
			if (seen->by[v].verdict != VERDICT_DENY && !(but && is_named(seen->id, but)) &&
			    !seen_before(before, seen, v, i))
				return seen_say("more is seen", seen, v);
	}
	return NULL;
}

const char *record_other(const Record *before, const Record *after)
{
	if (before->count != after->count)
		return "the number of entries differs";
	for (size_t i = 0; i < after->count; i++) {
		const Seen *seen = &after->items[i], *was = &before->items[i];
		if (!text_is(seen->id, was->id))
			return seen_say("another entry", seen, 0);
		for (size_t v = 0; v < VIEWERS; v++)
			if (memcmp(&seen->by[v], &was->by[v], sizeof seen->by[v]) != 0)
				return seen_say("another decision", seen, v);
	}
	return NULL;
}

static int order_lines(const void *a, const void *b)
{
	const Line *left = a, *right = b;
	const int order = text_order(left->kind->name, right->kind->name);
	return order ? order : text_order(line_key(left), line_key(right));
}

const char *lines_other(Gather *before, Gather *after)
{
	qsort(before->lines, before->count, sizeof *before->lines, order_lines);
	qsort(after->lines, after->count, sizeof *after->lines, order_lines);
	for (size_t i = 0; i < before->count && i < after->count; i++) {
		const Line *was = &before->lines[i], *is = &after->lines[i];
		if (line_same(was, is))
			continue;
		text_print(said, sizeof said, "another line: %s %s, %s %s", was->kind->name, line_key(was),
			   is->kind->name, line_key(is));
		return said;
	}
	return before->count == after->count ? NULL : "the number of lines differs";
}

bool seen_elsewhere(const Seen *seen, size_t viewer)
{
	return seen->by[viewer].verdict != VERDICT_DENY && seen->by[viewer].via != VIA_OWN;
}

const char *record_open(const Record *record, const json_t *names)
{
	size_t n;
	json_t *name;
	json_array_foreach(names, n, name) for (size_t i = 0; i < record->count; i++)
	{
		const Seen *seen = &record->items[i];
		for (size_t v = 0; v < VIEWERS && is_named(seen->id, json_string_value(name)); v++)
			if (seen_elsewhere(seen, v))
				return seen_say("private and seen", seen, v);
	}
	return NULL;
}

const char *lines_new(const Gather *before, const Gather *after)
{
	if (after->known == after->count)
		return NULL;
	for (size_t i = 0; i < after->count; i++) {
		const Line *line = &after->lines[i], *was = gather_find(before, line->kind->name, line_key(line));
		if (was && line_same(was, line))
			continue;
		text_print(said, sizeof said, "a new line: %s %s", line->kind->name, line_key(line));
		return said;
	}
	return "not all of it was known";
}
