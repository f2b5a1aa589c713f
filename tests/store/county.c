#include "store/county.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "model/care/care.h"
#include "model/ledger/tell.h"
#include "model/ledger/transaction.h"

static Instant still(void *self)
{
	return *(const Instant *)self;
}

static bool fill(void *self, void *bytes, size_t n, Error *err)
{
	randombytes_buf(bytes, n);
	return true;
}

/* --- What is in the ledger --- */

static bool tell_line(const Ledger *ledger, Line line, Error *err)
{
	Arena arena = {0};
	Teller teller = {.ledger = *ledger, .now = {COUNTY_NOW - 86400}, .source = SOURCE_LEDGER_LINES};
	Told told;
	bool done = tell(&teller, &line, &arena, &told, err);
	teller_done(&teller);
	arena_free(&arena);
	return done;
}

static bool tell_all(const Ledger *ledger, Error *err)
{
	Organisation home = {.code = "C82001",
			     .name = "South Leicestershire Medical Group",
			     .care = CARE_GP,
			     .system = SYSTEM_SYSTMONE,
			     .mig = TRUTH_FALSE};
	Organisation far = {.code = "REF",
			    .name = "Royal Cornwall Hospitals",
			    .care = CARE_PLANNED,
			    .system = SYSTEM_SYSTMONE,
			    .mig = TRUTH_FALSE};
	Person patient = {.nhs = COUNTY_PATIENT,
			  .family = "Ashby",
			  .given = "Maureen",
			  .mobile = "07700900111",
			  .postcode = "LE8 5QR",
			  .born = {1951, 2, 11}};
	Entry entry = {.id = COUNTY_ENTRY,
		       .patient = COUNTY_PATIENT,
		       .org = "C82001",
		       .recorded = {COUNTY_NOW - 9000},
		       .text = "secret-words",
		       .code = "secret-code",
		       .category = CATEGORY_PROBLEM};
	Fact registered = FACT_NONE;
	registered.kind = FACT_REGISTERED;
	registered.at = (Instant){COUNTY_NOW - 86400};
	registered.patient = COUNTY_PATIENT;
	registered.episode = "reg";
	registered.org = "C82001";
	return tell_line(ledger, line_of_organisation(&home), err) &&
	       tell_line(ledger, line_of_organisation(&far), err) && tell_line(ledger, line_of_person(&patient), err) &&
	       tell_line(ledger, line_of_entry(&entry), err) && tell_line(ledger, line_of_fact(&registered), err);
}

static bool put_staff(const Ledger *ledger, const char *name, Role role, Error *err)
{
	const HashCost least = {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};
	char hash[PASSPHRASE_HASH_MAX];
	const Staff staff = {.name = name, .role = (WordByte)role, .active = true, .passphrase = hash};
	return passphrase_hash(least, COUNTY_PASSPHRASE, hash, err) &&
	       ledger->ops->put_staff(ledger->self, &staff, err);
}

static bool tell_practice(const Ledger *ledger, Error *err)
{
	scoped(transaction_end) Transaction transaction = {0};
	return transaction_begin(&transaction, ledger, err) && tell_all(ledger, err) &&
	       put_staff(ledger, "Reception", ROLE_RECEPTIONIST, err) &&
	       put_staff(ledger, "Clinic", ROLE_CLINICIAN, err) &&
	       put_staff(ledger, "Office", ROLE_ADMINISTRATOR, err) &&
	       ledger->ops->put_setting(ledger->self, "practice", "C82001", err) &&
	       transaction_commit(&transaction, err);
}

/* --- The desk --- */

static bool find_request(County *county, Error *err)
{
	FactList facts;
	if (!county->ledger.ops->facts(county->ledger.self, COUNTY_PATIENT, &county->arena, &facts, err))
		return false;
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_REQUEST) {
			county->request = facts.items[i].request;
			county->episode = facts.items[i].episode;
		}
	return true;
}

static bool open_desk(County *county, Role role, Error *err)
{
	DeskPorts ports = {
		.clock = {still, &county->now},
		.entropy = {fill, NULL},
		.ledger = county->ledger,
		.zone = &county->zone,
		.demo = true,
		.sends_sms = true,
		.sends_email = true,
	};
	memset(county->key, 7, sizeof county->key);
	memcpy(ports.key, county->key, sizeof ports.key);
	county->desk = desk_open(&ports);
	return desk_sign_in_demo(county->desk, role, err) &&
	       (!desk_may(county->desk, ACT_FIND) ||
		desk_open_chart(county->desk, COUNTY_PATIENT, (Date){0}, &county->chart, err)) &&
	       find_request(county, err);
}

bool county_open(County *county, const char *path, Error *err)
{
	return county_open_as(county, ROLE_RECEPTIONIST, path, err);
}

bool county_open_as(County *county, Role role, const char *path, Error *err)
{
	*county = (County){.now = {COUNTY_NOW}};
	if (!store_open(path, STORE_OPEN, &county->store, err))
		return false;
	county->ledger = store_ledger(county->store);
	return open_desk(county, role, err);
}

void county_close(County *county)
{
	if (county->chart)
		desk_close_chart(county->desk, county->chart);
	desk_close(county->desk);
	store_close(county->store);
	arena_free(&county->arena);
	*county = (County){0};
}

bool county_make(const char *path, Error *err)
{
	County county = {.now = {COUNTY_NOW}};
	Referral referral = {.org = "REF"};
	const char *episode, *request;
	if (!store_open(path, STORE_CREATE, &county.store, err))
		return false;
	county.ledger = store_ledger(county.store);
	bool made = tell_practice(&county.ledger, err) && open_desk(&county, ROLE_RECEPTIONIST, err) &&
		    desk_refer(county.desk, county.chart, &referral, &episode, err) &&
		    desk_open_request(county.desk, county.chart, episode, &request, err);
	county_close(&county);
	return made;
}

/* --- Acts --- */

bool county_send_code(County *county, const char **ret_fact, Error *err)
{
	CodeIssue issue = {.channel = CODE_SMS};
	Code code;
	if (!desk_issue_code(county->desk, county->chart, county->request, &issue, &code, err))
		return false;
	*ret_fact = arena_text(&county->arena, code.fact);
	return true;
}

bool county_show_code(County *county, Code *ret_code, Error *err)
{
	CodeIssue issue = {.channel = CODE_SHOWN, .identity = IDENTITY_BORN | IDENTITY_POSTCODE};
	return desk_issue_code(county->desk, county->chart, county->request, &issue, ret_code, err);
}

bool county_type(County *county, const char *digits, CodeResult *ret_result, Error *err)
{
	return desk_type_code(county->desk, county->chart, county->request, digits, ret_result, err);
}

bool county_count(County *county, FactKind kind, size_t *ret_count, Error *err)
{
	FactList facts;
	size_t count = 0;
	if (!county->ledger.ops->facts(county->ledger.self, COUNTY_PATIENT, &county->arena, &facts, err))
		return false;
	for (size_t i = 0; i < facts.count; i++)
		count += facts.items[i].kind == kind;
	*ret_count = count;
	return true;
}

bool county_copy(const char *from, const char *to)
{
	char bytes[1 << 14];
	size_t got;
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	bool done = in && out;
	while (done && (got = fread(bytes, 1, sizeof bytes, in)) > 0)
		done = fwrite(bytes, 1, got, out) == got;
	if (in)
		fclose(in);
	return out && fclose(out) == 0 && done && chmod(to, 0600) == 0;
}
