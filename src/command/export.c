/* sharedesk export --fhir: one patient's choices, and who has looked, as a FHIR R4 Bundle. */
#include <stdio.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/output.h"
#include "command/session.h"
#include "command/site_key.h"
#include "command/witness.h"
#include "exchange/fhir/export.h"
#include "model/audit/audit.h"
#include "model/facts/nhs_number.h"

typedef struct Handing {
	Session session;
	const char *patient;
	Arena arena;
	Text text;
	FhirExported exported;
} Handing;

static bool write_text(void *self, int fd, Error *err)
{
	const Handing *handing = self;
	return output_write(fd, "The export", text_done(&handing->text), handing->text.length, err);
}

static bool known(Handing *handing, Error *err)
{
	const Ledger *ledger = &handing->session.ledger;
	const Person *person;
	if (!ledger->ops->person(ledger->self, handing->patient, &handing->arena, &person, err))
		return false;
	return person || fail(err, ERROR_MISSING, "The patient %s is not known.", handing->patient);
}

static const char *practice_code(Session *session, Arena *arena)
{
	const Organisation *practice = desk_practice(session->desk);
	return practice ? arena_text(arena, practice->code) : NULL;
}

/* Who signed in leaves a fact that says whose choices they took; it is told first, and is not part of what they
 * get. */
static bool make(Handing *handing, Error *err)
{
	Session *session = &handing->session;
	const Ledger *ledger = &session->ledger;
	FhirExport export = {
		.ledger = ledger,
		.patient = handing->patient,
		.zone = &session->zone,
		.now = desk_now(session->desk),
	};
	const char *what = arena_print(&handing->arena, "FHIR R4, patient %s", handing->patient);
	SiteKey key = site_key_of(store_path(session->store));
	const FhirSealer sealer = site_sealer(&key, practice_code(session, &handing->arena));
	export.sealer = key.there && sealer.practice ? &sealer : NULL;
	if (!known(handing, err) || !desk_export(session->desk, what, &export.until, err) ||
	    !ledger->ops->read_begin(ledger->self, err))
		return false;
	bool done = fhir_export(&export, &handing->text, &handing->exported, err);
	ledger->ops->read_end(ledger->self);
	site_key_wipe(&key);
	return done;
}

static bool hand_out(Handing *handing, const char *path, Error *err)
{
	const FhirExported *exported = &handing->exported;
	if (!make(handing, err) || !output_to(path, write_text, handing, err))
		return false;
	if (path)
		printf("%s: %zu answers, %zu other events, %zu organisations. Entries of the record are not in it.\n",
		       utf8_clean(&handing->arena, path), exported->consents, exported->events,
		       exported->organisations);
	return true;
}

int command_export(int count, char **words)
{
	SessionOptions options = {0};
	const char *patient = NULL;
	Handing handing = {0};
	NhsNumber number;
	Error err = {0};
	int rest, status;
	const Option table[] = {SESSION_OPTIONS(options), {"fhir", &patient, NULL}};
	if (!options_read("export", count, words, table, countof(table), &rest, &status))
		return status;
	if (!patient || count - rest > 1)
		return command_usage("export", patient ? "Name one file, or none for standard output."
						       : "Say --fhir with an NHS number.");
	if (!nhs_number_parse(patient, &number, &err) ||
	    !session_open(&options, STORE_OPEN, ACT_BACKUP, &handing.session, &err))
		return command_fail(&err);
	handing.patient = number.digits;
	handing.text.arena = &handing.arena;
	bool done = hand_out(&handing, rest < count ? words[rest] : NULL, &err);
	if (done)
		witness_export(&handing.session);
	arena_free(&handing.arena);
	session_close(&handing.session);
	return done ? EXIT_DONE : command_fail(&err);
}
