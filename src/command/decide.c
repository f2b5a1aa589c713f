/* sharedesk decide: one question from the options. */
#include <stdio.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/decide_batch.h"
#include "exchange/question.h"
#include "model/facts/nhs_number.h"

typedef struct Decide {
	SessionOptions session_options;
	const char *patient, *org, *entry, *at, *known_at, *use, *colour, *study;
	bool public_health, json, batch;
	Session session;
	Inquirer inquirer;
	Arena arena;
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

static void print_list(Text *out, const char *what, TextList list)
{
	text_add_print(out, "%s: %zu", what, list.count);
	for (size_t i = 0; i < list.count; i++)
		text_add_print(out, "%s%s", i ? ", " : " — ", utf8_clean(out->arena, list.items[i]));
	text_add_char(out, '\n');
}

static void print_reply(Text *out, const Reply *reply)
{
	switch (reply->kind) {
	case REPLY_DECISION:
		text_add_print(out, "%s (%s)\n", utf8_clean(out->arena, reply->text), rule_text(reply->decision.rule));
		break;
	case REPLY_VIEW:
		print_list(out, "Sees", reply->visible);
		print_list(out, "May ask for", reply->ask);
		text_add_print(out, "Withheld: %zu\n", reply->withheld);
		break;
	case REPLY_VIEWERS:
		print_list(out, "Seen by", reply->visible);
		print_list(out, "Would have to ask", reply->ask);
		if (reply->ask_any)
			text_add_print(out, "Others that are not named here would have to ask, %s among them.\n",
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

static bool answer(Decide *decide, Text *out, int *ret_status, const char **ret_patient, Error *err)
{
	Question question = {.id = "null"};
	Reply reply;
	if (!read_inquiry(decide, &question.inquiry, err) ||
	    !inquire(&decide->inquirer, &question.inquiry, &decide->arena, &reply, err))
		return false;
	if (decide->json)
		answer_write(&question, &reply, out);
	else
		print_reply(out, &reply);
	*ret_status = status_of(&reply);
	*ret_patient = question.inquiry.patient;
	return true;
}

static bool answer_in_one_state(Decide *decide, Text *out, int *ret_status, const char **ret_patient, Error *err)
{
	const Ledger ledger = decide->session.ledger;
	if (!ledger.ops->read_begin(ledger.self, err))
		return false;
	decide->inquirer = decide_inquirer(&decide->session, ledger);
	const bool answered = answer(decide, out, ret_status, ret_patient, err);
	inquirer_done(&decide->inquirer);
	ledger.ops->read_end(ledger.self);
	return answered;
}

/* A status without its answer would pass for one. */
static bool print(const char *text, Error *err)
{
	return (fputs(text, stdout) >= 0 && fflush(stdout) == 0) ||
	       fail(err, ERROR_SYSTEM, "The answers could not be written.");
}

/* That somebody looked is told before they see anything. */
static int decide_one(Decide *decide, Error *err)
{
	Text out = {.arena = &decide->arena};
	const char *patient;
	int status;
	if (!answer_in_one_state(decide, &out, &status, &patient, err) ||
	    !desk_note_looks(decide->session.desk, (TextList){&patient, 1}, err) || !print(text_done(&out), err))
		return command_fail(err);
	return status;
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
	status = decide.batch ? decide_batch(&decide.session, &err) : decide_one(&decide, &err);
	arena_free(&decide.arena);
	session_close(&decide.session);
	return status;
}
