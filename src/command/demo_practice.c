#include "command/demo_practice.h"

#include "base/macros.h"
#include "base/text.h"
#include "command/demo_lines.h"
#include "exchange/ledger_lines.h"
#include "model/ledger/tell.h"

enum { DAY = 24 * 60 * 60 };

static const int64_t demo_now = 1718185260; /* 2024-06-12T09:41:00Z */
static const int64_t demo_day = 1718150400; /* its midnight, UTC */

/* --- moving it to the present --- */

/* When something was done or written down, not when something will end. */
static bool is_past(const char *name)
{
	return text_is(name, "at") || text_is(name, "recorded_at") || text_is(name, "recorded");
}

static Instant moved(Instant at, bool past, Instant now)
{
	int64_t exact = now.seconds - demo_now;
	int64_t days = now.seconds / DAY - demo_day / DAY;
	Instant then = instant_add(at, at.seconds >= demo_day ? exact : days * DAY);
	return past && instant_before(now, then) ? now : then;
}

/* Children stay children: who speaks for them, and that it ends at 16, would be another demo each year. */
static bool is_child(const Line *line, const Field *field)
{
	Date then = date_from_days(demo_day / DAY);
	return text_is(field->name, "born") && date_age(line_date(line, field), then) < 18;
}

void demo_move(Line *line, Instant now)
{
	int64_t days = now.seconds / DAY - demo_day / DAY;
	for (size_t i = 0; i < line->kind->count; i++) {
		const Field *field = &line->kind->fields[i];
		if (!line_has(line, field))
			continue;
		if (field->type == FIELD_INSTANT)
			line_set_instant(line, field, moved(line_instant(line, field), is_past(field->name), now));
		else if (field->type == FIELD_PARTIAL_DATE)
			line_set_partial(line, field, partial_add_days(line_partial(line, field), days));
		else if (field->type == FIELD_DATE && is_child(line, field))
			line_set_date(line, field, date_add_days(line_date(line, field), days));
	}
}

/* --- telling it --- */

typedef struct Demo {
	Teller teller;
	Arena kept;
} Demo;

static bool take_line(void *self, Line *line, Error *err)
{
	Demo *demo = self;
	Told told;
	arena_clear(&demo->kept);
	demo_move(line, demo->teller.now);
	return tell(&demo->teller, line, &demo->kept, &told, err);
}

static bool tell_lines(Session *session, Error *err)
{
	Source source = {.fd = -1};
	Demo demo = {.teller = {
			     .ledger = session->ledger,
			     .now = desk_now(session->desk),
			     .source = SOURCE_LEDGER_LINES,
			     .names_follow = true,
		     }};
	Sink sink = {.take = take_line, .self = &demo};
	bool done = source_of_bytes(&source, demo_lines, demo_lines_size, err) &&
		    ledger_lines_read(&source, &sink, err) && teller_finish(&demo.teller, err);
	source_close(&source);
	teller_done(&demo.teller);
	arena_free(&demo.kept);
	return done;
}

/* All share one passphrase and one PIN, which everybody may know. Hashing takes 50 ms each on purpose; here it is done
 * beforehand, so that the demo opens at once. A test signs in with both. */
static const char passphrase_hashed[] =
	"$argon2id$v=19$m=65536,t=2,p=1$nCMFOd/A3j/O6PnASnT5Jw$/JXKoneNSqGrM2Wn9AyyGzuSIO9VwnTjiH/0iEFdWFc";
static const char pin_hashed[] =
	"$argon2id$v=19$m=65536,t=2,p=1$rRcU8CSIGIthEKfXGOTvZw$BWkz3vUoNhEWE8E+xNQA5EfXyEHIphdbwaG0GJbNM8c";

static bool put_staff(Session *session, Error *err)
{
	static const struct {
		const char *name;
		Role role;
	} people[] = {
		{"Priya S", ROLE_RECEPTIONIST},	       {"Nurse Okoye", ROLE_NURSE},	 {"Dr Shah", ROLE_CLINICIAN},
		{"Helen Marsh", ROLE_PRIVACY_OFFICER}, {"Sam Reed", ROLE_ADMINISTRATOR},
	};
	const LedgerOps *ops = session->ledger.ops;
	for (size_t i = 0; i < countof(people); i++) {
		Staff staff = {
			.name = people[i].name,
			.role = (WordByte)people[i].role,
			.active = true,
			.passphrase = passphrase_hashed,
			.pin = pin_hashed,
		};
		if (!ops->put_staff(session->ledger.self, &staff, err))
			return false;
	}
	/* A kiosk beside the demo is another process, which does not know that it is one. */
	return ops->put_setting(session->ledger.self, "practice", "C82001", err) &&
	       ops->mark_all_due(session->ledger.self, err) &&
	       ops->put_setting(session->ledger.self, "languages", "gu pl so hu cs pa sk", err);
}

bool demo_practice(Session *session, Error *err)
{
	const LedgerOps *ops = session->ledger.ops;
	void *self = session->ledger.self;
	if (!ops->begin(self, err))
		return false;
	if (tell_lines(session, err) && put_staff(session, err) && ops->commit(self, err))
		return true;
	ops->rollback(self);
	return false;
}
