#include "ui/key.h"

#include <string.h>
#include <strings.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"

static const struct {
	const char *name;
	KeyCode code;
} named[] = {
	{"Enter", KC_ENTER},
	{"Esc", KC_ESC},
	{"Tab", KC_TAB},
	{"Backspace", KC_BACKSPACE},
	{"Delete", KC_DELETE},
	{"Insert", KC_INSERT},
	{"Up", KC_UP},
	{"Down", KC_DOWN},
	{"Left", KC_LEFT},
	{"Right", KC_RIGHT},
	{"Home", KC_HOME},
	{"End", KC_END},
	{"PageUp", KC_PAGE_UP},
	{"PageDown", KC_PAGE_DOWN},
	{"Click", KC_CLICK},
	{"DoubleClick", KC_DOUBLE_CLICK},
	{"WheelUp", KC_WHEEL_UP},
	{"WheelDown", KC_WHEEL_DOWN},
	{"Resize", KC_RESIZE},
	{"Space", ' '},
};

static const struct {
	const char *name;
	KeyCode bit;
} modifiers[] = {{"Ctrl-", KC_CONTROL}, {"Alt-", KC_META}, {"Shift-", KC_SHIFT}};

bool key_is_text(KeyCode code)
{
	char bytes[5] = {0};
	if (code < ' ' || code >= KC_NAMED)
		return false;
	utf8_encode(code, bytes);
	return utf8_is_clean(bytes);
}

bool key_is_typed(KeyCode code)
{
	return key_is_text(code) || code == KC_BACKSPACE;
}

bool key_is_mouse(KeyCode code)
{
	return code >= KC_CLICK && code <= KC_WHEEL_DOWN;
}

bool key_acts_in_field(KeyCode code)
{
	return (code & (KC_CONTROL | KC_META)) != 0 || (code >= KC_F(1) && code <= KC_F(12));
}

static const char *name_of(KeyCode code)
{
	for (size_t i = 0; i < countof(named); i++) {
		if (named[i].code == code)
			return named[i].name;
	}
	return NULL;
}

size_t key_print(KeyCode code, char out[KEY_NAME_MAX])
{
	const KeyCode bare = code % KC_MODIFIERS;
	const char *name = name_of(bare);
	size_t length = text_copy(out, KEY_NAME_MAX, "");
	for (size_t i = 0; i < countof(modifiers); i++) {
		if (code & modifiers[i].bit)
			length += text_copy(out + length, KEY_NAME_MAX - length, modifiers[i].name);
	}
	if (name)
		return length + text_copy(out + length, KEY_NAME_MAX - length, name);
	if (bare >= KC_F(1) && bare <= KC_F(12))
		return length + text_print(out + length, KEY_NAME_MAX - length, "F%u", (unsigned)(bare - KC_F0));

	char bytes[5] = {0};
	const size_t n = utf8_encode(bare, bytes);

	/* "Ctrl-P", as keyboards show it; without Ctrl, "p" and "P" are two keys */
	if (n == 1 && (code & (KC_CONTROL | KC_META)) && bytes[0] >= 'a' && bytes[0] <= 'z')
		bytes[0] = (char)(bytes[0] - 'a' + 'A');
	return length + text_copy(out + length, KEY_NAME_MAX - length, bytes);
}

static bool parse_bare(const char *name, KeyCode *ret_code)
{
	char shown[KEY_NAME_MAX];
	uint32_t point;
	for (KeyCode code = KC_NAMED + 1; code <= KC_RESIZE; code++) {
		if (code == KC_F0)
			continue;
		key_print(code, shown);
		if (strcasecmp(shown, name) == 0) {
			*ret_code = code;
			return true;
		}
	}
	if (strcasecmp(name, "space") == 0)
		name = " ";
	if (name[0] == '\0' || !utf8_is_clean(name) || name[utf8_decode(name, &point)] != '\0')
		return false;
	*ret_code = point;
	return true;
}

static KeyCode alt_digit(KeyCode code)
{
	const KeyCode digit = code & ~(KeyCode)KC_META;
	if (!(code & KC_META) || digit < '0' || digit > '9')
		return code;
	return digit == '0' ? KC_F(10) : KC_F(digit - '0');
}

bool key_parse(const char *name, KeyCode *ret_code)
{
	KeyCode bits = 0, code;
	for (size_t i = 0; i < countof(modifiers); i++) {
		const size_t n = strlen(modifiers[i].name);
		if (strncasecmp(name, modifiers[i].name, n) == 0 && name[n]) {
			bits |= modifiers[i].bit;
			name += n;
		}
	}
	if (!parse_bare(name, &code))
		return false;
	if ((bits & (KC_CONTROL | KC_META)) && code >= 'A' && code <= 'Z')
		code += 'a' - 'A';
	*ret_code = alt_digit(bits | code);
	return true;
}
