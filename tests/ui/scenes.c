#include "ui/scenes.h"

#include "unit.h"

#include "base/text.h"
#include "ui/screens/choices/choices.h"
#include "ui/screens/home/home.h"
#include "ui/screens/lists/lists.h"
#include "ui/screens/people/people.h"
#include "ui/screens/record/record.h"
#include "ui/screens/request/request.h"
#include "ui/screens/sharing/sharing.h"

/* Patients of the demo: Maureen Ashby has every kind of row but one that may ask; Nisha's may. */
#define CHIDI "9990000042" /* a code was sent */
#define NISHA "9990000077"
#define REVIEWED "9990000182" /* an override that waits for its review */
#define ARTHUR "9990000220"   /* has died */

const Scene scenes[] = {
	{"matrix", ROLE_RECEPTIONIST, &screen_matrix, MAUREEN, NULL, 7},
	{"matrix, one that asks", ROLE_RECEPTIONIST, &screen_matrix, NISHA, NULL, 4},
	{"matrix, clinician", ROLE_CLINICIAN, &screen_matrix, MAUREEN, NULL, 7},
	{"matrix, nurse", ROLE_NURSE, &screen_matrix, CHIDI, NULL, 3},
	{"matrix, died", ROLE_CLINICIAN, &screen_matrix, ARTHUR, NULL, 2},
	{"why", ROLE_RECEPTIONIST, &screen_matrix, NISHA, "down w", 1},
	{"ask, the permission to look", ROLE_RECEPTIONIST, &screen_matrix, NISHA, "down m", 1},
	{"ask, the permission answered", ROLE_RECEPTIONIST, &screen_matrix, NISHA, "down m y", 1},
	{"ask", ROLE_RECEPTIONIST, &screen_matrix, MAUREEN, "a", 1},
	{"ask, clinician", ROLE_CLINICIAN, &screen_matrix, MAUREEN, "a", 1},
	{"ask, read back", ROLE_RECEPTIONIST, &screen_matrix, MAUREEN, "a enter enter y n enter enter", 1},
	{"refer", ROLE_RECEPTIONIST, &screen_matrix, MAUREEN, "r", 1},
	{"matrix, discharge", ROLE_RECEPTIONIST, &screen_matrix, MAUREEN, "down x", 1},
	{"matrix, dispute", ROLE_RECEPTIONIST, &screen_matrix, MAUREEN, "down b", 1},
	{"change", ROLE_RECEPTIONIST, &screen_matrix, MAUREEN, "end up c", 1},
	{"ticket", ROLE_RECEPTIONIST, &screen_matrix, MAUREEN, "k ctrl-s", 1},
	{"receipt", ROLE_RECEPTIONIST, &screen_matrix, MAUREEN, "t", 1},
	{"record", ROLE_RECEPTIONIST, &screen_record, MAUREEN, NULL, 6},
	{"record, clinician", ROLE_CLINICIAN, &screen_record, MAUREEN, NULL, 6},
	{"entry_card", ROLE_CLINICIAN, &screen_record, MAUREEN, "enter", 1},
	{"private", ROLE_CLINICIAN, &screen_record, MAUREEN, "p", 2},
	{"seen-as", ROLE_CLINICIAN, &screen_matrix, MAUREEN, "s", 2},
	{"requests", ROLE_RECEPTIONIST, &screen_requests, CHIDI, NULL, 2},
	{"request", ROLE_RECEPTIONIST, &screen_requests, CHIDI, "enter", 1},
	{"request, begun", ROLE_RECEPTIONIST, &screen_requests, CHIDI, "enter \"12345\"", 1},
	{"identity", ROLE_RECEPTIONIST, &screen_requests, CHIDI, "enter s ctrl-s", 1},
	{"choice", ROLE_CLINICIAN, &screen_requests, CHIDI, "enter y", 1},
	{"choices", ROLE_RECEPTIONIST, &screen_choices, NISHA, NULL, 8},
	{"scr", ROLE_CLINICIAN, &screen_choices, NISHA, "down enter", 5},
	{"mig", ROLE_CLINICIAN, &screen_choices, NISHA, "down down enter", 3},
	{"national", ROLE_RECEPTIONIST, &screen_choices, NISHA, "end enter", 1},
	{"ask, the permission of a record", ROLE_CLINICIAN, &screen_choices, NISHA, "down down enter down down enter y",
	 1},
	{"purposes", ROLE_CLINICIAN, &screen_choices, NISHA, "down down down down down enter", 3},
	{"history", ROLE_CLINICIAN, &screen_history, MAUREEN, NULL, 4},
	{"registration", ROLE_RECEPTIONIST, &screen_matrix, MAUREEN, "f8", 3},
	{"registration, clinician", ROLE_CLINICIAN, &screen_matrix, MAUREEN, "f8 down down", 3},
	{"add-patient", ROLE_RECEPTIONIST, &screen_add_patient, NULL, NULL, 5},
	{"add-patient, at its end", ROLE_RECEPTIONIST, &screen_add_patient, NULL, "up up", 2},
	{"add-patient, one alike", ROLE_RECEPTIONIST, &screen_add_patient, NULL,
	 "\"9990000999\" tab \"Ashby\" tab \"Maureen\" tab \"11/2/1951\" ctrl-s", 1},
	{"override", ROLE_CLINICIAN, &screen_matrix, MAUREEN, "d", 1},
	{"override, again", ROLE_CLINICIAN, &screen_matrix, MAUREEN, "d d", 1},
	{"override_review", ROLE_PRIVACY_OFFICER, NULL, NULL, "down enter", 1},
	{"home", ROLE_RECEPTIONIST, NULL, NULL, NULL, 4},
	{"home, officer", ROLE_PRIVACY_OFFICER, NULL, NULL, NULL, 2},
	{"audit", ROLE_PRIVACY_OFFICER, &screen_audit, NULL, NULL, 2},
	{"accounts", ROLE_PRIVACY_OFFICER, &screen_accounts, NULL, NULL, 1},
	{"reask", ROLE_RECEPTIONIST, &screen_reask, NULL, NULL, 2},
	{"pass-on", ROLE_RECEPTIONIST, &screen_pass_on, NULL, NULL, 2},
	{"pass-on, marked", ROLE_RECEPTIONIST, &screen_pass_on, NULL, "space", 1},
	{"contact", ROLE_RECEPTIONIST, &screen_matrix, MAUREEN, "h", 2},
	{"figures", ROLE_ADMINISTRATOR, &screen_figures, NULL, NULL, 1},
	{"organisations", ROLE_ADMINISTRATOR, &screen_organisations, NULL, NULL, 2},
	{"organisation", ROLE_ADMINISTRATOR, &screen_organisations, NULL, "enter e", 1},
	{"standings", ROLE_ADMINISTRATOR, &screen_standings, NULL, NULL, 3},
	{"standing-add", ROLE_ADMINISTRATOR, &screen_standings, NULL, "+", 1},
	{"staff", ROLE_ADMINISTRATOR, &screen_staff, NULL, NULL, 3},
	{"staff, add", ROLE_ADMINISTRATOR, &screen_staff, NULL, "+", 1},
	{"first_hour", ROLE_ADMINISTRATOR, &screen_first_hour, NULL, NULL, 3},
	{"local_list", ROLE_PRIVACY_OFFICER, &screen_local_list, NULL, "space", 2},
	{"systems", ROLE_ADMINISTRATOR, &screen_systems, NULL, "space", 2},
	{"settings", ROLE_ADMINISTRATOR, &screen_settings, NULL, NULL, 1},
	{0},
};

void scene_go(Stage *stage, Drive *drive, const Scene *scene)
{
	app_home(drive->app);
	if (scene->screen &&
	    !app_open(drive->app, scene->screen, scene->patient ? stage_chart(stage, scene->patient) : NULL))
		fail_msg("%s does not open", scene->name);
	drive_keys(drive, text_or(scene->keys, ""));
	if (!text_starts(scene->name, app_screen(drive->app)->name))
		fail_msg("%s is not reached:\n%s", scene->name, drive_text(drive));
}
