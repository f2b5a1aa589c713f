/* Finding an organisation of the whole directory: what is typed is looked for at each key, by name, code or town. */
#pragma once

#include "model/desk/chart.h"
#include "model/lists/organisations.h"
#include "ui/app.h"
#include "ui/editor.h"
#include "ui/list.h"

typedef enum FinderAnswer { FINDER_IGNORED, FINDER_CHANGED, FINDER_CHOSEN } FinderAnswer;

typedef struct Finder {
	Editor editor;
	List list;
	OrganisationList found;
	const Chart *chart; /* whose practice's list the standing is read from */
	Date today;
	bool with_closed;   /* closed ones can be chosen too */
} Finder;

void finder_open(App *app, Finder *finder, const Chart *chart, bool with_closed);
void finder_look(App *app, Finder *finder); /* part of the screen's `load`; a fault is said */
FinderAnswer finder_key(App *app, Finder *finder, Key key);
const Organisation *finder_chosen(const Finder *finder); /* the selected one, NULL where nothing matches */
bool finder_closed(const Finder *finder, const Organisation *organisation);
/* "Loughborough Hospital, Loughborough (RT5YG): on the local list." */
void finder_explain(const Finder *finder, Text *out);
/* What the desk says of any organisation, as there: "on the local list", "needs a code", "system not known". */
const char *finder_says(const Chart *chart, const Organisation *organisation, Date today);
void finder_draw(const Finder *finder, Area area);
