#include "model/lists/first_hour.h"

#include <stdlib.h>

#include "base/text.h"
#include "model/desk/inside.h"

typedef struct Looking {
	Desk *desk;
	Arena *arena;
	FirstLine *line;
} Looking;

/* What a step looks at; false where it could not be read. */
typedef bool FirstLook(const Looking *looking, Error *err);

static void stands(const Looking *looking, bool done, const char *text)
{
	looking->line->done = done;
	looking->line->stands = text;
}

static const char *counted(const Looking *looking, size_t count, const char *one, const char *many)
{
	return arena_print(looking->arena, "%zu %s", count, count == 1 ? one : many);
}

/* The practice's own line has a commissioner only from the list of practices. */
static bool look_at_lists(const Looking *looking, Error *err)
{
	const Ledger ledger = looking->desk->ports.ledger;
	const Organisation *practice = desk_practice(looking->desk);
	OrganisationList trusts;
	const OrganisationQuery query = {.today = desk_today(looking->desk), .limit = 1, .which = ORGANISATIONS_NEAR};
	if (!ledger.ops->find_organisations(ledger.self, &query, looking->arena, &trusts, err))
		return false;
	const bool practices = practice && !text_empty(practice->commissioner);
	stands(looking, practices && trusts.count > 0,
	       practices && trusts.count > 0 ? "practices and trusts are here"
	       : practices		     ? "no trusts yet (etr)"
	       : trusts.count > 0	     ? "no practices yet (epraccur)"
					     : "neither practices (epraccur) nor trusts (etr)");
	return true;
}

static bool look_at_local(const Looking *looking, Error *err)
{
	OnLists lists;
	if (!desk_on_lists(looking->desk, looking->arena, &lists, err))
		return false;
	stands(looking, lists.count > 0,
	       lists.count > 0
		       ? counted(looking, lists.count, "organisation on our lists", "organisations on our lists")
		       : "nobody is allowed yet: everybody needs a code");
	return true;
}

static bool look_at_systems(const Looking *looking, Error *err)
{
	OrganisationList unknown;
	OnLists lists;
	if (!desk_local_unknown(looking->desk, looking->arena, &unknown, err) ||
	    !desk_on_lists(looking->desk, looking->arena, &lists, err))
		return false;
	const bool own = unknown.count > 0 && unknown.items[0].code &&
			 text_is(unknown.items[0].code, desk_practice_code(looking->desk, looking->arena));
	stands(looking, unknown.count == 0,
	       unknown.count == 0 && lists.count == 0 ? "known of us; of others once they are allowed"
	       : unknown.count == 0		      ? "known of us and of all we allow"
	       : own ? arena_print(looking->arena, "not known of us%s: nothing is shared",
				   unknown.count > 1
					   ? arena_print(looking->arena, " and of %zu more", unknown.count - 1)
					   : "")
		     : arena_print(looking->arena, "not known of %zu: nothing is shared with them", unknown.count));
	return true;
}

static bool look_at_patients(const Looking *looking, Error *err)
{
	const Ledger ledger = looking->desk->ports.ledger;
	const PersonQuery query = {.limit = 1};
	PersonList people;
	if (!ledger.ops->find_people(ledger.self, &query, looking->arena, &people, err))
		return false;
	stands(looking, people.count > 0,
	       people.count > 0 ? "they are here; each morning: sharedesk today FILE" : "no patients yet");
	return true;
}

/* Of these there must be somebody: a privacy officer reviews, a clinician decides, a receptionist asks. */
static bool look_at_staff(const Looking *looking, Error *err)
{
	static const Role roles[] = {ROLE_RECEPTIONIST, ROLE_NURSE, ROLE_CLINICIAN, ROLE_PRIVACY_OFFICER};
	const Ledger ledger = looking->desk->ports.ledger;
	Text text = {.arena = looking->arena};
	StaffList staff;
	bool there[Role_COUNT_] = {false};
	size_t missing = 0, said = 0;
	if (!ledger.ops->staff_all(ledger.self, looking->arena, &staff, err))
		return false;
	for (size_t i = 0; i < staff.count; i++)
		there[staff.items[i].role] = there[staff.items[i].role] || staff.items[i].active;
	for (size_t i = 0; i < countof(roles); i++)
		missing += !there[roles[i]];
	for (size_t i = 0; i < countof(roles); i++)
		if (!there[roles[i]]) {
			said++;
			text_add_print(&text, "%s%s",
				       said == 1	 ? "no "
				       : said == missing ? " or "
							 : ", ",
				       words_text(&role_words, roles[i]));
		}
	stands(looking, missing == 0, missing == 0 ? "somebody of each role" : text_done(&text));
	return true;
}

static bool look_at_backup(const Looking *looking, Error *err)
{
	const char *made = desk_setting(looking->desk, BACKUP_SETTING, looking->arena);
	char day[16] = "";
	if (!text_empty(made))
		date_print_staff(zone_date(desk_zone(looking->desk), (Instant){strtoll(made, NULL, 10)}), day);
	stands(looking, day[0], day[0] ? arena_print(looking->arena, "the last is of %s", day) : "none yet");
	return true;
}

static bool look_at_sender(const Looking *looking, Error *err)
{
	const bool sms = looking->desk->ports.sends_sms, email = looking->desk->ports.sends_email;
	stands(looking, sms || email,
	       sms && email ? "by text and by e-mail"
	       : sms	    ? "by text"
	       : email	    ? "by e-mail"
			    : "codes are shown at the desk alone");
	return true;
}

static bool look_at_languages(const Looking *looking, Error *err)
{
	const char *languages = desk_setting(looking->desk, "languages", looking->arena);
	stands(looking, !text_empty(languages), text_empty(languages) ? "English alone" : languages);
	return true;
}

static bool look_at_notice(const Looking *looking, Error *err)
{
	const char *address = desk_setting(looking->desk, "privacy-notice", looking->arena);
	const char *complaints = desk_setting(looking->desk, "complaints", looking->arena);
	stands(looking, !text_empty(address) && !text_empty(complaints),
	       text_empty(address)	? "its address is not known"
	       : text_empty(complaints) ? "known; where to complain is not"
					: address);
	return true;
}

static bool look_at_scr(const Looking *looking, Error *err)
{
	ScrDefault said;
	char day[16] = "";
	if (!desk_scr_default(looking->desk, looking->arena, &said, err))
		return false;
	if (said.said)
		date_print_staff(said.since, day);
	stands(looking, said.said != NULL,
	       !said.said ? "core only, where nobody chose"
			  : arena_print(looking->arena, "%s, where nobody chose, since %s",
					said.status == SCR_CORE ? "core only" : "core and additional", day));
	return true;
}

static const struct {
	const char *name, *todo;
	FirstLook *look;
	bool may_wait;
} steps[FIRST_STEPS] = {
	[FIRST_LISTS] = {"National lists", "Import epraccur.csv and etr.csv, as NHS England publishes them.",
			 look_at_lists, false},
	[FIRST_LOCAL] = {"Local list", "Tick those whom you trust with your patients' records.", look_at_local, false},
	[FIRST_SYSTEMS] = {"Their systems", "Say who uses SystmOne and who EMIS: only these share.", look_at_systems,
			   false},
	[FIRST_PATIENTS] = {"Patients", "Import the list of patients, as your record system saves it.",
			    look_at_patients, false},
	[FIRST_STAFF] = {"Staff", "Let each person in, with a role and a passphrase of their own.", look_at_staff,
			 false},
	[FIRST_BACKUP] = {"Backup", "Run sharedesk backup each night, as the manual says.", look_at_backup, false},
	[FIRST_SENDER] = {"Sending codes", "Write sharedesk.ini, as the manual says under FILES.", look_at_sender,
			  true},
	[FIRST_SCR] = {"Summary records", "Say what patients have who never chose, and since when.", look_at_scr, true},
	[FIRST_LANGUAGES] = {"Languages", "Turn on those that a native speaker has read.", look_at_languages, true},
	[FIRST_NOTICE] = {"Privacy notice", "Say where patients can read it, and where they complain.", look_at_notice,
			  false},
};

bool desk_first_hour(Desk *desk, Arena *arena, FirstHour *ret_hour, Error *err)
{
	FirstHour hour = {0};
	if (!desk_allows(desk, ACT_FIRST_HOUR, err))
		return false;
	for (FirstStep step = 0; step < FIRST_STEPS; step++) {
		FirstLine *line = &hour.lines[step];
		*line = (FirstLine){.step = step,
				    .name = steps[step].name,
				    .todo = steps[step].todo,
				    .may_wait = steps[step].may_wait};
		if (!steps[step].look(&(Looking){desk, arena, line}, err))
			return false;
		hour.missing += !line->done && !line->may_wait;
	}
	*ret_hour = hour;
	return true;
}
