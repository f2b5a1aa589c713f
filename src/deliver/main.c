/* sharedesk-deliver: sends what the desk has put into its outbox. Run by `sharedesk deliver`, or by systemd.
 *
 * It reads the outbox, never the ledger; it writes what became of each message. Nothing it prints says a code, a
 * number, an address or a word of a message. */
#include <curl/curl.h>
#include <getopt.h>
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>

#include "base/macros.h"
#include "base/text.h"
#include "config/place.h"
#include "config/secret.h"
#include "deliver/round.h"
#include "deliver/wire.h"

enum { EXIT_DONE = 0, EXIT_WRONG = 1, EXIT_USAGE = 2, SECRET_ROOM = 512, NAP_SECONDS = 5 };
/* What was sent is asked about often while the code is young, then once a minute, for two hours. */
enum { FRESH_SECONDS = 120, SLOW_SECONDS = 60, SETTLE_SECONDS = 2 * 60 * 60 };

static const char usage[] = "usage: sharedesk deliver [--watch] [--db FILE] [--config FILE]\n"
			    "  sends the messages that wait, once; with --watch until it is ended\n";

typedef struct Options {
	const char *database, *config;
	bool watch;
} Options;

typedef struct Deliver {
	Options options;
	Settings settings;
	Round round;
	Arena arena; /* settings; no secret */
	unsigned char desk_key[SECRET_KEY_BYTES];
	char notify_key[SECRET_ROOM], password[SECRET_ROOM];
} Deliver;

static int complain(const char *sentence)
{
	fprintf(stderr, "sharedesk deliver: %s\n", sentence);
	return EXIT_WRONG;
}

static void say(const char *sentence)
{
	complain(sentence);
}

/* SIGTERM and SIGINT stay blocked: they are looked for between messages, so that none is cut off half sent. */
static sigset_t endings(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	return set;
}

static bool stopped(void)
{
	sigset_t pending;
	sigpending(&pending);
	return sigismember(&pending, SIGTERM) == 1 || sigismember(&pending, SIGINT) == 1;
}

/* In slices, since sigtimedwait would take the signal away from stopped(). */
static void nap(int64_t seconds)
{
	static const struct timespec slice = {.tv_nsec = 100 * 1000 * 1000};
	for (int64_t i = 0; i < seconds * 10 && !stopped(); i++)
		nanosleep(&slice, NULL);
}

static Instant system_now(void *self)
{
	return (Instant){time(NULL)};
}

/* Options of which nothing comes but a status have `ret_status` set. */
static bool read_options(int count, char **words, Options *options, int *ret_status)
{
	static const struct option longs[] = {
		{"watch", no_argument, NULL, 'w'},	  {"db", required_argument, NULL, 'd'},
		{"config", required_argument, NULL, 'c'}, {"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'v'},	  {0}};
	*ret_status = EXIT_USAGE;
	for (int found; (found = getopt_long(count, words, "h", longs, NULL)) != -1;) {
		switch (found) {
		case 'w': options->watch = true; break;
		case 'd': options->database = optarg; break;
		case 'c': options->config = optarg; break;
		case 'h': *ret_status = fputs(usage, stdout) < 0; return false;
		case 'v':
			*ret_status = printf("sharedesk-deliver %s, %s\n", SHAREDESK_VERSION, curl_version()) < 0;
			return false;
		default: fputs(usage, stderr); return false;
		}
	}
	if (optind < count)
		fputs(usage, stderr);
	return optind == count;
}

static bool read_settings(Deliver *deliver, Error *err)
{
	const char *path;
	bool found;
	Settings *settings = &deliver->settings;
	if (!place_settings(deliver->options.config, &deliver->arena, &path, err) ||
	    !settings_read(path, &deliver->arena, settings, &found, err))
		return false;
	if (!found || (settings->sms == SENDER_NONE && settings->email == SENDER_NONE))
		return fail(err, ERROR_MISSING, "No sender is set up: %s %s; man sharedesk says what goes into it.",
			    path, found ? "names none" : "is not there");
	return true;
}

static bool read_secrets(Deliver *deliver, const char *database, Error *err)
{
	const Settings *settings = &deliver->settings;
	Round *round = &deliver->round;
	if ((settings->sms == SENDER_NOTIFY || settings->email == SENDER_NOTIFY)) {
		if (!secret_line(settings->notify.key_file, "the key of GOV.UK Notify", deliver->notify_key,
				 SECRET_ROOM, err))
			return false;
		round->notify_key = deliver->notify_key;
	}
	if (settings->email == SENDER_SMTP && settings->smtp.password_file) {
		if (!secret_line(settings->smtp.password_file, "the password", deliver->password, SECRET_ROOM, err))
			return false;
		round->password = deliver->password;
	}
	round->desk_key = deliver->desk_key;
	return secret_desk_key_there(database, deliver->desk_key, err);
}

static bool open_all(Deliver *deliver, Error *err)
{
	const char *database;
	deliver->round =
		(Round){.clock = {.now = system_now}, .settings = &deliver->settings, .stopped = stopped, .say = say};
	if (!read_settings(deliver, err))
		return false;
	const char *named = text_or(deliver->options.database, deliver->settings.database);
	return place_database(named, &deliver->arena, &database, err) &&
	       outbox_open(database, &deliver->round.outbox, err) && read_secrets(deliver, database, err) &&
	       wire_begin(err);
}

static void close_all(Deliver *deliver)
{
	outbox_close(deliver->round.outbox);
	wire_end();
	sodium_memzero(deliver->desk_key, sizeof deliver->desk_key);
	sodium_memzero(deliver->notify_key, sizeof deliver->notify_key);
	sodium_memzero(deliver->password, sizeof deliver->password);
	arena_free(&deliver->arena);
}

/* Asks about the fresh ones each time, about all of them once a minute. */
static bool settle(Deliver *deliver, Instant *asked, Error *err)
{
	Instant now = system_now(NULL);
	int64_t back = FRESH_SECONDS;
	if (now.seconds - asked->seconds >= SLOW_SECONDS || now.seconds < asked->seconds) {
		back = SETTLE_SECONDS;
		*asked = now;
	}
	return round_settle(&deliver->round, instant_add(now, -back), err);
}

static bool watch(Deliver *deliver, RoundTally *tally, Error *err)
{
	Instant asked = {0}, next;
	Round *round = &deliver->round;
	while (!stopped()) {
		if (!outbox_seen(round->outbox, system_now(NULL), err) || !round_send(round, tally, err) ||
		    !settle(deliver, &asked, err) || !outbox_next(round->outbox, &next, err))
			return false;
		int64_t wait = next.seconds - system_now(NULL).seconds;
		nap(wait < 1 ? 1 : wait < NAP_SECONDS ? wait : NAP_SECONDS);
	}
	return true;
}

static bool once(Deliver *deliver, RoundTally *tally, Error *err)
{
	Instant asked = {0};
	return outbox_seen(deliver->round.outbox, system_now(NULL), err) && settle(deliver, &asked, err) &&
	       round_send(&deliver->round, tally, err);
}

static int run(Deliver *deliver)
{
	Error err = {0};
	RoundTally tally = {0};
	if (!open_all(deliver, &err))
		return complain(err.text);
	if (!(deliver->options.watch ? watch : once)(deliver, &tally, &err))
		return complain(err.text);
	if (deliver->options.watch)
		return EXIT_DONE;
	printf("%u sent, %u to be tried again, %u not sent.\n", tally.sent, tally.again, tally.failed);
	return tally.again || tally.failed ? EXIT_WRONG : EXIT_DONE;
}

int main(int count, char **words)
{
	Deliver deliver = {0};
	int status;
	sigset_t set = endings();
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
	prctl(PR_SET_DUMPABLE, 0);
	signal(SIGPIPE, SIG_IGN);
	sigprocmask(SIG_BLOCK, &set, NULL);
	if (!read_options(count, words, &deliver.options, &status))
		return status;
	status = run(&deliver);
	close_all(&deliver);
	return status;
}
