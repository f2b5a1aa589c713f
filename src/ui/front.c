#include "ui/front.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

#include "base/text.h"
#include "model/care/care.h"
#include "model/desk/witness.h"
#include "ui/action.h"
#include "ui/lookup.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/choices/choices.h"
#include "ui/screens/door/door.h"
#include "ui/screens/home/home.h"
#include "ui/screens/lists/lists.h"
#include "ui/screens/override/override.h"
#include "ui/screens/parts/parts.h"
#include "ui/screens/people/people.h"
#include "ui/screens/record/record.h"
#include "ui/screens/request/request.h"
#include "ui/screens/rights/rights.h"
#include "ui/screens/sharing/sharing.h"

enum { MINUTE = 60 };

enum {
	PLACE_HOME = ACTION_PLACES,
	PLACE_ORGANISATIONS,
	PLACE_STAFF,
	PLACE_ACCOUNTS,
	PLACE_SETTINGS,
	PLACE_AUDIT,
	PLACE_STANDINGS,
	PLACE_REASK,
	PLACE_FIGURES,
	PLACE_PASS_ON,
	PLACE_FIRST_HOUR,
	PLACE_IMPORT,
	PLACE_TODAY,
	PLACE_MINE,
	PLACE_ROLES /* + Role, in the demo */
};

/* clang-format off */
#define PLACES \
	{KC_NONE, PLACE_HOME, "Home", "Go home: find a patient, see what is due.", .bar = false}, \
	{KC_NONE, PLACE_ORGANISATIONS, "Organisations", "Find an organisation and see its card.", .bar = false}, \
	{KC_NONE, PLACE_STAFF, "Staff", "See who works at the desk, add somebody, keep somebody out.", \
	 .bar = false, .right = ACT_STAFF}, \
	{KC_NONE, PLACE_ACCOUNTS, "Accounts", "See who may sign in, when they last did, and what was changed.", \
	 .bar = false, .right = ACT_SEE_ACCOUNTS}, \
	{KC_NONE, PLACE_SETTINGS, "Settings", "Change what holds for everybody: when desks lock, codes, languages, printer.", \
	 .bar = false, .right = ACT_SETTINGS}, \
	{KC_NONE, PLACE_MINE, "My desk", "Theme, mouse and signs as you like them; your PIN and passphrase.", .bar = false}, \
	{KC_NONE, PLACE_AUDIT, "Who has looked", "See who looked at which patient, what was handed out, and overrides.", \
	 .bar = false, .right = ACT_SEE_AUDIT}, \
	{KC_NONE, PLACE_STANDINGS, "Standing lists", "See which organisations are allowed and prohibited, and change it.", \
	 .bar = false, .right = ACT_STANDING}, \
	{KC_NONE, PLACE_REASK, "To ask again", "See whom to ask again because an organisation closed or became another.", .bar = false}, \
	{KC_NONE, PLACE_FIGURES, "Figures", "Count the answers by organisation and month, without names.", \
	 .bar = false, .right = ACT_SEE_FIGURES}, \
	{KC_NONE, PLACE_PASS_ON, "To pass on", "See what waits to be entered where it acts, and tick it.", \
	 .bar = false, .right = ACT_PASS_ON}, \
	{KC_NONE, PLACE_FIRST_HOUR, "First hour", "See what the desk still lacks, and go where it is done.", \
	 .bar = false, .right = ACT_FIRST_HOUR}, \
	{KC_NONE, PLACE_IMPORT, "Import a file", "Look at a list of patients, organisations or systems, and take it.", \
	 .bar = false, .right = ACT_IMPORT}, \
	{KC_NONE, PLACE_TODAY, "Today's list", "Take in who comes today, from a file of the appointments.", \
	 .bar = false, .right = ACT_EXPECT}
#define PLACE_ROLE(role, name, help) {KC_NONE, PLACE_ROLES + (role), name, help, .bar = false}
/* clang-format on */

static const Binding places[] = {PLACES};
static const Binding demo_places[] = {
	PLACES,
	PLACE_ROLE(ROLE_RECEPTIONIST, "Be receptionist", "Go on as the receptionist of the demo."),
	PLACE_ROLE(ROLE_NURSE, "Be nurse", "Go on as the nurse of the demo."),
	PLACE_ROLE(ROLE_CLINICIAN, "Be clinician", "Go on as the clinician of the demo."),
	PLACE_ROLE(ROLE_PRIVACY_OFFICER, "Be privacy officer", "Go on as the privacy officer of the demo."),
	PLACE_ROLE(ROLE_ADMINISTRATOR, "Be administrator", "Go on as the administrator of the demo."),
};
static const Keymap place_map = KEYMAP(places), demo_place_map = KEYMAP(demo_places);

static const Screen *const place_screens[] = {
	[PLACE_ORGANISATIONS - PLACE_HOME] = &screen_organisations,
	[PLACE_STAFF - PLACE_HOME] = &screen_staff,
	[PLACE_ACCOUNTS - PLACE_HOME] = &screen_accounts,
	[PLACE_SETTINGS - PLACE_HOME] = &screen_settings,
	[PLACE_AUDIT - PLACE_HOME] = &screen_audit,
	[PLACE_STANDINGS - PLACE_HOME] = &screen_standings,
	[PLACE_REASK - PLACE_HOME] = &screen_reask,
	[PLACE_FIGURES - PLACE_HOME] = &screen_figures,
	[PLACE_PASS_ON - PLACE_HOME] = &screen_pass_on,
	[PLACE_FIRST_HOUR - PLACE_HOME] = &screen_first_hour,
	[PLACE_IMPORT - PLACE_HOME] = &screen_import,
	[PLACE_TODAY - PLACE_HOME] = &screen_import,
	[PLACE_MINE - PLACE_HOME] = &screen_mine,
};
static_assert(countof(place_screens) == PLACE_ROLES - PLACE_HOME, "a screen for each");

static const Screen *const tabs[] = {
	[CHART_TAB_SHARING] = &screen_matrix,	 [CHART_TAB_RECORD] = &screen_record,
	[CHART_TAB_REQUESTS] = &screen_requests, [CHART_TAB_CHOICES] = &screen_choices,
	[CHART_TAB_HISTORY] = &screen_history,
};
static_assert(countof(tabs) == CHART_TABS, "a screen for each");

/* --- hooks --- */

/* Closes all and goes home; says so where the clock is behind. */
static void front_signed_in(App *app)
{
	int64_t behind = 0;
	app_read_settings(app);
	sign_in_heading(app);
	app_home(app);
	app_replace(app, &screen_home, NULL);
	if (!desk_is_demo(app_desk(app)) && first_hour_missing(app_desk(app)))
		app_open(app, &screen_first_hour, NULL);
	if (desk_clock_behind(app_desk(app), &behind))
		app_notice(app, NOTICE_WARNING,
			   "This machine's clock is %" PRId64 " min behind the ledger: "
			   "no answer is taken until it is set right.",
			   (behind + MINUTE - 1) / MINUTE);
}

/* Whose account was closed while they sit here sees nothing more, whatever was open. */
static void front_tick(App *app)
{
	Error err = {0};
	desk_witness_step(app_desk(app));
	if (desk_account_stands(app_desk(app), &err)) {
		kiosk_watch_ring(app);
		sign_in_say_meanwhile(app);
		return;
	}
	sign_in_anew(app);
	app_notice(app, NOTICE_WARNING, "%s", err.text);
}

static void front_lock(App *app)
{
	app_open(app, &screen_lock, NULL);
}

static void front_sign_out_answered(App *app, void *state, const char *text)
{
	sign_in_anew(app);
}

static void front_ask_sign_out(App *app)
{
	const bool aside = app_aside_count(app) > 0;
	if (!app_unsaved(app) && !aside) {
		sign_in_anew(app);
		return;
	}
	app_ask_discard(app, "Sign out without saving?",
			aside ? "What was put aside has not been saved, and is forgotten."
			      : "What was typed or answered has not been saved.",
			front_sign_out_answered);
}

static void front_search(App *app)
{
	if (app_may_leave(app))
		app_home(app);
}

static void front_undo(App *app)
{
	const Screen *screen = app_screen(app);
	Chart *chart = screen->chart ? screen->chart(app_state(app)) : NULL;
	const char *what = NULL;
	Error err = {0};
	if (!chart) {
		app_notice(app, NOTICE_PLAIN, "There is nothing to take back here: open the patient first.");
	} else if (!desk_undo(app_desk(app), chart, &what, &err)) {
		app_fail(app, &err);
	} else {
		what = arena_text(app_scratch(app), what); /* it goes when the chart is read anew */
		app_again(app);
		app_notice(app, NOTICE_GOOD, "Taken back: %s. The ledger keeps both.", what);
	}
}

static void front_be(App *app, Role role)
{
	if (app_aside_count(app) > 0) {
		app_notice(app, NOTICE_WARNING, "Take up first what is put aside, or sign out: it is yours alone.");
		return;
	}
	app_home(app);
	if (app_done(app, desk_sign_in_demo(app_desk(app), role, app_error(app))))
		front_signed_in(app);
}

static void front_go(App *app, int place)
{
	if (!app_may_leave(app))
		return;
	if (place >= PLACE_ROLES) {
		front_be(app, (Role)(place - PLACE_ROLES));
		return;
	}
	app_home(app);
	if (place != PLACE_HOME)
		app_open(app, place_screens[place - PLACE_HOME], NULL);
}

static void front_papers(App *app, Chart *chart)
{
	app_open(app, &screen_receipt, &(ReceiptArgument){.chart = chart});
}

static void front_contact(App *app, Chart *chart)
{
	app_open(app, &screen_contact, &(ContactArgument){chart});
}

static void front_registration(App *app, Chart *chart)
{
	app_open(app, &screen_registration, &chart);
}

static void front_rights(App *app, Chart *chart)
{
	app_open(app, &screen_rights, &chart);
}

static void front_pass_on(App *app, Chart *chart)
{
	app_open(app, &screen_pass_on, &(PassOnArgument){chart});
}

static void front_caller(App *app, Chart *chart)
{
	refer_caller(app, chart, false);
}

/* --- settings --- */

bool front_theme(const char *name, ThemeName *ret_theme, Error *err)
{
	return theme_parse(name, ret_theme) ||
	       fail(err, ERROR_INPUT, "There is no theme called %s: choose auto, dark, light, contrast or mono.", name);
}

static bool front_read_settings(Desk *desk, AppSettings *settings, const char *given, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *theme = given ? given : desk_own_setting(desk, "theme", &arena);
	if (!settings->theme_given && !front_theme(theme, &settings->theme, err))
		return false;
	settings->theme_given |= given != NULL;
	settings->ascii = settings->ascii_only || text_is(desk_own_setting(desk, "signs", &arena), "ascii");
	settings->mouse = text_is(desk_own_setting(desk, "mouse", &arena), "on");
	settings->lock_after = (int)strtol(desk_setting(desk, "idle-minutes", &arena), NULL, 10) * MINUTE;
	return true;
}

/* As who is signed in has them; while nobody is, as the practice does. */
static void front_settings(App *app)
{
	AppSettings settings = app_settings(app);
	if (app_done(app, front_read_settings(app_desk(app), &settings, NULL, app_error(app))))
		app_set_settings(app, settings);
}

App *front_open(Desk *desk, const FrontOptions *options, Error *err)
{
	AppSetup setup = {
		.desk = desk,
		.zone = desk_zone(desk),
		.now = desk_now(desk),
		.settings = {.ascii_only = options->ascii, .no_colours = options->no_colours},
		.hooks =
			{
				.signed_in = front_signed_in,
				.undo = front_undo,
				.lock = front_lock,
				.search = front_search,
				.settings = front_settings,
				.sign_out = front_ask_sign_out,
				.tick = front_tick,
				.places = desk_is_demo(desk) ? demo_place_map : place_map,
				.go = front_go,
				.tasks = home_tasks,
				.task = home_task,
				.overrides = overrides_open,
				.papers = front_papers,
				.contact = front_contact,
				.registration = front_registration,
				.rights = front_rights,
				.pass_on = front_pass_on,
				.caller = front_caller,
			},
		.hint = options->hint,
		.palette = &screen_palette,
		.help = &screen_help,
		.sealed_help = &screen_help_sealed,
		.tabs = tabs,
	};
	bool new_desk;
	if (!desk_needs_set_up(desk, &new_desk, err) ||
	    !front_read_settings(desk, &setup.settings, options->theme, err))
		return NULL;

	App *app = app_new(&setup);

	app_open(app, new_desk ? &screen_set_up : &screen_sign_in, NULL);
	if (desk_staff(desk))
		front_signed_in(app);
	if (options->notice)
		app_notice(app, NOTICE_PLAIN, "%s", options->notice);
	return app;
}
