/* The desk's side of the kiosk: the ticket, who answers where, who calls, taking over. */
#include "unit.h"

#include "ui/kiosk_stage.h"
#include "ui/screens/sharing/inside.h"
#include "ui/screens/sharing/sharing.h"

#define MAUREEN "9990000018"

enum { ROWS = 24, COLS = 80 };

static void the_desk_hands_out_a_ticket(void **state)
{
	static const int windows[][2] = {{24, 80}, {12, 40}};
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	Drive desk = stage_drive(self->stage, &screen_matrix, stage_chart(self->stage, MAUREEN), ROWS, COLS);
	drive_keys(&desk, "k ctrl-s");
	assert_ptr_equal(app_screen(desk.app), &screen_ticket);
	for (size_t i = 0; i < countof(windows); i++) {
		drive_size(&desk, windows[i][0], windows[i][1]);
		golden_check("ticket", drive_canvas(&desk));
	}
	drive_keys(&desk, "k ctrl-s");
	assert_true(drive_shows(&desk, "Good until 10:51, once."));
	self->stage->clock.now.seconds += 10 * 60;
	drive_wait(&desk, 1);
	assert_true(drive_shows(&desk, "The ticket was used, or has run out."));
	drive_keys(&desk, "enter");
	assert_ptr_equal(app_screen(desk.app), &screen_matrix);
	drive_close(&desk);
	kiosk_stage_close(self);
}

static void the_desk_sees_the_kiosk_and_takes_over(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	Drive desk = stage_drive(self->stage, &screen_matrix, stage_chart(self->stage, MAUREEN), ROWS, COLS);
	kiosk_stage_come(self, MAUREEN, "en");
	kiosk_stage_keys(self, "enter 1");
	stage_wait(self->stage, &desk, 1);
	assert_true(drive_shows(&desk, "Is answering at kiosk 1, question 2 of 3. k takes over."));
	assert_false(app_take_ring(desk.app));
	kiosk_stage_keys(self, "0");
	stage_wait(self->stage, &desk, 1);
	assert_true(app_take_ring(desk.app));
	assert_true(drive_shows(&desk, "Kiosk 1 calls staff"));
	stage_wait(self->stage, &desk, 5);
	assert_false(app_take_ring(desk.app)); /* once for each call */
	drive_keys(&desk, "k ctrl-s");
	assert_true(drive_shows(&desk, "The kiosk is free again"));
	kiosk_stage_wait(self, 1);
	assert_int_equal(kiosk_stage_visit(self)->place, KIOSK_AT_TOLD);
	drive_close(&desk);
	kiosk_stage_close(self);
}

static void home_shows_who_calls(void **state)
{
	KioskStage *self = kiosk_stage_open(ROWS, COLS, false);
	Drive desk = stage_drive(self->stage, NULL, NULL, ROWS, COLS);
	drive_keys(&desk, "f4");
	assert_true(drive_shows(&desk, "No kiosk is in use just now."));
	kiosk_stage_come(self, MAUREEN, "en");
	kiosk_stage_keys(self, "0");
	stage_wait(self->stage, &desk, 1);
	golden_check("home-kiosk", drive_canvas(&desk));
	drive_size(&desk, 12, 40);
	golden_check("home-kiosk", drive_canvas(&desk));
	drive_size(&desk, ROWS, COLS);
	drive_keys(&desk, "f4");
	assert_ptr_equal(app_screen(desk.app), &screen_matrix);
	kiosk_stage_wait(self, 1);
	assert_int_equal(kiosk_stage_visit(self)->place, KIOSK_AT_SITTING);
	drive_close(&desk);
	kiosk_stage_close(self);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_desk_hands_out_a_ticket),
		cmocka_unit_test(the_desk_sees_the_kiosk_and_takes_over),
		cmocka_unit_test(home_shows_who_calls),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
