/* What is to be done, for the palette: "ask ashby" is the questions of that patient, "code oka" a request. */
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/desk/find.h"
#include "ui/app.h"
#include "ui/match.h"
#include "ui/screens/home/home.h"
#include "ui/screens/home/inside.h"

static const char ask[] = "ask";

enum { OLDEST = 50 /* of each kind are looked through */ };

static void add_task(AppTaskList *list, AppTask *items, AppTask task)
{
	if (list->count < APP_TASKS)
		items[list->count++] = task;
	list->items = items;
}

/* "ask", and behind it the patient as the search finds them; nobody where it finds a part of what was typed alone. */
static bool add_questions(App *app, const char *whom, Arena *arena, AppTaskList *list, AppTask *items, Error *err)
{
	FoundList found;
	if (!desk_find_people(app_desk(app), whom, APP_TASKS, arena, &found, err))
		return false;
	for (size_t i = 0; i < found.count && !found.fault; i++) {
		const Found *row = &found.items[i];
		Text name = {.arena = arena};
		if (row->due == 0 || row->alike)
			continue;
		text_add(&name, "Ask ");
		person_print_name(&row->person, &name);
		text_add_print(&name, ": %zu question%s due", row->due, row->due == 1 ? "" : "s");
		add_task(list, items,
			 (AppTask){.name = text_done(&name),
				   .nhs = row->person.nhs,
				   .kind = WORK_QUESTIONS,
				   .asks = true});
	}
	return true;
}

static bool add_kind(App *app, WorkKind kind, const char *typed, Arena *arena, AppTaskList *list, AppTask *items,
		     Error *err)
{
	const char *folded = utf8_fold(arena, typed);
	DueList due;
	if (!due_list(app_desk(app), kind, app_now(app), OLDEST, arena, &due, err))
		return false;
	for (size_t i = 0; i < due.count; i++) {
		const WorkItem *item = &due.items[i].item;
		const char *name = arena_print(arena, "%s: %s %s", due_kind(kind)->name, item->name, item->what);
		if (match_words(utf8_fold(arena, name), folded))
			add_task(list, items,
				 (AppTask){.name = name,
					   .detail = due.items[i].left,
					   .nhs = item->nhs,
					   .item = item->id,
					   .kind = (int)kind});
	}
	return true;
}

bool home_tasks(App *app, const char *typed, Arena *arena, AppTaskList *ret_tasks, Error *err)
{
	Desk *desk = app_desk(app);
	AppTask *items = arena_array(arena, APP_TASKS, sizeof *items);
	const char *whom = typed + sizeof ask;
	*ret_tasks = (AppTaskList){0};
	if (strlen(typed) > sizeof ask && strncasecmp(typed, ask, sizeof ask - 1) == 0 &&
	    typed[sizeof ask - 1] == ' ' && desk_may(desk, ACT_ASK) &&
	    !add_questions(app, whom, arena, ret_tasks, items, err))
		return false;
	for (WorkKind kind = WORK_CODES; kind < WORK_KINDS; kind++)
		if (kind != WORK_PASS_ON && due_shown(desk, kind) && desk_may(desk, due_kind(kind)->act) &&
		    desk_work(desk).of[kind] > 0 && !add_kind(app, kind, typed, arena, ret_tasks, items, err))
			return false;
	return true;
}

void home_task(App *app, const AppTask *task)
{
	app_home(app);
	if (app_screen(app) != &screen_home)
		return;
	Opening *opening = app_state(app);
	if (task->asks)
		opening_begin_asking(app, opening, task->nhs, opening_answer);
	else
		opening_begin_item(app, opening, task->nhs, (WorkKind)task->kind, text_or(task->item, ""),
				   opening_answer);
}
