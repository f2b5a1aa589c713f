#include "base/text.h"
#include "model/spoken/guide.h"
#include "ui/screens/kiosk/inside.h"

static const Language *speaks(const KioskVisit *state)
{
	return state->language ? state->language : &languages[state->turn];
}

/* Words that are the same in both are said once. */
static const char *own_of(const KioskVisit *state, const char *english)
{
	const char *own = desk_phrase(state->desk, speaks(state), english);
	return text_is(own, english) ? NULL : own;
}

/* The words in the language of the page; NULL where that is English or has none. */
static const char *own_words(const KioskVisit *state, KioskWords words)
{
	return own_of(state, kiosk_english(words));
}

static const char *filled(Arena *arena, const char *words, const KioskPlaces *places)
{
	Text out = {.arena = arena};
	if (!words || !places)
		return words;
	kiosk_fill(words, places, &out);
	return text_done(&out);
}

static void add_saying(KioskPage *page, KioskSaying saying)
{
	if (page->saying_count < KIOSK_SAYINGS)
		page->sayings[page->saying_count++] = saying;
}

void kiosk_add(App *app, KioskVisit *state, KioskWords words, const KioskPlaces *places, Style style)
{
	add_saying(&state->page, (KioskSaying){
					 .own = filled(app_loaded(app), own_words(state, words), places),
					 .english = filled(app_loaded(app), kiosk_english(words), places),
					 .style = style,
				 });
}

static KioskButton *add_button(KioskPage *page, KioskButton button)
{
	KioskButton *at = &page->buttons[page->button_count < KIOSK_BUTTONS ? page->button_count++ : KIOSK_BUTTONS - 1];
	*at = button;
	return at;
}

void kiosk_button(KioskVisit *state, char key, int action, KioskWords words)
{
	add_button(&state->page, (KioskButton){.action = action,
					       .key = key,
					       .own = own_words(state, words),
					       .english = kiosk_english(words)});
}

void kiosk_answer(KioskVisit *state, char key, int action, KioskWords words, bool large)
{
	kiosk_button(state, key, action, words);
	state->page.buttons[state->page.button_count - 1].answer = true;
	state->page.buttons[state->page.button_count - 1].large = large;
}

/* --- place by place --- */

static bool is_spoken(const KioskVisit *state, size_t language)
{
	return desk_language_named(state->desk, languages[language].code) == &languages[language];
}

void kiosk_compose_start(App *app, KioskVisit *state)
{
	kiosk_add(app, state, KIOSK_WORDS_CHOOSE, NULL, STYLE_STRONG);
	state->page.list = true;
	for (size_t i = 0, n = 0; i < language_count; i++) {
		const bool paper = languages[i].shaped && state->argument.latin_only;
		if (!is_spoken(state, i))
			continue;
		add_button(&state->page, (KioskButton){
						 .action = KIOSK_LANGUAGE + (int)i,
						 .key = (char)('1' + n++),
						 .answer = true,
						 .english = paper ? languages[i].english : languages[i].own,
						 .shaped = languages[i].shaped && !paper,
					 });
	}
}

void kiosk_compose_welcome(App *app, KioskVisit *state)
{
	kiosk_add(app, state, KIOSK_WORDS_WELCOME, NULL, STYLE_STRONG);
	kiosk_add(app, state, KIOSK_WORDS_HELP, NULL, STYLE_NORMAL);
	kiosk_answer(state, KIOSK_KEY_ON, KIOSK_ON, KIOSK_WORDS_ANSWER, false);
	kiosk_answer(state, KIOSK_KEY_GUIDE, KIOSK_GUIDE, KIOSK_WORDS_GUIDE, false);
	kiosk_button(state, KIOSK_KEY_LANGUAGE, KIOSK_BACK, KIOSK_WORDS_OTHER_LANGUAGE);
	state->page.ahead = 0;
}

/* The terminal draws no letter of that script: English alone. */
void kiosk_compose_sheet(App *app, KioskVisit *state)
{
	const KioskPlaces places = {.language = state->language->english};
	add_saying(&state->page, (KioskSaying){
					 .english = filled(app_loaded(app), kiosk_english(KIOSK_WORDS_SHEET), &places),
					 .style = STYLE_STRONG,
				 });
	add_button(&state->page, (KioskButton){.action = KIOSK_BACK,
					       .key = KIOSK_KEY_BACK,
					       .answer = true,
					       .english = kiosk_english(KIOSK_WORDS_BACK)});
	state->page.ahead = 0;
}

static void add_field(KioskVisit *state, const char *digits, int max, const KioskWords *words)
{
	KioskField *field = &state->page.fields[state->page.field_count++];
	*field = (KioskField){.max = max,
			      .own = words ? own_words(state, *words) : NULL,
			      .english = words ? kiosk_english(*words) : NULL};
	text_copy(field->digits, sizeof field->digits, digits);
}

static void typed_buttons(KioskVisit *state)
{
	kiosk_answer(state, KIOSK_KEY_ON, KIOSK_ON, KIOSK_WORDS_ON, false);
	kiosk_button(state, 0x1B, KIOSK_BACK, KIOSK_WORDS_BACK);
	state->page.field = state->field;
	state->page.ahead = 0;
}

void kiosk_compose_born(App *app, KioskVisit *state)
{
	static const KioskWords labels[] = {KIOSK_WORDS_DAY, KIOSK_WORDS_MONTH, KIOSK_WORDS_YEAR};
	kiosk_add(app, state, KIOSK_WORDS_BORN, NULL, STYLE_STRONG);
	kiosk_add(app, state, KIOSK_WORDS_BORN_HOW, NULL, STYLE_NORMAL);
	for (int i = 0; i < KIOSK_FIELDS; i++)
		add_field(state, state->born[i], i == KIOSK_YEAR ? 4 : 2, &labels[i]);
	typed_buttons(state);
}

void kiosk_compose_ticket(App *app, KioskVisit *state)
{
	kiosk_add(app, state, KIOSK_WORDS_TICKET, NULL, STYLE_STRONG);
	kiosk_add(app, state, KIOSK_WORDS_TICKET_HOW, NULL, STYLE_NORMAL);
	add_field(state, state->ticket, TICKET_DIGITS, NULL);
	state->page.large_field = true;
	typed_buttons(state);
}

static void add_guide(App *app, KioskVisit *state, const GuideLine *line)
{
	KioskPlaces places = {.count = line->kind == GUIDE_COUNTED ? guide_items(line) : 0};
	const bool heads = line->kind == GUIDE_HEADING || line->kind == GUIDE_COUNTED;
	const char *own = own_of(state, line->english), *english = line->english;
	if (line->kind == GUIDE_SETTING)
		places.words = desk_setting(state->desk, line->more, app_loaded(app));
	if (line->kind == GUIDE_SETTING && text_empty(places.words))
		return;
	if (line->kind == GUIDE_COUNTED) {
		own = own ? desk_phrase_count(state->desk, speaks(state), line->english, line->more, places.count)
			  : NULL;
		english = places.count == 1 ? line->english : line->more;
	}
	add_saying(&state->page, (KioskSaying){.own = filled(app_loaded(app), own, &places),
					       .english = filled(app_loaded(app), english, &places),
					       .style = heads ? STYLE_STRONG : STYLE_NORMAL,
					       .heads = heads});
}

void kiosk_compose_guide(App *app, KioskVisit *state)
{
	add_guide(app, state, &(GuideLine){GUIDE_HEADING, guide_title, NULL});
	for (size_t i = 0; i < guide_count; i++)
		add_guide(app, state, &guide[i]);
	kiosk_answer(state, KIOSK_KEY_BACK, KIOSK_BACK, KIOSK_WORDS_BACK, false);
	state->page.ahead = 0;
}

void kiosk_compose_called(App *app, KioskVisit *state)
{
	kiosk_add(app, state, KIOSK_WORDS_CALLED, NULL, STYLE_STRONG);
	kiosk_add(app, state, KIOSK_WORDS_CALLED_WAIT, NULL, STYLE_NORMAL);
	kiosk_answer(state, KIOSK_KEY_BACK, KIOSK_BACK, KIOSK_WORDS_BACK, false);
}

void kiosk_compose_told(App *app, KioskVisit *state)
{
	kiosk_add(app, state, state->told, NULL, STYLE_STRONG);
	kiosk_answer(state, KIOSK_KEY_ON, KIOSK_FINISH, KIOSK_WORDS_FINISH, false);
	state->page.ahead = 0;
}

void kiosk_compose_locked(App *app, KioskVisit *state)
{
	kiosk_add(app, state, KIOSK_WORDS_LOCKED, NULL, STYLE_STRONG);
}

/* Over whatever place it is: any key goes on there. */
static void compose_warning(App *app, KioskVisit *state)
{
	const int64_t gone = app_now(app).seconds - state->warned_at.seconds;
	const KioskPlaces places = {.count = gone < KIOSK_COUNTDOWN ? (size_t)(KIOSK_COUNTDOWN - gone) : 0};
	const char *english = kiosk_english_seconds(places.count);
	const char *own = kiosk_own_seconds(state->desk, speaks(state), places.count);
	kiosk_add(app, state, KIOSK_WORDS_STILL, NULL, STYLE_STRONG);
	add_saying(&state->page, (KioskSaying){
					 .own = text_is(own, english) ? NULL : filled(app_loaded(app), own, &places),
					 .english = filled(app_loaded(app), english, &places),
					 .style = STYLE_WARNING,
				 });
	kiosk_add(app, state, KIOSK_WORDS_LOST, NULL, STYLE_NORMAL);
	kiosk_answer(state, KIOSK_KEY_ON, KIOSK_HERE, KIOSK_WORDS_HERE, false);
	state->page.ahead = 0;
}

/* The same on every page: the other pages of what is said, and staff. */
static void common_buttons(KioskVisit *state)
{
	const bool typed = state->page.field_count > 0, called = state->place == KIOSK_AT_CALLED;
	kiosk_button(state, typed ? '+' : KIOSK_KEY_ON, KIOSK_NEXT, KIOSK_WORDS_NEXT);
	kiosk_button(state, '-', KIOSK_PREVIOUS, KIOSK_WORDS_PREVIOUS);
	if (state->place == KIOSK_AT_LOCKED || (called && !state->warned))
		return;
	if (state->place == KIOSK_AT_SHEET)
		add_button(&state->page, (KioskButton){.action = KIOSK_CALL,
						       .key = '0',
						       .answer = true,
						       .english = kiosk_english(KIOSK_WORDS_CALL)});
	else
		kiosk_answer(state, typed ? '*' : '0', KIOSK_CALL, KIOSK_WORDS_CALL, false);
}

static void compose_notice(App *app, KioskVisit *state)
{
	const KioskPlaces places = {.number = state->said_number};
	state->page.notice = (KioskSaying){
		.own = filled(app_loaded(app), own_words(state, state->said), &places),
		.english = filled(app_loaded(app), kiosk_english(state->said), &places),
	};
}

static bool shows_hint(const KioskVisit *state)
{
	return !state->warned &&
	       (state->place == KIOSK_AT_START || state->place == KIOSK_AT_BORN || state->place == KIOSK_AT_TICKET);
}

void kiosk_compose(KioskCompose *compose, App *app, KioskVisit *state)
{
	const KioskPage last = state->page;
	state->page = (KioskPage){.language = speaks(state),
				  .ahead = KIOSK_NONE,
				  .selected = last.selected,
				  .at = last.at,
				  .seen = last.seen};
	if (state->warned)
		compose_warning(app, state);
	else if (compose)
		compose(app, state);
	if (compose || state->warned)
		common_buttons(state);
	if (state->says)
		compose_notice(app, state);
	else if (state->argument.hint && shows_hint(state))
		state->page.notice = (KioskSaying){.english = state->argument.hint};
	if (state->page.selected >= state->page.button_count)
		state->page.selected = KIOSK_NONE;
}
