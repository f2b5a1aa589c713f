/* Each step that an act of the store takes in SQLite fails once: a statement is refused, or breaks off as it begins or
 * at one of its rows. The act then fails with a sentence, keeps nothing, and succeeds when it is tried again. */
#include "post.h"

#include "base/macros.h"
#include "model/ledger/transaction.h"
#include "store/verify.h"

/* --- What fails --- */

typedef enum Blow { BLOW_REFUSED, BLOW_BROKEN_OFF, BLOW_COUNT } Blow;

static struct {
	Blow blow;
	int steps;	    /* so many from now; 0: none fails */
	const void *broken; /* the statement that breaks off */
	bool struck;
} strike;

static bool step_fails(Blow blow)
{
	return strike.blow == blow && strike.steps > 0 && --strike.steps == 0;
}

/* The search passes over that it cannot ask whether others wrote. */
static int on_prepare(void *self, int what, const char *first, const char *second, const char *base, const char *within)
{
	bool part = what == SQLITE_READ || what == SQLITE_FUNCTION;
	if (part || text_is(first, "ROLLBACK") || text_is(first, "data_version") || !step_fails(BLOW_REFUSED))
		return SQLITE_OK;
	strike.struck = true;
	return SQLITE_DENY;
}

/* A commit has been done by the time that it would break off; the search's own statements are SQLite's. */
static bool is_step(unsigned what, const char *sql, const char *traced)
{
	bool trigger = what == SQLITE_TRACE_STMT && text_starts(traced, "--");
	return !trigger && !text_empty(sql) && !strstr(sql, "'main'.") && !text_starts(sql, "COMMIT") &&
	       !text_starts(sql, "ROLLBACK");
}

static int on_step(unsigned what, void *self, void *statement, void *more)
{
	if (what == SQLITE_TRACE_PROFILE)
		strike.broken = strike.broken == statement ? NULL : strike.broken;
	else if (is_step(what, sqlite3_sql(statement), more) && step_fails(BLOW_BROKEN_OFF))
		strike.broken = statement;
	return 0;
}

/* Until it has ended: a statement of the search within it may pass one failure over. */
static int on_progress(void *self)
{
	strike.struck |= strike.broken != NULL;
	return strike.broken != NULL;
}

/* Every connection from its opening on, so that opening can fail too. */
static int watch(sqlite3 *connection, char **said, const struct sqlite3_api_routines *api)
{
	sqlite3_set_authorizer(connection, on_prepare, NULL);
	sqlite3_trace_v2(connection, SQLITE_TRACE_STMT | SQLITE_TRACE_ROW | SQLITE_TRACE_PROFILE, on_step, NULL);
	sqlite3_progress_handler(connection, 1, on_progress, NULL);
	return SQLITE_OK;
}

/* --- What is done --- */

typedef struct Stage {
	Sample s;
	Outbox *outbox;
	int told; /* so many names were given: never one twice, for what a failure left behind would bear it already */
} Stage;

static const char *new_name(Stage *stage, char letter)
{
	return arena_print(&stage->s.arena, "%c%d", letter, ++stage->told);
}

static Line *kept(Stage *stage, Line line)
{
	Line *copy = arena_alloc(&stage->s.arena, sizeof line);
	*copy = line;
	return copy;
}

static Line *new_fact(Stage *stage)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_REGISTERED;
	fact.org = "RWE";
	fact.id = new_name(stage, 'f');
	fact.patient = "111";
	fact.episode = "e1";
	fact.at = fact.recorded_at = at(0);
	return kept(stage, line_of_fact(&fact));
}

#define READ(name, ...) \
	static bool read_##name(Stage *stage) \
	{ \
		Sample *s = &stage->s; \
		return s->ledger.ops->name(s->ledger.self, __VA_ARGS__, &s->err); \
	}

#define WRITE(act, name, ...) \
	static bool write_##act(Stage *stage) \
	{ \
		Sample *s = &stage->s; \
		scoped(transaction_end) Transaction transaction = {0}; \
		return transaction_begin(&transaction, &s->ledger, &s->err) && \
		       s->ledger.ops->name(s->ledger.self, __VA_ARGS__, &s->err) && \
		       transaction_commit(&transaction, &s->err); \
	}

#define SEND(name, ...) \
	static bool send_##name(Stage *stage) \
	{ \
		return outbox_##name(stage->outbox, __VA_ARGS__, &stage->s.err); \
	}

READ(head, &(int64_t){0}, &(Seal){0})
READ(facts, "111", &s->arena, &(FactList){0})
READ(facts_of_nobody, NOBODY_STANDINGS, 0, SIZE_MAX, &s->arena, &(FactList){0})
READ(copies, "111", &s->arena, &(FactList){0})
READ(entries, "111", &s->arena, &(EntryList){0})
READ(outlines, "111", &s->arena, &(EntryList){0})
READ(said, 1, &s->arena, &(const char *){0})
READ(all_said, "111", &s->arena, &(EntrySaidList){0})
READ(facts_since, "111", 0, &s->arena, &(FactList){0})
READ(fact, "f1", &s->arena, &(const Fact *){0})
READ(entry, "e1", &s->arena, &(const Entry *){0})
READ(person, "111", &s->arena, &(const Person *){0})
READ(kept, "111", &s->arena, &(KeptList){0})
READ(person_at, "111", 99, &s->arena, &(const Person *){0})
READ(organisation, "C82009", &s->arena, &(const Organisation *){0})
READ(opening, NAMES_EPISODE, "e1", &s->arena, &(const Fact *){0})
READ(merged, "111", &s->arena, &(FactList){0})
READ(set_by_hand, "C82009", &(bool){0})
READ(find_people, &(PersonQuery){.family_prefix = "a", .limit = 9}, &s->arena, &(PersonList){0})
READ(has_namesake, &(Person){.nhs = "111", .family = "Ash", .given = "Ida"}, &(bool){0})
READ(alike_names, NAME_FAMILY, "ashe", &s->arena, &(TextList){0})
READ(find_organisations, &(OrganisationQuery){.words = "elm", .with_closed = true, .limit = 9}, &s->arena,
     &(OrganisationList){0})
READ(everybody, &s->arena, &(TextList){0})
READ(changed, 1, 9, &s->arena, &(TextList){0})
READ(staff_all, &s->arena, &(StaffList){0})
READ(staff, "Ann", &s->arena, &(const Staff *){0})
READ(setting, "practice", &s->arena, &(const char *){0})
READ(code, "c2", &(Seal){0}, &(bool){0})
READ(queued_parcels, &s->arena, &(ParcelList){0})
READ(doubtful_parcels, INSTANT_MAX, &s->arena, &(ParcelList){0})
READ(delivery, "m", &s->arena, &(const Delivery *){0})
READ(presences, &s->arena, &(PresenceList){0})
READ(expected, &s->arena, &(ExpectedList){0})
READ(brief, "111", INSTANT_MAX, &s->arena, &(Brief){0})
READ(told_since, LINE_ENTRY, 0, &(bool){0})
READ(told_at, LINE_PERSON, "111", &(int64_t){0})
READ(own_setting, "Ann", "look", &s->arena, &(const char *){0})
READ(due_to_look_at, at(0), 9, &s->arena, &(TextList){0})
READ(due_settled, at(0), "", 9, &s->arena, &(TextList){0})
READ(due_waiting, at(0), &(int64_t){0})
READ(due, &(DueQuery){.patient = "111", .kind = DUE_KINDS_MAX, .limit = 9}, &s->arena, &(DueRows){0})
READ(due_counts, at(0), &(DueCounts){0})
READ(tallies, "111", &s->arena, &(TallyList){0})
READ(figures, 0, INT32_MAX, &s->arena, &(TallyList){0})

WRITE(fact, append, new_fact(stage), SOURCE_DESK)
WRITE(person, append, kept(stage, sample_person("111", "Ash", "Ida", (Date){1950, 2, 3})), SOURCE_DESK)
WRITE(organisation, append, kept(stage, sample_organisation("C82009", "Elm", "Ely", "CB7 4DL")), SOURCE_ODS)
WRITE(entry, append,
      kept(stage,
	   line_of_entry(&(Entry){.id = "e1", .patient = "111", .org = "C82009", .recorded = at(0), .category = 1})),
      SOURCE_FHIR)
WRITE(staff, put_staff, &(Staff){.name = "Ann", .role = ROLE_NURSE, .passphrase = "-"})
WRITE(setting, put_setting, "practice", "C82009")
WRITE(no_setting, put_setting, "kiosk", NULL)
WRITE(code, put_code, new_name(stage, 'c'), &(Seal){{1}})
WRITE(own_setting, put_own_setting, "Ann", "look", "dark")
WRITE(due, put_due, "111", &(DueRows){&(DueRow){.since = at(stage->told++), .what = "f1"}, 1}, at(9), NULL)
WRITE(tallies, put_tallies, &(TalliesOf){"111", {&(Tally){24300, stage->told++, "RX1", 1}, 1}}, 1)
WRITE(presence, put_presence, &(Presence){.kiosk = "1", .state = KIOSK_CLOSED})
WRITE(expected, put_expected,
      &(ExpectedList){.day = {2026, 11, 29}, .items = &(Expected){"111", 550, "Dr Shah"}, .count = 1})
WRITE(withdrawal, withdraw_parcels, "r")
WRITE(parcel, put_parcel,
      &(Parcel){.fact = new_name(stage, 'm'),
		.request = "r",
		.channel = CODE_SMS,
		.queued = at(0),
		.expires = at(LIFE),
		.sealed = (const unsigned char *)"x",
		.size = 1})

SEND(claim, at(1), CLAIM, &stage->s.arena, &(const OutboxItem *){0})
SEND(sent, "m", at(2), "n")
SEND(again, "m", at(2), at(9), "why")
SEND(failed, "m", at(2), "why")
SEND(delivered, "m", at(2))
SEND(unsettled, at(0), &stage->s.arena, &(const OutboxItem *){0}, &(size_t){0})
SEND(next, &(Instant){0})
SEND(seen, at(1))

static bool read_state(Stage *stage)
{
	scoped(reading_end) Reading reading = {0};
	return reading_begin(&reading, &stage->s.ledger, &stage->s.err);
}

static bool pass_over(void *self, const Line *line, int64_t seq, LineSource source, const Seal *seal, Error *err)
{
	return true;
}

static bool read_walk(Stage *stage)
{
	return store_walk(stage->s.store, 0, INT64_MAX, pass_over, NULL, &stage->s.err);
}

static bool read_verify(Stage *stage)
{
	VerifyReport report = {.fault = VERIFY_WHOLE};
	bool done = store_verify(stage->s.store, NULL, &report, &stage->s.err);
	if (report.fault != VERIFY_WHOLE)
		fail_msg("no fault of the ledger: %s", report.sentence);
	return done;
}

static bool map_pages(Stage *stage)
{
	return store_map(stage->s.store, &stage->s.err);
}

static bool open_as(Stage *stage, StoreMode mode)
{
	Store *store = NULL;
	bool done = store_open(stage->s.path, mode, &store, &stage->s.err);
	store_close(store);
	return done;
}

static bool open_desk(Stage *stage)
{
	return open_as(stage, STORE_OPEN);
}

static bool open_kiosk(Stage *stage)
{
	Store *store = NULL;
	bool done = store_open_kiosk(stage->s.path, "1", &store, &stage->s.err);
	store_close(store);
	return done;
}

static bool open_memory(Stage *stage)
{
	return open_as(stage, STORE_MEMORY);
}

static bool open_outbox(Stage *stage)
{
	Outbox *outbox = NULL;
	bool done = outbox_open(stage->s.path, &outbox, &stage->s.err);
	outbox_close(outbox);
	return done;
}

/* --- Each of it --- */

typedef struct Deed {
	const char *name;
	bool (*run)(Stage *stage);
} Deed;

/* clang-format off */
#define DEED(name) {#name, name}
/* clang-format on */

/* What is read and verified first, while little is there. */
static const Deed deeds[] = {
	DEED(read_head),
	DEED(read_facts),
	DEED(read_entries),
	DEED(read_fact),
	DEED(read_outlines),
	DEED(read_said),
	DEED(read_all_said),
	DEED(read_facts_since),
	DEED(read_facts_of_nobody),
	DEED(read_copies),
	DEED(read_entry),
	DEED(read_person),
	DEED(read_kept),
	DEED(read_person_at),
	DEED(read_organisation),
	DEED(read_opening),
	DEED(read_merged),
	DEED(read_set_by_hand),
	DEED(read_find_people),
	DEED(read_has_namesake),
	DEED(read_alike_names),
	DEED(read_find_organisations),
	DEED(read_everybody),
	DEED(read_changed),
	DEED(read_staff_all),
	DEED(read_staff),
	DEED(read_setting),
	DEED(read_code),
	DEED(read_queued_parcels),
	DEED(read_doubtful_parcels),
	DEED(read_delivery),
	DEED(read_brief),
	DEED(read_told_since),
	DEED(read_told_at),
	DEED(read_own_setting),
	DEED(read_due_to_look_at),
	DEED(read_due_settled),
	DEED(read_due_waiting),
	DEED(read_due),
	DEED(read_due_counts),
	DEED(read_tallies),
	DEED(read_figures),
	DEED(read_presences),
	DEED(read_state),
	DEED(read_walk),
	DEED(read_verify),
	DEED(open_desk),
	DEED(open_kiosk),
	DEED(open_memory),
	DEED(open_outbox),
	DEED(send_next),
	DEED(send_seen),
	DEED(send_claim),
	DEED(send_again),
	DEED(send_unsettled),
	DEED(send_sent),
	DEED(send_delivered),
	DEED(send_failed),
	DEED(write_organisation),
	DEED(write_person),
	DEED(write_entry),
	DEED(write_fact),
	DEED(write_staff),
	DEED(write_setting),
	DEED(write_no_setting),
	DEED(write_code),
	DEED(write_presence),
	DEED(write_parcel),
	DEED(write_withdrawal),
	DEED(write_expected),
	DEED(read_expected),
	DEED(write_own_setting),
	DEED(write_due),
	DEED(write_tallies),
	DEED(map_pages),
};

/* Where the step number `steps` of it fails; false: it has fewer. */
static bool strike_one(Stage *stage, const Deed *deed, Blow blow, int steps)
{
	sample_reopen(&stage->s);
	stage->outbox = outbox_of(&stage->s);
	strike.blow = blow;
	strike.steps = steps;
	strike.struck = false;
	strike.broken = NULL;
	bool done = deed->run(stage);
	strike.steps = 0;
	if (done && strike.struck)
		fail_msg("%s: step %d failed (%d), and nothing was said", deed->name, steps, blow);
	if (!done && (!strike.struck || text_empty(stage->s.err.text)))
		fail_msg("%s, step %d (%d): %s", deed->name, steps, blow, stage->s.err.text);
	stage->s.err = (Error){0};
	if (!done && !deed->run(stage))
		fail_msg("%s, step %d (%d), and again: %s", deed->name, steps, blow, stage->s.err.text);
	outbox_close(stage->outbox);
	return strike.struck;
}

static void test_every_step_that_fails_is_said(void **state)
{
	Stage stage = {0};
	sample_begin(&stage.s);
	put_text(&stage.s, "m", "r", 0, "sealed");
	must(write_fact(&stage) && write_code(&stage) && write_organisation(&stage) && write_person(&stage) &&
		     write_entry(&stage) && write_staff(&stage) && write_setting(&stage) && write_presence(&stage),
	     &stage.s);
	sqlite3_auto_extension((void (*)(void))watch);
	for (size_t i = 0; i < countof(deeds); i++)
		for (Blow blow = 0; blow < BLOW_COUNT; blow++) {
			int steps = 1;
			while (strike_one(&stage, &deeds[i], blow, steps))
				steps++;
			assert_true(steps > 1);
		}
	sqlite3_reset_auto_extension();
	sample_end(&stage.s);
}

static bool begin_many(Stage *stage, int steps)
{
	enum { MANY = 100 * 1000 };
	Sample *s = &stage->s;
	const LedgerOps *ops = s->ledger.ops;
	must(ops->begin(s->ledger.self, &s->err), s);
	strike.blow = BLOW_REFUSED;
	strike.steps = steps;
	const bool begun = ops->many(s->ledger.self, MANY, NULL, NULL);
	strike.steps = 0;
	if (!begun)
		assert_false(ops->commit(s->ledger.self, NULL));
	ops->rollback(s->ledger.self);
	return begun;
}

/* Some of the indexes may be gone by then. */
static void test_many_lines_that_cannot_begin_leave_nothing_to_commit(void **state)
{
	Stage stage = {0};
	int steps = 1;
	sqlite3_auto_extension((void (*)(void))watch);
	sample_begin(&stage.s);
	while (!begin_many(&stage, steps))
		steps++;
	assert_true(steps > 10);
	sqlite3_reset_auto_extension();
	sample_end(&stage.s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_step_that_fails_is_said),
		cmocka_unit_test(test_many_lines_that_cannot_begin_leave_nothing_to_commit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
