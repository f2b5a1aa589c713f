#include "ui/app.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/action.h"
#include "ui/app_inside.h"

static const Zone utc = {.name = "UTC"};

App *app_new(const AppSetup *setup)
{
	App *app = calloc(1, sizeof *app);
	if (!app)
		abort();
	app->setup = *setup;
	app->reads = setup->desk != NULL;
	if (!app->setup.zone)
		app->setup.zone = &utc;
	app->now = app->last_key = setup->now;
	app->rung = INSTANT_MIN;
	app->body_rows = 20;
	app->body_cols = 80;
	return app;
}

static void frame_free(Frame *frame)
{
	Arena arena = frame->arena; /* the frame itself lives in it */
	arena_free(&frame->dialog_arena);
	arena_free(&frame->loaded);
	arena_free(&arena);
}

void app_bury(App *app)
{
	for (Frame *frame = app->closed, *next; frame; frame = next) {
		next = frame->next;
		frame_free(frame);
	}
	app->closed = NULL;
}

Frame *app_top(const App *app)
{
	return app->depth > 0 ? app->frames[app->depth - 1] : NULL;
}

/* --- the stack --- */

static Frame *frame_new(const Screen *screen)
{
	Arena arena = {0};
	Frame *frame = arena_alloc(&arena, sizeof *frame);
	frame->screen = screen;
	frame->state = arena_alloc(&arena, screen->size ? screen->size : 1);
	frame->arena = arena;
	return frame;
}

static void *frame_at(const Frame *frame, size_t at)
{
	return at > 0 ? (char *)frame->state + at - 1 : NULL;
}

List *frame_list(const Frame *frame)
{
	List *list = frame_at(frame, frame->screen->list);
	return list && !list->hidden ? list : NULL;
}

Form *frame_form(const Frame *frame)
{
	Form *form = frame_at(frame, frame->screen->form);
	return form && form->count > 0 && !form->hidden ? form : NULL;
}

const Keymap *app_keymap(const Screen *screen)
{
	return screen->sealed ? &action_sealed : &action_global;
}

bool app_in_field(const Frame *frame)
{
	const Form *form = frame_form(frame);
	return frame->screen->in_field ? frame->screen->in_field(frame->state) : form && form_in_field(form);
}

static bool frame_unsaved(const Frame *frame)
{
	const Form *form = frame_form(frame);
	return frame->screen->unsaved ? frame->screen->unsaved(frame->state) : form && form->changed;
}

static void frame_leave(App *app, Frame *frame)
{
	if (frame->screen->leave)
		frame->screen->leave(app, frame->state);
	if (frame->screen->form)
		form_wipe(frame_at(frame, frame->screen->form));
}

static void frame_close(App *app, Frame *frame)
{
	frame_leave(app, frame);
	app_turned(app);
	if (app->held.frame == frame)
		app->held = (Held){0};
	frame->next = app->closed;
	app->closed = frame;
}

PutAside app_aside_out(App *app, size_t at)
{
	assert(at < app->aside_count);
	const size_t index = app->aside_count - 1 - at;
	const PutAside aside = app->aside[index];
	app->aside_count--;
	memmove(&app->aside[index], &app->aside[index + 1], (app->aside_count - index) * sizeof *app->aside);
	return aside;
}

void app_let_go(App *app, size_t at)
{
	const PutAside aside = app_aside_out(app, at);
	for (size_t i = aside.depth; i-- > 0;)
		frame_close(app, aside.frames[i]);
}

void app_forget_aside(App *app)
{
	while (app->aside_count > 0)
		app_let_go(app, 0);
}

void app_free(App *app)
{
	if (!app)
		return;
	app_forget_aside(app);
	while (app->depth > 0) {
		Frame *frame = app->frames[--app->depth];
		frame_leave(app, frame);
		frame_free(frame);
	}
	app_bury(app);
	arena_free(&app->scratch);
	free(app);
}

/* What was loaded before stays as long as it is shown: a load that fails has changed nothing. */
static bool frame_load(App *app, Frame *frame, Error *err)
{
	Arena before = frame->loaded;
	bool done;
	frame->loaded = (Arena){0};
	done = !frame->screen->load || frame->screen->load(app, frame->state, err);
	arena_free(done ? &before : &frame->loaded);
	if (!done)
		frame->loaded = before;
	return done;
}

static bool frame_open(App *app, const Screen *screen, const void *argument, const char *kept)
{
	Error err = {0};
	if (app->depth == FRAMES_MAX) {
		app_notice(app, NOTICE_WARNING, "Too many screens are open: go back with Esc first.");
		return false;
	}

	Frame *frame = frame_new(screen);

	app_turned(app);
	text_copy(frame->kept, sizeof frame->kept, kept);
	if (screen->list)
		list_open(frame_at(frame, screen->list), &frame->arena, screen->row_key);
	app->frames[app->depth++] = frame;
	if ((!screen->enter || screen->enter(app, frame->state, argument, &err)) && frame_load(app, frame, &err))
		return true;
	assert(app_top(app) == frame);
	app->depth--;
	frame->next = app->closed;
	app->closed = frame;
	app_fail(app, &err);
	return false;
}

bool app_open(App *app, const Screen *screen, const void *argument)
{
	return frame_open(app, screen, argument, "");
}

bool app_open_past(App *app, const Screen *screen, const void *argument)
{
	Frame *below = app_top(app);
	if (!app_open(app, screen, argument))
		return false;
	below->passed = true;
	return true;
}

void app_keep(App *app, const char *key)
{
	Frame *top = app_top(app);
	assert(top);
	text_copy(top->kept, sizeof top->kept, key);
}

const char *app_kept(const App *app)
{
	return app->depth > 0 ? app_top(app)->kept : "";
}

bool app_replace(App *app, const Screen *screen, const void *argument)
{
	Frame *old = app_top(app);
	if (!frame_open(app, screen, argument, app_kept(app)))
		return false;
	if (old) {
		app->frames[app->depth - 2] = app->frames[app->depth - 1];
		app->depth--;
		frame_close(app, old);
	}
	return true;
}

void app_load(App *app)
{
	Error err = {0};
	app->late = false;
	if (app->steps) /* at a tick it is the same, as it stands now */
		app_turned(app);
	if (!frame_load(app, app_top(app), &err))
		app_fail(app, &err);
}

void app_load_typed(App *app)
{
	app->late = true;
}

void app_shown(App *app)
{
	app->shown = true;
}

void app_turned(App *app)
{
	app->shown = false;
}

bool app_is_late(const App *app)
{
	return app->late;
}

void app_again(App *app)
{
	Frame *top = app_top(app);
	if (!top)
		app->ended = true;
	else if (top->screen->again)
		top->screen->again(app, top->state);
	else
		app_load(app);
}

void app_close(App *app)
{
	if (app->depth == 0)
		return;
	frame_close(app, app->frames[--app->depth]);
	if (app->depth > 0)
		app_top(app)->passed = false; /* somebody stands there now */
	app_again(app);
}

/* As app_close, to where one came from. */
static void app_leave(App *app)
{
	do
		frame_close(app, app->frames[--app->depth]);
	while (app->depth > 1 && app_top(app)->passed);
	app_again(app);
}

void app_home(App *app)
{
	if (app->depth <= 1)
		return;
	while (app->depth > 1)
		frame_close(app, app->frames[--app->depth]);
	app_again(app);
}

static void discard_done(App *app, void *state, const char *text)
{
	app_leave(app);
}

/* Esc on the first screen stays there: the program ends only where somebody asks for that. */
void app_back(App *app)
{
	const Frame *top = app_top(app);
	if (!top)
		return;
	if (app->depth == 1) {
		app_notice(app, NOTICE_PLAIN, "This is the first screen; Ctrl-Q closes sharedesk.");
	} else if (frame_unsaved(top)) {
		app_ask_discard(app, "Leave without saving?", "What was typed or answered here has not been saved.",
				discard_done);
	} else {
		app_leave(app);
	}
}

const char *app_title(const App *app, const Frame *top, Arena *arena)
{
	Text title = {.arena = arena};
	if (top->screen->heading)
		top->screen->heading(top->state, app, &title);
	return text_or(text_done(&title), text_or(top->screen->title, ""));
}

const Screen *app_screen(const App *app)
{
	return app->depth > 0 ? app_top(app)->screen : NULL;
}

void *app_state(App *app)
{
	return app->depth > 0 ? app_top(app)->state : NULL;
}

bool app_unsaved(const App *app)
{
	for (size_t i = 0; i < app->depth; i++) {
		if (frame_unsaved(app->frames[i]))
			return true;
	}
	return false;
}

bool app_may_leave(App *app)
{
	if (!app_unsaved(app))
		return true;
	app_notice(app, NOTICE_WARNING,
		   "What was typed or answered here is not saved: save it, or leave it with Esc, first.");
	return false;
}

/* --- what screens ask --- */

const AppSetup *app_setup(const App *app)
{
	return &app->setup;
}

Desk *app_desk(const App *app)
{
	return app->setup.desk;
}

Arena *app_arena(App *app)
{
	assert(app->depth > 0);
	return &app_top(app)->arena;
}

Arena *app_loaded(App *app)
{
	assert(app->depth > 0);
	return &app_top(app)->loaded;
}

Arena *app_scratch(App *app)
{
	return &app->scratch;
}

Instant app_now(const App *app)
{
	return app->now;
}

const Zone *app_zone(const App *app)
{
	return app->setup.zone;
}

LocalTime app_time(const App *app)
{
	return zone_local(app->setup.zone, app->now);
}

Date app_today(const App *app)
{
	return zone_date(app->setup.zone, app->now);
}

AppSettings app_settings(const App *app)
{
	return app->setup.settings;
}

void app_set_settings(App *app, AppSettings settings)
{
	app->setup.settings = settings;
	app->redraw = true;
}

void app_read_settings(App *app)
{
	if (app->setup.hooks.settings)
		app->setup.hooks.settings(app);
}

int app_body_rows(const App *app)
{
	return app->body_rows;
}

int app_body_cols(const App *app)
{
	return app->body_cols;
}

void app_set_heading(App *app, const char *practice, const char *person)
{
	text_copy(app->practice, sizeof app->practice, text_or(practice, ""));
	text_copy(app->person, sizeof app->person, text_or(person, ""));
}

void app_notice(App *app, NoticeKind kind, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	text_print_list(app->notice, sizeof app->notice, format, list);
	va_end(list);
	app->notice_kind = kind;
}

void app_fail(App *app, const Error *err)
{
	app_notice(app, NOTICE_WARNING, "%s", err->text);
}

bool app_done(App *app, bool done)
{
	if (!done)
		app_fail(app, &app->error);
	return done;
}

Error *app_error(App *app)
{
	app->error = (Error){0};
	return &app->error;
}

void app_ask(App *app, const Dialog *dialog)
{
	Frame *top = app_top(app);
	assert(top);
	app_turned(app);
	arena_clear(&top->dialog_arena);
	top->dialog = arena_alloc(&top->dialog_arena, sizeof *top->dialog);
	dialog_open(top->dialog, &top->dialog_arena, dialog);
}

void app_ask_discard(App *app, const char *title, const char *text, DialogDone *done)
{
	app_ask(app, &(Dialog){
			     .kind = DIALOG_LETTER,
			     .title = title,
			     .text = text,
			     .letter = 'd',
			     .yes = "Discard it",
			     .done = done,
		     });
}

bool app_ended(const App *app)
{
	return app->ended;
}

void app_end(App *app)
{
	app->ended = true;
}
