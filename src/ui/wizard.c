#include "ui/wizard.h"

#include <assert.h>

#include "base/text.h"
#include "base/utf8.h"
#include "ui/flow.h"

const WizardAnswer wizard_yes_no[] = {{'y', "Yes", 1}, {'n', "No", 0}, {0, NULL, 0}};
const WizardAnswer wizard_yes_no_later[] = {{'y', "Yes", 1}, {'n', "No", 0}, {'l', "Later", 2}, {0, NULL, 0}};

typedef struct WizardSeen {
	Area answers[WIZARD_ANSWERS_MAX];
	size_t count;
} WizardSeen;

void wizard_open(Wizard *wizard, Arena *arena, const WizardStep *steps, size_t count, void *self)
{
	assert(count > 0 && count <= WIZARD_STEPS_MAX);
	*wizard = (Wizard){.steps = steps, .count = count, .self = self};
	wizard->seen = arena_alloc(arena, sizeof(*wizard->seen));
	for (size_t i = 0; i < count; i++) {
		wizard->answers[i] = WIZARD_NONE;
		if (steps[i].text_max)
			editor_open(&wizard->typed[i], arena, steps[i].text_max, NULL);
	}
}

static bool wizard_skips(const Wizard *wizard, size_t step)
{
	return wizard->steps[step].skip && wizard->steps[step].skip(wizard->self);
}

static WizardMove wizard_on(Wizard *wizard)
{
	size_t step = wizard->at + 1;

	while (step < wizard->count && wizard_skips(wizard, step))
		step++;
	if (step == wizard->count)
		return WIZARD_DONE;
	wizard->at = step;
	return WIZARD_MOVED;
}

static WizardMove wizard_back(Wizard *wizard)
{
	size_t step = wizard->at;

	do {
		if (step == 0)
			return WIZARD_LEFT;
		step--;
	} while (wizard_skips(wizard, step));
	wizard->at = step;
	return WIZARD_MOVED;
}

static WizardMove wizard_answer(Wizard *wizard, const WizardAnswer *answer)
{
	wizard->answers[wizard->at] = answer->value;
	return wizard_on(wizard);
}

static WizardMove wizard_click(Wizard *wizard, Key key)
{
	const WizardStep *step = &wizard->steps[wizard->at];

	for (size_t i = 0; step->answers && i < wizard->seen->count; i++) {
		if (area_has(wizard->seen->answers[i], key.row, key.col))
			return wizard_answer(wizard, &step->answers[i]);
	}
	return WIZARD_IGNORED;
}

/* Capitals answer too: somebody may have left Caps Lock on. */
static WizardMove wizard_letter(Wizard *wizard, KeyCode code)
{
	const WizardStep *step = &wizard->steps[wizard->at];
	const KeyCode lower = code >= 'A' && code <= 'Z' ? code - 'A' + 'a' : code;

	for (const WizardAnswer *answer = step->answers; answer && answer->letter; answer++) {
		if ((KeyCode)(unsigned char)answer->letter == lower)
			return wizard_answer(wizard, answer);
	}
	return WIZARD_IGNORED;
}

static WizardMove wizard_typing(Wizard *wizard, Key key)
{
	Editor *editor = &wizard->typed[wizard->at];

	if (key.code == KC_ENTER)
		return wizard_on(wizard);
	if ((key.code == KC_LEFT || key.code == KC_BACKSPACE) && editor->at == 0)
		return wizard_back(wizard);
	return editor_key(editor, key) ? WIZARD_CHANGED : WIZARD_IGNORED;
}

WizardMove wizard_key(Wizard *wizard, Key key)
{
	const WizardStep *step = &wizard->steps[wizard->at];

	if (step->text_max)
		return wizard_typing(wizard, key);
	switch (key.code) {
	case KC_LEFT:
	case KC_BACKSPACE: return wizard_back(wizard);
	case KC_ENTER:
	case KC_RIGHT:
	case ' ': return step->answers ? WIZARD_IGNORED : wizard_on(wizard);
	case KC_CLICK:
	case KC_DOUBLE_CLICK: return wizard_click(wizard, key);
	default: return wizard_letter(wizard, key.code);
	}
}

bool wizard_in_field(const Wizard *wizard)
{
	return wizard->steps[wizard->at].text_max > 0;
}

bool wizard_changed(const Wizard *wizard)
{
	for (size_t i = 0; i < wizard->count; i++) {
		if (wizard->answers[i] != WIZARD_NONE || wizard->typed[i].changed)
			return true;
	}
	return false;
}

void wizard_progress(const Wizard *wizard, size_t *ret_at, size_t *ret_of)
{
	size_t at = 0, of = 0;

	for (size_t i = 0; i < wizard->count; i++) {
		if (i != wizard->at && wizard_skips(wizard, i))
			continue;
		of++;
		at += i <= wizard->at;
	}
	*ret_at = at;
	*ret_of = of;
}

/* One answer a row, key first; returns the rows used. */
static int wizard_draw_answers(const Wizard *wizard, Area area, int row)
{
	const WizardAnswer *answers = wizard->steps[wizard->at].answers;
	const int given = wizard->answers[wizard->at];
	int used = 0;

	wizard->seen->count = 0;
	for (size_t i = 0; answers && answers[i].letter && i < WIZARD_ANSWERS_MAX; i++, used++) {
		const Area line = area_part(area, row + (int)i, 0, 1, -1);
		const char letter[] = {answers[i].letter, '\0'};

		area_put(line, 0, 2, STYLE_KEY, letter);
		area_put(line, 0, 4, answers[i].value == given ? STYLE_STRONG : STYLE_NORMAL, answers[i].words);
		if (answers[i].value == given)
			area_put(line, 0, 0, STYLE_STRONG, area_glyphs(area)->selected);
		wizard->seen->answers[wizard->seen->count++] = line;
	}
	return used;
}

/* From the top: title and progress, text, what the owner draws, answers or field. The answers are always in sight. */
void wizard_draw(const Wizard *wizard, Area area)
{
	const WizardStep *step = &wizard->steps[wizard->at];
	size_t at, of, answers = 0;

	for (const WizardAnswer *answer = step->answers; answer && answer->letter; answer++)
		answers++;
	wizard_progress(wizard, &at, &of);
	area_put_right(area, 0, STYLE_MUTED, arena_print(area_scratch(area), "%zu of %zu", at, of));
	area_put_in(area, 0, 1, area.cols - 9, STYLE_STRONG, step->title);

	const int answer_rows = step->text_max ? 1 : (int)answers;
	const int room = area.rows - 2 - answer_rows - (answer_rows > 0);
	const Area said = area_part(area, 2, 1, room > 0 ? room : 0, area.cols - 2);
	int used = step->text ? flow_put(said, 0, 0, STYLE_NORMAL, step->text) : 0;

	if (step->draw)
		used += step->draw(wizard->self, area_part(said, used, 0, -1, -1));
	used = used < said.rows ? used : said.rows;
	if (step->text_max)
		editor_draw(&wizard->typed[wizard->at], area, 2 + used + 1, 1, area.cols - 2, true);
	else
		wizard_draw_answers(wizard, area, 2 + used + (used > 0));
}
