#include "playing.h"

#include <string.h>

#include "model/ledger/chain.h"

enum { PASTE_MOST = 40, HALF_HOUR = 30 * 60 };

uint8_t playing_byte(Playing *playing)
{
	return playing->at < playing->end ? *playing->at++ : 0;
}

static void press(Playing *playing, Key key)
{
	if (app_ended(playing->drive->app))
		return;
	if (playing->before)
		playing->before(playing->self);
	app_step(playing->drive->app, key);
	if (!key.more && !app_ended(playing->drive->app))
		drive_canvas(playing->drive);
	if (playing->after)
		playing->after(playing->self, key);
}

void playing_size(Playing *playing, uint8_t which)
{
	static const int sizes[][2] = {{24, 80}, {12, 40}, {60, 200}, {11, 39}, {1, 1}, {43, 132}, {18, 60}, {5, 300}};
	const int *size = sizes[which % countof(sizes)];
	canvas_size(&playing->drive->canvas, size[0], size[1]);
	press(playing, (Key){.code = KC_RESIZE, .row = size[0], .col = size[1]});
}

/* So many ticks, of so many seconds each; drawn behind the last, as nobody looks meanwhile. */
static void ticks(Playing *playing, int count, int seconds)
{
	for (; count > 0 && !app_ended(playing->drive->app); count--) {
		if (playing->before)
			playing->before(playing->self);
		playing->stage->clock.now.seconds += seconds;
		playing->drive->now.seconds += seconds;
		app_tick(playing->drive->app, playing->drive->now);
		if (count == 1 && !app_ended(playing->drive->app))
			drive_canvas(playing->drive);
		if (playing->after)
			playing->after(playing->self, (Key){0});
	}
}

static KeyCode control(uint8_t byte)
{
	switch (byte) {
	case 0x08: return KC_BACKSPACE;
	case 0x09: return KC_TAB;
	case 0x0A:
	case 0x0D: return KC_ENTER;
	case 0x1B: return KC_ESC;
	default: return byte >= 1 && byte <= 26 ? KC_CTRL('a' + byte - 1U) : KC_NONE;
	}
}

static KeyCode simple(uint8_t byte)
{
	static const KeyCode named[] = {KC_UP,	    KC_DOWN,	  KC_LEFT,   KC_RIGHT,	KC_HOME,	  KC_END,
					KC_PAGE_UP, KC_PAGE_DOWN, KC_DELETE, KC_INSERT, KC_SHIFT | KC_TAB};
	if (byte < 0x20)
		return control(byte);
	if (byte == 0x7F)
		return KC_BACKSPACE;
	if (byte >= 0x80 && byte <= 0x8B)
		return KC_F(byte - 0x7F);
	return byte >= 0x8C && byte <= 0x96 ? named[byte - 0x8C] : byte;
}

static void paste(Playing *playing)
{
	for (int left = playing_byte(playing) % PASTE_MOST; left > 0 && playing->at < playing->end; left--) {
		const KeyCode code = simple(playing_byte(playing));
		if (key_is_typed(code) || code == KC_ENTER || code == KC_TAB)
			press(playing, (Key){.code = code, .pasted = true, .more = left > 1});
	}
}

static void point_at(Playing *playing, uint8_t byte)
{
	static const KeyCode codes[] = {KC_CLICK, KC_DOUBLE_CLICK, KC_WHEEL_DOWN};
	const int row = playing_byte(playing), col = playing_byte(playing);
	press(playing, (Key){.code = codes[byte - 0x97], .row = row, .col = col});
}

static void step(Playing *playing, uint8_t byte)
{
	switch (byte) {
	case 0x97:
	case 0x98:
	case 0x99: point_at(playing, byte); return;
	case 0x9A: paste(playing); return;
	case 0x9B: press(playing, (Key){.code = simple(playing_byte(playing)), .more = true}); return;
	case 0x9C: playing_size(playing, playing_byte(playing)); return;
	case 0x9D: ticks(playing, playing_byte(playing), 1); return;
	case 0x9E: ticks(playing, 1, playing_byte(playing) * HALF_HOUR); return;
	case 0x9F:
	case 0xA0: return;
	default: press(playing, (Key){.code = simple(byte)}); return;
	}
}

void playing_all(Playing *playing)
{
	while (playing->at < playing->end && !app_ended(playing->drive->app))
		step(playing, playing_byte(playing));
}

void playing_hold_chain(const MemoryLedger *memory, int64_t first)
{
	scoped(arena_free) Arena scratch = {0};
	Seal previous = {0};
	if (first > 1)
		previous = memory_ledger_line(memory, first - 1)->seal;
	for (int64_t seq = first; seq <= (int64_t)memory->now.line_count; seq++) {
		const MemoryLine *line = memory_ledger_line(memory, seq);
		const Seal want = chain_next(&previous, seq, line->source, &line->line, &scratch);
		fuzz_hold(memcmp(&want, &line->seal, sizeof want) == 0, "each line of the ledger seals the one before");
		previous = line->seal;
		arena_clear(&scratch);
	}
}
