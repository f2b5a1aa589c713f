/* test_crash [full [ACT]] : kill -9 between any two steps, the power gone, a full or broken disk, no memory: while a
 * code is given out, typed back, or sent, and in other acts of the desk (acts.h; or in those whose names begin so).
 * Nothing is lost, nothing is half there, no code is valid twice, and what fails says a sentence. Each act is struck at
 * its first step, its second, and so on until it is done; in the short form some faults at some steps. */
#include "store/sample.h"

#include <fcntl.h>

#include "crash/acts.h"
#include "crash/strike.h"
#include "model/codes/codes.h"
#include "store/county.h"
#include "store/outbox.h"
#include "store/verify.h"

enum { STEPS_MAX = 20000, STEPS_MIN = 10, KILL_STRIDE = 2, STRIDE = 7, MEMORY_STRIDE = 211, SPARSE = 7, CLAIM = 60 };

static bool full;
static const char *only = "";

typedef struct Scene {
	Sample sample; /* its path is the database that is acted on */
	char made[128], service[128];
	char digits[CODE_DIGITS + 1];
	const CountyAct *act; /* one of many, of which the short form tries fewer steps; else NULL */
	Struck struck;
} Scene;

typedef void (*Check)(Scene *scene);

static void scene_begin(Scene *scene)
{
	*scene = (Scene){0};
	sample_folder_quick(&scene->sample);
	text_print(scene->made, sizeof scene->made, "%s/made.db", scene->sample.folder);
	text_print(scene->service, sizeof scene->service, "%s/service", scene->sample.folder);
	must(county_make(scene->made, &scene->sample.err), &scene->sample);
}

static void scene_fresh(const Scene *scene)
{
	const char *path = scene->sample.path;
	char beside[128];
	text_print(beside, sizeof beside, "%s-wal", path);
	unlink(beside);
	text_print(beside, sizeof beside, "%s-shm", path);
	unlink(beside);
	unlink(scene->service);
	assert_true(county_copy(scene->made, path));
}

static int stride_of(const Scene *scene, Fault fault)
{
	const int stride = fault <= FAULT_KILL_HALF ? KILL_STRIDE : fault == FAULT_MEMORY ? MEMORY_STRIDE : STRIDE;
	return full ? 1 : scene->act ? SPARSE * stride : stride;
}

static void strike_at_every_step(Scene *scene, ActStruck act, Check check, const char *name)
{
	for (Fault fault = 0; fault < FAULT_COUNT && text_starts(name, only); fault++) {
		int at = 1 + (!full && fault == FAULT_KILL_HALF), struck = 0, refused = 0;
		for (bool again = true; again; at += stride_of(scene, fault)) {
			assert_true(at < STEPS_MAX);
			scene_fresh(scene);
			again = strike(act, scene, at, fault, &scene->struck);
			struck += again;
			refused += scene->struck.refused;
			check(scene);
		}
		print_message("%s, %s: struck %d times, refused %d\n", name, strike_name(fault), struck, refused);
		assert_true(at > STEPS_MIN); /* or the steps were not seen */
	}
}

static void county_back(Scene *scene, County *county)
{
	VerifyReport report;
	Error *err = &scene->sample.err;
	must(county_open(county, scene->sample.path, err), &scene->sample);
	must(store_verify(county->store, NULL, &report, err), &scene->sample);
	if (report.fault != VERIFY_WHOLE)
		fail_msg("%s", report.sentence);
}

static size_t count_of(Scene *scene, County *county, FactKind kind)
{
	size_t count;
	must(county_count(county, kind, &count, &scene->sample.err), &scene->sample);
	return count;
}

static int64_t number_of(const Scene *scene, const char *sql)
{
	sqlite3 *raw;
	sqlite3_stmt *statement;
	assert_int_equal(sqlite3_open(scene->sample.path, &raw), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(raw, sql, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	int64_t number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	sqlite3_close(raw);
	return number;
}

static CodeOutcome type(Scene *scene, County *county, const char *digits)
{
	CodeResult result;
	if (!county_type(county, digits, &result, &scene->sample.err)) {
		assert_int_equal(scene->sample.err.kind, ERROR_REFUSED);
		return CODE_NONE;
	}
	return result.outcome;
}

/* --- The sender --- */

static bool open_letter(const OutboxItem *item, Arena *arena, char digits[CODE_DIGITS + 1], Error *err)
{
	unsigned char key[DESK_KEY_BYTES];
	Letter letter;
	memset(key, 7, sizeof key);
	if (!parcel_open(key, item->fact, item->sealed, item->size, arena, &letter, err))
		return false;
	text_print(digits, CODE_DIGITS + 1, "%.3s%s", letter.code, letter.code + 4);
	return true;
}

/* The service's own book: a line for each message that it took. */
static size_t times_taken(const Scene *scene, const char *reference, char digits[CODE_DIGITS + 1])
{
	FILE *book = fopen(scene->service, "r");
	char who[64], what[CODE_DIGITS + 1];
	size_t count = 0;
	while (book && fscanf(book, "%63s %6s", who, what) == 2)
		if (text_is(who, reference)) {
			count++;
			text_copy(digits, CODE_DIGITS + 1, what);
		}
	if (book)
		fclose(book);
	return count;
}

static bool hand_over(const Scene *scene, const OutboxItem *item, Arena *arena, Error *err)
{
	char digits[CODE_DIGITS + 1], line[80];
	if (item->claimed_before && times_taken(scene, item->reference, digits) > 0)
		return true;
	if (!open_letter(item, arena, digits, err))
		return false;
	int book = open(scene->service, O_WRONLY | O_CREAT | O_APPEND, 0600);
	size_t size = text_print(line, sizeof line, "%s %s\n", item->reference, digits);
	bool taken = book >= 0 && write(book, line, size) == (ssize_t)size;
	close(book);
	return taken;
}

static bool send_all(const Scene *scene, Instant now, Error *err)
{
	Arena arena = {0};
	Outbox *outbox;
	const OutboxItem *item = NULL;
	bool done = outbox_open(scene->sample.path, &outbox, err);
	if (!done)
		return false;
	do {
		done = outbox_claim(outbox, now, CLAIM, &arena, &item, err);
		if (done && item)
			done = hand_over(scene, item, &arena, err) &&
			       outbox_sent(outbox, item->fact, now, item->reference, err);
	} while (done && item);
	outbox_close(outbox);
	arena_free(&arena);
	return done;
}

static int end(County *county, bool done, const Error *err, int say)
{
	const bool said = done && write(say, "x", 1) == 1;
	county_close(county);
	return said ? DONE : done ? OTHER : strike_refused(err);
}

/* Where each piece of memory is missing in turn, those of opening a desk are in one act alone. */
static bool open_to_act(const Scene *scene, Role role, County *county, Error *err)
{
	faulty_spare_memory(full && scene->act != county_acts);
	const bool done = county_open_as(county, role, scene->sample.path, err);
	faulty_spare_memory(false);
	return done;
}

/* --- A code is given out --- */

static int give_out(const void *self, int say)
{
	const Scene *scene = self;
	County county;
	Error err = {0};
	const char *fact;
	const bool done =
		open_to_act(scene, ROLE_RECEPTIONIST, &county, &err) && county_send_code(&county, &fact, &err);
	return end(&county, done, &err, say);
}

/* What the parcel that waits holds. */
static void waiting_digits(Scene *scene, char digits[CODE_DIGITS + 1])
{
	Sample *s = &scene->sample;
	Outbox *outbox;
	const OutboxItem *item;
	must(outbox_open(s->path, &outbox, &s->err), s);
	must(outbox_claim(outbox, (Instant){COUNTY_NOW}, 0, &s->arena, &item, &s->err), s);
	assert_non_null(item);
	must(open_letter(item, &s->arena, digits, &s->err), s);
	outbox_close(outbox);
}

static void check_given_out(Scene *scene)
{
	County county;
	const char *fact;
	char first[CODE_DIGITS + 1] = "", second[CODE_DIGITS + 1];
	county_back(scene, &county);
	size_t issued = count_of(scene, &county, FACT_CODE_ISSUED);
	assert_int_equal(issued, number_of(scene, "SELECT count(*) FROM code"));
	assert_int_equal(issued, number_of(scene, "SELECT count(*) FROM outbox WHERE state = 'queued'"));
	assert_true(issued <= 1);
	if (scene->struck.said || scene->struck.refused)
		assert_int_equal(issued, scene->struck.said);
	if (issued == 1)
		waiting_digits(scene, first);
	/* The person at the desk does it again: only the newest code is one. */
	must(county_send_code(&county, &fact, &scene->sample.err), &scene->sample);
	assert_int_equal(number_of(scene, "SELECT count(*) FROM outbox WHERE state = 'queued'"), 1);
	waiting_digits(scene, second);
	if (issued == 1 && !text_is(first, second))
		assert_int_not_equal(type(scene, &county, first), CODE_ACCEPTED);
	assert_int_equal(type(scene, &county, second), CODE_ACCEPTED);
	assert_int_not_equal(type(scene, &county, second), CODE_ACCEPTED);
	assert_int_equal(count_of(scene, &county, FACT_CODE_ACCEPTED), 1);
	county_close(&county);
}

static void test_giving_out(void **state)
{
	Scene scene;
	scene_begin(&scene);
	strike_at_every_step(&scene, give_out, check_given_out, "giving out");
	sample_end(&scene.sample);
}

/* --- A code is typed back --- */

static void make_with_code(Scene *scene)
{
	County county;
	const char *fact;
	scene_begin(scene);
	must(county_open(&county, scene->made, &scene->sample.err), &scene->sample);
	must(county_send_code(&county, &fact, &scene->sample.err), &scene->sample);
	county_close(&county);
	scene_fresh(scene);
	waiting_digits(scene, scene->digits);
}

static int type_back(const void *self, int say)
{
	const Scene *scene = self;
	County county;
	CodeResult result;
	Error err = {0};
	const bool done = open_to_act(scene, ROLE_RECEPTIONIST, &county, &err) &&
			  county_type(&county, scene->digits, &result, &err);
	if (done && result.outcome != CODE_ACCEPTED)
		return OTHER;
	return end(&county, done, &err, say);
}

static void check_typed_back(Scene *scene)
{
	County county;
	county_back(scene, &county);
	size_t accepted = count_of(scene, &county, FACT_CODE_ACCEPTED);
	assert_true(accepted <= 1);
	if (scene->struck.said || scene->struck.refused)
		assert_int_equal(accepted, scene->struck.said);
	assert_int_equal(type(scene, &county, scene->digits) == CODE_ACCEPTED, accepted == 0);
	assert_int_not_equal(type(scene, &county, scene->digits), CODE_ACCEPTED);
	assert_int_equal(count_of(scene, &county, FACT_CODE_ACCEPTED), 1);
	county_close(&county);
}

static void test_typing_back(void **state)
{
	Scene scene;
	make_with_code(&scene);
	strike_at_every_step(&scene, type_back, check_typed_back, "typing back");
	sample_end(&scene.sample);
}

/* --- A message is sent --- */

static int send_as_sender(const void *self, int say)
{
	const Scene *scene = self;
	Error err = {0};
	if (!send_all(scene, (Instant){COUNTY_NOW}, &err))
		return strike_refused(&err);
	return write(say, "x", 1) == 1 ? 0 : OTHER;
}

static void check_sent(Scene *scene)
{
	County county;
	Sample *s = &scene->sample;
	char digits[CODE_DIGITS + 1] = "", reference[64];
	FILE *book;
	county_back(scene, &county);
	if (scene->struck.said)
		assert_int_equal(number_of(scene, "SELECT count(*) FROM outbox WHERE state = 'sent'"), 1);
	/* The next sender, once the claim has lapsed. */
	must(send_all(scene, (Instant){COUNTY_NOW + CLAIM}, &s->err), s);
	assert_int_equal(number_of(scene, "SELECT count(*) FROM outbox WHERE state = 'sent' AND sealed IS NULL"), 1);
	book = fopen(scene->service, "r");
	assert_non_null(book);
	assert_int_equal(fscanf(book, "%63s", reference), 1);
	fclose(book);
	assert_int_equal(times_taken(scene, reference, digits), 1); /* once, for it was asked first */
	assert_string_equal(digits, scene->digits);
	assert_int_equal(type(scene, &county, digits), CODE_ACCEPTED);
	county_close(&county);
}

static void test_sending(void **state)
{
	Scene scene;
	make_with_code(&scene);
	strike_at_every_step(&scene, send_as_sender, check_sent, "sending");
	sample_end(&scene.sample);
}

/* --- Any act of the desk --- */

static int act_at_desk(const void *self, int say)
{
	const Scene *scene = self;
	County county;
	Error err = {0};
	const bool done = open_to_act(scene, scene->act->role, &county, &err) && scene->act->tell(&county, &err);
	return end(&county, done, &err, say);
}

static void check_act(Scene *scene)
{
	const CountyAct *act = scene->act;
	Sample *s = &scene->sample;
	County county;
	county_back(scene, &county);
	county_close(&county);
	const int64_t told = number_of(scene, act->counted);
	if (told != 0 || (scene->struck.said && !act->let_go))
		assert_int_equal(told, act->all);
	if (scene->struck.refused)
		assert_int_equal(told, 0);
	must(county_open_as(&county, act->role, s->path, &s->err), s);
	if (told == 0)
		must(act->tell(&county, &s->err), s);
	county_close(&county);
	assert_int_equal(number_of(scene, act->counted), act->all);
}

static void test_acts(void **state)
{
	Scene scene;
	scene_begin(&scene);
	for (size_t i = 0; i < county_act_count; i++) {
		scene.act = &county_acts[i];
		strike_at_every_step(&scene, act_at_desk, check_act, scene.act->name);
	}
	sample_end(&scene.sample);
}

int main(int count, char **words)
{
	full = count > 1 && text_is(words[1], "full");
	only = count > 2 ? words[2] : "";
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_giving_out),
		cmocka_unit_test(test_typing_back),
		cmocka_unit_test(test_sending),
		cmocka_unit_test(test_acts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
