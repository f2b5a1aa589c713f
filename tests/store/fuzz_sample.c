#include "store/fuzz_sample.h"

#include <sodium.h>

#include "base/macros.h"
#include "base/utf8.h"
#include "model/desk/accounts.h"
#include "model/desk/work.h"
#include "model/lists/lists.h"
#include "model/readings/inquiry.h"

enum { NOW = 1795340460, ENTRIES = 3 };

static const char *const patients[] = {"9990000018", "9990000026", "9990000034"};
static const char *const organisations[] = {"C82001", "RX1", "RX2"};
static const Zone utc = {0};
static const unsigned char key[SEAL_BYTES] = "thirty-two bytes of a desk.key..";
static const char passphrase[] = "sevenfold umbrella 19 lichen",
		  people_told[][12] = {"Sam Reed", "Reception", "Dr Shah"};

/* --- What is told --- */

static void put(Sample *s, Line line, LineSource source)
{
	must(s->ledger.ops->append(s->ledger.self, &line, source, &s->err), s);
}

static void put_directory(Sample *s)
{
	for (int i = 0; i < (int)countof(organisations); i++) {
		Line line = sample_line(line_kind_of(LINE_ORGANISATION), i, &s->arena);
		line.organisation.code = organisations[i];
		line.organisation.system = SYSTEM_SYSTMONE;
		line.organisation.closed = (Date){0};
		line.organisation.status = NULL;
		put(s, line, SOURCE_ODS);
	}
	for (int i = 0; i < (int)countof(patients); i++) {
		Line line = sample_line(line_kind_of(LINE_PERSON), i, &s->arena);
		line.person.nhs = patients[i];
		line.person.died = (PartialDate){0};
		put(s, line, SOURCE_DESK);
		for (int e = 0; e < ENTRIES; e++) {
			line = sample_line(line_kind_of(LINE_ENTRY), i * ENTRIES + e, &s->arena);
			line.entry.id = arena_print(&s->arena, "n%d-%d", i, e);
			line.entry.patient = patients[i];
			line.entry.org = organisations[e % 2];
			put(s, line, SOURCE_FHIR);
		}
	}
}

/* What a field names is there; the rest is what sample_line makes of the number. */
static void name_fields(Line *line, int patient, int number, Arena *arena)
{
	for (size_t f = 0; f < line->kind->count; f++) {
		const Field *field = &line->kind->fields[f];
		const char *name = NULL;
		switch (field->names) {
		case NAMES_PATIENT: name = patients[patient]; break;
		case NAMES_ORGANISATION: name = organisations[text_is(field->name, "practice") ? 0 : number % 3]; break;
		case NAMES_ENTRY: name = arena_print(arena, "n%d-%d", patient, number % ENTRIES); break;
		case NAMES_EPISODE:
			name = arena_print(arena, "e%d-%s", patient,
					   line->fact.kind == FACT_REGISTERED ? "home" : "away");
			break;
		case NAMES_REQUEST: name = arena_print(arena, "r%d", patient); break;
		case NAMES_OVERRIDE: name = arena_print(arena, "o%d", patient); break;
		case NAMES_FACT: name = arena_print(arena, "f%d-%d", patient, (int)FACT_ANSWERED); break;
		case NAMES_NOTHING: break;
		}
		if (name)
			line_set_text(line, field, name);
	}
}

static void put_every_kind(Sample *s, int patient)
{
	for (FactKind kind = 1; kind < FactKind_COUNT_; kind++) {
		if (kind == FACT_ACCOUNT || kind == FACT_SETTING)
			continue; /* told as a desk tells them, with what stands beside the ledger */
		const int number = patient * FactKind_COUNT_ + (int)kind;
		Line line = sample_line(line_kind_of_fact(kind), number, &s->arena);
		name_fields(&line, patient, number, &s->arena);
		line.fact.id = arena_print(&s->arena, "f%d-%d", patient, (int)kind);
		if (kind == FACT_REGISTERED)
			line.fact.org = organisations[0];
		put(s, line, SOURCE_DESK);
	}
}

/* What the last of them left closed is opened once more, and said yes to. */
static void put_agreement(Sample *s, int patient, int org)
{
	static const WordByte directions[] = {DIRECTION_OUT, DIRECTION_IN};
	Fact fact = FACT_NONE;
	fact.kind = org == 0 ? FACT_REGISTERED : FACT_REFERRED;
	fact.patient = patients[patient];
	fact.org = organisations[org];
	fact.episode = arena_print(&s->arena, "again%d-%d", patient, org);
	fact.at = fact.recorded_at = (Instant){1750000000 + patient};
	fact.id = arena_print(&s->arena, "a%d-%d", patient, org);
	put(s, line_of_fact(&fact), SOURCE_DESK);
	fact.kind = FACT_ANSWERED;
	fact.org = NULL;
	fact.who = WHO_PATIENT;
	fact.answer = ANSWER_YES;
	for (size_t d = 0; d < countof(directions); d++) {
		fact.direction = directions[d];
		fact.id = arena_print(&s->arena, "y%d-%d-%zu", patient, org, d);
		put(s, line_of_fact(&fact), SOURCE_DESK);
	}
}

/* --- The desk --- */

static Instant still(void *self)
{
	return (Instant){NOW};
}

/* No two are the same. */
static bool fill(void *self, void *bytes, size_t n, Error *err)
{
	static unsigned char next;
	memset(bytes, ++next, n);
	return true;
}

Desk *fuzz_desk(Store *store)
{
	DeskPorts ports = {.clock = {still, NULL},
			   .entropy = {fill, NULL},
			   .ledger = store_ledger(store),
			   .hash_cost = {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN},
			   .zone = &utc,
			   .demo = true};
	memcpy(ports.key, key, sizeof ports.key);
	store_seal_accounts(store, key);
	return desk_open(&ports);
}

/* Accounts of three roles, one closed; settings of the practice and of one of them; wrong passphrases. */
static void put_accounts(Sample *s, Desk *desk)
{
	const SetUp set_up = {.practice = organisations[0], .admin = people_told[0], .passphrase = passphrase};
	Error err;
	must(desk_set_up(desk, &set_up, &s->err), s);
	must(desk_sign_in(desk, people_told[0], passphrase, &s->err), s);
	must(desk_add_staff(desk, people_told[1], ROLE_RECEPTIONIST, passphrase, &s->err), s);
	must(desk_add_staff(desk, people_told[2], ROLE_CLINICIAN, passphrase, &s->err), s);
	must(desk_change_staff(desk, people_told[2], ROLE_CLINICIAN, false, &s->err), s);
	must(desk_set_pin(desk, "4826", &s->err), s);
	must(desk_put_setting(desk, "code-minutes", "15", &s->err), s);
	must(desk_put_own_setting(desk, "theme", "dark", &s->err), s);
	desk_sign_out(desk);
	assert_false(desk_sign_in(desk, people_told[1], "another 7 umbrellas", &err));
}

void fuzz_make(Sample *s)
{
	sample_begin(s);
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	put_directory(s);
	for (int i = 0; i < (int)countof(patients); i++) {
		put_every_kind(s, i);
		put_agreement(s, i, 0);
		put_agreement(s, i, 1);
	}
	must(s->ledger.ops->put_setting(s->ledger.self, "sender-seen", "1795340000", &s->err), s);
	must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
	Desk *desk = fuzz_desk(s->store);
	put_accounts(s, desk);
	must(desk_work_settle(desk, NULL, NULL, &s->err), s);
	desk_close(desk);
	sample_close(s);
}

bool fuzz_due_is_so(Store *store, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *patient;
	Desk *desk = fuzz_desk(store);
	const bool checked = desk_work_check(desk, NULL, NULL, NULL, &arena, &patient, err);
	desk_close(desk);
	return checked && (!patient || fail(err, ERROR_STORE, "What is due of %s is not what is kept.", patient));
}

bool fuzz_accounts_are_so(Store *store, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	TextList differences;
	Desk *desk = fuzz_desk(store);
	const bool compared = desk_compare_accounts(desk, &arena, &differences, err);
	desk_close(desk);
	return compared && (differences.count == 0 || fail(err, ERROR_STORE, "%s", differences.items[0]));
}

/* --- What is seen --- */

static bool see_line(void *self, const Line *line, int64_t seq, LineSource source, const Seal *seal, Error *err)
{
	text_add_print(self, "%lld %d ", (long long)seq, (int)source);
	line_seal_text(line, false, self);
	return true;
}

static void see_facts(const FactList *facts, Text *out)
{
	for (size_t i = 0; i < facts->count; i++) {
		const Line line = line_of_fact(&facts->items[i]);
		text_add_print(out, "%lld %d ", (long long)facts->items[i].seq, (int)facts->items[i].told_here);
		line_seal_text(&line, false, out);
	}
}

static bool see_organisations(const Ledger *ledger, Arena *arena, Text *out, Error *err)
{
	OrganisationList found;
	const OrganisationQuery query = {
		.words = "organisation", .with_closed = true, .today = {2026, 11, 29}, .limit = 9};
	for (size_t i = 0; i < countof(organisations); i++) {
		const Organisation *organisation;
		if (!ledger->ops->organisation(ledger->self, organisations[i], arena, &organisation, err))
			return false;
		const Line line = organisation ? line_of_organisation(organisation) : (Line){0};
		if (organisation)
			line_seal_text(&line, false, out);
	}
	if (!ledger->ops->find_organisations(ledger->self, &query, arena, &found, err))
		return false;
	for (size_t i = 0; i < found.count; i++)
		text_add_print(out, "found %s\n", found.items[i].code);
	return true;
}

static bool see_patient(const Ledger *ledger, const char *nhs, Arena *arena, Text *out, Error *err)
{
	const LedgerOps *ops = ledger->ops;
	const Person *person;
	FactList facts, merged;
	EntryList entries;
	KeptList kept;
	if (!ops->person(ledger->self, nhs, arena, &person, err) ||
	    !ops->facts(ledger->self, nhs, arena, &facts, err) ||
	    !ops->entries(ledger->self, nhs, arena, &entries, err) ||
	    !ops->kept(ledger->self, nhs, arena, &kept, err) || !ops->merged(ledger->self, nhs, arena, &merged, err))
		return false;
	text_add_print(out, "%s: %s %zu\n", nhs, person ? person->family : "nobody", kept.count);
	see_facts(&facts, out);
	see_facts(&merged, out);
	for (size_t i = 0; i < entries.count; i++) {
		const Line line = line_of_entry(&entries.items[i]);
		line_seal_text(&line, false, out);
	}
	return true;
}

static bool see_answer(Inquirer *inquirer, const Inquiry *inquiry, Arena *arena, Text *out, Error *err)
{
	Reply reply;
	if (!inquire(inquirer, inquiry, arena, &reply, err))
		return false;
	text_add_print(out, "%s %s %s: ", inquiry->patient, inquiry->org, text_or(inquiry->entry, "all"));
	if (reply.kind == REPLY_DECISION)
		text_add_print(out, "%d %d %s\n", (int)reply.decision.verdict, (int)reply.decision.reason, reply.text);
	for (size_t i = 0; reply.kind == REPLY_VIEW && i < reply.visible.count; i++)
		text_add_print(out, "%s ", reply.visible.items[i]);
	return true;
}

static bool see_answers(Inquirer *inquirer, Arena *arena, Text *out, Error *err)
{
	for (int p = 0; p < (int)countof(patients); p++)
		for (size_t o = 0; o < countof(organisations); o++)
			for (int e = 0; e <= ENTRIES; e++) {
				const char *entry = e < ENTRIES ? arena_print(arena, "n%d-%d", p, e) : NULL;
				const Inquiry inquiry = {.patient = patients[p],
							 .org = organisations[o],
							 .entry = entry,
							 .at = INSTANT_MIN,
							 .known_at = INSTANT_MIN};
				if (!see_answer(inquirer, &inquiry, arena, out, err))
					return false;
			}
	return true;
}

/* Names, roles, hashes, what was counted: all that a desk goes by. */
static bool see_accounts(const Ledger *ledger, Arena *arena, Text *out, Error *err)
{
	const LedgerOps *ops = ledger->ops;
	StaffList staff;
	SettingList settings;
	Wrong wrong;
	const char *own;
	if (!ops->staff_all(ledger->self, arena, &staff, err) ||
	    !ops->settings_all(ledger->self, arena, &settings, err))
		return false;
	for (size_t i = 0; i < staff.count; i++) {
		const Staff *one = &staff.items[i];
		text_add_print(out, "%s: %d %d %s %s %lld %lld %lld\n", one->name, one->role, one->active,
			       one->passphrase, text_or(one->pin, "-"), (long long)one->pin_failures,
			       (long long)one->once_until.seconds, (long long)one->signed_in.seconds);
	}
	for (size_t i = 0; i < settings.count; i++)
		text_add_print(out, "%s=%s\n", settings.items[i].name, settings.items[i].value);
	for (size_t i = 0; i < countof(people_told); i++) {
		if (!ops->wrong(ledger->self, utf8_fold(arena, people_told[i]), &wrong, err) ||
		    !ops->own_setting(ledger->self, people_told[i], "theme", arena, &own, err))
			return false;
		text_add_print(out, "%lld %lld %lld %s\n", (long long)wrong.count, (long long)wrong.since.seconds,
			       (long long)wrong.last.seconds, text_or(own, "-"));
	}
	return true;
}

static bool see_all(Store *store, Arena *arena, Text *out, Error *err)
{
	const Ledger ledger = store_ledger(store);
	FactList nobody;
	Inquirer inquirer = {.ledger = ledger, .zone = &utc, .now = {NOW}};
	bool seen = store_walk(store, 0, INT64_MAX, see_line, out, err) &&
		    see_organisations(&ledger, arena, out, err) && see_accounts(&ledger, arena, out, err) &&
		    ledger.ops->facts(ledger.self, NULL, arena, &nobody, err);
	if (seen)
		see_facts(&nobody, out);
	for (size_t i = 0; seen && i < countof(patients); i++)
		seen = see_patient(&ledger, patients[i], arena, out, err);
	seen = seen && see_answers(&inquirer, arena, out, err);
	inquirer_done(&inquirer);
	return seen;
}

const char *fuzz_see(Store *store, Arena *arena, Error *err)
{
	scoped(arena_free) Arena of_text = {0};
	const Ledger ledger = store_ledger(store);
	Text out = {.arena = &of_text};
	if (!ledger.ops->read_begin(ledger.self, err))
		return NULL;
	const bool seen = see_all(store, arena, &out, err);
	ledger.ops->read_end(ledger.self);
	return seen ? arena_text(arena, text_done(&out)) : NULL;
}

void fuzz_read(Store *store)
{
	scoped(arena_free) Arena arena = {0};
	const Ledger ledger = store_ledger(store);
	StaffList staff;
	PresenceList presences;
	ExpectedList expected;
	ParcelList parcels;
	DueRows due;
	DueCounts counts;
	TextList changed;
	const char *practice;
	Error err;
	fuzz_see(store, &arena, &err);
	ledger.ops->staff_all(ledger.self, &arena, &staff, &err);
	ledger.ops->presences(ledger.self, &arena, &presences, &err);
	ledger.ops->expected(ledger.self, &arena, &expected, &err);
	ledger.ops->queued_parcels(ledger.self, &arena, &parcels, &err);
	ledger.ops->doubtful_parcels(ledger.self, INSTANT_MAX, &arena, &parcels, &err);
	ledger.ops->due(ledger.self, &(DueQuery){.kind = 1, .limit = SIZE_MAX}, &arena, &due, &err);
	ledger.ops->due_counts(ledger.self, (Instant){1}, &counts, &err);
	ledger.ops->changed(ledger.self, 1, SIZE_MAX, &arena, &changed, &err);
	ledger.ops->setting(ledger.self, "practice", &arena, &practice, &err);
	fuzz_due_is_so(store, &err);
	Desk *desk = fuzz_desk(store);
	if (desk_sign_in_demo(desk, ROLE_RECEPTIONIST, &err)) {
		desk_work_step(desk, 10);
		desk_work(desk);
	}
	desk_close(desk);
}
