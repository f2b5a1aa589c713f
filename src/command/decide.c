/* sharedesk decide: one question from the options, or a stream of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/index.h"
#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/session.h"
#include "exchange/question.h"
#include "exchange/source.h"
#include "model/facts/nhs_number.h"

typedef struct Decide {
	SessionOptions session_options;
	const char *patient, *org, *entry, *at, *known_at, *use, *colour, *study;
	bool public_health, json, batch;
	Session session;
	Inquirer inquirer;
	Arena arena;
	FILE *out;   /* standard output; where somebody signed in a file without a name, until their looks are told */
	Arena looks; /* holds the numbers of the patients who were looked at */
	Index looked;
	const char **patients;
	size_t count, room;
} Decide;

static bool read_instant(const char *option, const char *text, Instant *at, Error *err)
{
	*at = INSTANT_MIN;
	return !text || instant_parse(text, at) ||
	       fail(err, ERROR_INPUT, "--%s wants a moment such as 2024-03-01T09:00:00Z, not \"%s\".", option, text);
}

static bool read_use(Decide *decide, Inquiry *inquiry, Error *err)
{
	if (!decide->use) {
		bool stray = decide->colour || decide->study || decide->public_health;
		return !stray ||
		       fail(err, ERROR_INPUT, "--colour, --study and --public-health go with --use research.");
	}
	if (!text_is(decide->use, "research"))
		return fail(err, ERROR_INPUT, "--use knows research only, not \"%s\".", decide->use);
	inquiry->research = true;
	inquiry->use = (ResearchUse){
		.colour = (Colour)words_find(&colour_words, decide->colour),
		.public_health = decide->public_health,
		.study = decide->study,
	};
	return inquiry->use.colour != 0 || fail(err, ERROR_INPUT, "Say --colour red, amber or green.");
}

static bool read_inquiry(Decide *decide, Inquiry *inquiry, Error *err)
{
	NhsNumber number;
	if (text_empty(decide->patient))
		return fail(err, ERROR_INPUT, "Say --patient with an NHS number.");
	if (!nhs_number_parse(decide->patient, &number, err))
		return false;
	*inquiry = (Inquiry){
		.patient = arena_text(&decide->arena, number.digits),
		.org = decide->org,
		.entry = decide->entry,
	};
	if (!read_instant("at", decide->at, &inquiry->at, err) ||
	    !read_instant("known-at", decide->known_at, &inquiry->known_at, err) || !read_use(decide, inquiry, err))
		return false;
	bool about = decide->org || decide->entry;
	if (inquiry->research == about)
		return fail(err, ERROR_INPUT,
			    about ? "Research asks about no --org and no --entry." : "Say --org, --entry, or both.");
	return true;
}

static void print_list(FILE *out, const char *what, TextList list, Arena *arena)
{
	fprintf(out, "%s: %zu", what, list.count);
	for (size_t i = 0; i < list.count; i++)
		fprintf(out, "%s%s", i ? ", " : " — ", utf8_clean(arena, list.items[i]));
	fprintf(out, "\n");
}

static void print_reply(FILE *out, const Reply *reply, Arena *arena)
{
	switch (reply->kind) {
	case REPLY_DECISION:
		fprintf(out, "%s (%s)\n", utf8_clean(arena, reply->text), rule_text(reply->decision.rule));
		break;
	case REPLY_VIEW:
		print_list(out, "Sees", reply->visible, arena);
		print_list(out, "May ask for", reply->ask, arena);
		fprintf(out, "Withheld: %zu\n", reply->withheld);
		break;
	case REPLY_VIEWERS:
		print_list(out, "Seen by", reply->visible, arena);
		print_list(out, "Would have to ask", reply->ask, arena);
		if (reply->ask_any)
			fprintf(out, "Others that are not named here would have to ask, %s among them.\n",
				reply->ask_any);
		break;
	}
}

static int status_of(const Reply *reply)
{
	static const int statuses[] = {
		[VERDICT_DENY] = EXIT_DENY,
		[VERDICT_ASK] = EXIT_ASK,
		[VERDICT_ALLOW] = EXIT_DONE,
	};
	return reply->kind == REPLY_DECISION ? statuses[reply->decision.verdict] : EXIT_DONE;
}

/* A status without its answer would pass for one. */
static bool written(const Decide *decide, Error *err)
{
	return (fflush(decide->out) == 0 && !ferror(decide->out)) ||
	       fail(err, ERROR_SYSTEM, "The answers could not be written.");
}

static void note_look(Decide *decide)
{
	const Person *person = decide->inquirer.world.person;
	if (decide->out == stdout || !person || index_find(&decide->looked, person->nhs) != INDEX_NONE)
		return;
	if (decide->count == decide->room) {
		const size_t room = decide->room ? 2 * decide->room : 64;
		decide->patients = decide->room ? arena_grow(&decide->looks, decide->patients, decide->room, room,
							     sizeof *decide->patients)
						: arena_array(&decide->looks, room, sizeof *decide->patients);
		decide->room = room;
	}
	decide->patients[decide->count] = arena_text(&decide->looks, person->nhs);
	index_add(&decide->looked, &decide->looks, decide->patients[decide->count++], 0);
}

static int decide_one(Decide *decide, Error *err)
{
	Question question = {.id = "null"};
	Reply reply;
	Text out = {.arena = &decide->arena};
	if (!read_inquiry(decide, &question.inquiry, err) ||
	    !inquire(&decide->inquirer, &question.inquiry, &decide->arena, &reply, err))
		return command_fail(err);
	note_look(decide);
	if (decide->json) {
		answer_write(&question, &reply, &out);
		fputs(text_done(&out), decide->out);
	} else {
		print_reply(decide->out, &reply, &decide->arena);
	}
	return written(decide, err) ? status_of(&reply) : command_fail(err);
}

static bool blank(const char *line)
{
	return line[strspn(line, " \t")] == '\0';
}

/* Answers in the order asked; one bad question never stops the rest. */
static int decide_batch(Decide *decide, Error *err)
{
	Source source = {0};
	int status = EXIT_DONE;
	char *line;
	size_t length;
	bool reading = source_of_fd(&source, STDIN_FILENO, err);
	bool interactive = isatty(STDIN_FILENO);
	while (reading && (reading = source_line(&source, &line, &length, err)) && line) {
		Text out = {.arena = &decide->arena};
		arena_clear(&decide->arena);
		if (blank(line))
			continue;
		if (!question_answer(&decide->inquirer, line, length, &decide->arena, &out))
			status = EXIT_WRONG;
		note_look(decide);
		fputs(text_done(&out), decide->out);
		if (interactive)
			fflush(decide->out);
	}
	source_close(&source);
	if (reading && !written(decide, err))
		return command_fail(err);
	return reading ? status : command_fail(err);
}

static int decide_in_one_state(Decide *decide, Error *err)
{
	const Ledger *ledger = &decide->session.ledger;
	if (decide->batch)
		store_catch_up(decide->session.store);
	if ((decide->batch && !store_map(decide->session.store, err)) || !ledger->ops->read_begin(ledger->self, err))
		return command_fail(err);
	decide->inquirer = (Inquirer){
		.ledger = *ledger,
		.zone = &decide->session.zone,
		.now = desk_now(decide->session.desk),
		.discreet = desk_staff(decide->session.desk) && !desk_may(decide->session.desk, ACT_SEE_CONTENT),
	};
	int status = decide->batch ? decide_batch(decide, err) : decide_one(decide, err);
	inquirer_done(&decide->inquirer);
	ledger->ops->read_end(ledger->self);
	return status;
}

static int by_number(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;
	return text_order(*a, *b);
}

/* That somebody looked is told before they see anything: by number, so that the pages that many stand on are come to
 * once. */
static bool hand_over(Decide *decide, Error *err)
{
	char bytes[64 * 1024];
	FILE *from = decide->out;
	size_t n;
	if (from == stdout)
		return true;
	decide->out = stdout;
	if (decide->count > 1)
		qsort(decide->patients, decide->count, sizeof *decide->patients, by_number);
	bool done = desk_note_looks(decide->session.desk, (TextList){decide->patients, decide->count}, err);
	rewind(from);
	while (done && (n = fread(bytes, 1, sizeof bytes, from)) > 0)
		done = fwrite(bytes, 1, n, stdout) == n || written(decide, err);
	fclose(from);
	return done && written(decide, err);
}

static int decide_all(Decide *decide, Error *err)
{
	decide->out = desk_staff(decide->session.desk) ? tmpfile() : stdout;
	if (!decide->out) {
		fail(err, ERROR_SYSTEM, "The answers cannot be kept until it is told who looks: make room in /tmp.");
		return command_fail(err);
	}
	const int status = decide_in_one_state(decide, err);
	return hand_over(decide, err) ? status : command_fail(err);
}

int command_decide(int count, char **words)
{
	Decide decide = {0};
	Error err = {0};
	int status;
	const Option table[] = {
		SESSION_OPTIONS(decide.session_options),
		{"patient", &decide.patient, NULL},
		{"org", &decide.org, NULL},
		{"entry", &decide.entry, NULL},
		{"at", &decide.at, NULL},
		{"known-at", &decide.known_at, NULL},
		{"use", &decide.use, NULL},
		{"colour", &decide.colour, NULL},
		{"study", &decide.study, NULL},
		{"public-health", NULL, &decide.public_health},
		{"json", NULL, &decide.json},
		{"batch", NULL, &decide.batch},
	};
	if (!options_read("decide", count, words, table, countof(table), NULL, &status))
		return status;
	if (!decide.batch && !decide.patient)
		return command_usage("decide", "Say --patient, or --batch.");
	if (!session_open(&decide.session_options, STORE_OPEN, ACT_DECIDE, &decide.session, &err))
		return command_fail(&err);
	status = decide_all(&decide, &err);
	arena_free(&decide.arena);
	arena_free(&decide.looks);
	session_close(&decide.session);
	return status;
}
