#include "ui/stage.h"

#include <inttypes.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "command/phrasebook.h"
#include "exchange/ledger_lines.h"
#include "model/facts/nhs_number.h"
#include "model/ledger/tell.h"
#include "ui/front.h"
#include "unit.h"

/* --- the zone: since 1996 summer time is from the last Sunday in March to that in October, at 01:00 UTC --- */

enum { SUMMER_FROM = 1996, SUMMER_TO = 2050, HOUR = 60 * 60, DAY = 24 * HOUR };

static Instant last_sunday(int year, int month)
{
	const int64_t last = date_days((Date){.year = (int16_t)year, .month = (uint8_t)month, .day = 31});
	return (Instant){(last - (last + 4) % 7) * DAY + HOUR}; /* 1 January 1970 was a Thursday */
}

static Zone london(void)
{
	Zone zone = {.name = "Europe/London"};
	for (int year = SUMMER_FROM; year <= SUMMER_TO; year++) {
		zone.changes[zone.count++] = (ZoneChange){last_sunday(year, 3), HOUR};
		zone.changes[zone.count++] = (ZoneChange){last_sunday(year, 10), 0};
	}
	return zone;
}

/* --- the practice --- */

typedef struct Loading {
	Stage *stage;
	Teller teller;
	bool organisations_only;
} Loading;

static bool take_line(void *self, Line *line, Error *err)
{
	Loading *loading = self;
	Told told;
	if (loading->organisations_only && line->kind->type != LINE_ORGANISATION)
		return true;
	return tell(&loading->teller, line, &loading->stage->arena, &told, err);
}

static bool load_lines(Stage *stage, bool organisations_only, Source *source, Error *err)
{
	Loading loading = {
		.stage = stage,
		.teller = {.ledger = stage->ledger,
			   .now = stage->clock.now,
			   .source = SOURCE_LEDGER_LINES,
			   .names_follow = true},
		.organisations_only = organisations_only,
	};
	const Sink sink = {.take = take_line, .self = &loading};
	const bool done = stage->ledger.ops->begin(stage->ledger.self, err) && ledger_lines_read(source, &sink, err) &&
			  teller_finish(&loading.teller, err) && stage->ledger.ops->commit(stage->ledger.self, err);
	teller_done(&loading.teller);
	return done;
}

static void load(Stage *stage, bool organisations_only)
{
	Source source = {.fd = -1};
	stage_ok(stage, source_open(&source, "assets/demo/practice.jsonl", &stage->err));
	stage_ok(stage, load_lines(stage, organisations_only, &source, &stage->err));
	source_close(&source);
}

static const char *hash_of(Stage *stage, const char *secret)
{
	char *hash = arena_alloc(&stage->arena, PASSPHRASE_HASH_MAX);
	stage_ok(stage, passphrase_hash(least_hash_cost(), secret, hash, &stage->err));
	return hash;
}

static const struct {
	const char *name;
	Role role;
} people[] = {
	{"Priya S", ROLE_RECEPTIONIST},	       {"Nurse Okoye", ROLE_NURSE},	 {"Dr Shah", ROLE_CLINICIAN},
	{"Helen Marsh", ROLE_PRIVACY_OFFICER}, {"Sam Reed", ROLE_ADMINISTRATOR},
};

static void put_staff(Stage *stage)
{
	const LedgerOps *ops = stage->ledger.ops;
	void *self = stage->ledger.self;
	stage_ok(stage, ops->begin(self, &stage->err));
	for (size_t i = 0; i < countof(people); i++) {
		const Staff staff = {
			.name = people[i].name,
			.role = (WordByte)people[i].role,
			.active = true,
			.passphrase = hash_of(stage, STAGE_PASSPHRASE),
			.pin = hash_of(stage, STAGE_PIN),
		};
		stage_ok(stage, ops->put_staff(self, &staff, &stage->err));
	}
	stage_ok(stage, ops->put_setting(self, "practice", STAGE_PRACTICE, &stage->err));
	stage_ok(stage, ops->commit(self, &stage->err));
}

static Desk *desk_of(Stage *stage, int number)
{
	stage->entropy[number].next = (uint64_t)number << 32; /* two desks must not draw the same identifiers */
	return desk_open(&(DeskPorts){
		.clock = still_clock(&stage->clock),
		.entropy = counted_entropy(&stage->entropy[number]),
		.hash_cost = least_hash_cost(),
		.ledger = stage->ledger,
		.zone = &stage->zone,
		.demo = !stage->real,
		.phrasebook = stage->phrasebook,
		.sends_sms = stage->sends,
		.sends_email = stage->sends,
		.printing = stage->printing,
		.importing = stage->importing,
		.copying = stage->copying,
		.witness = stage->witness,
		.card = stage->reads ? held_card(&stage->card) : (CardPort){0},
	});
}

/* The demo is read once, in a stage of its own that stays: every other begins as a copy of its ledger. */
static const MemoryLedger *prepared(bool organisations_only)
{
	static Stage stages[2];
	Stage *stage = &stages[organisations_only];
	if (stage->ledger.ops)
		return &stage->memory;
	stage->clock.now.seconds = STAGE_NOW;
	stage->ledger = memory_ledger(&stage->memory);
	load(stage, organisations_only);
	if (!organisations_only)
		put_staff(stage);
	arena_free(&stage->arena);
	return &stage->memory;
}

typedef struct StageWith {
	bool real, sends, reads;
	Printing printing;
	Importing importing;
	CopyPort copying;
	WitnessPort witness;
} StageWith;

static Stage *open_stage(bool organisations_only, StageWith with)
{
	Stage *stage = calloc(1, sizeof *stage);
	assert_non_null(stage);
	stage->clock.now.seconds = STAGE_NOW;
	stage->zone = london();
	stage->real = with.real;
	stage->sends = with.sends;
	stage->reads = with.reads;
	stage->printing = with.printing;
	stage->importing = with.importing;
	stage->copying = with.copying;
	stage->witness = with.witness;
	stage->phrasebook = phrasebook;
	memory_ledger_as(&stage->memory, prepared(organisations_only));
	stage->ledger = memory_ledger(&stage->memory);
	stage->desk = desk_of(stage, 0);
	stage->other = desk_of(stage, 1);
	return stage;
}

static Stage *open_as(Role role, StageWith with)
{
	Stage *stage = open_stage(false, with);
	if (role)
		stage_ok(stage, desk_sign_in_demo(stage->desk, role, &stage->err));
	return stage;
}

Stage *stage_open(Role role)
{
	return open_as(role, (StageWith){0});
}

Stage *stage_open_sending(Role role)
{
	return open_as(role, (StageWith){.sends = true});
}

Stage *stage_open_printing(Role role, Printing printing)
{
	return open_as(role, (StageWith){.printing = printing});
}

Stage *stage_open_importing(Role role, Importing importing)
{
	return open_as(role, (StageWith){.importing = importing});
}

Stage *stage_open_copying(Role role, CopyPort copying)
{
	return open_as(role, (StageWith){.copying = copying});
}

Stage *stage_open_witnessed(Role role, WitnessPort witness)
{
	return open_as(role, (StageWith){.witness = witness});
}

Stage *stage_open_reading(Role role)
{
	return open_as(role, (StageWith){.reads = true});
}

Stage *stage_open_real(Role role)
{
	Stage *stage = open_stage(false, (StageWith){.real = true});
	const LedgerOps *ops = stage->ledger.ops;
	stage_ok(stage, ops->begin(stage->ledger.self, &stage->err));
	stage_ok(stage, ops->put_setting(stage->ledger.self, "languages", "gu", &stage->err));
	stage_ok(stage, ops->commit(stage->ledger.self, &stage->err));
	for (size_t i = 0; i < countof(people); i++)
		if (people[i].role == role)
			stage_ok(stage, desk_sign_in(stage->desk, people[i].name, STAGE_PASSPHRASE, &stage->err));
	return stage;
}

Stage *stage_open_empty(void)
{
	return open_stage(true, (StageWith){0});
}

void stage_close(Stage *stage)
{
	desk_close(stage->desk);
	desk_close(stage->other);
	memory_ledger_close(&stage->memory);
	arena_free(&stage->arena);
	free(stage);
}

void stage_ok(const Stage *stage, bool done)
{
	if (!done)
		fail_msg("%s", stage->err.text);
}

Chart *stage_chart(Stage *stage, const char *nhs)
{
	const Person *person = NULL;
	Chart *chart = NULL;
	stage_ok(stage, stage->ledger.ops->person(stage->ledger.self, nhs, &stage->arena, &person, &stage->err));
	assert_non_null(person);
	stage_ok(stage, desk_open_chart(stage->desk, nhs, person->born, &chart, &stage->err));
	return chart;
}

static void tell_line(Stage *stage, Teller *teller, Line line)
{
	Told told;
	stage_ok(stage, tell(teller, &line, &stage->arena, &told, &stage->err));
}

static void tell_from(Stage *stage, LineSource source, Fact fact)
{
	Teller teller = {.ledger = stage->ledger, .now = stage->clock.now, .source = source};
	if (instant_order(fact.at, INSTANT_MIN) == 0)
		fact.at = stage->clock.now;
	stage_ok(stage, stage->ledger.ops->begin(stage->ledger.self, &stage->err));
	tell_line(stage, &teller, line_of_fact(&fact));
	stage_ok(stage, stage->ledger.ops->commit(stage->ledger.self, &stage->err));
	teller_done(&teller);
}

void stage_tell(Stage *stage, Fact fact)
{
	tell_from(stage, SOURCE_LEDGER_LINES, fact);
}

void stage_tell_here(Stage *stage, Fact fact)
{
	tell_from(stage, SOURCE_DESK, fact);
}

void stage_put(Stage *stage, Organisation organisation)
{
	Teller teller = {.ledger = stage->ledger, .now = stage->clock.now, .source = SOURCE_LEDGER_LINES};
	organisation.system = organisation.system ? organisation.system : SYSTEM_UNKNOWN;
	organisation.mig = TRUTH_FALSE;
	stage_ok(stage, stage->ledger.ops->begin(stage->ledger.self, &stage->err));
	tell_line(stage, &teller, line_of_organisation(&organisation));
	stage_ok(stage, stage->ledger.ops->commit(stage->ledger.self, &stage->err));
	teller_done(&teller);
}

void stage_sender_seen(Stage *stage, int64_t seconds_ago)
{
	char seen[24];
	text_print(seen, sizeof seen, "%" PRId64, stage->clock.now.seconds - seconds_ago);
	stage_ok(stage, stage->ledger.ops->begin(stage->ledger.self, &stage->err));
	stage_ok(stage, stage->ledger.ops->put_setting(stage->ledger.self, "sender-seen", seen, &stage->err));
	stage_ok(stage, stage->ledger.ops->commit(stage->ledger.self, &stage->err));
}

void stage_deliver(Stage *stage, DeliveryState state, unsigned tries, const char *why)
{
	MemoryState *now = &stage->memory.now;
	MemoryParcel *last;
	assert_true(now->parcel_count > 0);
	last = &now->parcels[now->parcel_count - 1];
	last->state = state;
	last->changed = stage->clock.now;
	last->tries = tries;
	last->why = why;
}

void stage_people(Stage *stage, unsigned count)
{
	Teller teller = {.ledger = stage->ledger, .now = stage->clock.now, .source = SOURCE_LEDGER_LINES};
	stage_ok(stage, stage->ledger.ops->begin(stage->ledger.self, &stage->err));
	for (unsigned i = 0; i < count; i++) {
		const NhsNumber number = nhs_number_test(100000 + i, 0);
		const Person person = {
			.nhs = number.digits,
			.family = arena_print(&stage->arena, "Zeta%u", i),
			.given = "Zoe",
			.born = {1980, 1, 1},
		};
		tell_line(stage, &teller, line_of_person(&person));
	}
	stage_ok(stage, stage->ledger.ops->commit(stage->ledger.self, &stage->err));
	teller_done(&teller);
}

void stage_elsewhere(Stage *stage)
{
	const LedgerOps *ops = stage->ledger.ops;
	void *self = stage->ledger.self;
	stage_ok(stage, ops->begin(self, &stage->err));
	stage_ok(stage, ops->put_setting(self, "records", "elsewhere", &stage->err));
	stage_ok(stage, ops->commit(self, &stage->err));
}

void stage_pin(Stage *stage, const char *name, bool chosen)
{
	const LedgerOps *ops = stage->ledger.ops;
	void *self = stage->ledger.self;
	const Staff *staff = NULL;
	Staff changed;
	stage_ok(stage, ops->begin(self, &stage->err));
	stage_ok(stage, ops->staff(self, name, &stage->arena, &staff, &stage->err));
	assert_non_null(staff);
	changed = *staff;
	changed.pin = chosen ? hash_of(stage, STAGE_PIN) : NULL;
	changed.pin_failures = 0;
	stage_ok(stage, ops->put_staff(self, &changed, &stage->err));
	stage_ok(stage, ops->commit(self, &stage->err));
}

/* --- pictures --- */

Drive stage_drive(Stage *stage, const Screen *screen, const void *argument, int rows, int cols)
{
	Drive drive = {.now = stage->clock.now};
	setlocale(LC_ALL, "C.UTF-8"); /* columns are counted by the locale */
	drive.app = front_open(stage->desk, &(FrontOptions){.theme = NULL}, &stage->err);
	stage_ok(stage, drive.app != NULL);
	canvas_size(&drive.canvas, rows, cols);
	drive_canvas(&drive);
	if (screen && !app_open(drive.app, screen, argument))
		fail_msg("%s did not open: %s", screen->name, drive_row(&drive, -2));
	drive_canvas(&drive);
	return drive;
}

void stage_wait(Stage *stage, Drive *drive, int seconds)
{
	while (seconds-- > 0) {
		stage->clock.now.seconds++;
		drive_wait(drive, 1);
	}
}

void stage_golden(Stage *stage, const char *name, const Screen *screen, StageArgument *argument, const char *keys)
{
	static const int sizes[][2] = {{24, 80}, {12, 40}};
	const Staff *staff = desk_staff(stage->desk);
	const Role role = staff ? (Role)staff->role : 0;
	for (size_t i = 0; i < countof(sizes); i++) {
		desk_sign_out(stage->desk); /* keys may have signed in, or locked */
		if (role)
			stage_ok(stage, desk_sign_in_demo(stage->desk, role, &stage->err));
		Drive drive = stage_drive(stage, screen, argument ? argument(stage) : NULL, sizes[i][0], sizes[i][1]);

		if (keys)
			drive_keys(&drive, keys);
		golden_check(name, drive_canvas(&drive));
		drive_close(&drive);
	}
}
