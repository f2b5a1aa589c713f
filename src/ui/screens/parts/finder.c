#include "ui/screens/parts/parts.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/readings/explain.h"
#include "ui/flow.h"

enum { FINDER_TYPED = 80, FINDER_MOST = 100, NAME_MAX = 160 };
enum { NARROW = 60, TOWN_COLS = 16, SAYS_COLS = 19, SAYS_BRIEF = 12 };

static const char finder_nothing[] =
	"Nothing matches: delete a letter or two. What is in no list, an administrator adds by hand "
	"(Organisations, Ctrl-N).";

static const char *key_of(const void *rows, size_t index)
{
	return ((const Finder *)rows)->found.items[index].code;
}

void finder_look(App *app, Finder *finder)
{
	OrganisationList found = {0};
	Error err = {0};
	const char *typed = finder->editor.text;
	if (finder->with_closed
		    ? !desk_find_organisations(app_desk(app), typed, true, FINDER_MOST, app_loaded(app), &found, &err)
		    : !desk_find_for_referral(app_desk(app), typed, FINDER_MOST, app_loaded(app), &found, &err))
		app_fail(app, &err);
	finder->found = found;
	list_set(&finder->list, finder, found.count);
}

void finder_open(App *app, Finder *finder, const Chart *chart, bool with_closed)
{
	*finder = (Finder){.chart = chart, .today = app_today(app), .with_closed = with_closed};
	editor_open(&finder->editor, app_arena(app), FINDER_TYPED, NULL);
	list_open(&finder->list, app_arena(app), key_of);
}

const Organisation *finder_chosen(const Finder *finder)
{
	return finder->list.selected < finder->found.count ? &finder->found.items[finder->list.selected] : NULL;
}

static bool is_closed(const Finder *finder, const Organisation *organisation)
{
	return organisation_closed(organisation, finder->today);
}

/* To look at, it can be chosen; of a restricted patient it is not named, and the referral is refused. */
static bool is_own(const Finder *finder, const Organisation *organisation)
{
	return !finder->with_closed && reach_is_home(&finder->chart->now, organisation->code) &&
	       !explain_hides(&finder->chart->world, organisation->code);
}

static FinderAnswer choose(App *app, const Finder *finder)
{
	const Organisation *chosen = finder_chosen(finder);
	if (!chosen)
		return FINDER_CHANGED;
	if (is_own(finder, chosen)) {
		app_notice(app, NOTICE_WARNING,
			   "The patient is registered there: nobody is referred to their own practice.");
		return FINDER_CHANGED;
	}
	if (finder->with_closed || !is_closed(finder, chosen))
		return FINDER_CHOSEN;
	app_notice(app, NOTICE_WARNING, "%s is closed: choose the organisation that took its place.", chosen->name);
	return FINDER_CHANGED;
}

FinderAnswer finder_key(App *app, Finder *finder, Key key)
{
	if (editor_key(&finder->editor, key)) {
		app_load(app);
		list_select(&finder->list, 0); /* other words, another first match */
		return FINDER_CHANGED;
	}
	switch (list_key(&finder->list, key)) {
	case LIST_IGNORED: return FINDER_IGNORED;
	case LIST_MOVED: return FINDER_CHANGED;
	case LIST_CHOSEN: return choose(app, finder);
	}
	return FINDER_IGNORED;
}

/* --- words --- */

const char *finder_says(Standing standing, const Organisation *organisation, Date today, bool brief)
{
	if (organisation_closed(organisation, today))
		return "closed";
	if (standing == STANDING_PROHIBITED)
		return "prohibited";
	if (organisation->system == SYSTEM_UNKNOWN || !organisation->system)
		return brief ? "system?" : "system not known";
	if (!organisation_shares(organisation))
		return brief ? "not shared" : "no shared system";
	if (standing == STANDING_VERIFY)
		return brief ? "needs code" : "needs a code";
	return brief ? "local list" : "on the local list";
}

static const char *says_of(const Finder *finder, const Organisation *organisation, bool brief)
{
	const Standing standing = reach_standing(&finder->chart->now, organisation->code).standing;
	if (is_own(finder, organisation))
		return brief ? "registered" : "registered there";
	return finder_says(standing, organisation, finder->today, brief);
}

void finder_cut(const OrganisationList *found, Text *out)
{
	if (found->total > found->count)
		text_add_print(out, "%zu of %zu: type more. ", found->count, found->total);
}

void finder_explain(const Finder *finder, Text *out)
{
	const Organisation *chosen = finder_chosen(finder);
	char name[NAME_MAX];
	if (!chosen)
		return;
	finder_cut(&finder->found, out);
	organisation_short_name(chosen, name, sizeof name);
	text_add(out, name);
	if (!text_empty(chosen->town))
		text_add_print(out, ", %s", organisation_town(chosen, out->arena));
	text_add_print(out, " (%s): %s.", chosen->code, says_of(finder, chosen, false));
}

/* --- drawing --- */

static void draw_row(const void *rows, size_t index, Area area)
{
	const Finder *finder = rows;
	const Organisation *organisation = &finder->found.items[index];
	const Style style =
		is_closed(finder, organisation) || is_own(finder, organisation) ? STYLE_MUTED : STYLE_NORMAL;
	const bool narrow = area.cols < NARROW;
	const int last = narrow ? SAYS_BRIEF : SAYS_COLS, town = narrow ? 0 : TOWN_COLS;
	char name[NAME_MAX];
	organisation_short_name(organisation, name, sizeof name);
	area_put_in(area, 0, 0, area.cols - last - town, style, name);
	if (!narrow)
		area_put_in(area, 0, area.cols - last - town + 1, town - 1, style,
			    organisation_town(organisation, area_scratch(area)));
	area_put_in(area, 0, area.cols - last + 1, last - 1, style, says_of(finder, organisation, narrow));
}

void finder_draw(const Finder *finder, Area area)
{
	const int drawn = area_put(area, 0, 1, STYLE_STRONG, "Organisation") + 2;
	editor_draw(&finder->editor, area, 0, drawn, area.cols - drawn - 1, true);
	list_draw(&finder->list, area_part(area, 1, 0, -1, -1), draw_row);
	if (finder->found.count == 0)
		flow_put(area_part(area, 2, 1, -1, -1), 0, 0, STYLE_MUTED, finder_nothing);
}
