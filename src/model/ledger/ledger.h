/* Where the ledger is kept, and what is kept beside it: messages on their way, where the kiosks are, who is
 * expected today. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "model/facts/line.h"
#include "model/facts/seal.h"
#include "model/facts/staff.h"
#include "model/facts/word.h"

/* A message to a patient on its way, as the ledger port keeps it: beside the ledger, and never part of it. What is in
 * it, nobody reads here (parcel_seal). */

typedef struct Parcel {
	const char *fact; /* the `code-issued` fact: its key */
	const char *request;
	CodeChannel channel; /* CODE_SMS or CODE_EMAIL */
	Instant queued, expires;
	const unsigned char *sealed;
	size_t size;
} Parcel;

typedef struct ParcelList {
	const Parcel *items; /* `sealed` NULL */
	size_t count;
} ParcelList;

/* What is known of its way: never what is in it. */
typedef struct Delivery {
	const char *fact;
	CodeChannel channel;
	DeliveryState state;
	Instant changed; /* when it came to this state; queued: when it was queued */
	unsigned tries;
	const char *why; /* of the last try that failed, one sentence; "" */
} Delivery;

/* What a kiosk is doing just now: one row for each kiosk, beside the ledger and never part of it.
 *
 * The kiosk writes it as it goes, desks read it; a desk writes it to take over, and to say that somebody came. It is
 * kept, so that starting a kiosk again clears neither its lock nor its call. */

typedef struct Presence {
	const char *kiosk;     /* its number: "1" */
	const char *patient;   /* NHS number of who is at it; NULL: nobody that is known */
	const char *visit;     /* the `ticket` fact by which they came; NULL where nobody did */
	WordByte state;	       /* KioskState */
	bool unread;	       /* what is kept of it cannot be read: it calls, until staff attend to it */
	int question, of;      /* KIOSK_ANSWERING: "question 2 of 4"; else 0 */
	Instant since;	       /* when it came to this state */
	Instant seen;	       /* its last sign of life */
	Instant called;	       /* staff were called then, and nobody has come yet; else INSTANT_MIN */
	int wrong_tickets;     /* in a row */
	int wrong_passphrases; /* in a row, of staff who would leave */
	Instant passphrase_at; /* when the last of them was typed; INSTANT_MIN where there is none */
} Presence;

typedef struct PresenceList {
	const Presence *items;
	size_t count;
} PresenceList;

/* Who is expected at the practice on one day: beside the ledger and never part of it, replaced by the next list as a
 * whole. */

enum { EXPECTED_ANY_TIME = -1 };

typedef struct Expected {
	const char *nhs;
	int minute;	       /* of the day, of the first appointment; EXPECTED_ANY_TIME: not said */
	const char *clinician; /* with whom; NULL: not said */
} Expected;

typedef struct ExpectedList {
	Date day; /* none: there is no list */
	const Expected *items;
	size_t count;
} ExpectedList;

/* What is due of a patient: a projection of the ledger that the desk makes (desk/work.h) and the store keeps, so that a
 * list of it is read and not counted. No words, names or ranks: those are made when it is shown. */

enum { DUE_KINDS_MAX = 16, DUE_SORTS_MAX = 32 };

typedef struct DueRow {
	WordByte kind, sort; /* below DUE_KINDS_MAX and DUE_SORTS_MAX; the desk's to say what they are */
	const char *patient;
	const char *what; /* the identifier of the thing */
	Instant since;	  /* rows are listed by it */
	Instant until; /* from then on it is in no list; INSTANT_MAX: never; of a kind and sort older ones end first */
} DueRow;

typedef struct DueRows {
	const DueRow *items;
	size_t count;
} DueRows;

typedef struct DueQuery {
	WordByte kind;	     /* DUE_KINDS_MAX, of one patient: of whatever kind */
	uint32_t sorts;	     /* bit n: of sort n; 0: whatever the sort, and until when */
	const char *patient; /* NULL: of all */
	size_t limit;	     /* at most so many */
	Instant at;	     /* what is not over then */
	/* Of all, a page of the list: what comes behind this row, as it was read; NULL: from the first on. */
	const DueRow *from;
	bool with; /* that row too, where it is still there */
	bool back; /* before it (NULL: from the last on) towards the first, the nearest first */
} DueQuery;

typedef struct DueCounts {
	size_t of[DUE_KINDS_MAX][DUE_SORTS_MAX];
} DueCounts;

/* What a patient adds to the figures (readings/tallies.h): a projection beside what is due, so that a month is read and
 * not counted. A list is in order of month, organisation and sort, each once. */

enum { TALLY_SORTS_MAX = 1 << 13 };

typedef struct Tally {
	int month;	 /* 12 * year + month - 1 */
	int sort;	 /* below TALLY_SORTS_MAX; the reading's to say what it is */
	const char *org; /* its code; "": of none */
	int64_t count;
} Tally;

typedef struct TallyList {
	const Tally *items;
	size_t count;
} TallyList;

typedef struct TalliesOf {
	const char *patient;
	TallyList tallies;
} TalliesOf;

/* Port: where the ledger is kept. No SQL, no row id, no SQLite type: another store can stand beside the first.
 *
 * Lines are told inside a transaction: begin (waits for other desks), append …, commit. A failed append or commit
 * leaves the ledger as it was after `rollback`. Everything read lives in the arena given. All reads between
 * `read_begin` and `read_end`, or inside a transaction, see one state. */

/* How the desk is set, as it is kept beside the ledger. */
typedef struct SettingKept {
	const char *name, *value;
	bool altered; /* not by sharedesk */
} SettingKept;

typedef struct SettingList {
	const SettingKept *items;
	size_t count;
} SettingList;

/* Passphrases that were typed for one name since the last right one. */
typedef struct Wrong {
	int64_t count; /* 0: none */
	Instant since, last;
} Wrong;

typedef enum NamePart { NAME_FAMILY, NAME_GIVEN /* each word, and several run together */ } NamePart;

typedef enum NameMatch {
	NAME_BEGINS, /* with what is asked for */
	NAME_IS,     /* that and no more: a whole family name, a whole word of the given names */
	NAME_LONGER  /* it begins so and goes on */
} NameMatch;

/* What a search for people may use; fields not used are NULL or none. All given must match, but for the last three, of
 * which one is given. Names are found by their letters (utf8_letters): a family name by its beginning or that of any
 * word of it, these after those; given names by any word of them and of the preferred name, or several run together. */
typedef struct PersonQuery {
	const char *nhs_prefix; /* digits */
	const char *family_prefix, *given_prefix;
	Date born, born_last; /* on that day; or, where the second is given, from the one to the other */
	size_t limit;	      /* at most so many; 0: none */
	NameMatch match;      /* of the names */
	bool given_is;	      /* NAME_IS of the given name, whatever the match of the other */
	/* A family name that somebody had before and has no longer; with given names and birth. */
	const char *former_prefix;
	/* By where they are reached, nobody restricted: the letters and digits of a postcode, small; digits from 0. */
	const char *postcode_prefix, *mobile_prefix;
} PersonQuery;

typedef enum OrganisationWhich {
	ORGANISATIONS_ALL,
	ORGANISATIONS_MIG,
	ORGANISATIONS_ASKING, /* who may ask to look: MIG partners and viewers of the SCR */
	ORGANISATIONS_UNKNOWN_SYSTEM,
	ORGANISATIONS_NEAR /* practices of a commissioner, and every trust */
} OrganisationWhich;

typedef struct TextList {
	const char *const *items;
	size_t count;
} TextList;

/* Ranked before it is cut: the code that was typed, those on the practice's list, those that patients were referred to
 * from here, then by organisation_rank; of one rank by name. */
typedef struct OrganisationQuery {
	const char *words;	  /* folded words, in any order; each must begin one of organisation_words */
	bool with_closed;	  /* closed ones come last */
	bool for_referral;	  /* no commissioners */
	Date today;		  /* whose last day is before it is closed */
	size_t limit;		  /* at most so many; 0: none */
	TextList listed;	  /* codes: the practice's list */
	OrganisationWhich which;  /* other than all: of the open ones, whatever the words, by name */
	const char *commissioner; /* of ORGANISATIONS_NEAR; NULL: of none */
} OrganisationQuery;

/* A directory line as it was told, and by whom. */
typedef struct Kept {
	Line line;
	LineSource source;
	int64_t seq;
} Kept;

typedef struct KeptList {
	const Kept *items;
	size_t count;
} KeptList;

typedef struct Brief {
	const Person *person; /* NULL: not known */
	FactList facts;	      /* in order of `seq`, or of replay (fact_order) */
	EntryList entries;    /* by recorded, id */
	const char *packed;   /* the same as brief_pack makes it, where it came so; else NULL */
	size_t packed_length;
} Brief;

/* Of the facts of nobody those that say something of a chart: standing lists, SCR defaults, what voids them, and the
 * files that brought lines; or of accounts and settings. All of them grow with the years. */
typedef enum NobodyFacts { NOBODY_STANDINGS, NOBODY_ACCOUNTS, NobodyFacts_COUNT_ } NobodyFacts;

/* Who is asked, while something takes long, whether to go on: false stops it, with a sentence that says so. */
typedef struct Watch {
	bool (*go_on)(void *self, int64_t done, int64_t total);
	void *self;
} Watch;

/* Who told a fact that stands in Who has looked: the name, and by what way its line came. */
typedef struct Looker {
	LineSource source;
	const char *by; /* "": nobody was named */
} Looker;

typedef struct LookerList {
	const Looker *items;
	size_t count;
} LookerList;

/* Where such a fact stands: by time, and of one time by the number of its line. */
typedef struct LookPlace {
	Instant at;
	int64_t seq;
} LookPlace;

typedef struct LookQuery {
	const LookerList *of; /* of these alone; NULL: of everybody */
	LookPlace from;	      /* it counted */
	bool up;	      /* from there to the later ones; else to the earlier ones */
	size_t limit;	      /* at most so many: the nearest first */
} LookQuery;

typedef struct LedgerOps {
	bool (*begin)(void *self, Error *err);			    /* waits for whoever writes */
	bool (*try_begin)(void *self, bool *ret_begun, Error *err); /* … does not: false while somebody does */
	bool (*commit)(void *self, Error *err);
	void (*rollback)(void *self);
	bool (*read_begin)(void *self, Error *err);
	void (*read_end)(void *self);

	/* About so many lines follow in this transaction, of which nothing is asked meanwhile but what telling them
	 * asks (head, fact, entry, person, organisation, opening, set_by_hand, told_at); 0: that was all of them.
	 * Where they have an end that takes long, `watch` is asked once when they begin, with nothing of it done, and
	 * while it is made: it outlives that, and may be NULL. */
	bool (*many)(void *self, int64_t lines, const Watch *watch, Error *err);

	/* Puts a checked line at the end of the chain and gives a fact its `seq`. `recorded_at` and `id` must be there.
	 */
	bool (*append)(void *self, Line *line, LineSource source, Error *err);
	/* The same of several lines of one kind, of which none names another. */
	bool (*append_all)(void *self, Line *lines, size_t count, LineSource source, Error *err);

	/* The number of lines told so far, and the seal of the last. Changes whenever any desk tells something. */
	bool (*head)(void *self, int64_t *ret_seq, Seal *ret_seal, Error *err);

	/* Whether anything may have been written, by whatever desk, kiosk or sender, since this was last asked: two
	 * system calls. True once more after each change; true where it cannot be told. */
	bool (*moved)(void *self);

	/* Facts in order of `seq`. `patient` NULL: the facts of nobody (also exports), but for sessions. */
	bool (*facts)(void *self, const char *patient, Arena *arena, FactList *ret_facts, Error *err);
	/* The first so many of those told after `seq`; 0: of all. */
	bool (*facts_of_nobody)(void *self, NobodyFacts which, int64_t seq, size_t limit, Arena *arena,
				FactList *ret_facts, Error *err);
	/* That the ledger was handed out: all of it, or of this patient (`exported`, without a reason or with one that
	 * names them), in order of `seq`. */
	bool (*copies)(void *self, const char *nhs, Arena *arena, FactList *ret_facts, Error *err);
	/* Who signed in and out since then, in replay order. */
	bool (*sessions)(void *self, Instant since, Arena *arena, FactList *ret_facts, Error *err);
	/* Who looked at a record, what was handed out or taken in, overrides, copies for patients, accounts and
	 * settings, whoever they are of. */
	bool (*looks)(void *self, const LookQuery *query, Arena *arena, FactList *ret_facts, Error *err);
	bool (*lookers)(void *self, Arena *arena, LookerList *ret_lookers, Error *err); /* each once */
	/* Those of a patient, or of nobody, told after `seq`. */
	bool (*facts_since)(void *self, const char *patient, int64_t seq, Arena *arena, FactList *ret_facts,
			    Error *err);
	bool (*entries)(void *self, const char *patient, Arena *arena, EntryList *ret_entries,
			Error *err); /* by recorded, id */
	/* The same for who only folds them: without `text` and `system`. */
	bool (*outlines)(void *self, const char *patient, Arena *arena, EntryList *ret_entries, Error *err);
	/* The text of the entry that was told at `seq`; NULL: it has none. All of a patient's, in the same order. */
	bool (*said)(void *self, int64_t seq, Arena *arena, const char **ret_text, Error *err);
	bool (*all_said)(void *self, const char *patient, Arena *arena, EntrySaidList *ret_said, Error *err);
	/* Whether a line of this sort, of whatever patient, was told after `seq`. */
	bool (*told_since)(void *self, LineType type, int64_t seq, bool *ret_any, Error *err);
	/* A patient's record for who decides many questions: of its lines at least what a decision and its sentence
	 * read; that somebody looked may be missing where nothing was recorded after `now`, the clock. */
	bool (*brief)(void *self, const char *nhs, Instant now, Arena *arena, Brief *ret_brief, Error *err);
	/* One of each; *ret is NULL if there is none. */
	bool (*fact)(void *self, const char *id, Arena *arena, const Fact **ret_fact, Error *err);
	bool (*entry)(void *self, const char *id, Arena *arena, const Entry **ret_entry, Error *err);
	bool (*person)(void *self, const char *nhs, Arena *arena, const Person **ret_person, Error *err);
	bool (*organisation)(void *self, const char *code, Arena *arena, const Organisation **ret_org, Error *err);
	/* The first fact told that opens this episode, request or override. */
	bool (*opening)(void *self, FieldNames what, const char *id, Arena *arena, const Fact **ret_fact, Error *err);
	/* The `merged` facts, of whatever patient, that name this number as the other; in order of `seq`. */
	bool (*merged)(void *self, const char *nhs, Arena *arena, FactList *ret_facts, Error *err);
	/* Where the present line of this organisation, patient or entry stands; 0: there is none. */
	bool (*told_at)(void *self, LineType type, const char *key, int64_t *ret_seq, Error *err);
	/* Staff set system, MIG, SCR or care of this organisation by hand. */
	bool (*set_by_hand)(void *self, const char *code, bool *ret_by_hand, Error *err);

	bool (*find_people)(void *self, const PersonQuery *query, Arena *arena, PersonList *ret_people, Error *err);
	/* Whether another patient has the same family and given name, by their letters. */
	bool (*has_namesake)(void *self, const Person *person, bool *ret_has, Error *err);
	/* Other names on file that sound as this one, or are one slip from it (alike.h): letters, each once. */
	bool (*alike_names)(void *self, NamePart part, const char *letters, Arena *arena, TextList *ret_names,
			    Error *err);
	bool (*find_organisations)(void *self, const OrganisationQuery *query, Arena *arena, OrganisationList *ret_orgs,
				   Error *err);
	/* Numbers of all patients, ascending. */
	bool (*everybody)(void *self, Arena *arena, TextList *ret_patients, Error *err);
	/* Numbers of those about whom something was told after `seq`, the last first, at most `limit`. */
	bool (*changed)(void *self, int64_t seq, size_t limit, Arena *arena, TextList *ret_patients, Error *err);

	/* Accounts and settings are changed in place and never exported; the ledger has facts of them, without a hash
	 * (desk/accounts.h). An account or a setting that was changed past the ledger is ERROR_REFUSED, where the store
	 * can tell; `staff_all` and `settings_all` mark it. */
	bool (*staff_all)(void *self, Arena *arena, StaffList *ret_staff, Error *err);
	bool (*staff)(void *self, const char *name, Arena *arena, const Staff **ret_staff,
		      Error *err);				       /* by folded name */
	bool (*put_staff)(void *self, const Staff *staff, Error *err); /* inside a transaction */
	bool (*setting)(void *self, const char *name, Arena *arena, const char **ret_value,
			Error *err);							  /* NULL if not set */
	bool (*put_setting)(void *self, const char *name, const char *value, Error *err); /* inside a transaction */
	/* All of them, by name. */
	bool (*settings_all)(void *self, Arena *arena, SettingList *ret_settings, Error *err);
	/* The same of one account; a name is found folded. */
	bool (*own_setting)(void *self, const char *staff, const char *name, Arena *arena, const char **ret_value,
			    Error *err);
	bool (*put_own_setting)(void *self, const char *staff, const char *name, const char *value,
				Error *err); /* inside a transaction */
	/* Wrong passphrases in a row for this name, folded, whoever has it or nobody; none: zero. The name is not
	 * kept, but a hash of it. `put_wrong` inside a transaction. */
	bool (*wrong)(void *self, const char *name, Wrong *ret_wrong, Error *err);
	bool (*put_wrong)(void *self, const char *name, const Wrong *wrong, Error *err);
	/* The keyed hash of the code that a `code-issued` fact gave out. */
	bool (*code)(void *self, const char *fact_id, Seal *ret_hash, bool *ret_found, Error *err);
	bool (*put_code)(void *self, const char *fact_id, const Seal *hash, Error *err); /* inside a transaction */

	/* The patient's directory line as it stood when the ledger had `seq` lines; NULL if there was none yet. */
	bool (*person_at)(void *self, const char *nhs, int64_t seq, Arena *arena, const Person **ret_person,
			  Error *err);

	/* Every directory line ever told of this patient and of their entries, those replaced since too, in order of
	 * `seq`. Reads the whole ledger: for what is seldom asked. */
	bool (*kept)(void *self, const char *nhs, Arena *arena, KeptList *ret_kept, Error *err);

	/* Messages on their way, kept beside the ledger. The texts that `put_parcel` gets are copied. */
	bool (*put_parcel)(void *self, const Parcel *parcel, Error *err); /* inside a transaction */
	/* What is still queued, oldest first; never what is in it. */
	bool (*queued_parcels)(void *self, Arena *arena, ParcelList *ret_parcels, Error *err);
	/* Of those the ones that may be of no use by now: what has run out, and what is of a patient who is to be
	 * looked at (due_to_look_at). */
	bool (*doubtful_parcels)(void *self, Instant now, Arena *arena, ParcelList *ret_parcels, Error *err);
	/* Wipes what is still queued of this request and calls it withdrawn; inside a transaction. */
	bool (*withdraw_parcels)(void *self, const char *request, Error *err);
	/* How the message that carries this `code-issued` fact stands; NULL if there is none. */
	bool (*delivery)(void *self, const char *fact_id, Arena *arena, const Delivery **ret_delivery, Error *err);

	/* What the kiosks are doing, one of each, kept beside the ledger; by number. `put_presence`
	 * replaces, and copies the texts. */
	bool (*put_presence)(void *self, const Presence *presence, Error *err); /* inside a transaction */
	bool (*presences)(void *self, Arena *arena, PresenceList *ret_presences, Error *err);

	/* Who is expected, in the order given. `put_expected` replaces all of it, and copies the texts. */
	bool (*put_expected)(void *self, const ExpectedList *list, Error *err); /* inside a transaction */
	bool (*expected)(void *self, Arena *arena, ExpectedList *ret_list, Error *err);

	/* What is due. Every line told of a patient marks them as to be looked at anew; `put_due` replaces what is
	 * kept of them, inside a transaction, and takes the mark away: `again` is when time alone may change it,
	 * INSTANT_MAX for never. `read`: the person and all facts of theirs, as they were read in it to find this, with
	 * or without what facts_withhold leaves out; nobody looks at its entries. NULL: they may be read again. */
	bool (*put_due)(void *self, const char *patient, const DueRows *rows, Instant again, const Brief *read,
			Error *err);
	/* Marks everybody, inside a transaction: what is due hangs on which practice this is, too. */
	bool (*mark_all_due)(void *self, Error *err);
	/* An organisation that moves what is due there (organisation_moves_due) is noted, for all who were registered
	 * or referred there. Marks them, up to `limit` at a time, inside a transaction; false: nobody noted is left. */
	bool (*mark_more_due)(void *self, size_t limit, bool *ret_marked, Error *err);
	/* Numbers of those marked, or whose time has come: who is marked first, then whose time came first. */
	bool (*due_to_look_at)(void *self, Instant now, size_t limit, Arena *arena, TextList *ret_patients, Error *err);
	/* Numbers of those who need not be looked at by now, ascending, after this one. */
	bool (*due_settled)(void *self, Instant now, const char *after, size_t limit, Arena *arena,
			    TextList *ret_patients, Error *err);
	/* When a patient is to be looked at: as `put_due` was told, or the least instant where they are marked. */
	bool (*due_again)(void *self, const char *patient, Instant *ret_at, Error *err);
	/* Whether anybody is to be looked at by now, marked or noted; and how many, counted. */
	bool (*due_waits)(void *self, Instant now, bool *ret_waits, Error *err);
	bool (*due_waiting)(void *self, Instant now, int64_t *ret_count, Error *err);
	bool (*due)(void *self, const DueQuery *query, Arena *arena, DueRows *ret_rows, Error *err); /* oldest first */
	bool (*due_counts)(void *self, Instant at, DueCounts *ret_counts, Error *err); /* of what is not over then */

	/* What these patients add to the figures, each named once, inside a transaction: it replaces what is kept of
	 * them, and the totals follow. Of whom nothing changed nothing is written. */
	bool (*put_tallies)(void *self, const TalliesOf *patients, size_t count, Error *err);
	bool (*tallies)(void *self, const char *patient, Arena *arena, TallyList *ret_tallies, Error *err);
	/* The totals of all patients from one month to another, both counted, in order. */
	bool (*figures)(void *self, int from, int to, Arena *arena, TallyList *ret_totals, Error *err);
} LedgerOps;

enum { HOLD_TEXT_MAX = 160 };

/* What keeps a transaction from being committed although nothing forbids it: nobody has yet said that it is meant. */
typedef struct Hold {
	bool holds;
	bool held;		  /* a transaction came to its commit meanwhile, and was rolled back */
	char what[HOLD_TEXT_MAX]; /* what it would have done, as far as it said; "" */
} Hold;

typedef struct Ledger {
	const LedgerOps *ops;
	void *self;
	Hold *hold; /* NULL: nothing is held back */
} Ledger;
