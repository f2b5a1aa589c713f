#include <string.h>

#include "exchange/json.h"
#include "exchange/ledger_lines.h"
#include "exchange/question.h"
#include "import.h"
#include "model/ledger/tell.h"
#include "model/stage/memory_ledger.h"

/* Ledger lines, with ' for ". */
static const char world[] =
	"{'kind':'organisation','code':'C82001','name':'Meadow','care':'gp','system':'systmone','mig':true}\n"
	"{'kind':'organisation','code':'RWE','name':'Infirmary','care':'planned','system':'emis','mig':true}\n"
	"{'kind':'patient','nhs':'9990000018','family':'Ashby','given':'Maureen','born':'1951-02-11'}\n"
	"{'kind':'entry','id':'e1','patient':'9990000018','org':'C82001','recorded':'2024-01-04T09:00:00Z',"
	"'category':'problem'}\n"
	"{'kind':'registered','id':'f1','at':'2024-01-02T09:00:00Z','recorded_at':'2024-01-02T09:00:00Z',"
	"'patient':'9990000018','episode':'reg','org':'C82001'}\n"
	"{'kind':'answered','id':'f2','at':'2024-01-03T09:00:00Z','recorded_at':'2024-01-03T09:00:00Z',"
	"'patient':'9990000018','episode':'reg','direction':'out','answer':'yes'}\n";

static bool take(void *self, Line *line, Error *err)
{
	Teller *teller = self;
	Arena kept = {0};
	Told told;
	bool done = tell(teller, line, &kept, &told, err);
	arena_free(&kept);
	return done;
}

static void settle(const Ledger *ledger)
{
	Teller teller = {.ledger = *ledger, .now = fuzz_now(), .source = SOURCE_LEDGER_LINES, .names_follow = true};
	Sink sink = {.take = take, .self = &teller};
	Source source = fuzz_source((const uint8_t *)world, sizeof world - 1);
	for (char *quote = source.bytes; (quote = strchr(quote, '\'')) != NULL;)
		*quote = '"';
	Error err = {0};
	bool done = ledger->ops->begin(ledger->self, &err) && ledger_lines_read(&source, &sink, &err) &&
		    teller_finish(&teller, &err) && ledger->ops->commit(ledger->self, &err);
	fuzz_hold(done, done ? "" : err.text);
	teller_done(&teller);
	source_close(&source);
}

/* One line of JSON that hands the question's own id back. */
static void hold_answer(const Text *answer, const char *line, size_t length)
{
	Error err = {0};
	const char *bytes = text_done(answer);
	fuzz_hold(answer->length > 0 && strchr(bytes, '\n') == bytes + answer->length - 1, "an answer is one line");
	json_t *read = json_read_object(bytes, answer->length - 1, &err);
	fuzz_hold(read != NULL, read ? "" : err.text);
	json_t *asked = json_read_object(line, length, &err);
	json_t *id = json_object_get(asked, "id");
	fuzz_hold(id ? json_equal(id, json_object_get(read, "id")) : json_is_null(json_object_get(read, "id")),
		  "an answer has its question's id");
	json_decref(asked);
	json_decref(read);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	MemoryLedger memory = {0};
	Ledger ledger = memory_ledger(&memory);
	const Zone zone = {0};
	Inquirer inquirer = {.ledger = ledger, .zone = &zone, .now = fuzz_now()};
	Source source = fuzz_source(bytes, size);
	Arena arena = {0};
	Error err = {0};
	char *line = NULL;
	size_t length;
	settle(&ledger);
	fuzz_hold(ledger.ops->read_begin(ledger.self, &err), "reading begins");
	while (source_line(&source, &line, &length, &err) && line) {
		Text out = {.arena = &arena};
		question_answer(&inquirer, line, length, &arena, &out);
		hold_answer(&out, line, length);
		arena_clear(&arena);
	}
	inquirer_done(&inquirer);
	ledger.ops->read_end(ledger.self);
	source_close(&source);
	arena_free(&arena);
	memory_ledger_close(&memory);
	return 0;
}
