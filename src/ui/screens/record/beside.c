#include "ui/screens/record/inside.h"
#include "ui/screens/record/record.h"

const RecordRows *record_beside_load(App *app, const Chart *chart)
{
	Arena *arena = app_loaded(app);
	RecordRows *rows = arena_alloc(arena, sizeof *rows);
	record_rows_load(app_desk(app), chart, arena, rows);

	size_t *shown = arena_array(arena, rows->all_count, sizeof *shown);

	for (size_t i = 0; i < rows->all_count; i++)
		shown[i] = i;
	rows->shown = shown;
	rows->shown_count = rows->all_count;
	return rows;
}

void record_beside_draw(const RecordRows *rows, Area area)
{
	const int room = area.rows - 2;
	area_rule(area, 0, STYLE_RULE,
		  arena_print(area_scratch(area), "Record: %s", record_summary(rows, area_scratch(area))));
	for (int i = 0; i < room && (size_t)i < rows->shown_count; i++)
		record_draw_row(rows, (size_t)i, area_part(area, 1 + i, 0, 1, -1));
	if (room > 0 && rows->shown_count > (size_t)room)
		area_print(area, 1 + room, 0, STYLE_MUTED, "%zu more, earlier", rows->shown_count - (size_t)room);
}
