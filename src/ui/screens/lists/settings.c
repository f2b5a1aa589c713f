#include "ui/screens/lists/lists.h"

#include <stdlib.h>

#include "base/date_typed.h"
#include "base/text.h"
#include "model/codes/codes.h"
#include "model/desk/card.h"
#include "model/desk/proofs.h"
#include "model/lists/lists.h"
#include "model/paper/paper.h"
#include "model/spoken/language.h"
#include "ui/app.h"
#include "ui/form.h"

enum { SETTINGS_SAVE = 1, MINUTES_MAX = 60, DIGITS_MAX = 3, ROOMY = 9 };
enum {
	ROW_THEME,
	ROW_MOUSE,
	ROW_IDLE,
	ROW_CODES,
	ROW_KIOSK,
	ROW_RECORDS,
	ROW_LANGUAGES,
	ROW_PRINTER,
	ROW_FOLDER,
	ROW_MESSAGE_NAME,
	ROW_NOTICE,
	ROW_ASSESSMENT,
	ROW_COMPLAINTS,
	ROW_CARD,
	ROW_CARD_TOO,
	ROW_SECOND,
	ROW_SCR,
	ROW_SINCE,
	ROWS
};
enum { SILENCE_MIN = 30, SILENCE_MAX = 600 }; /* seconds, as the setting "kiosk-silence" has them (model/desk/desk.h) */
enum { PRINTER_MAX = 127, FOLDER_MAX = 399, ADDRESS_MAX = 199, COMPLAINTS_MAX = 199, DATE_MAX = 32 };

typedef struct SettingsState {
	Form form;
	ScrDefault scr; /* as the ledger has it */
} SettingsState;

static const Binding settings_keys[] = {
	{KC_CTRL('s'), SETTINGS_SAVE, "Save", "Use these settings.", .bar = true},
};

static bool within(const char *text, long least, long most)
{
	const long number = text_all_digits(text) ? strtol(text, NULL, 10) : 0;
	return number >= least && number <= most;
}

static bool minutes_right(const char *text, Error *err)
{
	return within(text, 1, MINUTES_MAX) ||
	       fail(err, ERROR_INPUT, "The desk locks itself after 1 to %d minutes: type a number.", MINUTES_MAX);
}

static bool code_minutes_right(const char *text, Error *err)
{
	return within(text, CODE_MINUTES_MIN, CODE_MINUTES_MAX) ||
	       fail(err, ERROR_INPUT, "A code can be typed for %d to %d minutes: type a number.", CODE_MINUTES_MIN,
		    CODE_MINUTES_MAX);
}

static bool silence_right(const char *text, Error *err)
{
	return within(text, SILENCE_MIN, SILENCE_MAX) ||
	       fail(err, ERROR_INPUT, "A kiosk waits %d to %d seconds: type a number.", SILENCE_MIN, SILENCE_MAX);
}

static bool languages_right(const char *text, Error *err)
{
	return language_setting_right(text) ||
	       fail(err, ERROR_INPUT, "Languages are codes of two letters with blanks between: such as gu pl.");
}

static bool printer_right(const char *text, Error *err)
{
	return setting_printer_right(text) ||
	       fail(err, ERROR_INPUT, "That is no name of a printer: type it as lpstat -p lists it.");
}

static bool folder_right(const char *text, Error *err)
{
	return setting_folder_right(text) ||
	       fail(err, ERROR_INPUT, "A folder is named from the root: type it from its first / on.");
}

static bool address_right(const char *text, Error *err)
{
	return setting_address_right(text) ||
	       fail(err, ERROR_INPUT, "That is no address of a page: type it from its https:// on.");
}

static bool complaints_right(const char *text, Error *err)
{
	return setting_complaints_right(text) ||
	       fail(err, ERROR_INPUT, "Where to complain is a line of words: type it anew, without what is pasted.");
}

static bool message_name_right(const char *text, Error *err)
{
	return setting_message_name_right(text) ||
	       fail(err, ERROR_INPUT, "A short name has up to %d letters: type a shorter one.", MESSAGE_NAME_MAX);
}

/* As ScrDefault has them. */
static const WordByte scr_states[] = {SCR_CORE, SCR_ADDITIONAL};
static const char *const scr_names[] = {"core only", "core and additional", NULL};

/* As the setting "records" has them. */
static const char *const records_names[] = {"here while a file brings them", "in the record system", "here", NULL};
static const char *const records_words[] = {"brought", "elsewhere", "here"};

/* As the settings CARD_SETTING and CARD_PASSPHRASE_SETTING have them. */
static const char *const card_names[] = {"nobody", "administrators and privacy officers", "everybody", NULL};
static const char *const card_words[] = {"none", "privileged", "all"};
/* As the setting "second-factor" has them. */
static const char *const second_names[] = {"who wants to", "administrators, privacy officers", NULL};
static const char *const second_words[] = {"chosen", "required"};

static const FormRow settings_rows[ROWS] = {
	[ROW_THEME] = {.label = "Theme",
		       .kind = FORM_CHOICE,
		       .choices = theme_titles,
		       .help = "Of who has chosen none: each may, under My desk."},
	[ROW_MOUSE] = {.label = "Mouse",
		       .kind = FORM_TOGGLE,
		       .help = "Off, the terminal's own marking and copying work. Each may choose, under My desk."},
	[ROW_IDLE] = {.label = "Lock after",
		      .kind = FORM_TEXT,
		      .required = true,
		      .max = DIGITS_MAX,
		      .unit = "minutes",
		      .check = minutes_right,
		      .help = "Minutes without a key, then the desk locks itself."},
	[ROW_CODES] = {.label = "Codes last",
		       .kind = FORM_TEXT,
		       .required = true,
		       .max = DIGITS_MAX,
		       .unit = "minutes",
		       .check = code_minutes_right,
		       .help = "Minutes in which a verification code can be typed; codes already out keep theirs."},
	[ROW_KIOSK] = {.label = "Kiosk waits",
		       .kind = FORM_TEXT,
		       .required = true,
		       .max = DIGITS_MAX,
		       .unit = "seconds",
		       .check = silence_right,
		       .help = "Seconds of silence, then a kiosk forgets what was not saved; from its next start."},
	[ROW_RECORDS] = {.label = "Records",
			 .kind = FORM_CHOICE,
			 .choices = records_names,
			 .help = "Where they are not here, no entries are counted on screens, aloud or on paper."},
	[ROW_LANGUAGES] = {.label = "Languages",
			   .kind = FORM_TEXT,
			   .check = languages_right,
			   .help = "Spoken to patients, once a native speaker has read them: gu pl so hu cs pa sk."},
	[ROW_PRINTER] = {.label = "Printer",
			 .kind = FORM_TEXT,
			 .max = PRINTER_MAX,
			 .check = printer_right,
			 .help = "Where receipts go; nothing: the printer that lp takes."},
	[ROW_FOLDER] = {.label = "Receipts in",
			.kind = FORM_TEXT,
			.max = FOLDER_MAX,
			.check = folder_right,
			.help = "The folder for receipts as files; nothing: ~/sharedesk-receipts."},
	[ROW_MESSAGE_NAME] = {.label = "Short name",
			      .kind = FORM_TEXT,
			      .max = MESSAGE_NAME_MAX,
			      .check = message_name_right,
			      .help = "Of the surgery, where its name is too long for a text message."},
	[ROW_NOTICE] = {.label = "Privacy notice",
			.kind = FORM_TEXT,
			.max = ADDRESS_MAX,
			.check = address_right,
			.help = "Where patients read it: https://… as a browser shows it."},
	[ROW_ASSESSMENT] = {.label = "Assessment",
			    .kind = FORM_TEXT,
			    .max = ADDRESS_MAX,
			    .check = address_right,
			    .help = "Where patients read your data protection impact assessment: https://…"},
	[ROW_COMPLAINTS] = {.label = "Complaints to",
			    .kind = FORM_TEXT,
			    .max = COMPLAINTS_MAX,
			    .check = complaints_right,
			    .help = "Whom patients complain to, as the guide says it: name, address, telephone."},
	[ROW_CARD] = {.label = "Smartcard",
		      .kind = FORM_CHOICE,
		      .choices = card_names,
		      .help = "Who signs in by a smartcard and its PIN alone. Set by who does so themselves."},
	[ROW_CARD_TOO] = {.label = "And passphrase",
			  .kind = FORM_CHOICE,
			  .choices = card_names,
			  .help = "Who signs in by a smartcard, its PIN and the passphrase, all three."},
	[ROW_SECOND] = {.label = "App codes",
			.kind = FORM_CHOICE,
			.choices = second_names,
			.help = "Who signs in with them too; whose are required sets them up at the next sign-in."},
	[ROW_SCR] = {.label = "SCR, no choice",
		     .kind = FORM_CHOICE,
		     .choices = scr_names,
		     .help = "In England core and additional since 2020: for whoever expressed no preference."},
	[ROW_SINCE] =
		{.label = "SCR since",
		 .kind = FORM_TEXT,
		 .max = DATE_MAX,
		 .help = "The day from which that holds, such as 01-Jul-2020; later days said before are voided."},
};

/* Those that hold for everybody, as the desk calls them. */
static const struct {
	size_t row;
	const char *name;
} kept[] = {
	{ROW_IDLE, "idle-minutes"},	    {ROW_CODES, "code-minutes"},    {ROW_KIOSK, "kiosk-silence"},
	{ROW_LANGUAGES, "languages"},	    {ROW_PRINTER, "printer"},	    {ROW_FOLDER, "receipt-folder"},
	{ROW_MESSAGE_NAME, "message-name"}, {ROW_NOTICE, "privacy-notice"}, {ROW_ASSESSMENT, "impact-assessment"},
	{ROW_COMPLAINTS, "complaints"},
};

/* "" where nobody said it. */
static const char *since_text(const SettingsState *state, Arena *arena)
{
	char day[16];
	if (!state->scr.said)
		return "";
	date_print_staff(state->scr.since, day);
	return arena_text(arena, day);
}

static bool open_scr(App *app, SettingsState *state, Error *err)
{
	if (!desk_scr_default(app_desk(app), app_arena(app), &state->scr, err))
		return false;
	form_choose(&state->form, ROW_SCR, state->scr.status == SCR_ADDITIONAL);
	form_set(&state->form, ROW_SINCE, since_text(state, app_scratch(app)));
	return true;
}

/* Of three words; the last where it is none of them. */
static size_t word_at(const char *const words[3], const char *word)
{
	size_t at = 0;
	while (at < 2 && !text_is(words[at], word))
		at++;
	return at;
}

static void open_cards(App *app, SettingsState *state)
{
	Desk *desk = app_desk(app);
	form_choose(&state->form, ROW_CARD, word_at(card_words, desk_setting(desk, CARD_SETTING, app_scratch(app))));
	form_choose(&state->form, ROW_CARD_TOO,
		    word_at(card_words, desk_setting(desk, CARD_PASSPHRASE_SETTING, app_scratch(app))));
}

static bool settings_enter(App *app, void *self, const void *argument, Error *err)
{
	SettingsState *state = self;
	Desk *desk = app_desk(app);
	const SettingsArgument *given = argument;
	ThemeName theme = THEME_AUTO;
	if (!desk_allows(desk, ACT_SETTINGS, err))
		return false;
	form_open(&state->form, app_arena(app), settings_rows, ROWS);
	theme_parse(desk_setting(desk, "theme", app_scratch(app)), &theme);
	form_choose(&state->form, ROW_THEME, theme);
	form_choose(&state->form, ROW_MOUSE, text_is(desk_setting(desk, "mouse", app_scratch(app)), "on"));
	for (size_t i = 0; i < countof(kept); i++) {
		form_set(&state->form, kept[i].row, desk_setting(desk, kept[i].name, app_scratch(app)));
		if (given && text_is(kept[i].name, given->name))
			state->form.focus = kept[i].row;
	}
	form_choose(&state->form, ROW_RECORDS, word_at(records_words, desk_setting(desk, "records", app_scratch(app))));
	open_cards(app, state);
	form_choose(&state->form, ROW_SECOND,
		    text_is(desk_setting(desk, SECOND_SETTING, app_scratch(app)), "required"));
	if (given && text_is(given->name, "scr-default"))
		state->form.focus = ROW_SCR;
	return open_scr(app, state, err);
}

static bool save_scr(App *app, SettingsState *state, Error *err)
{
	const ScrStatus status = scr_states[form_chosen(&state->form, ROW_SCR)];
	const char *typed = form_text(&state->form, ROW_SINCE);
	const bool same = status == state->scr.status;
	Date since;
	if (same && text_is(typed, since_text(state, app_scratch(app))))
		return true;
	state->form.focus = ROW_SINCE;
	if (!date_parse_typed(typed, app_today(app), &since))
		return fail(err, ERROR_INPUT, "Say since which day that is: type it as 01-Jul-2020 or 1/7/2020.");
	return (same && state->scr.said && date_order(since, state->scr.since) == 0) ||
	       (desk_put_scr_default(app_desk(app), status, since, err) && open_scr(app, state, err));
}

static bool save_kept(App *app, const SettingsState *state, Error *err)
{
	Desk *desk = app_desk(app);
	const Form *form = &state->form;
	if (!desk_put_setting(desk, CARD_SETTING, card_words[form_chosen(form, ROW_CARD)], err) ||
	    !desk_put_setting(desk, CARD_PASSPHRASE_SETTING, card_words[form_chosen(form, ROW_CARD_TOO)], err))
		return false;
	for (size_t i = 0; i < countof(kept); i++)
		if (!desk_put_setting(desk, kept[i].name, form_text(form, kept[i].row), err))
			return false;
	return desk_put_setting(desk, "records", records_words[form_chosen(form, ROW_RECORDS)], err) &&
	       desk_put_setting(desk, SECOND_SETTING, second_words[form_chosen(form, ROW_SECOND)], err) &&
	       desk_put_setting(desk, "theme", theme_name((ThemeName)form_chosen(form, ROW_THEME)), err) &&
	       desk_put_setting(desk, "mouse", form_chosen(form, ROW_MOUSE) ? "on" : "off", err);
}

static void say_kept(App *app)
{
	const char *who = NULL;
	if (!desk_without_card(app_desk(app), app_scratch(app), &who, NULL) || !who)
		app_notice(app, NOTICE_GOOD, "The settings are kept.");
	else
		app_notice(app, NOTICE_WARNING,
			   "The settings are kept. %s no card to sign in with: k on the page Staff makes one theirs.",
			   who);
}

static void settings_act(App *app, void *self, int action)
{
	SettingsState *state = self;
	Error *err = app_error(app);
	if (!app_done(app, form_check(&state->form, err) && save_scr(app, state, err) && save_kept(app, state, err)))
		return;
	state->form.changed = false;
	app_close(app);
	say_kept(app);
	app_read_settings(app);
}

static void settings_draw(const void *self, const App *app, Area area)
{
	form_draw(&((const SettingsState *)self)->form, area_part(area, area.rows >= ROOMY, 0, -1, -1));
}

static void settings_explain(const void *self, const App *app, Text *out)
{
	const SettingsState *state = self;
	char day[16];
	if (state->scr.said && (state->form.focus == ROW_SCR || state->form.focus == ROW_SINCE)) {
		date_print_staff(zone_date(desk_zone(app_desk(app)), state->scr.said->recorded_at), day);
		text_add_print(out, "Said by %s on %s.", text_or(state->scr.said->by, "nobody named"), day);
		return;
	}
	text_add(out, "These hold for every start of this desk.");
}

const Screen screen_settings = {
	.name = "settings",
	.title = "Settings",
	.keymap = KEYMAP(settings_keys),
	.size = sizeof(SettingsState),
	.form = SCREEN_AT(SettingsState, form),
	.finished = SETTINGS_SAVE,
	.enter = settings_enter,
	.draw = settings_draw,
	.act = settings_act,
	.explain = settings_explain,
};
