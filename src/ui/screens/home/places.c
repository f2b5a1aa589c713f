/* What an administrator looks after. */
#include <assert.h>

#include "base/macros.h"
#include "ui/flow.h"
#include "ui/screens/home/home.h"
#include "ui/screens/home/inside.h"
#include "ui/screens/lists/lists.h"

typedef struct HomePlace {
	const char *name, *detail;
	const Screen *screen;
} HomePlace;

static const HomePlace home_places[] = {
	{"First hour", "what is still missing, and where it is done", &screen_first_hour},
	{"Import a file", "patients, national lists, standing lists, systems", &screen_import},
	{"Organisations", "find one, see and correct its card", &screen_organisations},
	{"Standing lists", "which are allowed and prohibited; change, import, export", &screen_standings},
	{"To ask again", "because an organisation closed or became another", &screen_reask},
	{"Figures", "answers by organisation and month, without names", &screen_figures},
	{"Staff", "who works at the desk; let somebody in, keep somebody out", &screen_staff},
	{"Settings", "what holds for everybody: locking, codes, languages", &screen_settings},
	{"My desk", "theme, mouse and signs, your PIN and passphrase", &screen_mine},
	{"Accounts", "when each last signed in; what was changed, and by whom", &screen_accounts},
};

enum { PLACES_MAX = 10 }; /* the tenth is opened by 0 */
static_assert(countof(home_places) <= PLACES_MAX, "a digit opens each");

static void draw_place(const void *rows, size_t index, Area area)
{
	const HomePlace *place = (const HomePlace *)rows + index;
	area_print(area, 0, 0, STYLE_KEY, "%zu", (index + 1) % PLACES_MAX);
	area_put(area, 0, HOME_NUMBER, STYLE_STRONG, place->name);
	if (area.cols >= HOME_MIDDLE)
		area_put_in(area, 0, 19, area.cols - 19, STYLE_NORMAL, place->detail);
}

void home_set_places(List *list)
{
	list_set(list, home_places, countof(home_places));
}

void home_draw_places(const List *list, const HomeAsides *asides, const char *backup, Area area)
{
	const int first = flow_put(area, 0, 1, STYLE_NORMAL, "An administrator sees no patients.");
	const int told = backup ? first + flow_put(area, first, 1, STYLE_WARNING, backup) : first;
	const int said = told + aside_draw_lines(asides, area_part(area, told, 0, -1, -1));
	list_draw(list, area_part(area, said + 1, 0, -1, -1), draw_place);
}

void home_say_place(const List *list, Text *out)
{
	text_add_print(out, "%s: %s.", home_places[list->selected].name, home_places[list->selected].detail);
}

void home_open_place(App *app, const List *list)
{
	app_open(app, home_places[list->selected].screen, NULL);
}

bool home_type_place(App *app, List *list, KeyCode code)
{
	const size_t place = code == '0' ? PLACES_MAX - 1 : code - '1';
	if (code < '0' || code > '9' || place >= list->count)
		return false;
	list_select(list, place);
	home_open_place(app, list);
	return true;
}
