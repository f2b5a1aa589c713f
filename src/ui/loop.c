#include "ui/loop.h"

#include <time.h>

#include "ui/burst.h"

enum {
	LOOP_SOON = 100,    /* ms: while a card is asked */
	LOOP_BRIEF = 10,    /* ms: between steps of what goes on while nobody types */
	LOOP_WAIT = 1000,   /* ms: the clock on the title line, codes that run out, the lock */
	AHEAD_MAX = 200,    /* keys */
	WORKED_LINES = 256, /* between two pictures of how far a file is */
};

static void loop_settings(const App *app, Term *term)
{
	const AppSettings settings = app_settings(app);
	term_set_theme(term, settings.theme);
	term_set_mouse(term, settings.mouse);
	term_set_inverted(term, settings.qr_inverted);
	term_set_paste(term, !settings.no_paste);
}

static void loop_draw(App *app, Term *term, Canvas *canvas)
{
	int rows, cols;
	term_size(term, &rows, &cols);
	canvas_size(canvas, rows, cols);
	app_draw(app, canvas);
}

void loop_waits(void *self, int seconds)
{
	Loop *loop = self;
	app_draw_waiting(loop->app, &loop->canvas, seconds);
	term_show(loop->term, &loop->canvas);
}

bool loop_works(void *self, int64_t done, int64_t total)
{
	Loop *loop = self;
	Key key;
	if (done == loop->worked_done && loop->worked++ % WORKED_LINES != 0)
		return true;
	loop->worked_done = done;
	app_draw_working(loop->app, &loop->canvas, done, total,
			 total > 0 && done >= total ? "Nearly done" : "Esc stops");
	term_show(loop->term, &loop->canvas);
	while (term_key(loop->term, 0, &key))
		if (key.code == KC_ESC || key.code == KC_CTRL('c'))
			return false;
	return term_signal(loop->term) == 0;
}

void loop_finds(void *self, int64_t done, int64_t total)
{
	Loop *loop = self;
	app_draw_working(loop->app, &loop->canvas, done, total, "It is taken; what is due is looked for");
	term_show(loop->term, &loop->canvas);
}

/* Whether another key waits, which is then in `key`. What is typed is looked for once, behind the last of its keys: so
 * the next is taken before one of them is acted on. */
static bool loop_step(Loop *loop, Key *key, bool may_wait)
{
	App *app = loop->app;
	Key next = {0};
	const bool typed = key_is_typed(key->code), waits = may_wait && typed && term_key(loop->term, 0, &next);
	bool forgets = !may_wait && app_settings(app).no_paste;
	key->more = waits;
	app_step(app, *key);
	forgets |= app_take_forget(app);
	if (forgets)
		term_forget_typed(loop->term);

	const bool more = forgets ? false : waits || (may_wait && !typed && term_key(loop->term, 0, &next));

	if (more && !app_is_late(app)) /* the picture that is sent is drawn when it is */
		loop_draw(app, loop->term, &loop->canvas);
	*key = next;
	return more;
}

/* Of the processor: what the disk takes for a commit is the same for few patients and for many. */
static int64_t loop_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Before it is needed; a key comes first, and is in `key`. */
static bool loop_read(Loop *loop, Key *key)
{
	bool typed = false;
	while (!typed && app_reads(loop->app) && term_signal(loop->term) == 0) {
		app_read(loop->app);
		typed = term_key(loop->term, 0, key);
	}
	return typed;
}

/* The next key, or false after a second without one. Meanwhile what is new is read and the patients who wait are looked
 * at, and the picture stands. */
static bool loop_wait(Loop *loop, Instant ticked, Key *key)
{
	App *app = loop->app;
	Instant now = ticked;
	if (loop_read(loop, key))
		return true;
	while (app_works(app) && !app_awaits(app) && term_signal(loop->term) == 0 && instant_order(now, ticked) == 0) {
		if (term_key(loop->term, LOOP_BRIEF, key))
			return true;
		const int64_t began = loop_ms();
		app_work(app);
		app_worked(app, loop_ms() - began);
		now = loop->clock->now(loop->clock->self);
	}
	if (instant_order(now, ticked) != 0)
		return term_key(loop->term, 0, key);
	return term_key(loop->term, app_awaits(app) ? LOOP_SOON : LOOP_WAIT, key);
}

static void loop_until_ended(Loop *loop)
{
	App *app = loop->app;
	Term *term = loop->term;
	Key key;
	Instant ticked = INSTANT_MIN;
	while (!app_ended(app) && term_signal(term) == 0) {
		loop_settings(app, term);
		loop_draw(app, term, &loop->canvas);
		if (app_take_redraw(app))
			term_redraw(term);
		if (app_take_ring(app))
			term_ring(term);
		term_show(term, &loop->canvas);

		bool more = term_key(term, 0, &key);
		if (!more && burst_waiting() == 0)
			app_shown(app);
		if (!more)
			more = loop_wait(loop, ticked, &key);

		/* Once a second also while somebody types: a key never waits for more than one look at the ledger. */
		const Instant now = loop->clock->now(loop->clock->self);

		if (instant_order(now, ticked) != 0)
			app_tick(app, now);
		else if (app_awaits(app))
			app_hear(app);
		ticked = now;
		if (app_take_forget(app)) { /* another page came by itself: what was typed was for the one before */
			term_forget_typed(term);
			more = false;
		}
		/* Keys typed ahead are acted on before the next picture is sent; each sees what the last left. So
		 * many at once nobody types: where nothing may be pasted, those behind them are let go. */
		for (int ahead = 0; more && !app_ended(app); ahead++)
			more = loop_step(loop, &key, ahead < AHEAD_MAX);
	}
}

int loop_run(Loop *loop)
{
	loop_until_ended(loop);
	canvas_free(&loop->canvas);
	return term_signal(loop->term);
}
