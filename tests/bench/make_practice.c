/* A practice that is nobody's, as ledger lines, and questions about it; a county. The same seed makes the same bytes.
 *
 *	make_practice ledger PATIENTS [SEED]      make_practice questions PATIENTS COUNT [SEED]
 *	make_practice county PATIENTS [SEED] (county.h)
 *	make_practice large ENTRIES [SEED]        one patient with so many entries, and a tenth as many facts
 *
 * About 20 facts and 20 entries a patient, as they come in one patient's order. Of ten questions seven are about one
 *entry, one asks what an organisation sees, one who sees an entry, one is about research; one in eight is about the
 *past. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/macros.h"
#include "bench/county.h"
#include "bench/invented.h"

enum { ENTRIES = 20, SERVICES = 24, REFERRALS = 3, LISTED = 12, LIFE_DAYS = 9000 };

static void say_organisations(void)
{
	printf("{\"kind\":\"organisation\",\"code\":\"C82001\",\"name\":\"THE "
	       "SURGERY\",\"care\":\"gp\",\"system\":\"systmone\","
	       "\"mig\":true}\n");
	for (int i = 0; i < SERVICES; i++)
		printf("{\"kind\":\"organisation\",\"code\":\"RX%02d\",\"name\":\"SERVICE %d NHS FOUNDATION "
		       "TRUST\",\"care\":\"%s\","
		       "\"system\":\"%s\",\"mig\":%s}\n",
		       i, i, i % 4 ? "planned" : "urgent", i % 3 ? "systmone" : "other", i % 2 ? "true" : "false");
	for (int i = 0; i < LISTED; i++)
		printf("{\"kind\":\"standing\",\"id\":\"s%d\",\"at\":\"%s\",\"recorded_at\":\"%s\",\"practice\":"
		       "\"C82001\","
		       "\"org\":\"RX%02d\",\"standing\":\"%s\"}\n",
		       i, moment(0, i), moment(0, i), i, i % 6 ? "allowed" : "prohibited");
}

static const char *patient; /* whose lines are being said */
static size_t said;	    /* facts, for their ids */

static void say_fact(const char *kind, int64_t day, const char *rest)
{
	const char *at = moment(day, (int64_t)(said % DAY_SECONDS));
	printf("{\"kind\":\"%s\",\"id\":\"f%zu\",\"at\":\"%s\",\"recorded_at\":\"%s\",\"by\":\"Priya "
	       "S\",\"patient\":\"%s\"%s}\n",
	       kind, said++, at, at, patient, rest);
}

static void say_agreement(const char *opening, const char *episode, const char *org, int64_t day)
{
	char rest[200];
	snprintf(rest, sizeof rest, ",\"episode\":\"%s\",\"org\":\"%s\"", episode, org);
	say_fact(opening, day, rest);
	for (int direction = 0; direction < 2; direction++) {
		snprintf(rest, sizeof rest,
			 ",\"episode\":\"%s\",\"direction\":\"%s\",\"answer\":\"%s\",\"who\":\"patient\",\"how\":\"in-"
			 "person\"",
			 episode, direction ? "in" : "out", below(4) ? "yes" : "no");
		say_fact("answered", day + 1, rest);
	}
}

/* Over so many days, the last of them the 600th. */
static void say_entries(size_t number, const unsigned services[REFERRALS], unsigned days)
{
	static const char *const categories[] = {"medication", "observation", "problem",
						 "encounter",  "free-text",   "allergy"};
	for (int i = 0; i < ENTRIES; i++) {
		char org[8] = "C82001";
		if (below(3) == 0)
			snprintf(org, sizeof org, "RX%02u", services[below(REFERRALS)]);
		printf("{\"kind\":\"entry\",\"id\":\"n%zu-%d\",\"patient\":\"%s\",\"org\":\"%s\",\"recorded\":\"%s\","
		       "\"category\":\"%s\","
		       "\"text\":\"What was seen, said and done that day\"}\n",
		       number, i, patient, org, moment(600 - (int64_t)below(days), (int64_t)below(DAY_SECONDS)),
		       categories[below((unsigned)countof(categories))]);
	}
}

static void say_choices(size_t number, const unsigned services[REFERRALS])
{
	char rest[200];
	say_fact("scr", 20, below(3) ? ",\"status\":\"additional\"" : ",\"status\":\"dissent\"");
	say_fact("mig", 21, ",\"choice\":\"share\"");
	say_fact("purpose", 22,
		 below(8) ? ",\"purpose\":\"planned\",\"choice\":\"allow\""
			  : ",\"purpose\":\"research\",\"choice\":\"opt-out\"");
	for (unsigned i = 0; i < 2; i++) {
		snprintf(rest, sizeof rest, ",\"entry\":\"n%zu-%u\"", number, 9 * i);
		say_fact("entry-private", 620, rest);
	}
	snprintf(rest, sizeof rest, ",\"request\":\"q%zu\",\"org\":\"RX%02u\",\"episode\":\"e%zu-0\"", number,
		 services[0], number);
	say_fact("request", 101, rest);
	snprintf(rest, sizeof rest, ",\"request\":\"q%zu\"", number);
	say_fact("code-accepted", 102, rest);
	snprintf(rest, sizeof rest, ",\"episode\":\"e%zu-1\"", number);
	say_fact("discharged", 400, rest);
}

static void say_patient(size_t number)
{
	char episode[40], org[8];
	unsigned services[REFERRALS];
	printf("{\"kind\":\"patient\",\"nhs\":\"%s\",\"family\":\"Family%05zu\",\"given\":\"Given%05zu\",\"born\":\"19%02u-"
	       "%02u-%02u\"}\n",
	       patient, number / 3, number % 97, 30 + below(70), 1 + below(12), 1 + below(28));
	for (unsigned i = 0; i < REFERRALS; i++)
		services[i] = (8 * i + below(8)) % SERVICES;
	say_entries(number, services, 600);
	snprintf(episode, sizeof episode, "g%zu", number);
	say_agreement("registered", episode, "C82001", 10);
	for (int i = 0; i < REFERRALS; i++) {
		snprintf(episode, sizeof episode, "e%zu-%d", number, i);
		snprintf(org, sizeof org, "RX%02u", services[i]);
		say_agreement("referred", episode, org, 100 * (i + 1));
	}
	say_choices(number, services);
}

/* Of a long life: a referral a month, each answered in both directions and all but the last ones over. */
static void say_life(int facts)
{
	char episode[40], org[8], rest[200];
	for (int i = 0; (int)said < facts * 2 / 5; i++) {
		snprintf(episode, sizeof episode, "e-%d", i);
		snprintf(org, sizeof org, "RX%02d", i % SERVICES);
		say_agreement("referred", episode, org, 11 + 2 * i);
		snprintf(rest, sizeof rest, ",\"episode\":\"%s\"", episode);
		if (i % 10)
			say_fact("discharged", 13 + 2 * i, rest);
	}
}

static void say_large(int entries)
{
	const int facts = entries / 10;
	char rest[200];
	unsigned services[REFERRALS] = {0, 1, 2};
	printf("{\"kind\":\"patient\",\"nhs\":\"%s\",\"family\":\"Longlife\",\"given\":\"Ada\",\"born\":\"1931-05-06\"}\n",
	       patient);
	for (int i = 0; i < entries; i += ENTRIES)
		say_entries((size_t)(i / ENTRIES), services, LIFE_DAYS);
	say_agreement("registered", "g", "C82001", 10);
	say_life(facts);
	for (int i = 0; (int)said < facts * 4 / 5; i++) {
		snprintf(rest, sizeof rest, ",\"entry\":\"n%d-%d\"", i, i % ENTRIES);
		say_fact("entry-private", 620, rest);
	}
	for (int i = 0; (int)said < facts; i++)
		say_fact(i % 2 ? "scr" : "mig", 621 + i / 4,
			 i % 2 ? ",\"status\":\"additional\"" : ",\"choice\":\"share\"");
}

static void ask(size_t id, size_t number)
{
	unsigned sort = below(10);
	printf("{\"id\":\"q%zu\",\"patient\":\"%s\"", id, patient);
	if (sort == 9) {
		printf(",\"use\":\"research\",\"colour\":\"red\"}\n");
		return;
	}
	if (sort != 8)
		printf(",\"org\":\"RX%02u\"", below(SERVICES));
	if (sort != 7)
		printf(",\"entry\":\"n%zu-%u\"", number, below(ENTRIES));
	if (below(8) == 0)
		printf(",\"at\":\"%s\"", moment((int64_t)below(700), 0));
	printf("}\n");
}

static int practice(bool questions, size_t patients, size_t count)
{
	static char nhs[NUMBER_MAX];
	patient = nhs;
	if (!questions)
		say_organisations();
	for (size_t i = 0; i < count; i++) {
		const size_t number = questions ? below((unsigned)patients) : i;
		invented_number(number, nhs);
		if (questions)
			ask(i, number);
		else
			say_patient(number);
	}
	return 0;
}

static int large(int entries)
{
	static char nhs[NUMBER_MAX];
	patient = nhs;
	invented_number(0, nhs);
	say_organisations();
	say_large(entries);
	return 0;
}

int main(int argc, char **argv)
{
	const bool of_one = argc > 2 && strcmp(argv[1], "large") == 0;
	const bool questions = argc > 3 && strcmp(argv[1], "questions") == 0;
	const bool county = argc > 2 && strcmp(argv[1], "county") == 0;
	if (argc < 3 || (!questions && !county && !of_one && strcmp(argv[1], "ledger") != 0)) {
		fprintf(stderr, "Usage: make_practice ledger|county PATIENTS [SEED] | questions PATIENTS COUNT [SEED]"
				" | large ENTRIES [SEED]\n");
		return 2;
	}
	const size_t patients = strtoul(argv[2], NULL, 10), count = questions ? strtoul(argv[3], NULL, 10) : patients;
	invented_begin(argc > 3 + questions ? strtoul(argv[3 + questions], NULL, 10) : 1, patients);
	const int status = of_one   ? large((int)patients)
			   : county ? county_say(patients)
				    : practice(questions, patients, count);
	invented_end();
	return status;
}
