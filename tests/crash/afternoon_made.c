/* The practice before its afternoon: six patients, five organisations off the list, three desks, keys for backups. */
#include <ftw.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

#include "base/macros.h"
#include "base/text.h"
#include "command/backup_key.h"
#include "command/host.h"
#include "config/secret.h"
#include "crash/afternoon.h"
#include "model/lists/lists.h"
#include "store/store.h"

static void write_practice(FILE *out)
{
	static const char *const codes[] = {"C82001", "REF", "RWE", "RAX", "RBX", "RCX"};
	for (size_t i = 0; i < countof(codes); i++)
		fprintf(out,
			"{\"kind\":\"organisation\",\"code\":\"%s\",\"name\":\"Place %s\",\"care\":\"%s\","
			"\"system\":\"systmone\",\"mig\":false}\n",
			codes[i], codes[i], i == 0 ? "gp" : "planned");
	for (int i = 0; i < PATIENTS; i++) {
		char nhs[11];
		afternoon_patient(0, i, nhs);
		fprintf(out,
			"{\"kind\":\"patient\",\"nhs\":\"%s\",\"family\":\"Ashby-%c\",\"given\":\"Maureen\","
			"\"born\":\"1951-02-11\",\"mobile\":\"07700900111\"}\n"
			"{\"kind\":\"registered\",\"id\":\"r%d\",\"at\":\"2024-01-02T09:00:00Z\","
			"\"recorded_at\":\"2024-01-02T09:00:00Z\",\"patient\":\"%s\",\"episode\":\"reg%d\","
			"\"org\":\"C82001\"}\n",
			nhs, 'a' + i, i, nhs, i);
		for (int e = 0; e < 3; e++)
			fprintf(out,
				"{\"kind\":\"entry\",\"id\":\"e%d-%d\",\"patient\":\"%s\",\"org\":\"C82001\","
				"\"recorded\":\"2024-01-0%dT09:00:00Z\",\"category\":\"problem\",\"text\":\"Asthma\"}\n",
				i, e, nhs, e + 3);
	}
}

static bool hire(Desk *desk, Error *err)
{
	static const Role roles[DESKS] = {ROLE_RECEPTIONIST, ROLE_NURSE, ROLE_CLINICIAN};
	const SetUp set_up = {.practice = "C82001", .admin = "Ada L", .passphrase = "a long enough phrase"};
	bool done = desk_set_up(desk, &set_up, err) && desk_sign_in(desk, set_up.admin, set_up.passphrase, err);
	for (int i = 0; done && i < DESKS; i++)
		done = desk_add_staff(desk, desk_names[i], roles[i], "another good phrase", err);
	return done;
}

static bool make_practice(const Afternoon *afternoon, int64_t *ret_lines, Error *err)
{
	Zone zone = {0};
	Seal seal;
	Store *store;
	DeskPorts ports = {
		.clock = host_clock(),
		.entropy = host_entropy(),
		.zone = &zone,
		.hash_cost = {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN},
	};
	if (!store_open(afternoon->path, STORE_OPEN, &store, err) || !secret_desk_key(afternoon->path, ports.key, err))
		return false;
	store_seal_accounts(store, ports.key);
	ports.ledger = store_ledger(store);
	Desk *desk = desk_open(&ports);
	const bool done = hire(desk, err) && ports.ledger.ops->head(ports.ledger.self, ret_lines, &seal, err);
	desk_close(desk);
	store_close(store);
	return done;
}

static void import_practice(Afternoon *afternoon)
{
	char path[96];
	text_print(path, sizeof path, "%s/practice.jsonl", afternoon->folder);
	FILE *out = fopen(path, "w");
	assert_non_null(out);
	write_practice(out);
	fclose(out);
	const char *const words[] = {"sharedesk", "import", path, "--db", afternoon->path, NULL};
	assert_int_equal(afternoon_command_apart(afternoon, words), 0);
}

static void write_phrase(const Afternoon *afternoon)
{
	char path[96];
	text_print(path, sizeof path, "%s/phrase", afternoon->folder);
	FILE *out = fopen(path, "w");
	assert_non_null(out);
	assert_int_equal(chmod(path, 0600), 0);
	fputs("a long enough phrase\n", out);
	fclose(out);
}

void afternoon_begin(Afternoon *afternoon, uint64_t seed)
{
	Error err = {0};
	Random random;
	*afternoon = (Afternoon){.seed = seed};
	afternoon_seed(afternoon, &random);
	text_copy(afternoon->folder, sizeof afternoon->folder, "/tmp/sharedesk-afternoon-XXXXXX");
	assert_non_null(mkdtemp(afternoon->folder));
	setenv("HOME", afternoon->folder, 1);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("XDG_DATA_HOME");
	text_print(afternoon->path, sizeof afternoon->path, "%s/desk.db", afternoon->folder);
	text_print(afternoon->service, sizeof afternoon->service, "%s/service", afternoon->folder);
	text_print(afternoon->backups, sizeof afternoon->backups, "%s/backups", afternoon->folder);
	text_print(afternoon->key, sizeof afternoon->key, "%s/key", afternoon->folder);
	assert_int_equal(mkdir(afternoon->backups, 0700), 0);
	write_phrase(afternoon);
	import_practice(afternoon);
	if (!make_practice(afternoon, &afternoon->start, &err) || !backup_key_make(afternoon->key, &err))
		fail_msg("%s", err.text);
}

static int remove_one(const char *path, const struct stat *found, int what, struct FTW *at)
{
	return remove(path);
}

void afternoon_end(Afternoon *afternoon)
{
	nftw(afternoon->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}
