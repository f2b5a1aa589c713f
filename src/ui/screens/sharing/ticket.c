#include "ui/screens/sharing/inside.h"

#include <string.h>

#include "model/kiosk/kiosk.h"
#include "ui/app.h"
#include "ui/flow.h"
#include "ui/large.h"
#include "ui/screens/chart/chart.h"

enum { TICKET_CLOSE = 1, TICKET_NEW, LEFT = 3 };

typedef struct TicketState {
	ChartScreen base; /* first; the chart is the caller's */
	char digits[TICKET_DIGITS + 1];
	Instant expires;
	bool over; /* used, or run out */
} TicketState;

static const Binding ticket_keys[] = {
	{KC_ENTER, TICKET_CLOSE, "Done", "Go back to the patient; the ticket stays good.", .bar = true},
	{'k', TICKET_NEW, "New ticket", "Hand out another ticket; this one is dead then.", .bar = true},
};

static bool ticket_take(App *app, TicketState *state, Error *err)
{
	Ticket ticket;
	if (!desk_hand_ticket(app_desk(app), state->base.chart, &ticket, err))
		return false;
	memcpy(state->digits, ticket.digits, sizeof state->digits);
	state->expires = ticket.expires;
	state->over = false;
	explicit_bzero(ticket.digits, sizeof ticket.digits);
	return true;
}

static bool ticket_enter(App *app, void *self, const void *argument, Error *err)
{
	TicketState *state = self;
	chart_on(app, &state->base, *(Chart *const *)argument);
	return ticket_take(app, state, err);
}

static void ticket_draw(const void *self, const App *app, Area area)
{
	const TicketState *state = self;
	const Area body = area_part(area, 0, LEFT, -1, area.cols - LEFT);
	const int top = area.rows > LARGE_ROWS + 6 ? 1 : 0;
	char until[8];
	time_print_staff(zone_local(app_zone(app), state->expires), until);
	if (state->over) {
		flow_put(body, top, 0, STYLE_NORMAL, "The ticket was used, or has run out. k hands out another.");
		return;
	}
	large_put(body, top, 0, STYLE_CODE, state->digits);
	flow_put(body, top ? top + LARGE_ROWS + 1 : LARGE_ROWS, 0, STYLE_NORMAL,
		 arena_print(area_scratch(area),
			     top ? "Good until %s, once. The kiosk asks for the date of birth too."
				 : "Good until %s, once.",
			     until));
}

static void ticket_act(App *app, void *self, int action)
{
	Error err = {0};
	if (action == TICKET_CLOSE)
		app_close(app);
	else if (!ticket_take(app, self, &err))
		app_fail(app, &err);
}

static void ticket_tick(App *app, void *self)
{
	TicketState *state = self;
	Error err = {0};
	if (desk_refresh_chart(app_desk(app), state->base.chart, NULL, &err))
		state->over = instant_order(desk_ticket_until(app_desk(app), state->base.chart), INSTANT_MIN) == 0;
}

static void ticket_leave(App *app, void *self)
{
	explicit_bzero(((TicketState *)self)->digits, sizeof(((TicketState *)self)->digits));
}

const Screen screen_ticket = {
	.name = "ticket",
	.title = "Ticket for the kiosk",
	.keymap = KEYMAP(ticket_keys),
	.size = sizeof(TicketState),
	.enter = ticket_enter,
	.draw = ticket_draw,
	.act = ticket_act,
	.tick = ticket_tick,
	.leave = ticket_leave,
	.patient = chart_patient,
	.chart = chart_of,
	.turned = true,
};
