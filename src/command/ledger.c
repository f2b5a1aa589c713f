/* sharedesk ledger export and verify. */
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/lines_out.h"
#include "command/output.h"
#include "command/progress.h"
#include "command/session.h"
#include "command/site_key.h"
#include "command/testify.h"
#include "command/witness.h"
#include "model/audit/audit.h"
#include "model/desk/accounts.h"
#include "model/desk/work.h"
#include "model/facts/seal.h"
#include "store/verify.h"

typedef struct Export {
	Session session;
	int fd;
	Arena arena;
	size_t lines;
	crypto_generichash_state hash; /* of what was written */
	Progress progress;
	int64_t total; /* lines, about */
} Export;

static bool write_lines(void *self, const char *bytes, size_t count, int64_t seq, Error *err)
{
	Export *export = self;
	crypto_generichash_update(&export->hash, (const unsigned char *)bytes, count);
	progress_show(&export->progress, seq, export->total);
	return output_write(export->fd, "The export", bytes, count, err);
}

/* Who signed in leaves a fact that they exported; it is told first, and is not part of what they get. */
static bool export_all(void *self, int fd, Error *err)
{
	Export *export = self;
	export->fd = fd;
	crypto_generichash_init(&export->hash, NULL, 0, FILE_HASH_BYTES);
	LinesOut out = {.store = export->session.store, .take = write_lines, .self = export};
	return desk_export(export->session.desk, NULL, &out.until, err) && lines_out(&out, &export->lines, err);
}

/* So that this practice knows the file again (site_key.h). */
static bool seal(Export *export, const char *path, Error *err)
{
	unsigned char hash[FILE_HASH_BYTES];
	crypto_generichash_final(&export->hash, hash, sizeof hash);
	SiteKey key = site_key_of(store_path(export->session.store));
	const bool done = site_mac_write(&key, path, hash, err);
	site_key_wipe(&key);
	return done;
}

int command_ledger_export(int count, char **words)
{
	SessionOptions options = {0};
	Export export = {0};
	Error err = {0};
	int rest, status;
	const Option table[] = {SESSION_OPTIONS(options)};
	if (!options_read("ledger export", count, words, table, countof(table), &rest, &status))
		return status;
	if (count - rest > 1)
		return command_usage("ledger export", "Name one file, or none for standard output.");
	if (!session_open(&options, STORE_OPEN, ACT_BACKUP, &export.session, &err))
		return command_fail(&err);
	const char *path = rest < count ? words[rest] : NULL;
	export.total = desk_head(export.session.desk);
	export.progress = progress_begin(path ? utf8_clean(&export.arena, path) : "The ledger");
	export.progress.shown = export.progress.shown && (path || !isatty(STDOUT_FILENO));
	bool done = output_to(path, export_all, &export, &err) && (!path || seal(&export, path, &err));
	progress_end(&export.progress);
	if (done && path)
		printf("%s: %zu lines.\n", utf8_clean(&export.arena, path), export.lines);
	if (done)
		witness_export(&export.session);
	arena_free(&export.arena);
	session_close(&export.session);
	return done ? EXIT_DONE : command_fail(&err);
}

/* --- Verify --- */

typedef struct Verifying {
	Session session;
	VerifyReport report;
	Progress progress;
	int64_t people;
	VerifyMeanwhile with;
	Arena arena;
	const char *patient; /* of whom what is due is not so */
	TextList accounts;   /* how they, and the settings, are not what the ledger tells */
	bool due_checked;
	Error due; /* why it could not be checked */
	bool testifies;
	Testify testify;
} Verifying;

/* Who can write the file can seal a chain of their own; kept elsewhere, the seal shows it. */
static void print_seal(const Seal *seal)
{
	char printed[2 * SEAL_BYTES + 1];
	seal_print(seal, printed);
	printf("The seal of the last line: %s\n", printed);
}

static void show_lines(void *self, int64_t done, int64_t total)
{
	Verifying *verifying = self;
	progress_show(&verifying->progress, done, total);
}

static void hold_against(void *self, int64_t seq, const Seal *seal)
{
	Verifying *verifying = self;
	testimony_line(&verifying->testify.testimony, seq, seal);
}

static bool show_people(void *self, int64_t done, int64_t total)
{
	const Verifying *verifying = self;
	return verifying->with.go_on(verifying->with.self, done, verifying->people);
}

static void take_read(void *self, const Brief *read)
{
	const Verifying *verifying = self;
	verifying->with.read(verifying->with.self, read);
}

/* What is due is folded from the ledger as the desk folds it: the store alone cannot. */
static void look_at_due(void *self, int64_t people, const VerifyMeanwhile *with)
{
	Verifying *verifying = self;
	verifying->with = *with;
	verifying->people = people;
	verifying->due_checked = desk_work_check(verifying->session.desk, show_people, take_read, verifying,
						 &verifying->arena, &verifying->patient, &verifying->due);
}

static bool check_ledger(Verifying *verifying, Error *err)
{
	const VerifyProgress progress = {.show = show_lines,
					 .line = verifying->testifies ? hold_against : NULL,
					 .meanwhile = look_at_due,
					 .self = verifying};
	verifying->progress = progress_begin("The ledger");
	const bool done = store_verify(verifying->session.store, &progress, &verifying->report, err);
	progress_end(&verifying->progress);
	return done;
}

/* A chain without a line holds together, and is no practice's. */
static bool has_lines(const Verifying *verifying, Error *err)
{
	return verifying->report.fault != VERIFY_WHOLE || verifying->report.lines > 0 ||
	       fail(err, ERROR_MISSING,
		    "The ledger in %s has not one line: it is not that of a practice; look for the right file, or "
		    "restore a backup.",
		    store_path(verifying->session.store));
}

/* Of several faults it is the last. */
static bool check_due(Verifying *verifying, Error *err)
{
	VerifyReport *report = &verifying->report;
	if (report->fault != VERIFY_WHOLE)
		return true;
	if (!verifying->due_checked)
		return fail(err, verifying->due.kind, "%s", verifying->due.text);
	if (!verifying->patient)
		return true;
	report->fault = VERIFY_CACHE;
	text_print(
		report->sentence, sizeof report->sentence,
		"In %s what is due of the patient %s, or what they add to the figures, is not what the ledger makes; restore "
		"it from a backup, or export the ledger and import it anew.",
		store_path(verifying->session.store), verifying->patient);
	return true;
}

/* The chain was walked to its end. */
static bool walked_all(VerifyFault fault)
{
	return fault == VERIFY_WHOLE || fault == VERIFY_CACHE || fault == VERIFY_SCHEMA;
}

static int say(Verifying *verifying)
{
	const VerifyReport *report = &verifying->report;
	Testimony *testimony = &verifying->testify.testimony;
	Text text = {.arena = &verifying->arena};
	const bool sealed = report->fault == VERIFY_WHOLE, whole = sealed && verifying->accounts.count == 0;
	fprintf(sealed ? stdout : stderr, "%s\n", report->sentence);
	if (sealed)
		print_seal(&report->seal);
	for (size_t i = 0; i < verifying->accounts.count; i++)
		fprintf(stderr, "%s\n", utf8_clean(&verifying->arena, verifying->accounts.items[i]));
	if (!verifying->testifies)
		return whole ? EXIT_DONE : EXIT_WRONG;
	testimony_end(testimony, walked_all(report->fault));
	const bool holds = whole && testimony_holds(testimony);
	testimony_say(testimony, &text);
	fprintf(holds ? stdout : stderr, "%s", text_done(&text));
	if (!holds)
		return EXIT_WRONG;
	return verifying->testify.passed_over > 0 ? EXIT_IN_PART : EXIT_DONE;
}

static bool verify(Verifying *verifying, const TestifyOptions *options, Error *err)
{
	verifying->testifies = testify_wanted(options);
	return (!verifying->testifies || testify_begin(options, store_path(verifying->session.store), &verifying->arena,
						       &verifying->testify, err)) &&
	       check_ledger(verifying, err) && has_lines(verifying, err) && check_due(verifying, err) &&
	       desk_compare_accounts(verifying->session.desk, &verifying->arena, &verifying->accounts, err);
}

int command_ledger_verify(int count, char **words)
{
	SessionOptions options = {0};
	TestifyOptions testify = {0};
	Verifying verifying = {0};
	Error err = {0};
	int rest, status;
	const Option table[] = {SESSION_OPTIONS(options),
				{"witness", &testify.witness, NULL},
				{"witness-key", &testify.key, NULL},
				{"code", &testify.code, NULL}};
	if (!options_read("ledger verify", count, words, table, countof(table), &rest, &status))
		return status;
	testify.more = words + rest;
	testify.more_count = count - rest;
	if (!testify.witness && (testify.more_count > 0 || testify.key))
		return command_usage("ledger verify", "Say --witness before the files of checkpoints.");
	if (!session_open(&options, STORE_LOOK, ACT_VERIFY, &verifying.session, &err))
		return command_fail(&err);
	const bool done = verify(&verifying, &testify, &err);
	session_close(&verifying.session);
	status = done ? say(&verifying) : command_fail(&err);
	testify_end(&verifying.testify);
	arena_free(&verifying.arena);
	return status;
}
