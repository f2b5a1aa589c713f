#include "model/readings/inquiry.h"

#include <stdlib.h>
#include <string.h>

#include "model/ledger/book.h"
#include "model/readings/explain.h"
#include "model/readings/onlookers.h"

enum { UNINDEXED = 64 };
enum { BOOK_MOST = 64 * 1024 }; /* codes of organisations, known or not, before the book is begun anew */

/* --- What is read, and kept --- */

/* Forgets what is not of a patient; it is read anew. */
static void forget_practice(Inquirer *inquirer)
{
	inquirer->world = (World){0};
	inquirer->book = NULL;
	inquirer->askers_read = false;
	inquirer->names = (Index){0};
	inquirer->name_count = 0;
	inquirer->lists_now.folded = inquirer->lists_then.folded = false;
	arena_clear(&inquirer->of_practice);
}

static Instant latest_recorded(FactList facts, Instant not_before)
{
	for (size_t i = 0; i < facts.count; i++)
		not_before = instant_later(not_before, facts.items[i].recorded_at);
	return not_before;
}

static bool load_practice(Inquirer *inquirer, Error *err)
{
	const Ledger *ledger = &inquirer->ledger;
	if (inquirer->book && inquirer->book->count >= BOOK_MOST)
		forget_practice(inquirer);
	if (inquirer->book)
		return true;
	arena_reset(&inquirer->of_practice, (ArenaMark){0});
	if (!ledger->ops->facts_of_nobody(ledger->self, NOBODY_STANDINGS, 0, SIZE_MAX, &inquirer->of_practice,
					  &inquirer->standings, err))
		return false;
	inquirer->lists_recorded = latest_recorded(inquirer->standings, INSTANT_MIN);
	inquirer->book = book_open(*ledger, &inquirer->of_practice);
	inquirer->records.most = inquirer->keeps ? inquirer->keeps : INQUIRER_KEEPS;
	return true;
}

static bool read_record(Inquirer *inquirer, const char *patient, World *world, Error *err)
{
	const Ledger *ledger = &inquirer->ledger;
	Arena *arena = &inquirer->of_patient;
	Brief brief;
	if (!ledger->ops->brief(ledger->self, patient, inquirer->now, arena, &brief, err))
		return false;
	if (!brief.person)
		return fail(err, ERROR_MISSING, "The patient %s is not known.", patient);
	world->person = brief.person;
	world->facts = brief.facts;
	world->entries = brief.entries;
	arena_reset(&inquirer->of_fold, (ArenaMark){0});
	if (brief.packed)
		records_keep_packed(&inquirer->records, patient, brief.packed, brief.packed_length);
	else
		records_keep(&inquirer->records, world, &inquirer->of_fold);
	return true;
}

/* Few are found faster without. */
static void index_entries(Inquirer *inquirer)
{
	const EntryList *entries = &inquirer->world.entries;
	inquirer->entries = (Index){0};
	if (entries->count <= UNINDEXED)
		return;
	for (size_t i = 0; i < entries->count; i++)
		index_add(&inquirer->entries, &inquirer->of_patient, entries->items[i].id, (uint32_t)i);
}

static bool load_world(Inquirer *inquirer, const char *patient, Error *err)
{
	if (!load_practice(inquirer, err))
		return false;
	if (inquirer->world.person && text_is(inquirer->world.person->nhs, patient))
		return true;
	World world = {.zone = inquirer->zone, .directory = book_directory(inquirer->book)};
	inquirer->world = (World){0};
	inquirer->folded = false;
	arena_reset(&inquirer->of_patient, (ArenaMark){0});
	if (!records_find(&inquirer->records, patient, &inquirer->of_patient, &world) &&
	    !read_record(inquirer, patient, &world, err))
		return false;
	inquirer->world = world;
	index_entries(inquirer);
	return true;
}

static const Standings *fold_lists(Inquirer *inquirer, Instant at, Instant known_at)
{
	bool now = instant_order(at, inquirer->now) == 0 && instant_order(known_at, inquirer->now) == 0;
	ListsFold *lists = now ? &inquirer->lists_now : &inquirer->lists_then;
	if (!lists->folded || !standings_hold(&lists->standings, at, known_at)) {
		arena_reset(&lists->arena, (ArenaMark){0});
		standings_fold(inquirer->standings, at, known_at, &lists->arena, &lists->standings);
		lists->folded = true;
	}
	return &lists->standings;
}

/* A clock set back must not let an old yes win over a new no: whatever was recorded has happened (RULES, Time). */
static Instant present(const Inquirer *inquirer)
{
	return latest_recorded(inquirer->world.facts, instant_later(inquirer->lists_recorded, inquirer->now));
}

static void fold(Inquirer *inquirer, const Inquiry *inquiry)
{
	bool says_at = instant_order(inquiry->at, INSTANT_MIN) != 0;
	bool says_known = instant_order(inquiry->known_at, INSTANT_MIN) != 0;
	Instant now = says_at && says_known ? inquirer->now : present(inquirer);
	Instant at = says_at ? inquiry->at : now;
	Instant known_at = says_known ? inquiry->known_at : now;
	const Reach *reach = &inquirer->reach;
	if (inquirer->folded && instant_order(reach->at, at) == 0 && instant_order(reach->known_at, known_at) == 0)
		return;
	const Standings *lists = fold_lists(inquirer, at, known_at);
	arena_reset(&inquirer->of_fold, (ArenaMark){0});
	reach_fold_listed(&inquirer->world, lists, at, known_at, &inquirer->of_fold, &inquirer->reach);
	inquirer->folded = true;
}

/* --- What a question names --- */

static uint32_t entry_number(const Inquirer *inquirer, const char *id)
{
	const EntryList *entries = &inquirer->world.entries;
	if (entries->count > UNINDEXED)
		return index_find(&inquirer->entries, id);
	for (uint32_t i = 0; i < entries->count; i++)
		if (strcmp(entries->items[i].id, id) == 0)
			return i;
	return INDEX_NONE;
}

static bool find_entry(const Inquirer *inquirer, const char *id, size_t *ret_entry, Error *err)
{
	const uint32_t number = entry_number(inquirer, id);
	if (number == INDEX_NONE)
		return fail(err, ERROR_MISSING, "The entry %s is not known, or not of this patient.", id);
	*ret_entry = number;
	return true;
}

/* A mistyped code must not mean "an organisation that may see nothing". */
static bool check_organisation(const Inquirer *inquirer, const char *code, Error *err)
{
	const Directory *directory = &inquirer->world.directory;
	if (directory->organisation(directory->self, code) || inquirer->book->fault.kind != ERROR_NONE)
		return true; /* a fault is told once all is decided */
	return fail(err, ERROR_MISSING, "The organisation %s is not known.", code);
}

/* --- One decision --- */

/* Making a name of capitals and a long form takes as long as a decision: each is made once. */
static const char *name_of(Inquirer *inquirer, const char *org, Arena *arena)
{
	if (explain_hides(&inquirer->world, org))
		return explain_name(&inquirer->world, org, arena);
	const uint32_t next = (uint32_t)inquirer->name_count;
	const uint32_t found = index_find(&inquirer->names, org);
	if (found != INDEX_NONE)
		return inquirer->named[found];
	if (inquirer->name_count == countof(inquirer->named))
		return explain_name(&inquirer->world, org, arena);
	inquirer->named[next] = explain_name(&inquirer->world, org, &inquirer->of_practice);
	index_add(&inquirer->names, &inquirer->of_practice, arena_text(&inquirer->of_practice, org), next);
	inquirer->name_count++;
	return inquirer->named[next];
}

/* "Denied: private." The rule, the reason and the ids of the facts it rests on are the answer's. */
static const char *briefly(const Decision *decision, Arena *arena)
{
	static const char *const verdicts[] = {
		[VERDICT_DENY] = "Denied", [VERDICT_ASK] = "Ask", [VERDICT_ALLOW] = "Allowed"};
	Text text = {.arena = arena};
	text_add_print(&text, "%s: ", verdicts[decision->verdict]);
	explain_word(reason_text(decision->reason), &text);
	text_add_char(&text, '.');
	return text_done(&text);
}

static void decide_entry(Inquirer *inquirer, const char *org, size_t entry, Arena *arena, Reply *reply)
{
	Viewer viewer = viewer_of(&inquirer->reach, org);
	Text text = {.arena = arena};
	reply->kind = REPLY_DECISION;
	reply->decision = decide(&viewer, entry);
	explain_decision(&inquirer->reach, name_of(inquirer, org, arena), &reply->decision, "this", &text);
	reply->text = inquirer->discreet ? briefly(&reply->decision, arena) : text_done(&text);
}

static void decide_research(const Inquirer *inquirer, const ResearchUse *use, Arena *arena, Reply *reply)
{
	Text text = {.arena = arena};
	reply->kind = REPLY_DECISION;
	reply->decision = research_decide(&inquirer->reach, use);
	explain_research(&inquirer->reach, &reply->decision, &text);
	reply->text = inquirer->discreet ? briefly(&reply->decision, arena) : text_done(&text);
}

/* --- Lists --- */

static int ascending(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;
	return text_order(*a, *b);
}

typedef struct Sorted {
	const char **items;
	size_t count;
} Sorted;

static Sorted sorted_begin(size_t most, Arena *arena)
{
	return (Sorted){arena_array(arena, most, sizeof(const char *)), 0};
}

static TextList sorted_done(const Sorted *sorted)
{
	if (sorted->count > 1)
		qsort(sorted->items, sorted->count, sizeof sorted->items[0], ascending);
	return (TextList){sorted->items, sorted->count};
}

static void list_entries(const Inquirer *inquirer, const char *org, Arena *arena, Reply *reply)
{
	const EntryList *entries = &inquirer->world.entries;
	Sorted visible = sorted_begin(entries->count, arena), ask = sorted_begin(entries->count, arena);
	Viewer viewer = viewer_of(&inquirer->reach, org);
	for (size_t i = 0; i < entries->count; i++) {
		Decision decision = decide(&viewer, i);
		if (decision.verdict == VERDICT_ALLOW)
			visible.items[visible.count++] = entries->items[i].id;
		else if (decision.verdict == VERDICT_ASK)
			ask.items[ask.count++] = entries->items[i].id;
		else
			reply->withheld += decision.rule != RULE_G0;
	}
	reply->kind = REPLY_VIEW;
	reply->visible = sorted_done(&visible);
	reply->ask = sorted_done(&ask);
}

static bool read_askers(Inquirer *inquirer, Error *err)
{
	const Ledger *ledger = &inquirer->ledger;
	OrganisationQuery query = {.today = zone_local(inquirer->zone, inquirer->now).date,
				   .limit = SIZE_MAX,
				   .which = ORGANISATIONS_ASKING};
	if (inquirer->askers_read)
		return true;
	inquirer->askers_read =
		ledger->ops->find_organisations(ledger->self, &query, &inquirer->of_practice, &inquirer->askers, err);
	return inquirer->askers_read;
}

static bool list_organisations(Inquirer *inquirer, size_t entry, Arena *arena, Reply *reply, Error *err)
{
	if (!read_askers(inquirer, err))
		return false;
	const TextList named = onlookers_named(&inquirer->reach, arena);
	Sorted visible = sorted_begin(named.count, arena), ask = sorted_begin(named.count, arena);
	for (size_t i = 0; i < named.count; i++) {
		Viewer viewer = viewer_of(&inquirer->reach, named.items[i]);
		Verdict verdict = decide(&viewer, entry).verdict;
		if (verdict == VERDICT_ALLOW)
			visible.items[visible.count++] = named.items[i];
		else if (verdict == VERDICT_ASK)
			ask.items[ask.count++] = named.items[i];
	}
	reply->kind = REPLY_VIEWERS;
	reply->visible = sorted_done(&visible);
	reply->ask = sorted_done(&ask);
	for (Via via = VIA_MIG; via <= VIA_SCR && !reply->ask_any; via++)
		reply->ask_any = onlookers_asking(&inquirer->reach, entry, &named, &inquirer->askers, via);
	return true;
}

/* --- Questions --- */

static bool check_shape(const Inquiry *inquiry, Error *err)
{
	if (!inquiry->patient)
		return fail(err, ERROR_INPUT, "The question names no patient.");
	if (inquiry->research && (inquiry->org || inquiry->entry))
		return fail(err, ERROR_INPUT, "A question about research names neither an organisation nor an entry.");
	if (!inquiry->research && !inquiry->org && !inquiry->entry)
		return fail(err, ERROR_INPUT, "The question names neither an organisation nor an entry.");
	return true;
}

bool inquire(Inquirer *inquirer, const Inquiry *inquiry, Arena *arena, Reply *ret_reply, Error *err)
{
	size_t entry = 0;
	Reply reply = {0};
	if (!check_shape(inquiry, err) || !load_world(inquirer, inquiry->patient, err) ||
	    (inquiry->org && !check_organisation(inquirer, inquiry->org, err)) ||
	    (inquiry->entry && !find_entry(inquirer, inquiry->entry, &entry, err)))
		return false;
	fold(inquirer, inquiry);
	if (inquiry->research)
		decide_research(inquirer, &inquiry->use, arena, &reply);
	else if (inquiry->org && inquiry->entry)
		decide_entry(inquirer, inquiry->org, entry, arena, &reply);
	else if (inquiry->org)
		list_entries(inquirer, inquiry->org, arena, &reply);
	else if (!list_organisations(inquirer, entry, arena, &reply, err))
		return false;

	const Error *fault = &inquirer->book->fault;
	if (fault->kind != ERROR_NONE) {
		fail(err, fault->kind, "%s", fault->text);
		forget_practice(inquirer);
		return false;
	}
	*ret_reply = reply;
	return true;
}

void inquirer_done(Inquirer *inquirer)
{
	arena_free(&inquirer->of_practice);
	arena_free(&inquirer->of_patient);
	arena_free(&inquirer->of_fold);
	arena_free(&inquirer->lists_now.arena);
	arena_free(&inquirer->lists_then.arena);
	records_done(&inquirer->records);
	*inquirer = (Inquirer){0};
}
