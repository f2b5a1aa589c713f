/* What is due, and opening a patient from a list of any kind. */
#pragma once

#include "base/arena.h"
#include "model/desk/find.h"
#include "model/desk/here.h"
#include "model/desk/witness.h"
#include "model/desk/work.h"
#include "ui/app.h"
#include "ui/paged.h"
#include "ui/screen.h"
#include "ui/screens/parts/parts.h"

/* What was put aside at this desk by who is signed in. */

typedef struct HomeAside {
	Aside is;
	size_t number; /* from 1, the latest; until something else is put aside or taken up */
	char time[8];  /* since when */
} HomeAside;

typedef struct HomeAsides {
	HomeAside items[ASIDE_MAX];
	size_t count;
	char title[96];
} HomeAsides;

void aside_load(App *app, HomeAsides *asides);
void aside_draw(const HomeAside *aside, Area area);
int aside_draw_lines(const HomeAsides *asides, Area area); /* where home has no such rows; returns how many */
void aside_say(const HomeAside *aside, Text *out);

/* Opening a patient from a list. Where another patient has the same name, the date of birth is asked for first.
 *
 * The state of such a screen begins with an Opening; `done` is opening_answer, or ends by calling it. */

typedef struct Opening {
	char nhs[11];
	WorkKind kind;
	/* Of that kind: the request, override, disputed episode or entry whose card is opened on top; of questions, the
	 * episode whose row is selected. "": none. */
	char item[LIST_KEY_MAX];
	bool asks;    /* the questions that are due are asked at once */
	bool calls;   /* somebody rings about them: a new request */
	size_t aside; /* what is put aside is taken up: its number (HomeAside); 0: none is */
	DialogDone *done;
} Opening;

void opening_begin(App *app, Opening *opening, const char *nhs, DialogDone *done);
void opening_begin_item(App *app, Opening *opening, const char *nhs, WorkKind kind, const char *item, DialogDone *done);
/* Of one who is identified: nothing is asked. `born`: as on file. */
void opening_known(App *app, Opening *opening, const char *nhs, Date born);
void opening_begin_calling(App *app, Opening *opening, const char *nhs, DialogDone *done);
void opening_begin_asking(App *app, Opening *opening, const char *nhs, DialogDone *done);
/* Takes up what was put aside. */
void opening_aside(App *app, Opening *opening, const HomeAside *aside, DialogDone *done);
/* Goes to the kiosk on top: its call ends, and its patient is opened. */
void opening_kiosk(App *app, Opening *opening, KioskWatch *kiosks);
void opening_answer(App *app, void *state, const char *text); /* as DialogDone */

/* What is due, in words: the home screen's work list and the list of one kind. */

typedef struct DueKind {
	const char *name;	  /* "Questions to ask" */
	Act act;		  /* who does it */
	const char *whose, *role; /* shown to others: "for a clinician", "clinician"; NULL where all who see it do it */
} DueKind;

typedef struct Due {
	WorkItem item;
	const char *left;  /* how it stands: of a request "code sent, 6 min left"; "" where there is nothing to say */
	const char *brief; /* the same in 16 columns: "6 min left" */
} Due;

typedef struct DueList { /* in the arena given */
	const Due *items;
	size_t count;
} DueList;

const DueKind *due_kind(WorkKind kind);
bool due_shown(const Desk *desk, WorkKind kind); /* whether who is signed in sees that there is such work */
/* The oldest, at most `limit`. */
bool due_list(Desk *desk, WorkKind kind, Instant now, size_t limit, Arena *arena, DueList *ret_list, Error *err);

/* What is said of it. `arena`: of what is not the item's. */
Due due_of(Desk *desk, const WorkItem *item, Instant now, Arena *arena);
/* A code is out among them: its time left, and how its message fares, go by the second. */
bool due_counts_down(const Due *items, size_t count);
/* Opens the patient of it; of a request, an override or a dispute, its card on top. */
void due_open(App *app, Opening *opening, const Due *due, DialogDone *done);

/* A list of what is due that is read by pages (paged.h): what a row says is made once it comes into sight. */
typedef struct DueLine {
	DueRow row;
	Due due;
	bool made; /* `due` is */
} DueLine;

const char *due_line_key(const void *rows, size_t index);
const DueLine *due_line_chosen(const Paged *paged); /* NULL: there is none */
/* `total`: of this kind. On failure what was held stays. */
bool due_lines_load(App *app, Paged *paged, WorkKind kind, size_t total, Error *err) must_check;
void due_lines_fit(App *app, Paged *paged, int rows); /* of a screen's `fit` */

extern const Screen screen_due; /* all that is due of one kind; argument: a const WorkKind * */

/* Who was found. */

enum { HOME_FOUND = 50 /* at most */ };

void home_draw_person(const void *rows, size_t index, Area area); /* of Found */
/* The line above them; NULL where they speak for themselves. `adds`: who is signed in adds patients. */
const char *home_found_says(const FoundList *found, bool adds, Area area);
void home_say_found(const FoundList *list, size_t selected, Text *out); /* in a line */
/* On the row that is blank below the search: who was served last, as many as it holds. */
void home_draw_recent(const FoundList *recent, Area row);

/* The rows of the home screen, each drawn for a list (list.h). */

/* Columns: of the number before a row; from which on a row says more. */
enum { HOME_NUMBER = 2, HOME_WIDE = 74, HOME_MIDDLE = 56 };

typedef struct HomeDue {
	WorkKind kind;
	size_t count;
	const Due *first; /* the first of `listed`; NULL: it is for others */
	size_t listed;
} HomeDue;

enum { HOME_LISTED = 32 };

/* One of those in sight goes by the second. */
bool home_counts_down(const HomeDue *due, size_t count);

/* Who comes today, in the order of time. */
typedef struct HereTable {
	HereList list;
	bool timed, with; /* somebody has a time, a clinician */
} HereTable;

HereTable here_table(const HereList *list);
/* Up to `room` of those with questions due, whoever is next among them. Returns how many. */
size_t here_rows(const HereTable *table, size_t room, const HereRow **out);
void here_say(App *app, const HereTable *table, Arena *arena); /* reads those that home may show */
const char *here_key(const HereRow *row, Arena *arena);	       /* of its row on home */
void here_draw_row(const HereTable *table, const HereRow *row, Area area);
void here_say_row(const HereRow *row, Text *out);
const char *here_title(const HereTable *table, Area area); /* "Here today: 3 of 18 have questions due" */
/* The patient; where questions are due, the ask on top. */
void here_open(App *app, Opening *opening, const HereRow *row, DialogDone *done);
/* Reads the list again. Whether anything is new: who is next goes by the minute. */
bool here_look(App *app, int64_t *minute);

extern const Screen screen_here; /* all of them; no argument */

/* A row of home: what is put aside; one of who comes today, or the line below them that leads to all; the rule
 * between; a kind of work, or, where there is room, one of its kind after the first. */
typedef struct HomeRow {
	const HomeAside *aside; /* NULL: none of these */
	const HereTable *table; /* NULL: what is due */
	const HereRow *here;	/* NULL: all who come today */
	bool rule, counting;	/* the rule above `table`, else above what is due */
	const HomeDue *due;
	const Due *item; /* NULL: the kind itself */
	int number;	 /* typed, with Enter, it opens; 0: none */
	char key[LIST_KEY_MAX];
} HomeRow;

enum { HOME_HERE = 64, HOME_ROWS = WORK_KINDS * HOME_LISTED + HOME_HERE + ASIDE_MAX + 3 };

typedef struct HomeHolds {
	const HomeAsides *asides;
	const HereTable *here; /* NULL: none of them */
	const HomeDue *due;
	size_t due_count;
	bool counting;
} HomeHolds;

/* The rows that `rows` rows of a window of `cols` columns hold: what is put aside, who comes today, where there is such
 * a list, then every kind, and below each as many of it as there is room for, shared evenly. `out` holds HOME_ROWS.
 * Returns how many. */
size_t home_rows(const HomeHolds *holds, int rows, int cols, HomeRow *out);
const char *home_found_key(const void *rows, size_t index); /* of Found */
const char *home_due_key(const void *rows, size_t index);   /* of HomeRow */
/* Rows above the list of what is due, while nothing is searched for: the search, a blank where there is room, a rule.
 */
int home_due_top(int rows);
/* Gives each the number by which it is opened. */
void home_rows_number(HomeRow *rows, size_t count, int cols);
/* How many are looked for at most: each is a patient folded, and those that the window has no row for nobody sees. */
size_t home_room(const App *app);

const char *home_kind_key(WorkKind kind, Arena *arena); /* of the row of a kind */
/* The row whose number was typed, one digit or two; SIZE_MAX where there is none: more of them belong to a patient. */
size_t home_row_typed(const List *list, const char *typed);
bool home_select_typed(List *list, const char *typed); /* false: there is none, and nothing is selected anew */

enum { HOME_UNREAD = 512 };
/* Who was left out of what is due, each once: a patient whose record cannot be read keeps nobody from the others. */
void home_say_unread(App *app, const char *unread, char said[HOME_UNREAD]);

/* The kinds of work that stand on home, each with as many of it, by its day, as a window of `room` rows may show: each
 * is a patient folded. `arena` held those before. On failure nothing has changed. */
bool home_kinds(App *app, const WorkCounts *work, size_t room, Arena *arena, HomeDue out[WORK_KINDS], size_t *ret_count,
		Error *err) must_check;

/* "Due today", and whether that is still counted. */
const char *home_due_title(Area area, bool counting);
/* The title over the rows, and at its end what there is to say of backups; NULL: nothing. */
void home_draw_rule(Area area, const char *backup, const char *title);

/* Sets them; where the selected one has no place any more, its kind is selected. */
void home_rows_set(List *list, const HomeRow *rows, size_t count);
/* The rule is no place to stand: on, or back. */
void home_rows_pass(List *list, bool back);

void home_say_row(const HomeRow *row, int cols, Text *out);	/* NULL: nothing; `cols`: of the window */
void home_draw_work(const void *rows, size_t index, Area area); /* of HomeRow */

/* What an administrator looks after, in place of patients. */
void home_set_places(List *list);
void home_draw_places(const List *list, const HomeAsides *asides, const char *backup, Area area);
void home_say_place(const List *list, Text *out);
void home_open_place(App *app, const List *list);
bool home_type_place(App *app, List *list, KeyCode code); /* nothing is typed there: its number opens it */

/* What the foot of home says of the witness of the ledger (desk/witness.h). */
typedef struct HomeWitness {
	char code[LEDGER_CODE_MAX]; /* for the privacy officer; "": none */
	int64_t lines;
	Error fault; /* why nothing witnesses it, for who looks after it */
} HomeWitness;

void home_witness_load(App *app, HomeWitness *witness);
int home_witness_rows(const HomeWitness *witness, const App *app); /* that it takes; 0 where there is no room */
/* Returns the rows above it. */
Area home_witness_draw(const HomeWitness *witness, const App *app, Area area);
