#include "ui/form.h"

#include <assert.h>

#include "base/text.h"
#include "base/utf8.h"
#include "ui/flow.h"

enum { FORM_TEXT_MAX = 100, FORM_GAP = 2 };

static bool form_is_text(const FormRow *row)
{
	return row->kind == FORM_TEXT || row->kind == FORM_SECRET;
}

void form_open(Form *form, Arena *arena, const FormRow *rows, size_t count)
{
	*form = (Form){.rows = rows,
		       .count = count,
		       .fields = arena_array(arena, count, sizeof *form->fields),
		       .seen = arena_alloc(arena, sizeof *form->seen)};
	form->seen->at = arena_array(arena, count, sizeof *form->seen->at);
	for (size_t i = 0; i < count; i++) {
		assert(rows[i].kind != FORM_CHOICE || (rows[i].choices && rows[i].choices[0]));
		if (!form_is_text(&rows[i]))
			continue;
		editor_open(&form->fields[i].editor, arena, rows[i].max ? rows[i].max : FORM_TEXT_MAX, NULL);
		form->fields[i].editor.secret = rows[i].kind == FORM_SECRET;
	}
}

void form_wipe(Form *form)
{
	for (size_t i = 0; i < form->count; i++)
		if (form->rows[i].kind == FORM_SECRET)
			editor_wipe(&form->fields[i].editor);
}

void form_close(Form *form)
{
	form_wipe(form);
	*form = (Form){0};
}

void form_set(Form *form, size_t row, const char *text)
{
	assert(row < form->count && form_is_text(&form->rows[row]));
	editor_set(&form->fields[row].editor, text);
}

static size_t form_choices(const FormRow *row)
{
	size_t count = 0;
	if (row->kind == FORM_TOGGLE)
		return 2;
	while (row->choices[count])
		count++;
	return count;
}

void form_choose(Form *form, size_t row, size_t chosen)
{
	assert(row < form->count && !form_is_text(&form->rows[row]) && chosen < form_choices(&form->rows[row]));
	form->fields[row].chosen = chosen;
}

const char *form_text(const Form *form, size_t row)
{
	assert(row < form->count && form_is_text(&form->rows[row]));
	return form->fields[row].editor.text;
}

size_t form_chosen(const Form *form, size_t row)
{
	assert(row < form->count && !form_is_text(&form->rows[row]));
	return form->fields[row].chosen;
}

static bool form_asks(const Form *form, size_t row)
{
	return !form->rows[row].asked || form->rows[row].asked(form);
}

bool form_in_field(const Form *form)
{
	return form->count > 0 && form_is_text(&form->rows[form->focus]);
}

static bool text_blank(const char *text)
{
	while (*text == ' ')
		text++;
	return *text == '\0';
}

static bool form_check_row(const FormRow *row, const FormField *field, Error *err)
{
	if (!form_is_text(row))
		return true;
	if (text_blank(field->editor.text))
		return row->required ? fail(err, ERROR_INPUT, "%s is missing: type it, or leave with Esc.", row->label)
				     : true;
	return row->check ? row->check(field->editor.text, err) : true;
}

bool form_check(Form *form, Error *err)
{
	for (size_t i = 0; i < form->count; i++) {
		if (form_asks(form, i) && !form_check_row(&form->rows[i], &form->fields[i], err)) {
			form->focus = i;
			return false;
		}
	}
	return true;
}

/* The first row is always asked. */
static FormAnswer form_go(Form *form, bool on)
{
	if (form->count == 0)
		return FORM_CHANGED;
	do
		form->focus = (form->focus + (on ? 1 : form->count - 1)) % form->count;
	while (!form_asks(form, form->focus));
	return FORM_CHANGED;
}

static bool form_on_last(const Form *form)
{
	size_t next = form->focus + 1;
	while (next < form->count && !form_asks(form, next))
		next++;
	return next >= form->count;
}

static FormAnswer form_finish(Form *form, Error *err)
{
	return form_check(form, err) ? FORM_DONE : FORM_REFUSED;
}

static FormAnswer form_turn(Form *form, bool on)
{
	FormField *field = &form->fields[form->focus];
	const size_t count = form_choices(&form->rows[form->focus]);
	assert(count > 0);
	field->chosen = (field->chosen + (on ? 1 : count - 1)) % count;
	form->changed = true;
	return FORM_CHANGED;
}

/* The first letter of a choice's words chooses it. */
static FormAnswer form_letter(Form *form, KeyCode code)
{
	const FormRow *row = &form->rows[form->focus];
	char letter[5] = {0};
	if (row->kind != FORM_CHOICE || code >= 0x80 || !key_is_text(code))
		return FORM_IGNORED;
	utf8_encode(code, letter);
	for (size_t i = 0; row->choices[i]; i++) {
		if ((row->choices[i][0] | 0x20) == (letter[0] | 0x20)) {
			form->fields[form->focus].chosen = i;
			form->changed = true;
			return FORM_CHANGED;
		}
	}
	return FORM_IGNORED;
}

static FormAnswer form_field_key(Form *form, Key key)
{
	Editor *editor = &form->fields[form->focus].editor;
	if (form_in_field(form)) {
		if (!editor_key(editor, key))
			return FORM_IGNORED;
		form->changed = form->changed || editor->changed;
		return FORM_CHANGED;
	}
	if (key.code == ' ' || key.code == KC_RIGHT)
		return form_turn(form, true);
	if (key.code == KC_LEFT)
		return form_turn(form, false);
	return form_letter(form, key.code);
}

/* Of "< dark >" or "[✓]". */
static int form_chosen_cols(const Form *form)
{
	const FormRow *row = &form->rows[form->focus];
	enum { TOGGLE_COLS = 3, ARROWS = 4 };

	return row->kind == FORM_TOGGLE ? TOGGLE_COLS
					: ARROWS + utf8_columns(row->choices[form->fields[form->focus].chosen]);
}

static FormAnswer form_click(Form *form, Key key)
{
	const FormSeen *seen = form->seen;
	const int row = key.row - seen->area.row, col = key.col - seen->area.col - seen->field;
	if (!area_has(seen->area, key.row, key.col) || row >= seen->rows)
		return FORM_IGNORED;
	form->focus = seen->at[row];
	if (form_in_field(form))
		editor_point(&form->fields[form->focus].editor, col, seen->area.cols - seen->field - 1);
	else if (col >= 0 && col < form_chosen_cols(form))
		return form_turn(form, col > 0 || form->rows[form->focus].kind == FORM_TOGGLE);
	return FORM_CHANGED;
}

/* It stops at the ends, where the wheel of a mouse goes on turning. */
static FormAnswer form_wheel(Form *form, bool on)
{
	const bool end = on ? form_on_last(form) : form->focus == 0;
	return end ? FORM_CHANGED : form_go(form, on);
}

FormAnswer form_key(Form *form, Key key, Error *err)
{
	switch (key.code) {
	case KC_CLICK:
	case KC_DOUBLE_CLICK: return form_click(form, key);
	case KC_WHEEL_UP:
	case KC_WHEEL_DOWN: return form_wheel(form, key.code == KC_WHEEL_DOWN);
	case KC_UP:
	case KC_SHIFT | KC_TAB: return form_go(form, false);
	case KC_DOWN:
	case KC_TAB: return form_go(form, true);
	case KC_ENTER: return form_on_last(form) ? form_finish(form, err) : form_go(form, true);
	case KC_CTRL('s'): return form_finish(form, err);
	default: return form->count > 0 ? form_field_key(form, key) : FORM_IGNORED;
	}
}

static int form_label_cols(const Form *form)
{
	int widest = 0;
	for (size_t i = 0; i < form->count; i++) {
		const int cols = utf8_columns(form->rows[i].label);
		widest = cols > widest ? cols : widest;
	}
	return widest;
}

static void draw_text(const FormRow *row, const Editor *editor, Area area, bool focused)
{
	const int digits = (int)row->max + 1;
	editor_draw(editor, area, 0, 0, row->unit ? digits : area.cols - 1, focused);
	if (row->unit)
		area_put(area, 0, digits + 1, STYLE_NORMAL, row->unit);
}

static void form_draw_field(const Form *form, size_t i, Area area)
{
	const FormRow *row = &form->rows[i];
	const FormField *field = &form->fields[i];
	const bool focused = i == form->focus;
	const Style style = focused ? STYLE_SELECTED : STYLE_NORMAL;
	switch (row->kind) {
	case FORM_TEXT:
	case FORM_SECRET: draw_text(row, &field->editor, area, focused); break;
	case FORM_TOGGLE:
		area_put(area, 0, 0, style, field->chosen ? area_glyphs(area)->on : area_glyphs(area)->off);
		break;
	case FORM_CHOICE: area_print(area, 0, 0, style, "< %s >", row->choices[field->chosen]); break;
	}
}

/* The rows that are asked, in order. */
static size_t form_asked(const Form *form, size_t *out, int *ret_focus)
{
	size_t count = 0;
	*ret_focus = 0;
	for (size_t i = 0; i < form->count; i++) {
		if (!form_asks(form, i))
			continue;
		if (i == form->focus)
			*ret_focus = (int)count;
		out[count++] = i;
	}
	return count;
}

/* Where not all rows fit, those around the focus are shown. */
int form_draw(const Form *form, Area area)
{
	const int label = form_label_cols(form), left = label + 1 + FORM_GAP;
	size_t *asked = arena_array(area_scratch(area), form->count, sizeof *asked);
	int focus;
	const int count = (int)form_asked(form, asked, &focus);
	const int rows = area.rows > 2 && count > area.rows - 2 ? area.rows - 2 : count;
	const int first = focus >= rows ? focus - rows + 1 : 0;
	*form->seen = (FormSeen){.area = area, .rows = rows, .field = left, .at = form->seen->at};
	for (int i = 0; i < rows; i++) {
		const size_t at = asked[first + i];
		const FormRow *row = &form->rows[at];
		const bool focused = at == form->focus;
		form->seen->at[i] = at;
		area_put_in(area, i, 1, left - 1 - FORM_GAP, focused ? STYLE_STRONG : STYLE_NORMAL, row->label);
		if (focused)
			area_put(area, i, 0, STYLE_STRONG, area_glyphs(area)->selected);
		form_draw_field(form, at, area_part(area, i, left, 1, -1));
	}
	const char *help = form->count > 0 ? form->rows[form->focus].help : NULL;

	return help ? rows + 1 + flow_put(area, rows + 1, 1, STYLE_MUTED, help) : rows;
}
