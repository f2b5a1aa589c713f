#include "ui/front_kiosk.h"

#include "base/text.h"
#include "model/kiosk/kiosk.h"

/* Signing in again would take the lock off, and show nobody at it. */
static bool sign_in(Desk *desk, const char *number, Error *err)
{
	return text_is(desk_kiosk_number(desk), number) || desk_sign_in_kiosk(desk, number, err);
}

App *front_open_kiosk(Desk *desk, const FrontOptions *options, const KioskArgument *argument, Error *err)
{
	KioskArgument shown = *argument;
	AppSetup setup = {
		.desk = desk,
		.zone = desk_zone(desk),
		.now = desk_now(desk),
		.settings = {.ascii = options->ascii,
			     .no_colours = options->no_colours,
			     .mouse = true,
			     .no_paste = true},
	};
	/* Whoever stands there may see badly: the desk's own theme is not theirs. */
	if (!front_theme(text_or(options->theme, "contrast"), &setup.settings.theme, err) ||
	    !sign_in(desk, argument->number, err))
		return NULL;
	shown.latin_only = argument->latin_only || options->ascii;

	App *app = app_new(&setup);

	app_open(app, &screen_kiosk, &shown);
	return app;
}

bool front_kiosk_latin(const char *term)
{
	/* The last one as which xterm runs where the kiosk has no mlterm (assets/kiosk/xterm). */
	static const char *const latin[] = {"linux", "vt100", "vt102", "vt220", "ansi", "xterm-xfree86"};

	for (size_t i = 0; i < countof(latin); i++)
		if (text_is(term, latin[i]) || text_starts(text_or(term, ""), "linux-"))
			return true;
	return false;
}
