#include "ui/screens/ask/ask.h"

#include "base/text.h"
#include "model/choices/choices.h"
#include "ui/app.h"

static bool is_open(const Chart *chart, const char *org, ViewChannel channel, Arena *arena)
{
	MigPartner partner;
	desk_permission_state(chart, org, channel, arena, &partner);
	return partner.state != PERMISSION_CLOSED;
}

void ask_permission(App *app, Chart *chart, const char *org, ViewChannel channel)
{
	static const struct {
		ViewChannel channel;
		ChoiceAbout about;
	} views[] = {{VIEW_MIG, ABOUT_VIEW_MIG}, {VIEW_SCR, ABOUT_VIEW_SCR}};
	Arena *scratch = app_scratch(app);
	const char *asks = arena_text(scratch, org);
	Choice choices[countof(views)];
	size_t count = 0;
	for (size_t i = 0; i < countof(views); i++)
		if ((!channel || channel == views[i].channel) && is_open(chart, asks, views[i].channel, scratch))
			choices[count++] = (Choice){views[i].about, asks};
	if (count > 0) {
		app_open(app, &screen_ask,
			 &(AskArgument){.chart = chart, .order = {.choices = choices, .choice_count = count}});
		return;
	}
	app_notice(app, NOTICE_WARNING,
		   "No permission opens this to them: the choice, a list or a rule keeps it closed.");
}
