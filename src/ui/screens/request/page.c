#include "ui/screens/request/inside.h"

#include <inttypes.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/codes/codes.h"
#include "ui/flow.h"

enum { TYPED_COLS = 8, LABEL_COLS = 11, LEFT_MIN = 40, ROOMY = 14, NARROW = 60, MINUTE = 60 };
enum { MARK_COLS = 3, PARTS_MAX = 24 };

bool request_page_shows(const RequestPage *page)
{
	return page->code.digits[0] != '\0';
}

static const char *left_words(Instant expires, Instant now, Arena *arena)
{
	const int64_t seconds = expires.seconds > now.seconds ? expires.seconds - now.seconds : 0;
	return arena_print(arena, "%" PRId64 ":%02" PRId64 " left", seconds / MINUTE, seconds % MINUTE);
}

static const char *tries_words(const RequestPage *page, Arena *arena)
{
	const int left = page->look.tries_left;
	return arena_print(arena, "%d %s left", left, left == 1 ? "try" : "tries");
}

/* --- parts: paragraphs that give way to one another --- */

typedef enum Rank { /* what stays longest comes first */
		    RANK_ALWAYS,
		    RANK_DO,
		    RANK_WARN,
		    RANK_WAY,
		    RANK_TELL,
		    RANK_CHOICE,
		    RANK_PLACE,
		    RANK_CALLER,
		    RANK_HEADING,
} Rank;

typedef struct Part {
	const char *mark; /* a key or a sign before it; NULL: none */
	Style mark_style;
	const char *text; /* NULL: the field for the code read back */
	Style style;
	Rank rank;
	bool gap;    /* a blank row before it, where there is room */
	bool inside; /* stands in, below a mark */
} Part;

typedef struct Parts {
	Part items[PARTS_MAX];
	size_t count;
} Parts;

static void add(Parts *parts, Part part)
{
	if (parts->count < PARTS_MAX)
		parts->items[parts->count++] = part;
}

static void add_text(Parts *parts, Rank rank, Style style, const char *text, bool gap)
{
	if (!text_empty(text))
		add(parts, (Part){.text = text, .style = style, .rank = rank, .gap = gap});
}

static void add_key(Parts *parts, Rank rank, const char *key, const char *text)
{
	add(parts, (Part){.mark = key, .mark_style = STYLE_KEY, .text = text, .rank = rank});
}

static int part_col(const Part *part)
{
	return 1 + (part->mark || part->inside ? MARK_COLS : 0);
}

static int part_rows(const Part *part, Area area)
{
	return part->text
		       ? flow_rows(area_part(area, 0, part_col(part), -1, area.cols - part_col(part) - 1), part->text)
		       : 1;
}

static int parts_rows(const Parts *parts, Area area)
{
	int rows = 0;
	for (size_t i = 0; i < parts->count; i++)
		rows += part_rows(&parts->items[i], area);
	return rows;
}

/* Takes the last of those that matter least out. */
static bool drop_one(Parts *parts)
{
	size_t least = 0;
	for (size_t i = 0; i < parts->count; i++)
		if (parts->items[i].rank >= parts->items[least].rank)
			least = i;
	if (parts->count == 0 || parts->items[least].rank == RANK_ALWAYS)
		return false;
	for (size_t i = least; i + 1 < parts->count; i++)
		parts->items[i] = parts->items[i + 1];
	parts->count--;
	return true;
}

static void draw_field(const RequestPage *page, Area area, int row, Instant now)
{
	const bool narrow = area.cols < NARROW && !request_page_shows(page);
	const char *tries = narrow ? arena_print(area_scratch(area), "%d tries", page->look.tries_left)
				   : tries_words(page, area_scratch(area));
	const char *left = left_words(page->look.expires, now, area_scratch(area));
	const int after = 2 + LABEL_COLS + TYPED_COLS;
	int end;
	area_put(area, row, 1, STYLE_NORMAL, "Read back");
	editor_draw(&page->typed, area, row, 1 + LABEL_COLS, TYPED_COLS, true);
	if (request_page_shows(page)) {
		area_put(area, row, after, STYLE_MUTED, tries);
		return;
	}
	end = after + area_put(area, row, after, STYLE_STRONG, left);
	area_print(area, row, end, STYLE_MUTED, ", %s", tries);
}

static int draw_part(const Part *part, const RequestPage *page, Area area, int row, Instant now)
{
	if (!part->text) {
		draw_field(page, area, row, now);
		return row + 1;
	}
	if (part->mark)
		area_put(area, row, 1, part->mark_style, part->mark);
	return row + flow_put(area_part(area, 0, 0, -1, area.cols - 1), row, part_col(part), part->style, part->text);
}

static void draw_parts(Parts *parts, const RequestPage *page, Area area, Instant now)
{
	int spare, row = 0;
	while (parts_rows(parts, area) > area.rows && drop_one(parts))
		;
	spare = area.rows - parts_rows(parts, area);
	for (size_t i = 0; i < parts->count; i++) {
		const Part *part = &parts->items[i];
		if (part->gap && row > 0 && spare > 0) {
			row++;
			spare--;
		}
		row = draw_part(part, page, area, row, now);
	}
}

/* --- what they say --- */

/* "Trauma clinic · TRURO · listed number 01872 250000" */
static const char *place_words(const RequestLook *look, Area area)
{
	const char *const known[] = {look->service, look->town};
	Text words = {.arena = area_scratch(area)};
	for (size_t i = 0; i < 2; i++)
		if (!text_empty(known[i]))
			text_add_print(&words, "%s %s ", known[i], area_glyphs(area)->dot);
	if (text_empty(look->phone))
		text_add(&words, "no telephone is listed");
	else
		text_add_print(&words, "listed number %s", look->phone);
	return text_done(&words);
}

static void add_organisation(Parts *parts, const RequestPage *page, Area area)
{
	add_text(parts, RANK_TELL, STYLE_STRONG, page->look.organisation, false);
	add_text(parts, RANK_PLACE, STYLE_MUTED, utf8_clean(area_scratch(area), place_words(&page->look, area)), false);
	if (!text_empty(page->look.caller))
		add_text(parts, RANK_PLACE, STYLE_MUTED,
			 arena_print(area_scratch(area), "Asked by %s",
				     utf8_clean(area_scratch(area), page->look.caller)),
			 false);
}

static Style state_style(RequestStage stage)
{
	if (stage == REQUEST_ACCEPTED || stage == REQUEST_CHOSEN)
		return STYLE_GOOD;
	return stage == REQUEST_LOCKED || stage == REQUEST_RUN_OUT ? STYLE_WARNING : STYLE_STRONG;
}

static void add_state(Parts *parts, const RequestPage *page, const App *app, Area area)
{
	Arena *arena = area_scratch(area);
	const RequestLook *look = &page->look;
	const SenderSight sight = {.seen = page->sender_seen, .now = app_now(app), .zone = app_zone(app)};
	const bool warns = request_delivery_warns(look->delivery, &sight);
	const Style style = state_style(look->stage);
	add(parts, (Part){
			   .mark = request_look_sign(look, area_glyphs(area)),
			   .mark_style = style,
			   .text = request_state_sentence(look, &page->ways, app_now(app), app_zone(app), arena),
			   .style = style,
			   .gap = true,
		   });
	add(parts, (Part){
			   .text = text_or(request_delivery_sentence(look->delivery, &sight, arena), ""),
			   .style = warns ? STYLE_WARNING : STYLE_NORMAL,
			   .rank = warns ? RANK_WARN : RANK_TELL,
			   .inside = true,
		   });
	if (text_empty(parts->items[parts->count - 1].text))
		parts->count--;
	if (!text_empty(look->note))
		add(parts, (Part){.text = arena_print(arena, "%s.", utf8_clean(arena, look->note)),
				  .rank = RANK_TELL,
				  .inside = true});
}

static void add_way(Parts *parts, const CodeWay *way, const char *key, const App *app, Area area)
{
	Arena *arena = area_scratch(area);
	const char *changed = request_changed_sentence(way, app_now(app), app_zone(app), area.cols < NARROW, arena);
	const char *kept = request_kept_sentence(way, area.cols < NARROW);
	add(parts, (Part){
			   .mark = way->open ? key : area_glyphs(area)->nothing,
			   .mark_style = way->open ? STYLE_KEY : STYLE_MUTED,
			   .text = request_way_sentence(way, area.cols < NARROW, arena),
			   .style = way->open ? STYLE_NORMAL : STYLE_MUTED,
			   .rank = way->open ? RANK_WAY : RANK_CHOICE,
		   });
	if (changed && way->open)
		add(parts, (Part){.text = changed, .style = STYLE_WARNING, .rank = RANK_WARN, .inside = true});
	if (kept && way->open)
		add(parts, (Part){.text = kept, .style = STYLE_NORMAL, .rank = RANK_TELL, .inside = true});
}

static void add_ways(Parts *parts, const RequestPage *page, const App *app, Area area)
{
	const RequestStage stage = page->look.stage;
	const CodeWays *ways = &page->ways;
	if (!request_look_open(&page->look) || stage == REQUEST_ACCEPTED || stage == REQUEST_CHOSEN)
		return;
	add_text(parts, RANK_HEADING, STYLE_MUTED,
		 stage == REQUEST_NEW ? "How is the code to reach the patient?"
		 : stage == REQUEST_WAITING && !request_not_sent(page->look.delivery)
			 ? "A new code, which ends the one given out:"
			 : "A new code:",
		 true);
	if (ways->sender) {
		add_way(parts, &ways->sms, "t", app, area);
		if (ways->sms.open || ways->email.open || !text_is(ways->sms.why_not, ways->email.why_not))
			add_way(parts, &ways->email, "e", app, area); /* not the same reason twice */
	} else {
		add(parts, (Part){.mark = area_glyphs(area)->nothing,
				  .mark_style = STYLE_MUTED,
				  .text = ways->shown.open ? "No sender is set up: show the code here."
							   : "No sender is set up.",
				  .rank = RANK_WAY});
	}
	if (ways->shown.open)
		add_key(parts, RANK_WAY, "s",
			area.cols < NARROW ? "Show here" : "Show here: the patient stands at the desk");
	else
		add_way(parts, &ways->shown, "s", app, area);
}

static void add_choices(Parts *parts, const RequestKeys *keys)
{
	static const KeyCode choices[] = {'y', 'n', 'x'};
	static const char *const names[] = {"y", "n", "x"};
	bool first = true;
	for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++) {
		const Binding *key = keymap_find(keys->map, choices[i], false);
		if (!key || !keys->can(keys->self, key->action, NULL))
			continue;
		add(parts, (Part){.mark = names[i],
				  .mark_style = STYLE_KEY,
				  .text = key->help,
				  .rank = RANK_CHOICE,
				  .gap = first});
		first = false;
	}
}

static void add_all(Parts *parts, const RequestPage *page, const App *app, Area area, const RequestKeys *keys)
{
	const RequestStage stage = page->look.stage;
	add_organisation(parts, page, area);
	add_state(parts, page, app, area);
	add_text(parts, RANK_DO, STYLE_NORMAL,
		 request_next_sentence(&page->look, area.cols < NARROW, area_scratch(area)), false);
	if (request_look_waits(&page->look))
		add(parts, (Part){.rank = RANK_ALWAYS});
	add_ways(parts, page, app, area);
	add_choices(parts, keys);
	if (stage == REQUEST_NEW || stage == REQUEST_WAITING)
		add_text(parts, RANK_CALLER, STYLE_MUTED,
			 "To a caller say only: \"We will ring you back on your listed number.\" Say neither yes nor "
			 "no to whether the patient is here.",
			 true);
}

/* --- a code on show --- */

static int draw_code(const RequestPage *page, Area area, int row, Instant now)
{
	const char *left = left_words(page->code.expires, now, area_scratch(area));
	char grouped[8];
	if (area.rows - row >= ROOMY - 4 && area.cols >= CODE_LARGE_COLS) {
		code_draw_large(page->code.digits, area, row, 1);
		row += CODE_LARGE_ROWS + 1;
	}
	code_print(page->code.digits, grouped);
	area_put(area, row, 1, STYLE_CODE, grouped);
	area_put(area, row, 1 + LABEL_COLS, STYLE_STRONG, left);
	return row + 1;
}

/* Of a code on show, more than the digits only where it fits. */
static void draw_shown(const RequestPage *page, Area area, Instant now)
{
	const bool roomy = area.rows >= ROOMY;
	int row = 0;
	area_put_in(area, row++, 1, area.cols - 1, STYLE_STRONG, page->look.organisation);
	if (roomy && !text_empty(page->look.service))
		area_put_in(area, row++, 1, area.cols - 1, STYLE_MUTED, page->look.service);
	row = draw_code(page, area, row + roomy, now) + roomy;
	draw_field(page, area, row, now);
	row += 1 + roomy;
	if (roomy)
		flow_put(
			area_part(area, 0, 0, -1, area.cols - 1), row, 1, STYLE_MUTED,
			"The patient reads it to them, or it is typed back here. Leaving this card makes the next code "
			"a new one.");
}

void request_page_draw(const RequestPage *page, const App *app, Area area, const RequestKeys *keys)
{
	const bool shows = request_page_shows(page);
	const Qr *qr =
		shows ? code_picture_qr(page->picture, area_glyphs(area)->utf8, area.rows, area.cols - LEFT_MIN) : NULL;
	Parts parts = {.count = 0};
	if (qr)
		qr_draw(qr, area_part(area, (area.rows - qr->rows) / 2, area.cols - qr->cols, -1, -1));
	if (shows) {
		draw_shown(page, area_part(area, 0, 0, -1, qr ? area.cols - qr->cols : area.cols), app_now(app));
		return;
	}
	add_all(&parts, page, app, area, keys);
	draw_parts(&parts, page, area, app_now(app));
}
