#include "command/terminal.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "command/host.h"
#include "command/say.h"
#include "ui/front.h"
#include "ui/front_kiosk.h"
#include "ui/loop.h"
#include "ui/term.h"

/* A desk reads little at a time, stays open for days, and is not alone on its machine. */
enum { DESK_PAGES_KB = 2048 };

int terminal_check(const char *command, const LookOptions *look)
{
	ThemeName theme;
	Error err;
	if (!host_interactive()) {
		fprintf(stderr,
			"sharedesk: the desk needs a terminal; scripts use the commands of sharedesk --help.\n");
		return EXIT_USAGE;
	}
	const char *name = getenv("TERM");
	if (text_empty(name) || text_is(name, "dumb")) {
		fprintf(stderr,
			"sharedesk: TERM does not name a full-screen terminal: set it to yours, for example TERM=xterm.\n");
		return EXIT_USAGE;
	}
	if (look->theme && !front_theme(look->theme, &theme, &err))
		return command_usage(command, err.text);
	return EXIT_DONE;
}

int terminal_status(int signal)
{
	return signal ? 128 + signal : EXIT_DONE;
}

static bool open_term(Desk *desk, const LookOptions *look, bool mouse, Term **ret_term, Error *err)
{
	Arena arena = {0};
	TermOptions options = {.mouse = mouse || text_is(desk_setting(desk, "mouse", &arena), "on")};
	options.escape_delay = (int)strtol(desk_setting(desk, "escdelay", &arena), NULL, 10);
	bool done = front_theme(text_or(look->theme, desk_setting(desk, "theme", &arena)), &options.theme, err) &&
		    term_open(&options, ret_term, err);
	arena_free(&arena);
	return done;
}

static int run(Store *store, ImportHost *importing, App *app, Term *term)
{
	const Clock clock = host_clock();
	Loop loop = {.app = app, .term = term, .clock = &clock};
	store_on_wait(store, loop_waits, &loop);
	store_keep_pages(store, DESK_PAGES_KB);
	if (importing) {
		importing->go_on = loop_works;
		importing->finds = loop_finds;
		importing->self = &loop;
	}
	const int signal = loop_run(&loop);
	if (importing) {
		importing->go_on = NULL;
		importing->finds = NULL;
	}
	store_on_wait(store, NULL, NULL);
	return signal;
}

bool terminal_run(Session *session, const LookOptions *look, int *ret_signal, Error *err)
{
	Term *term = NULL;
	Desk *desk = session->desk;
	if (!open_term(desk, look, false, &term, err))
		return false;
	FrontOptions options = {.theme = look->theme,
				.ascii = look->ascii || !term_utf8(term),
				.no_colours = !term_colours(term),
				.notice = session->notice,
				.hint = session->hint};
	App *app = front_open(desk, &options, err);
	if (app)
		*ret_signal = run(session->store, &session->importing, app, term);
	app_free(app);
	term_close(term);
	return app != NULL;
}

bool terminal_run_kiosk(Store *store, Desk *desk, const KioskLook *look, int *ret_signal, Error *err)
{
	Term *term = NULL;
	if (!open_term(desk, &look->look, true, &term, err))
		return false;
	FrontOptions options = {.theme = look->look.theme,
				.ascii = look->look.ascii || !term_utf8(term),
				.no_colours = !term_colours(term)};
	KioskArgument argument = {.number = look->number,
				  .hint = look->hint,
				  .silence_seconds = look->silence_seconds,
				  .latin_only = look->latin || front_kiosk_latin(getenv("TERM"))};
	App *app = front_open_kiosk(desk, &options, &argument, err);
	if (app)
		*ret_signal = run(store, NULL, app, term);
	app_free(app);
	term_close(term);
	return app != NULL;
}
