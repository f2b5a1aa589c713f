#include "bench/county.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/macros.h"
#include "bench/county_names.h"
#include "bench/invented.h"

enum {
	PRACTICES = 40,
	TRUSTS = 17,
	URGENT = 8, /* with the practices, 65 */
	DAYS = 1000,
	ID_MAX = 40,
	ID_LETTERS = 26,
	REST_MAX = 256,
	LONG_RECORD = 55 /* entries of one in a hundred */
};

static char patient[NUMBER_MAX];

static bool chance(unsigned percent)
{
	return below(100) < percent;
}

/* As the desk makes them. */
static const char *new_id(const char *prefix, char out[ID_MAX])
{
	static const char base32[] = "abcdefghijklmnopqrstuvwxyz234567";
	char letters[ID_LETTERS + 1] = "";
	for (int i = 0; i < ID_LETTERS; i++)
		letters[i] = base32[below(32)];
	snprintf(out, ID_MAX, "%s%s", prefix, letters);
	return out;
}

static void practice_code(unsigned number, char out[8])
{
	snprintf(out, 8, "C82%03u", number + 1);
}

static void service_code(unsigned number, char out[8])
{
	snprintf(out, 8, number < TRUSTS ? "RX%02u" : "NLX%02u", number);
}

static void say_organisation(const char *code, const char *name, unsigned number, const char *care)
{
	static const char *const systems[] = {"systmone", "systmone", "emis", "other"};
	printf("{\"kind\":\"organisation\",\"code\":\"%s\",\"name\":\"%s\",\"care\":\"%s\",\"system\":\"%s\",\"mig\":%s}\n",
	       code, name, care, systems[number % countof(systems)], number % 3 ? "true" : "false");
}

static void say_organisations(void)
{
	char code[8], name[64];
	for (unsigned i = 0; i < PRACTICES; i++) {
		practice_code(i, code);
		snprintf(name, sizeof name, "%s SURGERY %u", surnames[(i * 7) % countof(surnames)], i + 1);
		say_organisation(code, name, i, "gp");
	}
	for (unsigned i = 0; i < TRUSTS + URGENT; i++) {
		service_code(i, code);
		snprintf(name, sizeof name, i < TRUSTS ? "TRUST %u NHS FOUNDATION TRUST" : "URGENT CARE CENTRE %u", i);
		say_organisation(code, name, i, i < TRUSTS ? "planned" : "urgent");
	}
}

/* The day goes on within a patient, so that a later fact is a later one. */
static int64_t day;

static void say_fact(const char *kind, const char *rest)
{
	char id[ID_MAX];
	const char *at = moment(day++, below(DAY_SECONDS));
	printf("{\"kind\":\"%s\",\"id\":\"%s\",\"at\":\"%s\",\"recorded_at\":\"%s\",\"by\":\"Priya S\",\"patient\":\"%s\"%s}\n",
	       kind, new_id("f-", id), at, at, patient, rest);
}

static void say_answer(const char *episode, const char *direction)
{
	char rest[REST_MAX];
	snprintf(rest, sizeof rest,
		 ",\"episode\":\"%s\",\"direction\":\"%s\",\"answer\":\"%s\",\"who\":\"patient\",\"how\":\"in-person\"",
		 episode, direction, chance(80) ? "yes" : "no");
	say_fact("answered", rest);
}

static void say_episode(const char *opening, const char *org)
{
	char episode[ID_MAX], rest[REST_MAX];
	snprintf(rest, sizeof rest, ",\"episode\":\"%s\",\"org\":\"%s\"", new_id("e-", episode), org);
	say_fact(opening, rest);
	if (chance(92))
		say_answer(episode, "out");
	if (chance(88))
		say_answer(episode, "in");
	if (chance(8)) {
		snprintf(rest, sizeof rest, ",\"episode\":\"%s\"", episode);
		say_fact("discharged", rest);
	}
}

/* The weight of the n-th name is 1 / (n + 12): the first has one patient in forty, as Smith has in places. */
static const char *surname(void)
{
	enum { FLAT = 12, SCALE = 1000000 };
	static unsigned sums[countof(surnames)];
	for (unsigned i = 0, sum = 0; sums[countof(sums) - 1] == 0; i++)
		sums[i] = sum += SCALE / (i + 1 + FLAT);
	const unsigned at = below(sums[countof(sums) - 1]);
	size_t from = 0, to = countof(sums) - 1;
	while (from < to) {
		const size_t middle = (from + to) / 2;
		if (sums[middle] > at)
			to = middle;
		else
			from = middle + 1;
	}
	return surnames[from];
}

static void say_person(void)
{
	char family[64];
	if (chance(4))
		snprintf(family, sizeof family, "%s-%s", surname(), surname());
	else
		snprintf(family, sizeof family, "%s", surname());
	printf("{\"kind\":\"patient\",\"nhs\":\"%s\",\"family\":\"%s\",\"given\":\"%s\",\"born\":\"%u-%02u-%02u\"",
	       patient, family, given_names[below((unsigned)countof(given_names))], 1930 + below(92), 1 + below(12),
	       1 + below(28));
	if (chance(60))
		printf(",\"mobile\":\"07700 900%03u\"", below(1000));
	puts("}");
}

static void say_entry(const char *org, char id[ID_MAX])
{
	static const char *const categories[] = {"medication", "observation", "problem",
						 "encounter",  "free-text",   "allergy"};
	printf("{\"kind\":\"entry\",\"id\":\"%s\",\"patient\":\"%s\",\"org\":\"%s\",\"recorded\":\"%s\",\"category\":\"%s\","
	       "\"text\":\"What was seen, said and done that day\"}\n",
	       new_id("n-", id), patient, org, moment(below(DAYS), below(DAY_SECONDS)),
	       categories[below((unsigned)countof(categories))]);
}

static void say_entries(const char *practice, const char *service)
{
	char id[ID_MAX], rest[REST_MAX];
	const unsigned count = chance(1) ? LONG_RECORD : below(4);
	for (unsigned i = 0; i < count; i++)
		say_entry(chance(70) ? practice : service, id);
	if (count > 0 && chance(10)) {
		snprintf(rest, sizeof rest, ",\"entry\":\"%s\"", id);
		say_fact("entry-private", rest);
	}
}

static void say_choices(void)
{
	char rest[REST_MAX];
	if (chance(50))
		say_fact("scr", chance(70) ? ",\"status\":\"additional\"" : ",\"status\":\"dissent\"");
	if (chance(30))
		say_fact("mig", ",\"choice\":\"share\"");
	if (chance(20))
		say_fact("purpose", chance(80) ? ",\"purpose\":\"planned\",\"choice\":\"allow\""
					       : ",\"purpose\":\"research\",\"choice\":\"opt-out\"");
	if (below(500) != 0)
		return;
	snprintf(rest, sizeof rest, ",\"reason\":\"Somebody saw what they should not\"");
	say_fact("complaint", rest);
}

static void say_patient(void)
{
	char practice[8], service[8];
	practice_code(below(PRACTICES), practice);
	service_code(below(TRUSTS + URGENT), service);
	day = below(DAYS);
	say_person();
	say_episode("registered", practice);
	if (chance(55))
		say_episode("referred", service);
	say_entries(practice, service);
	say_choices();
}

/* 7,919 is a prime that no number of patients one would ask for is a multiple of: each comes once. */
int county_say(size_t patients)
{
	enum { STRIDE = 7919 };
	say_organisations();
	for (size_t i = 0; i < patients; i++) {
		invented_number(i * STRIDE % patients, patient);
		say_patient();
	}
	return 0;
}
