#include "model/lists/lists.h"
#include "ui/screens/home/inside.h"

typedef struct DueReading {
	Desk *desk;
	WorkKind kind;
} DueReading;

const char *due_line_key(const void *rows, size_t index)
{
	return ((const DueLine *)rows)[index].row.what;
}

const DueLine *due_line_chosen(const Paged *paged)
{
	const DueLine *lines = paged->rows;
	return paged->list.count > 0 ? &lines[paged->list.selected] : NULL;
}

static bool read_rows(void *self, const PagedWish *wish, Arena *arena, PagedRows *ret_rows, Error *err)
{
	const DueReading *reading = self;
	const DueLine *from = wish->from;
	const WorkPage page = {from ? &from->row : NULL, wish->with, wish->back, wish->limit};
	DueRows rows;
	if (!(reading->kind == WORK_REASK ? desk_reask_rows(reading->desk, &page, arena, &rows, err)
					  : desk_work_rows(reading->desk, reading->kind, &page, arena, &rows, err)))
		return false;
	DueLine *lines = arena_array(arena, rows.count, sizeof *lines);
	for (size_t i = 0; i < rows.count; i++)
		lines[i] = (DueLine){.row = rows.items[i], .due = {.left = "", .brief = ""}};
	*ret_rows = (PagedRows){lines, rows.count};
	return true;
}

bool due_lines_load(App *app, Paged *paged, WorkKind kind, size_t total, Error *err)
{
	Desk *desk = app_desk(app);
	DueReading reading = {desk, kind};
	const PagedSource source = {&reading, read_rows, sizeof(DueLine), total, desk_head(desk)};
	return paged_load(paged, &source, app_loaded(app), err);
}

/* Where it fails the rows say nothing. */
void due_lines_fit(App *app, Paged *paged, int rows)
{
	const ListSight sight = list_sight(&paged->list, (size_t)rows);
	DueLine *lines = paged->rows, **made = arena_array(app_scratch(app), sight.end, sizeof *made);
	DueRow *wanted = arena_array(app_scratch(app), sight.end, sizeof *wanted);
	WorkItem *items = arena_array(app_scratch(app), sight.end, sizeof *items);
	size_t count = 0;
	Error err;
	for (size_t i = sight.begin; i < sight.end; i++)
		if (!lines[i].made) {
			made[count] = &lines[i];
			wanted[count++] = lines[i].row;
		}
	if (count == 0)
		return;
	if (!desk_work_words(app_desk(app), &(DueRows){wanted, count}, app_loaded(app), items, &err)) {
		app_fail(app, &err);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		made[i]->due = due_of(app_desk(app), &items[i], app_now(app), app_loaded(app));
		made[i]->made = true;
	}
}
