#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "ui/action.h"
#include "ui/screens/record/inside.h"
#include "ui/screens/record/record.h"
#include "ui/stage.h"

#define MAUREEN "9990000018"
#define WISHED "demo-e0213" /* the patient asked for it to be private; nobody has reviewed it */

typedef struct Record {
	Stage *stage;
	Drive drive;
} Record;

static Record record_open(Role role)
{
	Record record = {.stage = stage_open(role)};
	record.drive = stage_drive(record.stage, &screen_record, stage_chart(record.stage, MAUREEN), 24, 80);
	return record;
}

static void record_close(Record *record)
{
	drive_close(&record->drive);
	stage_close(record->stage);
}

/* How many facts of a kind were told about the patient; `ret_last` (may be NULL) is the last of them. */
static size_t told(Record *record, FactKind kind, const Fact **ret_last)
{
	FactList facts;
	size_t count = 0;
	stage_ok(record->stage, record->stage->ledger.ops->facts(record->stage->ledger.self, MAUREEN,
								 &record->stage->arena, &facts, &record->stage->err));
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == kind) {
			count++;
			if (ret_last)
				*ret_last = &facts.items[i];
		}
	return count;
}

static const void *maureen(Stage *stage)
{
	return stage_chart(stage, MAUREEN);
}

static void a_receptionist_sees_no_content(void **state)
{
	Record record = record_open(ROLE_RECEPTIONIST);
	stage_golden(record.stage, "record-receptionist", &screen_record, maureen, NULL);
	drive_keys(&record.drive, "f \"blood pressure\"");
	assert_true(drive_shows(&record.drive, "No entry is like that."));
	assert_false(drive_shows(&record.drive, "mmHg"));
	drive_keys(&record.drive, "esc enter");
	assert_true(drive_shows(&record.drive, "Only nurses and clinicians see what an entry says."));
	record_close(&record);
}

static void a_clinician_sees_content(void **state)
{
	Record record = record_open(ROLE_CLINICIAN);
	const size_t before = told(&record, FACT_VIEWED, NULL);
	const Fact *viewed = NULL;
	stage_golden(record.stage, "record-clinician", &screen_record, maureen, NULL);
	drive_keys(&record.drive, "f \"blood pressure\"");
	golden_check("record-filter", drive_canvas(&record.drive));
	drive_keys(&record.drive, "enter enter");
	golden_check("record-entry", drive_canvas(&record.drive));
	assert_true(told(&record, FACT_VIEWED, &viewed) > before);
	assert_non_null(viewed->entry);
	drive_keys(&record.drive, "esc esc");
	assert_true(drive_shows(&record.drive, "entries, 3 private, 1 to review"));
	record_close(&record);
}

static void words_filter_by_kind_and_organisation(void **state)
{
	Record record = record_open(ROLE_RECEPTIONIST);
	drive_keys(&record.drive, "f \"south immun\"");
	assert_true(drive_shows(&record.drive, "immunisation"));
	assert_false(drive_shows(&record.drive, "encounter"));
	drive_keys(&record.drive, "esc");
	assert_true(drive_shows(&record.drive, "encounter"));
	record_close(&record);
}

static void a_receptionist_hides_at_once(void **state)
{
	Record record = record_open(ROLE_RECEPTIONIST);
	const Fact *asked = NULL;
	drive_keys(&record.drive, "f \"15 may 2017 encounter\" enter p");
	golden_check("record-linked", drive_canvas(&record.drive));
	drive_keys(&record.drive, "o ctrl-s esc");
	assert_int_equal(told(&record, FACT_ENTRY_PRIVATE_REQUESTED, &asked), 2);
	assert_string_equal(asked->entry, "demo-e0014");
	assert_true(drive_shows(&record.drive, "2 to review"));
	drive_keys(&record.drive, "p");
	assert_true(drive_shows(&record.drive, "This entry is hidden already; a clinician is to review it."));
	drive_keys(&record.drive, "P");
	assert_true(drive_shows(&record.drive, "A clinician opens private entries"));
	drive_keys(&record.drive, "u ctrl-s");
	assert_true(drive_shows(&record.drive, "Taken back"));
	assert_true(drive_shows(&record.drive, "1 to review"));
	record_close(&record);
}

static void what_is_linked_is_hidden_too(void **state)
{
	Record record = record_open(ROLE_CLINICIAN);
	const size_t before = told(&record, FACT_ENTRY_PRIVATE, NULL);
	drive_keys(&record.drive, "f \"15 may 2017 visit\" enter p ctrl-s");
	assert_int_equal(told(&record, FACT_ENTRY_PRIVATE, NULL), before + 2);
	assert_true(drive_shows(&record.drive, "2 entries are hidden."));
	drive_keys(&record.drive, "esc");
	assert_true(drive_shows(&record.drive, "5 private"));
	drive_keys(&record.drive, "u ctrl-s");
	assert_true(drive_shows(&record.drive, "3 private"));
	record_close(&record);
}

static void one_can_be_left_out(void **state)
{
	Record record = record_open(ROLE_CLINICIAN);
	const size_t before = told(&record, FACT_ENTRY_PRIVATE, NULL);
	drive_keys(&record.drive, "f \"15 may 2017 visit\" enter p esc");
	assert_int_equal(told(&record, FACT_ENTRY_PRIVATE, NULL), before);
	drive_keys(&record.drive, "p down space ctrl-s");
	assert_int_equal(told(&record, FACT_ENTRY_PRIVATE, NULL), before + 1);
	record_close(&record);
}

/* Each of the three by its own key; none sets another. */
static void the_three_marks_are_kept_apart(void **state)
{
	Record record = record_open(ROLE_NURSE);
	const Fact *fact = NULL;
	drive_keys(&record.drive, "f \"blood pressure\" enter enter o enter");
	assert_int_equal(told(&record, FACT_ENTRY_FLAG, NULL), 0); /* it asks for the reason */
	drive_keys(&record.drive, "\"Asked for at the desk\" enter ctrl-s");
	assert_int_equal(told(&record, FACT_ENTRY_FLAG, &fact), 1);
	assert_int_equal(fact->flag, FLAG_NOT_ONLINE);
	assert_string_equal(fact->note, "Asked for at the desk");
	drive_keys(&record.drive, "esc");
	assert_true(drive_shows(&record.drive, "offline"));
	drive_keys(&record.drive, "enter s ctrl-s");
	assert_int_equal(told(&record, FACT_ENTRY_FLAG, &fact), 2);
	assert_int_equal(fact->flag, FLAG_SAFEGUARDING);
	assert_null(fact->note);
	golden_check("entry-marks", drive_canvas(&record.drive));
	drive_size(&record.drive, 12, 40);
	drive_keys(&record.drive, "ctrl-l");
	golden_check("entry-marks", drive_canvas(&record.drive));
	drive_size(&record.drive, 24, 80);
	assert_int_equal(told(&record, FACT_ENTRY_PRIVATE_REQUESTED, NULL), 1); /* the demo's own */
	drive_keys(&record.drive, "P");
	assert_true(drive_shows(&record.drive, "A clinician opens private entries"));
	drive_keys(&record.drive, "p ctrl-s");
	if (app_screen(record.drive.app) != &screen_entry_card)
		drive_keys(&record.drive, "o ctrl-s");
	assert_int_equal(told(&record, FACT_ENTRY_PRIVATE_REQUESTED, NULL), 2);
	drive_keys(&record.drive, "esc");
	assert_true(drive_shows(&record.drive, "p? s o"));
	golden_check("record-marks", drive_canvas(&record.drive));
	drive_keys(&record.drive, "enter s ctrl-s o ctrl-s");
	assert_int_equal(told(&record, FACT_ENTRY_FLAG, &fact), 4);
	assert_int_equal(fact->on, TRUTH_FALSE);
	record_close(&record);
}

/* The fourth, by itself: it is no private mark and no flag for others, and the same key sets it back. */
static void sensitive_is_a_mark_by_itself(void **state)
{
	Record record = record_open(ROLE_CLINICIAN);
	const size_t hidden = told(&record, FACT_ENTRY_PRIVATE, NULL);
	const Fact *fact = NULL;
	drive_keys(&record.drive, "f \"blood pressure\" enter enter");
	assert_true(drive_shows(&record.drive, "Sensitive    no"));
	drive_keys(&record.drive, "z ctrl-s");
	assert_int_equal(told(&record, FACT_ENTRY_FLAG, &fact), 1);
	assert_int_equal(fact->flag, FLAG_SENSITIVE);
	assert_int_equal(fact->on, TRUTH_TRUE);
	assert_true(drive_shows(&record.drive, "Sensitive    yes"));
	assert_true(drive_shows(&record.drive, "Private      no"));
	assert_true(drive_shows(&record.drive, "Safeguarding no"));
	assert_true(drive_shows(&record.drive, "Shown online yes"));
	assert_int_equal(told(&record, FACT_ENTRY_PRIVATE, NULL), hidden);
	golden_check("entry-sensitive", drive_canvas(&record.drive));
	drive_size(&record.drive, 12, 40);
	golden_check("entry-sensitive", drive_canvas(&record.drive));
	drive_size(&record.drive, 24, 80);
	drive_keys(&record.drive, "u");
	assert_true(drive_shows(&record.drive, "Sensitive    yes"));
	assert_true(drive_shows(&record.drive, "the same key sets it back"));
	drive_keys(&record.drive, "z ctrl-s");
	assert_int_equal(told(&record, FACT_ENTRY_FLAG, &fact), 2);
	assert_int_equal(fact->on, TRUTH_FALSE);
	assert_true(drive_shows(&record.drive, "Sensitive    no, since"));
	record_close(&record);
}

/* That there is a concern is not for everybody at the desk. */
static void a_receptionist_sees_no_safeguarding(void **state)
{
	Record record = record_open(ROLE_RECEPTIONIST);
	Fact fact = FACT_NONE;
	fact.kind = FACT_ENTRY_FLAG;
	fact.id = "flag-1";
	fact.by = "Dr Shah";
	fact.patient = MAUREEN;
	fact.entry = "demo-e0014";
	fact.flag = FLAG_SAFEGUARDING;
	fact.on = TRUTH_TRUE;
	stage_wait(record.stage, &record.drive, 60); /* alone at its moment */
	stage_tell(record.stage, fact);
	stage_wait(record.stage, &record.drive, 1);
	drive_keys(&record.drive, "f \"15 may 2017 encounter\" enter");
	assert_false(drive_shows(&record.drive, "afeguard"));
	assert_true(drive_shows(&record.drive, "15-May-2017")); /* it is shown, only not flagged */
	drive_keys(&record.drive, "esc 5");
	assert_false(drive_shows(&record.drive, "afeguard"));
	drive_keys(&record.drive, "[");
	assert_false(drive_shows(&record.drive, "afeguard"));
	record_close(&record);
	record = record_open(ROLE_NURSE);
	stage_tell(record.stage, fact);
	stage_wait(record.stage, &record.drive, 1);
	drive_keys(&record.drive, "5");
	assert_true(drive_shows(&record.drive, "afeguard"));
	record_close(&record);
}

static void a_clinician_reviews_what_is_private(void **state)
{
	Record record = record_open(ROLE_CLINICIAN);
	const Fact *fact = NULL;
	drive_keys(&record.drive, "r");
	golden_check("record-review", drive_canvas(&record.drive));
	drive_keys(&record.drive, "p ctrl-s");
	told(&record, FACT_ENTRY_PRIVATE, &fact);
	assert_string_equal(fact->entry, WISHED);
	drive_keys(&record.drive, "r f \"private\" enter P enter");
	assert_int_equal(told(&record, FACT_ENTRY_OPEN, &fact), 0);
	drive_keys(&record.drive, "\"The patient changed their mind\" ctrl-s");
	assert_int_equal(told(&record, FACT_ENTRY_OPEN, &fact), 1);
	assert_string_equal(fact->note, "The patient changed their mind");
	assert_true(drive_shows(&record.drive, "Open again"));
	record_close(&record);
}

/* What this practice may not read it cannot judge: who recorded it is said, and what each key does meanwhile. */
static void an_entry_of_others_is_theirs_to_judge(void **state)
{
	Record record = record_open(ROLE_CLINICIAN);
	Fact fact = FACT_NONE;
	const Fact *latest = NULL;
	fact.kind = FACT_ENTRY_PRIVATE_REQUESTED;
	fact.id = "theirs";
	fact.patient = MAUREEN;
	fact.entry = "demo-e0207"; /* RT5's own, no part of the GP record */
	stage_tell(record.stage, fact);
	stage_wait(record.stage, &record.drive, 1);
	drive_keys(&record.drive, "r home");
	assert_true(drive_shows(&record.drive, "(withheld)"));
	golden_check("record-theirs", drive_canvas(&record.drive));
	assert_true(drive_shows(&record.drive, "Leicestershire Partnership NHS Trust recorded it and decides on it"));
	drive_keys(&record.drive, "P");
	assert_true(drive_shows(&record.drive, "You cannot read it: Leicestershire Partnership"));
	drive_keys(&record.drive, "esc p o ctrl-s");
	assert_int_equal(told(&record, FACT_ENTRY_PRIVATE, &latest) > 0, true);
	assert_string_equal(latest->entry, "demo-e0207");
	record_close(&record);
}

static void nothing_changes_in_the_past(void **state)
{
	Record record = record_open(ROLE_CLINICIAN);
	drive_keys(&record.drive, "[ [ [ p");
	assert_true(drive_shows(&record.drive, "As it was on"));
	assert_true(drive_shows(&record.drive, "This is the past"));
	record_close(&record);
}

static void what_another_desk_tells_is_seen(void **state)
{
	Record record = record_open(ROLE_CLINICIAN);
	Fact fact = FACT_NONE;
	fact.kind = FACT_ENTRY_OPEN;
	fact.id = "other-1";
	fact.by = "Dr Shah";
	fact.patient = MAUREEN;
	fact.entry = WISHED;
	stage_tell(record.stage, fact);
	stage_wait(record.stage, &record.drive, 1);
	assert_false(drive_shows(&record.drive, "to review"));
	record_close(&record);
}

static void the_keys_stand(void **state)
{
	char fault[128];
	assert_null(keymap_fault(&screen_record.keymap, &action_global, fault, sizeof fault));
	assert_null(keymap_fault(&screen_entry_card.keymap, &action_global, fault, sizeof fault));
	assert_null(keymap_fault(&screen_private.keymap, &action_global, fault, sizeof fault));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_receptionist_sees_no_content),
		cmocka_unit_test(a_clinician_sees_content),
		cmocka_unit_test(words_filter_by_kind_and_organisation),
		cmocka_unit_test(a_receptionist_hides_at_once),
		cmocka_unit_test(what_is_linked_is_hidden_too),
		cmocka_unit_test(one_can_be_left_out),
		cmocka_unit_test(the_three_marks_are_kept_apart),
		cmocka_unit_test(sensitive_is_a_mark_by_itself),
		cmocka_unit_test(a_receptionist_sees_no_safeguarding),
		cmocka_unit_test(a_clinician_reviews_what_is_private),
		cmocka_unit_test(an_entry_of_others_is_theirs_to_judge),
		cmocka_unit_test(nothing_changes_in_the_past),
		cmocka_unit_test(what_another_desk_tells_is_seen),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
