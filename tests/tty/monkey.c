/* sharedesk-monkey: a monkey at the kiosk.
 *
 *	sharedesk-monkey [--events N] [--seed N] [--patience SECONDS] PRACTICE.jsonl
 *
 * Opens a demo desk on one terminal and a kiosk beside it on another, and does N random things to the kiosk (whim.h).
 * After every few thousand, and at the end, it looks: the same process, alone; the kiosk's screen and nobody else's;
 * from there back to the start by the keys that are shown; and there no name of the practice's patients
 * (PRACTICE.jsonl). Then the desk hands one of them a ticket, who comes to the questions before the monkey goes on. At
 * the end the kiosk must go cleanly when it is told to, without a word from a sanitiser.
 *
 * Says TAP, the seed and what was seen. A seed does the same things again, but not at the same moments. */
#include <errno.h>
#include <glob.h>
#include <inttypes.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "tty/kiosk_screen.h"
#include "tty/process.h"
#include "tty/stage.h"
#include "tty/whim.h"

enum {
	ROWS = 18,
	COLS = 60,
	LOOK_EVERY = 4000,
	ESC_MS = 60,
	IDLE_MS = 100,
	PATIENCE_S = 120,
	STEPS_BACK = 60,
	SETTLED_AFTER = 5,     /* looks: by then everything was shown once */
	GROWTH_KB = 64 * 1024, /* of memory from then on */
	SIGNALLED = 128,
	CHILDREN = 1, /* what looks at passphrases */
};

typedef struct Monkey {
	Stage stage;
	Desk *desk, *kiosk; /* its terminals */
	Dice dice;
	Arena arena;
	KioskPatients patients;
	ProcessLook first;
	long settled, most; /* kB in memory */
	uint64_t seed;
	unsigned long wanted, events, bytes, looks, tickets, refused, locked, steps_back;
	const char *practice;
} Monkey;

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- doing --- */

/* What the kiosk says meanwhile is heard and let go: between looks nobody looks. */
static bool send_bytes(Monkey *monkey, const char *bytes, size_t length, Error *err)
{
	Child *child = &monkey->kiosk->child;
	char heard[65536];
	while (length > 0) {
		struct pollfd at = {.fd = child->fd, .events = POLLIN | POLLOUT};
		if (poll(&at, 1, monkey->stage.patience) == 0)
			return fail(err, ERROR_SYSTEM, "The kiosk takes no more keys.");
		if ((at.revents & (POLLIN | POLLHUP)) && child_hear(child, heard, sizeof heard, 0) < 0)
			return fail(err, ERROR_SYSTEM, "The kiosk has closed its terminal.");
		if (!(at.revents & POLLOUT))
			continue;

		const ssize_t put = write(child->fd, bytes, length);

		if (put < 0 && errno != EAGAIN && errno != EINTR)
			return fail(err, ERROR_SYSTEM, "The kiosk does not listen: %s.", strerror(errno));
		bytes += put > 0 ? put : 0;
		length -= put > 0 ? (size_t)put : 0;
	}
	return true;
}

static bool do_whim(Monkey *monkey, const Whim *whim, Error *err)
{
	Child *child = &monkey->kiosk->child;
	switch (whim->kind) {
	case WHIM_KEYS: monkey->bytes += whim->length; return send_bytes(monkey, whim->bytes, whim->length, err);
	case WHIM_SIZE: child_resize(child, whim->rows, whim->cols); break;
	case WHIM_SIGNAL: kill(child->pid, whim->number); break;
	case WHIM_PAUSE: nanosleep(&(struct timespec){.tv_nsec = ESC_MS * 1000000L}, NULL); break;
	}
	return true;
}

/* --- looking --- */

/* Until it has said nothing and done nothing for a moment: all that was typed has been taken. */
static bool settle(Monkey *monkey, Error *err)
{
	const int64_t until = now_ms() + monkey->stage.patience;
	unsigned long ticks = 0;
	while (now_ms() < until) {
		ProcessLook look;
		bool said = false;
		char bytes[65536];
		ssize_t got;
		while ((got = child_hear(&monkey->kiosk->child, bytes, sizeof bytes, IDLE_MS)) > 0 &&
		       now_ms() < until) {
			glass_feed(monkey->kiosk->glass, bytes, (size_t)got);
			said = true;
		}
		if (got < 0 || !process_look(monkey->kiosk->child.pid, &look))
			return fail(err, ERROR_SYSTEM, "The kiosk is not there any more.");
		if (!said && look.ticks == ticks)
			return true;
		ticks = look.ticks;
	}
	return fail(err, ERROR_SYSTEM, "The kiosk does not come to rest.");
}

static const char *shown(const Monkey *monkey, Arena *arena)
{
	return glass_text(monkey->kiosk->glass, arena);
}

static bool press(Monkey *monkey, const char *keys, Error *err)
{
	return send_bytes(monkey, keys, strlen(keys), err) && settle(monkey, err);
}

/* From one cell back to a whole screen, on clean glass: all of it is drawn just now. Before that what was left open is
 * ended: a paste, a sequence. */
static bool look_afresh(Monkey *monkey, Error *err)
{
	if (!press(monkey, "\033\\\033[201~", err))
		return false;
	child_resize(&monkey->kiosk->child, 1, 1);
	if (!settle(monkey, err))
		return false;
	glass_resize(monkey->kiosk->glass, ROWS, COLS);
	glass_feed(monkey->kiosk->glass, "\033c", 2);
	child_resize(&monkey->kiosk->child, ROWS, COLS);
	return settle(monkey, err);
}

static bool look_at_process(Monkey *monkey, Error *err)
{
	ProcessLook now;
	if (!process_look(monkey->kiosk->child.pid, &now))
		return fail(err, ERROR_SYSTEM, "The kiosk is not there any more.");
	if (!process_same(&monkey->first, &now, err))
		return false;
	if (monkey->looks == SETTLED_AFTER)
		monkey->settled = now.resident;
	monkey->most = now.resident > monkey->most ? now.resident : monkey->most;
	if (monkey->settled > 0 && now.resident > monkey->settled + GROWTH_KB)
		return fail(err, ERROR_SYSTEM, "The kiosk grows: %ld kB, from %ld.", now.resident, monkey->settled);
	return true;
}

/* --- the desk --- */

static bool at_desk(Monkey *monkey, const char *key, const char *text, Error *err)
{
	monkey->stage.desk = monkey->desk;
	if (key && !glass_key(monkey->desk->glass, key))
		return fail(err, ERROR_INPUT, "There is no key %s.", key);
	if (text && !stage_wait(&monkey->stage, text, true))
		return fail(err, ERROR_MISSING, "\"%s\" did not appear at the desk.", text);
	return true;
}

/* The digits are five rows high, each drawn with itself: the third column of the first row has them all. */
static bool read_ticket(Monkey *monkey, char ret_ticket[5])
{
	enum { LEFT = 3, WIDE = 4, DIGITS = 4 };

	scoped(arena_free) Arena arena = {0};

	for (int row = 0; row < glass_rows(monkey->desk->glass); row++) {
		const char *text = glass_row(monkey->desk->glass, row, &arena);
		char ticket[DIGITS + 1] = "";
		if (strlen(text) != LEFT + DIGITS * WIDE - 1 || strspn(text, " 0123456789") != strlen(text))
			continue;
		for (int i = 0; i < DIGITS; i++)
			ticket[i] = text[LEFT + i * WIDE + 2];
		if (text_all_digits(ticket)) {
			memcpy(ret_ticket, ticket, sizeof ticket);
			return true;
		}
	}
	return false;
}

/* Back on the home screen with nothing typed, whatever stood there: it may have locked itself meanwhile. */
static bool desk_home(Monkey *monkey, Error *err)
{
	monkey->stage.desk = monkey->desk;
	for (int tries = 0; tries < 8; tries++) {
		stage_settle(&monkey->stage);
		if (glass_shows(monkey->desk->glass, "Find a patient   ") &&
		    !glass_shows(monkey->desk->glass, "Enter Done"))
			return true;
		const bool locked = glass_shows(monkey->desk->glass, "Enter Unlock");

		glass_type(monkey->desk->glass, locked ? "2580" : "");
		if (!at_desk(monkey, locked ? "enter" : "esc", NULL, err))
			return false;
	}
	return fail(err, ERROR_MISSING, "The desk does not go home.");
}

/* Of two of the same name the desk asks for the date of birth. */
static bool open_patient(Monkey *monkey, const KioskPatient *patient, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	if (!desk_home(monkey, err))
		return false;
	glass_type(monkey->desk->glass, patient->nhs);
	stage_settle(&monkey->stage);
	if (!at_desk(monkey, "enter", NULL, err))
		return false;
	stage_settle(&monkey->stage);
	if (!glass_shows(monkey->desk->glass, "same name"))
		return true;
	glass_type(monkey->desk->glass,
		   arena_print(&arena, "%s/%.2s/%.4s", patient->born + 8, patient->born + 5, patient->born));
	if (!at_desk(monkey, "enter", NULL, err))
		return false;
	stage_settle(&monkey->stage);
	return true;
}

/* A new referral, so that there is something to ask again. */
static bool refer(Monkey *monkey, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	if (!at_desk(monkey, "r", NULL, err))
		return false;
	stage_settle(&monkey->stage);
	if (!glass_shows(monkey->desk->glass, "Refer to"))
		return true;
	glass_type(monkey->desk->glass, "kibw");
	if (!at_desk(monkey, NULL, "▌Kibworth Physiotherapy", err) ||
	    !at_desk(monkey, "enter", "Refer: for what?", err))
		return false;
	glass_type(monkey->desk->glass, arena_print(&arena, "Care %lu", monkey->looks));
	return at_desk(monkey, "ctrl-s", "As things stand", err);
}

/* `*ret_given`: the desk gave one. Not to those whom a kiosk may not ask. */
static bool hand_ticket(Monkey *monkey, const KioskPatient *patient, char ret_ticket[5], bool *ret_given, Error *err)
{
	if (!open_patient(monkey, patient, err))
		return false;
	*ret_given = false;
	if (!glass_shows(monkey->desk->glass, "As things stand"))
		return true;
	for (int tries = 0; tries < 2 && !*ret_given; tries++) {
		if ((tries > 0 && !refer(monkey, err)) || !at_desk(monkey, "k", NULL, err) ||
		    !at_desk(monkey, "ctrl-s", NULL, err))
			return false;
		stage_settle(&monkey->stage);
		*ret_given = read_ticket(monkey, ret_ticket);
	}
	return true;
}

/* Five wrong tickets lock a kiosk until somebody goes there; it hears of it within a second or two. */
static bool attend(Monkey *monkey, Error *err)
{
	monkey->locked++;
	if (!desk_home(monkey, err) || !at_desk(monkey, NULL, "Kiosk 1", err) ||
	    !at_desk(monkey, "f4", "knows that you come", err))
		return false;
	monkey->stage.desk = monkey->kiosk;
	return stage_wait(&monkey->stage, "Staff are on their way", false) ||
	       fail(err, ERROR_MISSING, "The kiosk stays locked.");
}

/* --- there and back --- */

static bool go_to_start(Monkey *monkey, Error *err)
{
	for (int steps = 0; steps < STEPS_BACK; steps++) {
		scoped(arena_free) Arena arena = {0};
		const char *screen = shown(monkey, &arena);
		if (kiosk_screen_start(screen))
			return true;
		monkey->steps_back++;
		if (kiosk_screen_locked(screen) ? !attend(monkey, err)
						: !press(monkey, kiosk_screen_way_back(screen, &arena), err))
			return false;
	}
	return fail(err, ERROR_MISSING, "The keys that are shown do not lead back to the start.");
}

/* At the start: a language, the date of birth, the ticket. */
static bool come_by_ticket(Monkey *monkey, const KioskPatient *patient, const char *ticket, Error *err)
{
	char language[2] = {(char)('1' + dice_throw(&monkey->dice, 8))}, born[16];
	text_print(born, sizeof born, "%.2s%.2s%.4s", patient->born + 8, patient->born + 5, patient->born);
	return press(monkey, language, err) && press(monkey, "1", err) && press(monkey, born, err) &&
	       press(monkey, "\r", err) && press(monkey, ticket, err) && press(monkey, "\r", err);
}

/* The first of some whom the desk gives one. */
static bool ticket_for_somebody(Monkey *monkey, Error *err)
{
	enum { TRIES = 6 };

	for (int tries = 0; tries < TRIES; tries++) {
		const uint32_t which = dice_throw(&monkey->dice, (uint32_t)monkey->patients.count);
		const KioskPatient *patient = &monkey->patients.items[which];
		char ticket[5];
		bool given = false;
		if (!hand_ticket(monkey, patient, ticket, &given, err))
			return false;
		monkey->tickets += given;
		monkey->refused += !given;
		if (given)
			return come_by_ticket(monkey, patient, ticket, err);
	}
	return true;
}

static bool look(Monkey *monkey, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	/* Who is in front of it may be named; back at the start nobody is there. */
	if (!look_afresh(monkey, err) || !look_at_process(monkey, err) ||
	    !kiosk_screen_right(shown(monkey, &arena), &monkey->patients, true, err) || !go_to_start(monkey, err) ||
	    !kiosk_screen_right(shown(monkey, &arena), &monkey->patients, false, err))
		return false;
	monkey->looks++;
	return ticket_for_somebody(monkey, err);
}

/* --- all of it --- */

static bool open_both(Monkey *monkey, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	glob_t found = {0};
	monkey->stage.desk = monkey->desk;
	monkey->stage.rows = 24;
	monkey->stage.cols = 80;
	if (!stage_run(&monkey->stage, "exec sharedesk demo", err) || !at_desk(monkey, NULL, "Questions to ask", err))
		return false;
	if (glob(arena_print(&arena, "%s/sharedesk-demo-*/desk.db", monkey->stage.directory), 0, NULL, &found) != 0)
		return fail(err, ERROR_MISSING, "The demo has no database in %s.", monkey->stage.directory);
	monkey->stage.desk = monkey->kiosk;
	monkey->stage.rows = ROWS;
	monkey->stage.cols = COLS;

	const bool done = stage_run(&monkey->stage,
				    arena_print(&arena, "exec sharedesk kiosk --db '%s'", found.gl_pathv[0]), err);

	globfree(&found);
	if (!done)
		return false;
	if (!stage_wait(&monkey->stage, "Polski", true) || !settle(monkey, err))
		return fail(err, ERROR_MISSING, "The kiosk did not open.");
	return process_begins(monkey->kiosk->child.pid, CHILDREN, &monkey->first, err);
}

/* A closed terminal and a stop: one of the two each time. */
static bool end(Monkey *monkey, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const int number = monkey->seed % 2 ? SIGHUP : SIGTERM;
	char bytes[4096];
	glob_t found = {0};
	kill(monkey->kiosk->child.pid, number);
	while (child_hear(&monkey->kiosk->child, bytes, sizeof bytes, 1000) > 0)
		continue;
	if (!child_ended(&monkey->kiosk->child, monkey->stage.patience))
		return fail(err, ERROR_SYSTEM, "The kiosk does not end.");

	const int status = child_exit_status(&monkey->kiosk->child);
	const bool words = glob(arena_print(&arena, "%s/sanitiser.*", monkey->stage.directory), 0, NULL, &found) == 0;

	globfree(&found);
	if (words) {
		(void)!system(arena_print(&arena, "cat %s/sanitiser.* | head -n 200 | sed 's/^/# /'",
					  monkey->stage.directory));
		return fail(err, ERROR_SYSTEM, "A sanitiser found something.");
	}
	return status == 0 || status == SIGNALLED + number ||
	       fail(err, ERROR_SYSTEM, "The kiosk ended with status %d.", status);
}

static bool play_about(Monkey *monkey, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Text text = {.arena = &arena};
	if (!kiosk_patients_read(monkey->practice, &monkey->arena, &monkey->patients, err) || !open_both(monkey, err) ||
	    !look(monkey, err))
		return false;
	while (monkey->events < monkey->wanted) {
		text_clear(&text);

		const Whim whim = whim_next(&monkey->dice, &text);

		if (!do_whim(monkey, &whim, err))
			return false;
		monkey->events++;
		if (monkey->events % LOOK_EVERY == 0 && !look(monkey, err))
			return false;
	}
	return look(monkey, err) && end(monkey, err) &&
	       (monkey->tickets > 0 || fail(err, ERROR_MISSING, "The desk gave nobody a ticket."));
}

static void tell(Monkey *monkey, bool good, const Error *err, int64_t ms)
{
	if (!good) {
		printf("# %s\n", err->text);
		for (monkey->stage.desk = monkey->kiosk; monkey->stage.desk >= monkey->desk; monkey->stage.desk--)
			stage_print(&monkey->stage, "# ");
		monkey->stage.desk = monkey->desk;
	}
	printf("# seed %" PRIu64 ": %lu events, %lu bytes in %" PRId64
	       " s; %lu looks, %lu steps back to the start, %lu tickets,"
	       " %lu refused, %lu times locked; memory %ld kB, at most %ld\n",
	       monkey->seed, monkey->events, monkey->bytes, ms / 1000, monkey->looks, monkey->steps_back,
	       monkey->tickets, monkey->refused, monkey->locked, monkey->settled, monkey->most);
	printf("1..1\n%s 1 - the kiosk stands %lu random things\n", good ? "ok" : "not ok", monkey->wanted);
}

static bool read_options(int argc, char **argv, Monkey *monkey)
{
	for (int i = 1; i < argc; i++) {
		if (text_is(argv[i], "--events") && i + 1 < argc)
			monkey->wanted = strtoul(argv[++i], NULL, 10);
		else if (text_is(argv[i], "--seed") && i + 1 < argc)
			monkey->seed = strtoull(argv[++i], NULL, 10);
		else if (text_is(argv[i], "--patience") && i + 1 < argc)
			monkey->stage.patience = atoi(argv[++i]) * 1000;
		else
			monkey->practice = argv[i];
	}
	return monkey->practice && monkey->wanted > 0;
}

/* Nothing of who runs it reaches the program; a sanitiser's words go to files. */
static void set_environment(const char *directory, Arena *arena)
{
	setenv("TMPDIR", directory, 1);
	setenv("HOME", directory, 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LANG", "C.UTF-8", 1);
	unsetenv("SHAREDESK_DB");
	setenv("ASAN_OPTIONS", arena_print(arena, "log_path=%s/sanitiser:quarantine_size_mb=16", directory), 1);
	setenv("UBSAN_OPTIONS", arena_print(arena, "log_path=%s/sanitiser:print_stacktrace=1", directory), 1);
}

int main(int argc, char **argv)
{
	Monkey monkey = {.seed = 1, .wanted = 20000, .stage.patience = PATIENCE_S * 1000};
	Error err = {0};
	setlocale(LC_CTYPE, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN);
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (!read_options(argc, argv, &monkey)) {
		fprintf(stderr,
			"Usage: sharedesk-monkey [--events N] [--seed N] [--patience SECONDS] PRACTICE.jsonl\n");
		return 2;
	}

	/* In memory where that can be had: each step of the kiosk is written down for the desks to see. */
	const char *place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	char *directory = arena_print(&monkey.arena, "%s/sharedesk-monkey-XXXXXX", text_or(getenv("TMPDIR"), place));
	const int64_t from = now_ms();

	if (!mkdtemp(directory)) {
		fprintf(stderr, "No directory could be made: %s.\n", strerror(errno));
		return 2;
	}
	set_environment(directory, &monkey.arena);
	monkey.stage.directory = directory;
	monkey.dice = dice_of(monkey.seed);
	monkey.desk = &monkey.stage.desks[0];
	monkey.kiosk = &monkey.stage.desks[1];

	const bool good = play_about(&monkey, &err);

	tell(&monkey, good, &err, now_ms() - from);
	stage_clear(&monkey.stage);
	(void)!system(arena_print(&monkey.arena, "rm -rf -- '%s'", directory));
	arena_free(&monkey.arena);
	return good ? 0 : 1;
}
