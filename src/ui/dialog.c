#include "ui/dialog.h"

#include "base/text.h"
#include "base/utf8.h"
#include "ui/flow.h"

enum { DIALOG_MAX = 200, DIALOG_COLS = 64, DIALOG_FRAME = 2 };

bool dialog_types(const Dialog *dialog)
{
	return dialog->kind == DIALOG_TEXT || dialog->kind == DIALOG_SECRET;
}

bool dialog_records(const Dialog *dialog)
{
	return dialog->kind == DIALOG_SAVE || (dialog->kind == DIALOG_TEXT && dialog->yes);
}

void dialog_open(DialogBox *box, Arena *arena, const Dialog *dialog)
{
	*box = (DialogBox){.dialog = *dialog,
			   .read = arena_alloc(arena, sizeof *box->read),
			   .frame = arena_alloc(arena, sizeof *box->frame)};
	box->dialog.title = arena_text(arena, dialog->title);
	box->dialog.text = arena_text(arena, dialog->text);
	box->dialog.yes = arena_text(arena, dialog->yes);
	if (!dialog_types(dialog))
		return;
	editor_open(&box->editor, arena, dialog->max ? dialog->max : DIALOG_MAX, dialog->start);
	box->editor.secret = dialog->kind == DIALOG_SECRET;
}

static DialogAnswer dialog_finish(DialogBox *box)
{
	const Dialog *dialog = &box->dialog;
	if (!dialog_types(dialog))
		return dialog->kind == DIALOG_SAVE ? DIALOG_YES : DIALOG_OPEN;
	if (text_empty(box->editor.text) && !dialog->optional) {
		box->fault = "Type something, or leave with Esc.";
		return DIALOG_OPEN;
	}
	return DIALOG_YES;
}

static DialogAnswer dialog_letter(const Dialog *dialog, KeyCode code)
{
	const KeyCode yes = (KeyCode)(unsigned char)dialog->letter;
	if (code == yes || (yes >= 'a' && yes <= 'z' && code == yes - 'a' + 'A'))
		return DIALOG_YES;
	return code == 'n' || code == 'N' ? DIALOG_NO : DIALOG_OPEN;
}

static DialogAnswer dialog_answer(DialogBox *box, Key key)
{
	if (key.code == KC_ESC)
		return DIALOG_NO;
	if (key.code == (dialog_records(&box->dialog) ? KC_CTRL('s') : KC_ENTER))
		return dialog_finish(box);
	if (key.code == KC_WHEEL_UP)
		flow_read_turn(box->read, -1);
	if (key.code == KC_PAGE_DOWN || key.code == KC_WHEEL_DOWN || (!dialog_types(&box->dialog) && key.code == ' '))
		flow_read_turn(box->read, 1);
	if (!dialog_types(&box->dialog))
		return box->dialog.kind == DIALOG_LETTER ? dialog_letter(&box->dialog, key.code) : DIALOG_OPEN;
	if (key.code == KC_ENTER)
		box->fault = "Enter does not record it: Ctrl-S does.";
	if (editor_key(&box->editor, key))
		box->fault = NULL;
	return DIALOG_OPEN;
}

DialogAnswer dialog_key(DialogBox *box, Key key)
{
	const DialogAnswer answer = dialog_answer(box, key);
	const bool unread = answer == DIALOG_YES && box->read->pages > 1 && flow_read_on(box->read);
	return unread ? DIALOG_OPEN : answer;
}

static int dialog_key_hint(Area area, int row, int col, const char *key, const char *words)
{
	col += area_put(area, row, col, STYLE_KEY, key) + 1;
	return col + area_put(area, row, col, STYLE_NORMAL, words) + 2;
}

/* `tight`: no blank row above it. */
static void dialog_draw_answer(const DialogBox *box, Area area, int row, bool tight)
{
	const Dialog *dialog = &box->dialog;
	const char letter[] = {dialog->letter, '\0'};
	const char *yes = text_or(dialog->yes, dialog->kind == DIALOG_LETTER ? "Yes" : "Done");
	const char *key = dialog->kind == DIALOG_LETTER ? letter : dialog_records(dialog) ? "Ctrl-S" : "Enter";
	const bool types = dialog_types(dialog);
	row -= tight;
	if (types)
		editor_draw(&box->editor, area, row + 1, 0, area.cols, true);
	if (types && box->fault)
		area_put(area, row + 2, 0, STYLE_WARNING, box->fault);
	row += types ? 3 : 1;

	const int col = dialog_key_hint(area, row, 0, key, yes);

	dialog_key_hint(area, row, col, dialog->kind == DIALOG_LETTER ? "n" : "Esc", types ? "Go back" : "No, go back");
}

void dialog_draw(const DialogBox *box, Area area)
{
	const int cols = area.cols < DIALOG_COLS ? area.cols : DIALOG_COLS;
	const int left = (area.cols - cols) / 2;
	FlowRows lines = {.arena = area_scratch(area)};
	flow_add_text(&lines, box->dialog.text, cols - 2 * DIALOG_FRAME, (FlowRow){.begins = true});
	const int answer = dialog_types(&box->dialog) ? 4 : 2;
	const int rows = lines.count + answer + 2, top = area.rows > rows ? (area.rows - rows) / 2 : 0;
	const Area frame = area_part(area, top, left, rows, cols);
	/* In a low window the answer stays in sight, and the text has pages. */
	const bool tight = frame.rows < rows;
	const int room = frame.rows - answer - 2 + tight;
	const Area inside = area_part(frame, 1, DIALOG_FRAME, frame.rows - 2, cols - 2 * DIALOG_FRAME);

	*box->frame = frame;
	area_fill(frame, STYLE_NORMAL);
	area_box(frame, STYLE_RULE, box->dialog.title);
	area.canvas->cursor_row = area.canvas->cursor_col = -1;
	const char *key = dialog_types(&box->dialog) ? "Page Down" : "Space";
	const int said = room > 0 ? flow_read_put(box->read, &lines, key, area_part(inside, 0, 0, room, -1)) : 0;
	dialog_draw_answer(box, inside, said, tight);
}
