#include "ui/screens/chart/chart.h"

bool card_enter(App *app, CardScreen *card, Chart *chart, Error *err)
{
	chart_on(app, &card->base, chart);
	return desk_refresh_chart(app_desk(app), chart, NULL, err);
}

void card_tick(App *app, void *self)
{
	const CardScreen *card = self;
	chart_tick(app, self);
	if (card->lines.cols != app_body_cols(app))
		app_load(app);
}

void card_draw(const void *self, const App *app, Area area)
{
	card_lines_draw(&((const CardScreen *)self)->lines, area);
}
