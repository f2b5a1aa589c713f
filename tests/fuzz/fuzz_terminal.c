/* What a terminal sends, by the real curses on a terminal of its own: every byte becomes a key that the desk knows, or
 * none. The same bytes are heard as the answer about the terminal's background. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "ui/ground.h"
#include "ui/term.h"

enum { BYTES_MAX = 1024, NOTHING_MOST = 8, ROWS = 24, COLS = 80 };

static int master = -1; /* the terminal's own side */
static Term *term;
static const uint8_t *heard, *heard_end;

static void say(const void *bytes, size_t size)
{
	int waiting = 0;
	fuzz_hold(write(master, bytes, size) == (ssize_t)size, "the terminal takes what is typed");
	while (ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && (size_t)waiting < size)
		usleep(1);
}

static void hold_key(Key key)
{
	char name[KEY_NAME_MAX];
	KeyCode code;
	fuzz_hold(key.code != KC_NONE, "a key is one");
	fuzz_hold(key_print(key.code, name) > 0, "a key has a name");
	fuzz_hold(utf8_is_clean(name), "its name can be shown");
	fuzz_hold(key_is_mouse(key.code) || key.code == KC_RESIZE || key_parse(name, &code), "its name is read");
}

/* A key that means nothing is told as none is: so more than one pause is waited for. */
static void take_all(void)
{
	char shown[4096];
	int waiting = 0;
	Key key;
	for (int nothing = 0; nothing < NOTHING_MOST || (ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting > 0);)
		if (term_key(term, 0, &key)) {
			hold_key(key);
			nothing = 0;
		} else {
			nothing++;
		}
	while (read(master, shown, sizeof shown) > 0)
		;
}

static void open_terminal(void)
{
	static const char black[] = "\033]11;rgb:0000/0000/0000\033\\"; /* so that no answer is waited for */
	const struct winsize size = {.ws_row = ROWS, .ws_col = COLS};
	Error err = {0};
	master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	fuzz_hold(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0, "there is a terminal");
	const int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	fuzz_hold(slave >= 0 && ioctl(slave, TIOCSWINSZ, &size) == 0, "it can be opened");
	dup2(slave, STDIN_FILENO);
	dup2(slave, STDOUT_FILENO);
	close(slave);
	setenv("TERM", "xterm-256color", 1);
	setenv("ESCDELAY", "0", 1);
	fuzz_hold(term_open(&(TermOptions){.theme = THEME_DARK, .mouse = true, .escape_delay = 1}, &term, &err),
		  "curses knows it");
	say(black, sizeof black - 1);
	take_all();
}

static bool next(int wait, uint32_t *ret_point)
{
	if (heard == heard_end)
		return false;
	*ret_point = *heard++;
	return true;
}

static void hear(const uint8_t *bytes, size_t size)
{
	Ground ground = GROUND_UNKNOWN;
	heard = bytes;
	heard_end = bytes + size;
	ground_ask(&ground);
	while (heard < heard_end)
		(void)ground_listen(&ground, next);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const char end[] = "\033[201~\033[201~"; /* nothing is waited for, and no paste is left open */
	static uint8_t typed[BYTES_MAX + sizeof end];
	if (size == 0 || size > BYTES_MAX)
		return 0;
	if (!term)
		open_terminal();
	hear(bytes, size);
	memcpy(typed, bytes, size);
	memcpy(typed + size, end, sizeof end - 1);
	say(typed, size + sizeof end - 1);
	take_all();
	return 0;
}
