/* What is typed where no field is: a name, and Enter, meant for the search. On whatever screen and row it lands, it
 * records nothing (at a real desk "brown" ended an agreement, "mary" opened 54 entries, "khan" made a ticket).
 *
 * One kind of line is let pass: that somebody looked. It is no choice of theirs but the trace of a page that was open:
 * Enter on an entry shows it, and nothing may be shown without that line. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/scenes.h"
#include "ui/screens/record/record.h"
#include "ui/screens/sharing/sharing.h"

/* clang-format off */
static const char *const names[] = {
	/* family */
	"smith", "jones", "taylor", "brown", "williams", "wilson", "johnson", "davies", "robinson",
	"wright", "thompson", "evans", "walker", "white", "roberts", "green", "hall", "wood", "jackson",
	"clarke", "patel", "khan", "ali", "ahmed", "singh", "kaur", "begum", "hussain", "shah", "miah",
	"lewis", "harris", "clark", "cooper", "king", "lee", "martin", "morris", "james", "morgan",
	"baker", "hill", "moore", "ward", "turner", "carter", "phillips", "mitchell", "adams", "campbell",
	"anderson", "allen", "cook", "bailey", "parker", "miller", "davis", "murphy", "price", "bell",
	"griffiths", "kelly", "simpson", "marshall", "collins", "bennett", "cox", "richardson", "fox",
	"gray", "rose", "chapman", "hunt", "robertson", "shaw", "reynolds", "lloyd", "ellis", "richards",
	"russell", "wilkinson", "graham", "owen", "mcdonald", "o'brien", "smith-jones", "de la cruz",
	"okafor", "nowak", "kowalski", "byrne", "quinn", "xu", "zhang", "wang", "li", "chen", "yilmaz",
	"ivanov", "popescu",
	/* given */
	"mary", "john", "david", "michael", "peter", "robert", "susan", "margaret", "patricia",
	"christine", "elizabeth", "paul", "andrew", "mark", "stephen", "jean", "barbara", "linda",
	"karen", "jacqueline", "sarah", "emma", "claire", "rachel", "laura", "rebecca", "amy", "lucy",
	"emily", "jessica", "sophie", "olivia", "amelia", "isla", "ava", "mia", "ivy", "lily", "freya",
	"grace", "oliver", "george", "harry", "noah", "jack", "leo", "arthur", "muhammad", "mohammed",
	"oscar", "charlie", "jacob", "thomas", "henry", "william", "joshua", "samuel", "daniel", "joseph",
	"edward", "maureen", "doreen", "joan", "dorothy", "sheila", "brenda", "pauline", "sandra",
	"kenneth", "derek", "ronald", "dennis", "brian", "keith", "alan", "raymond", "trevor", "nigel",
	"graham", "ian", "fatima", "aisha", "zainab", "priya", "anita", "sunita", "deepak", "raj", "amir",
	"yusuf", "agnieszka", "piotr", "katarzyna", "mihai", "ioana", "chidi", "kemi", "xin", "wei",
	"zoe",
};
/* clang-format on */

/* --- as it was --- */

static bool same(const void *a, size_t count, const void *b, size_t was, size_t size)
{
	return count == was && (count == 0 || memcmp(a, b, count * size) == 0);
}

/* What is kept beside the ledger is compared as the store holds it: a text that is put anew is another. */
static const char *changed(const MemoryState *now, const MemoryState *was)
{
	for (size_t i = was->line_count; i < now->line_count; i++)
		if (now->lines[i].line.kind->type != LINE_FACT || now->lines[i].line.fact.kind != FACT_VIEWED)
			return "the ledger";
#define SAME(what) same(now->what##s, now->what##_count, was->what##s, was->what##_count, sizeof *now->what##s)
	return !same(now->staff, now->staff_count, was->staff, was->staff_count, sizeof *now->staff) ? "the staff"
	       : !SAME(setting)									     ? "the settings"
	       : !SAME(code)									     ? "the codes"
	       : !SAME(parcel)									     ? "the outbox"
	       : !SAME(presence)								     ? "the kiosks"
												     : NULL;
}

typedef struct Play {
	Stage *stage;
	Drive drive;
	MemoryState was;
	const Scene *scene;
	int row, words;
} Play;

static void no_more(Play *play)
{
	if (play->drive.app)
		drive_close(&play->drive);
	if (play->stage)
		stage_close(play->stage);
	play->stage = NULL;
}

/* Home is left as it is below; where it is what is typed into, all begins anew. Each opening of a patient is told: a
 * stage that has been at it for long is slow. */
static void begin_again(Play *play)
{
	const Scene *scene = play->scene;
	enum { LONG = 40 };
	if (!scene->screen || play->words++ % LONG == 0)
		no_more(play);
	if (!play->stage) {
		play->stage = stage_open_sending(scene->role);
		play->drive = stage_drive(play->stage, NULL, NULL, 24, 80);
	}
	scene_go(play->stage, &play->drive, scene);
	for (int i = 0; i < play->row; i++)
		app_step(play->drive.app, (Key){.code = KC_DOWN});
	play->was = play->stage->memory.now;
}

static void nothing_by(Play *play, const char *typed)
{
	const char *what = changed(&play->stage->memory.now, &play->was);
	if (what)
		fail_msg("on %s, row %d, \"%s\" and Enter changed %s:\n%s", play->scene->name, play->row, typed, what,
			 drive_text(&play->drive));
}

static void type(Play *play, const char *word)
{
	for (const char *c = word; *c; c++)
		app_step(play->drive.app, (Key){.code = (KeyCode)(unsigned char)*c});
	app_step(play->drive.app, (Key){.code = KC_ENTER});
	nothing_by(play, word);
}

static void each_place(void (*then)(Play *play))
{
	for (size_t i = 0; scenes[i].name; i++) {
		Play play = {0};
		for (int row = 0; row < scenes[i].rows; row++) {
			play.scene = &scenes[i];
			play.row = row;
			then(&play);
		}
		no_more(&play);
	}
}

/* --- names, words, and whatever is typed --- */

/* The short form types at each place some of them, others at the next; the long one all. */
static bool left_out(size_t *number, size_t one_of)
{
	return !unit_full() && (*number)++ % one_of != 0;
}

static void type_at(Play *play, const char *word)
{
	begin_again(play);
	type(play, word);
}

static void type_names(Play *play)
{
	static size_t number;
	type_at(play, "brown");
	type_at(play, "mary");
	type_at(play, "khan");
	for (size_t i = 0; i < countof(names); i++)
		if (!left_out(&number, 61))
			type_at(play, names[i]);
}

static void a_name_and_enter_record_nothing(void **state)
{
	each_place(type_names);
}

static void type_words(Play *play)
{
	static size_t number;
	for (char a = 'a'; a <= 'z'; a++) {
		type_at(play, (const char[]){a, '\0'});
		for (char b = 'a'; b <= 'z'; b++)
			if (!left_out(&number, 97))
				type_at(play, (const char[]){a, b, '\0'});
	}
}

static void a_letter_or_two_and_enter_record_nothing(void **state)
{
	each_place(type_words);
}

static uint64_t seed;

static uint32_t whim(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)(seed >> 11) % below;
}

/* From screen to screen, wherever letters lead: capitals, blanks, hyphens and apostrophes are of names too. */
static void type_on(Play *play)
{
	static const char likely[] = "\r\r\r\r  -'aaeeiioonnrrssttyyyymbcdefghijklmpquvwxzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	char typed[60] = "";
	begin_again(play);
	const int keys = unit_full() ? 20000 : 200;
	for (int i = 0; i < keys; i++) {
		const char c = likely[whim(countof(likely) - 1)];
		const size_t length = strlen(typed) % (sizeof typed - 1);
		typed[length] = c == '\r' ? '|' : c;
		typed[length + 1] = '\0';
		app_step(play->drive.app, (Key){.code = c == '\r' ? KC_ENTER : (KeyCode)(unsigned char)c});
		nothing_by(play, typed);
	}
}

static void letters_without_end_record_nothing(void **state)
{
	seed = unit_seed();
	each_place(type_on);
}

/* --- and what is meant is done --- */

static size_t told(const Play *play, FactKind kind)
{
	size_t count = 0;
	for (size_t i = 0; i < play->stage->memory.now.line_count; i++)
		count += play->stage->memory.now.lines[i].line.kind->type == LINE_FACT &&
			 play->stage->memory.now.lines[i].line.fact.kind == kind;
	return count;
}

static void ctrl_s_does_what_a_letter_asked_for(void **state)
{
	static const Scene matrix = {"matrix", ROLE_RECEPTIONIST, &screen_matrix, MAUREEN, NULL, 1};
	Play play = {.scene = &matrix};
	begin_again(&play);
	const size_t tickets = told(&play, FACT_TICKET), voided = told(&play, FACT_VOIDED);
	drive_keys(&play.drive, "k");
	assert_true(drive_shows(&play.drive, "Ctrl-S does it: Kiosk (handed out a ticket). Any other key leaves it."));
	drive_keys(&play.drive, "esc");
	assert_ptr_equal(app_screen(play.drive.app), &screen_matrix); /* Esc was for the question */
	assert_true(drive_shows(&play.drive, "Nothing was recorded."));
	drive_keys(&play.drive, "ctrl-s");
	assert_true(drive_shows(&play.drive, "Ctrl-S does nothing here."));
	drive_keys(&play.drive, "k down ctrl-s");
	assert_true(drive_shows(&play.drive, "Ctrl-S does nothing here."));
	assert_int_equal(told(&play, FACT_TICKET), tickets);
	drive_keys(&play.drive, "k ctrl-s");
	assert_int_equal(told(&play, FACT_TICKET), tickets + 1);
	drive_keys(&play.drive, "enter u");
	assert_true(drive_shows(&play.drive, "Ctrl-S does it: Undo (taken back: handed out a ticket)."));
	assert_int_equal(told(&play, FACT_VOIDED), voided);
	drive_keys(&play.drive, "ctrl-s");
	assert_true(drive_shows(&play.drive, "Taken back: handed out a ticket."));
	assert_int_equal(told(&play, FACT_VOIDED), voided + 1);
	no_more(&play);
}

/* By the palette too, whose Enter stands behind letters. */
static void what_the_palette_does_waits_for_ctrl_s(void **state)
{
	static const Scene matrix = {"matrix", ROLE_RECEPTIONIST, &screen_matrix, MAUREEN, NULL, 1};
	Play play = {.scene = &matrix};
	begin_again(&play);
	const size_t tickets = told(&play, FACT_TICKET);
	drive_keys(&play.drive, "ctrl-p \"kiosk\" enter");
	assert_int_equal(told(&play, FACT_TICKET), tickets);
	assert_true(drive_shows(&play.drive, "Ctrl-S does it: Kiosk"));
	drive_keys(&play.drive, "ctrl-s");
	assert_int_equal(told(&play, FACT_TICKET), tickets + 1);
	no_more(&play);
}

/* As the loop takes what waits: drawn behind each key, and nothing of it sent. "^" is Ctrl-S. */
static void type_ahead(Play *play, const char *typed)
{
	for (; *typed; typed++) {
		const KeyCode code = *typed == '\r' ? KC_ENTER : *typed == '^' ? KC_CTRL('s') : (KeyCode)*typed;
		app_step(play->drive.app, (Key){.code = code});
		app_draw(play->drive.app, &play->drive.canvas);
	}
}

static void a_read_back_that_nobody_saw_takes_no_ctrl_s(void **state)
{
	static const Scene matrix = {"matrix", ROLE_RECEPTIONIST, &screen_matrix, MAUREEN, NULL, 1};
	Play play = {.scene = &matrix};
	begin_again(&play);
	drive_canvas(&play.drive);
	type_ahead(&play, "\rg\r\ryyyyyy^^");
	nothing_by(&play, "a sitting");
	assert_true(drive_shows(&play.drive, "Ctrl-S was typed ahead: read this first, then Ctrl-S."));
	const size_t answers = told(&play, FACT_ANSWERED);
	drive_reads(&play.drive, "ctrl-s");
	assert_int_not_equal(told(&play, FACT_ANSWERED), answers);
	no_more(&play);
}

/* What is held back leaves the row in sight that it is about. */
static void ctrl_s_behind_its_letter_is_meant(void **state)
{
	static const Scene matrix = {"matrix", ROLE_RECEPTIONIST, &screen_matrix, MAUREEN, NULL, 1};
	Play play = {.scene = &matrix};
	begin_again(&play);
	drive_canvas(&play.drive);
	const size_t tickets = told(&play, FACT_TICKET);
	type_ahead(&play, "k^");
	assert_int_equal(told(&play, FACT_TICKET), tickets + 1);
	no_more(&play);
}

/* Another desk has reviewed what was selected meanwhile, and it left the list: the row below is not meant. */
static void ctrl_s_never_means_another_row(void **state)
{
	static const Scene record = {"record", ROLE_CLINICIAN, &screen_record, MAUREEN, NULL, 1};
	Play play = {.scene = &record};
	Fact fact = FACT_NONE;
	begin_again(&play);
	fact.kind = FACT_ENTRY_PRIVATE_REQUESTED;
	fact.id = "theirs";
	fact.patient = MAUREEN;
	fact.entry = "demo-e0207";
	stage_tell(play.stage, fact);
	stage_wait(play.stage, &play.drive, 1);
	drive_keys(&play.drive, "r home down p");
	assert_true(drive_shows(&play.drive, "Ctrl-S does it: Private"));
	fact.kind = FACT_ENTRY_PRIVATE;
	fact.id = "reviewed";
	fact.entry = "demo-e0213";
	const size_t hidden = told(&play, FACT_ENTRY_PRIVATE);
	stage_tell(play.stage, fact);
	stage_wait(play.stage, &play.drive, 1);
	drive_keys(&play.drive, "ctrl-s");
	assert_true(drive_shows(&play.drive, "That is no longer the selected row: choose it again."));
	assert_int_equal(told(&play, FACT_ENTRY_PRIVATE), hidden + 1);
	no_more(&play);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_and_enter_record_nothing),
		cmocka_unit_test(a_letter_or_two_and_enter_record_nothing),
		cmocka_unit_test(letters_without_end_record_nothing),
		cmocka_unit_test(ctrl_s_does_what_a_letter_asked_for),
		cmocka_unit_test(what_the_palette_does_waits_for_ctrl_s),
		cmocka_unit_test(a_read_back_that_nobody_saw_takes_no_ctrl_s),
		cmocka_unit_test(ctrl_s_behind_its_letter_is_meant),
		cmocka_unit_test(ctrl_s_never_means_another_row),
	};
	return cmocka_run_group_tests_name("ui/typed", tests, NULL, NULL);
}
