#include "model/stage/practice.h"

#include <assert.h>

#include "base/text.h"
#include "model/ledger/tell.h"

static void tell_line(Practice *practice, Line line)
{
	Teller teller = {.ledger = practice->ledger, .now = practice->clock.now, .source = SOURCE_LEDGER_LINES};
	Told told;
	bool done = practice->ledger.ops->begin(practice->ledger.self, &practice->err) &&
		    tell(&teller, &line, &practice->arena, &told, &practice->err) &&
		    practice->ledger.ops->commit(practice->ledger.self, &practice->err);
	teller_done(&teller);
	assert(done);
}

void practice_list(Practice *practice, Organisation organisation)
{
	organisation.care = organisation.care ? organisation.care : CARE_GP;
	organisation.system = organisation.system ? organisation.system : SYSTEM_UNKNOWN;
	organisation.mig = TRUTH_FALSE;
	tell_line(practice, line_of_organisation(&organisation));
}

void practice_organisation(Practice *practice, const char *code, const char *name, Care care, System system)
{
	practice_list(practice, (Organisation){
					.code = code,
					.name = name,
					.care = (WordByte)care,
					.system = (WordByte)system,
				});
}

static void tell_person(Practice *practice, Person person)
{
	tell_line(practice, line_of_person(&person));
	Fact fact = practice_fact(FACT_REGISTERED, person.nhs, PRACTICE_START);
	fact.episode = arena_print(&practice->arena, "home-%s", person.nhs);
	fact.org = "C82001";
	practice_tell(practice, fact);
}

static void put_accounts(Practice *practice)
{
	static const char *const names[] = {
		[ROLE_RECEPTIONIST] = "Priya S",  [ROLE_NURSE] = "Nia T",	  [ROLE_CLINICIAN] = "Carl D",
		[ROLE_PRIVACY_OFFICER] = "Pat O", [ROLE_ADMINISTRATOR] = "Ada M",
	};
	Ledger ledger = practice->ledger;
	char hash[PASSPHRASE_HASH_MAX];
	bool done = passphrase_hash(least_hash_cost(), PRACTICE_PASSPHRASE, hash, NULL) &&
		    ledger.ops->begin(ledger.self, NULL);
	for (WordByte role = 1; role <= ROLE_ADMINISTRATOR; role++) {
		Staff staff = {.name = names[role], .role = role, .active = true, .passphrase = hash};
		done = done && ledger.ops->put_staff(ledger.self, &staff, NULL);
	}
	done = done && ledger.ops->put_setting(ledger.self, "practice", "C82001", NULL) &&
	       ledger.ops->commit(ledger.self, NULL);
	assert(done);
}

Desk *practice_another_desk(Practice *practice)
{
	return desk_open(&(DeskPorts){
		.clock = still_clock(&practice->clock),
		.entropy = counted_entropy(&practice->entropy),
		.hash_cost = least_hash_cost(),
		.ledger = practice->ledger,
		.zone = &practice->zone,
		.card = held_card(&practice->card),
		.demo = true,
	});
}

void practice_open(Practice *practice)
{
	*practice = (Practice){.clock.now = {PRACTICE_START}, .zone.name = "Europe/London"};
	practice->ledger = memory_ledger(&practice->memory);
	put_accounts(practice);
	practice_organisation(practice, "C82001", "South Leicestershire Medical Group", CARE_GP, SYSTEM_SYSTMONE);
	practice_organisation(practice, "RX1", "Physiotherapy", CARE_PLANNED, SYSTEM_SYSTMONE);
	practice_organisation(practice, "RX2", "Royal Cornwall Hospitals", CARE_PLANNED, SYSTEM_UNKNOWN);
	tell_person(practice, (Person){.nhs = ASHBY_MAUREEN,
				       .family = "Ashby",
				       .given = "Maureen",
				       .title = "Mrs",
				       .born = {1951, 2, 11},
				       .mobile = "07700900111"});
	tell_person(practice, (Person){.nhs = ASHBY_NEIL, .family = "Ashby", .given = "Neil", .born = {1988, 3, 3}});
	tell_person(practice, (Person){.nhs = OKAFOR,
				       .family = "Okafor",
				       .given = "Chidi",
				       .born = {2011, 6, 2},
				       .mobile = "07700900222",
				       .postcode = "LE2 1AA",
				       .restricted = TRUTH_TRUE});
	tell_person(practice, (Person){.nhs = SMITH_ONE, .family = "Smith", .given = "Jane", .born = {1945, 7, 14}});
	tell_person(practice, (Person){.nhs = SMITH_TWO, .family = "SMITH", .given = "Jane", .born = {1945, 7, 15}});
	practice->clock.now = (Instant){PRACTICE_NOW};
	practice->desk = practice_another_desk(practice);
}

void practice_close(Practice *practice)
{
	desk_close(practice->desk);
	memory_ledger_close(&practice->memory);
	arena_free(&practice->arena);
}

void practice_sign_in(Practice *practice, Role role)
{
	bool signed_in = desk_sign_in_demo(practice->desk, role, &practice->err);
	assert(signed_in);
}

Fact practice_fact(FactKind kind, const char *patient, int64_t at)
{
	Fact fact = FACT_NONE;
	fact.kind = (WordByte)kind;
	fact.patient = patient;
	fact.at = (Instant){at};
	return fact;
}

void practice_tell(Practice *practice, Fact fact)
{
	if (!fact.id) /* without one, two facts of the same content are one */
		fact.id = arena_print(&practice->arena, "t%u", ++practice->told);
	tell_line(practice, line_of_fact(&fact));
}

void practice_entry(Practice *practice, const char *id, const char *patient, const char *org, int64_t recorded)
{
	Entry entry = {.id = id,
		       .patient = patient,
		       .org = org,
		       .recorded = {recorded},
		       .category = CATEGORY_PROBLEM,
		       .text = "Low back pain"};
	tell_line(practice, line_of_entry(&entry));
}

void practice_person(Practice *practice, const Person *person)
{
	tell_line(practice, line_of_person(person));
}

void practice_refer(Practice *practice, const char *patient, const char *episode, const char *org, int64_t at)
{
	Fact fact = practice_fact(FACT_REFERRED, patient, at);
	fact.episode = episode;
	fact.org = org;
	practice_tell(practice, fact);
}

Chart *practice_chart(Practice *practice, const char *nhs, Date born)
{
	Chart *chart = NULL;
	bool opened = desk_open_chart(practice->desk, nhs, born, &chart, &practice->err);
	assert(opened);
	return chart;
}
