#include "tty/whim.h"

#include <signal.h>

#include "base/utf8.h"

enum { BOMB_BYTES = 1024 * 1024, BOMB_ONE_IN = 400, FAR = 9999 };

Dice dice_of(uint64_t seed)
{
	return (Dice){.state = seed * 0x9E3779B97F4A7C15u | 1u};
}

/* xorshift64* */
uint32_t dice_throw(Dice *dice, uint32_t sides)
{
	dice->state ^= dice->state >> 12;
	dice->state ^= dice->state << 25;
	dice->state ^= dice->state >> 27;
	return (uint32_t)((dice->state * 0x2545F4914F6CDD1Du >> 32) * sides >> 32);
}

static char byte_of(Dice *dice)
{
	return (char)dice_throw(dice, 256);
}

/* What a person at the kiosk would press: the monkey gets about by these. */
static void add_sensible(Dice *dice, Text *text)
{
	static const char *const keys[] = {
		"\r",	  "\r",	     "\r",     "y",	   "n",		 "l",	    "c",       "s",	 "e",
		"g",	  "p",	     "b",      "a",	   "?",		 " ",	    "\t",      "\x7f",	 "\033[A",
		"\033[B", "\033[C",  "\033[D", "\033OA",   "\033OB",	 "\033[5~", "\033[6~", "\033[H", "\033[F",
		"\033[Z", "\033[3~", "\033",   "11021951", "11/02/1951", "1234",    "0000",
	};
	const uint32_t which = dice_throw(dice, countof(keys) + 10);
	if (which < countof(keys))
		text_add(text, keys[which]);
	else
		text_add_char(text, (char)('0' + which - countof(keys)));
}

static void add_control(Dice *dice, Text *text)
{
	static const char keys[] = {3, 26, 28, 4, 19, 17, 27, 0, 16, 12, 15, 22, 24, 29, 30, 31};
	text_add_char(text, dice_throw(dice, 2) ? keys[dice_throw(dice, countof(keys))] : (char)dice_throw(dice, 32));
}

static void add_function_key(Dice *dice, Text *text)
{
	const uint32_t number = 1 + dice_throw(dice, 34);
	if (number <= 4)
		text_add_print(text, "\033O%c", (char)('O' + number));
	else if (dice_throw(dice, 2))
		text_add_print(text, "\033[%u~", number);
	else
		text_add_print(text, "\033[%u;%u~", number, 1 + dice_throw(dice, 8));
}

static void add_letter(Dice *dice, Text *text)
{
	static const uint32_t from[] = {' ',	0xA0,	0x100,	0x300,	0xA80,	 0xA00,	  0x600,  0x4E00,
					0xAC00, 0xE000, 0xFE00, 0xFFF0, 0x1F300, 0x1F1E6, 0x2000, 0x10FFF0};
	char bytes[5] = {0};
	text_add_bytes(text, bytes, utf8_encode(from[dice_throw(dice, countof(from))] + dice_throw(dice, 64), bytes));
}

/* Well-formed, and not: a sequence may want its end until the next whim brings something like it. */
static void add_sequence(Dice *dice, Text *text)
{
	static const char *const whole[] = {
		"\033[200~",
		"\033[201~",
		"\033[I",
		"\033[O",
		"\033[?1;2c",
		"\033[>41;379;0c",
		"\033[24;80R",
		"\033[8;1;1t",
		"\033]0;sh\a",
		"\033]52;c;L2Jpbi9zaAo=\a",
		"\033P1$r0m\033\\",
		"\033P+q544e\033\\",
		"\033_x\033\\",
		"\033^x\033\\",
		"\033c",
		"\033[!p",
		"\033[?47h",
		"\033[?1049l",
		"\033#8",
		"\033[2J",
		"\033]5379;mlterm\a",
		"\033Z",
		"\033[0n",
		"\033",
		"\033\033",
		"\033[",
		"\033O",
		"\033]",
		"\033P",
		"\x9b",
		"\x9d",
		"\x90",
		"\033[1;",
		"\033[<",
		"\033[M",
	};
	static const char last[] = "ABCDEFGHIJKLMPQRSTXZabcdfghlmnpqrstu~@`{|}\\^";
	if (dice_throw(dice, 2)) {
		text_add(text, whole[dice_throw(dice, countof(whole))]);
		return;
	}
	text_add(text, "\033[");
	for (uint32_t left = dice_throw(dice, 5); left > 0; left--)
		text_add_print(text, "%s%u", dice_throw(dice, 3) ? "" : "?",
			       dice_throw(dice, dice_throw(dice, 2) ? 9 : 100000));
	for (uint32_t left = dice_throw(dice, 4); left > 0; left--)
		text_add_print(text, ";%u", dice_throw(dice, 300));
	text_add_char(text, last[dice_throw(dice, sizeof last - 1)]);
}

/* Most are near the picture's targets; the others are where no screen is. */
static void add_mouse(Dice *dice, Text *text)
{
	const bool far = dice_throw(dice, 8) == 0;
	const uint32_t row = 1 + dice_throw(dice, far ? FAR : 30), col = 1 + dice_throw(dice, far ? FAR : 90);
	const uint32_t button = dice_throw(dice, 3) ? 0 : dice_throw(dice, 132);
	if (dice_throw(dice, 4) == 0) {
		text_add(text, "\033[M");
		for (int i = 0; i < 3; i++)
			text_add_char(text, byte_of(dice));
		return;
	}
	text_add_print(text, "\033[<%u;%u;%uM", button, col, row);
	if (dice_throw(dice, 4))
		text_add_print(text, "\033[<%u;%u;%um", button, col, row);
}

static void add_bytes(Dice *dice, Text *text, uint32_t count)
{
	for (; count > 0; count--)
		text_add_char(text, byte_of(dice));
}

/* Small ones, and now and then one of a megabyte; half of them as a terminal brackets them. */
static void add_paste(Dice *dice, Text *text)
{
	static const char *const pieces[] = {
		"1", "yes\r", "; exec /bin/sh\n", "\x03", "\033", "\xe0\xaa\x95\xe0\xab\x8d", "\n", "\xff"};
	const uint32_t want = dice_throw(dice, BOMB_ONE_IN) == 0 ? BOMB_BYTES : 1 + dice_throw(dice, 3000);
	const bool bracketed = dice_throw(dice, 2);
	const uint32_t piece = dice_throw(dice, countof(pieces) + 1);
	if (bracketed)
		text_add(text, "\033[200~");
	while (text->length < want) {
		if (piece < countof(pieces))
			text_add(text, pieces[piece]);
		else
			add_bytes(dice, text, 64);
	}
	if (bracketed)
		text_add(text, "\033[201~");
}

static Whim a_size(Dice *dice)
{
	static const struct {
		int cols, rows;
	} sizes[] = {{1, 1},   {1, 1},	 {2, 2},   {80, 1},  {1, 24},	{20, 5},  {40, 12},
		     {60, 18}, {60, 18}, {80, 24}, {80, 24}, {132, 43}, {200, 60}};
	const uint32_t which = dice_throw(dice, countof(sizes) + 3);

	if (which < countof(sizes))
		return (Whim){.kind = WHIM_SIZE, .rows = sizes[which].rows, .cols = sizes[which].cols};
	return (Whim){.kind = WHIM_SIZE, .rows = 1 + (int)dice_throw(dice, 90), .cols = 1 + (int)dice_throw(dice, 260)};
}

static Whim a_signal(Dice *dice)
{
	static const int signals[] = {SIGINT,  SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGPIPE, SIGUSR1,
				      SIGUSR2, SIGALRM, SIGCHLD, SIGTTIN, SIGTTOU,  SIGURG};
	return (Whim){.kind = WHIM_SIGNAL, .number = signals[dice_throw(dice, countof(signals))]};
}

typedef void WhimAdd(Dice *dice, Text *text);

static void add_byte(Dice *dice, Text *text)
{
	add_bytes(dice, text, 1);
}

static void add_burst(Dice *dice, Text *text)
{
	add_bytes(dice, text, 2 + dice_throw(dice, 40));
}

static const struct {
	uint32_t share; /* of 1000; what is left is sizes, signals and pauses */
	WhimAdd *add;
} kinds[] = {
	{340, add_sensible}, {80, add_control},	  {60, add_function_key}, {160, add_byte}, {60, add_burst},
	{70, add_letter},    {100, add_sequence}, {80, add_mouse},	  {6, add_paste},
};

Whim whim_next(Dice *dice, Text *text)
{
	uint32_t thrown = dice_throw(dice, 1000);
	for (size_t i = 0; i < countof(kinds); thrown -= kinds[i].share, i++) {
		if (thrown < kinds[i].share) {
			kinds[i].add(dice, text);
			return (Whim){.kind = WHIM_KEYS, .bytes = text_done(text), .length = text->length};
		}
	}
	return thrown % 8 < 4 ? a_size(dice) : thrown % 8 < 7 ? a_signal(dice) : (Whim){.kind = WHIM_PAUSE};
}
