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

enum { OLDEST = 50 /* of each kind are looked through */, ASKED = 8 /* offered at most */ };

static void add_task(AppTaskList *list, AppTask *items, AppTask task)
{
	if (list->count < APP_TASKS)
		items[list->count++] = task;
	list->items = items;
}

static AppTask question_task(const Found *found, Arena *arena)
{
	Text name = {.arena = arena};
	text_add(&name, "Ask ");
	person_print_name(&found->person, &name);
	text_add_print(&name, ": %zu question%s due", found->due, found->due == 1 ? "" : "s");
	return (AppTask){.name = text_done(&name),
			 .detail = found->alike ? "a name like it" : NULL,
			 .nhs = found->person.nhs,
			 .kind = WORK_QUESTIONS,
			 .asks = true};
}

/* "ask", and behind it the patient as the search finds them, whose name is like it last; nobody where it finds a part
 * of what was typed alone. Where there are more of them the last row says so. */
static bool add_questions(App *app, const char *whom, Arena *arena, AppTaskList *list, AppTask *items, Error *err)
{
	FoundList found;
	bool more;
	if (!desk_find_people(app_desk(app), whom, HOME_FOUND, arena, &found, err))
		return false;
	more = found.more;
	for (size_t i = 0; i < found.count && !found.fault; i++) {
		const Found *row = &found.items[i];
		more |= row->due > 0 && list->count == ASKED;
		if (row->due > 0 && list->count < ASKED)
			add_task(list, items, question_task(row, arena));
	}
	if (more && list->count > 0)
		items[list->count - 1].detail = "and more: add a given name, a year of birth";
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
