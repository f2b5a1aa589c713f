/* The patient banner of chrome.h. Elements are never cut or parted; they move to the next row whole. */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/facts/nhs_number.h"
#include "model/spoken/language.h"
#include "ui/chrome.h"

enum { BANNER_GAP = 3, BANNER_NARROW_GAP = 2, BANNER_PARTS = 8 };
enum { BANNER_ONE_ROW = 100, BANNER_TWO_ROWS = 60, BANNER_RIGHT = 40 }; /* columns */

/* The elements in the order the guidance gives them. */
typedef struct Banner {
	const char *name, *preferred;
	const char *identity[BANNER_PARTS]; /* born, died, age at death, gender */
	size_t identities;
	const char *number[BANNER_PARTS]; /* NHS number, language */
	size_t numbers;
} Banner;

static const char *language_name(const char *code)
{
	static const struct {
		const char *code, *name;
	} names[] = {
		{"ar", "Arabic"},    {"bn", "Bengali"},	   {"bsl", "British Sign Language"},
		{"fa", "Farsi"},     {"fr", "French"},	   {"gu", "Gujarati"},
		{"hi", "Hindi"},     {"lt", "Lithuanian"}, {"pa", "Punjabi"},
		{"pl", "Polish"},    {"pt", "Portuguese"}, {"ro", "Romanian"},
		{"so", "Somali"},    {"ta", "Tamil"},	   {"tr", "Turkish"},
		{"uk", "Ukrainian"}, {"ur", "Urdu"},	   {"zh", "Chinese"},
	};

	for (size_t i = 0; i < countof(names); i++) {
		if (text_is(names[i].code, code))
			return names[i].name;
	}

	const Language *known = language_find(code);

	return known ? known->english : code;
}

static const char *banner_born(Arena *arena, const Person *person, Date today)
{
	char date[16];
	Text age = {.arena = arena};
	if (date_is_none(person->born))
		return "Born Not Known";
	date_print_staff(person->born, date);
	if (person_has_died(person))
		return arena_print(arena, "Born %s", date);
	person_print_age(person, today, &age);
	return arena_print(arena, "Born %s %s", date, text_done(&age));
}

static void banner_died(Arena *arena, const Person *person, Date today, Banner *banner)
{
	char date[16];
	Text age = {.arena = arena};
	if (!person_has_died(person))
		return;
	partial_print_staff(person->died, date);
	banner->identity[banner->identities++] = arena_print(arena, "Died %s", date);
	if (date_is_none(person->born))
		return;
	person_print_age(person, today, &age);

	/* "(75y)" without its brackets */
	const char *bare = age.length > 2 ? arena_bytes(arena, age.bytes + 1, age.length - 2) : "Not Known";

	banner->identity[banner->identities++] = arena_print(arena, "Age at Death %s", bare);
}

static const char *banner_gender(Arena *arena, const char *gender)
{
	if (text_empty(gender) || text_is(gender, "unknown"))
		return "Gender Not Known";

	char *words = arena_print(arena, "Gender %s", gender);
	char *first = words + sizeof "Gender " - 1;

	if (*first >= 'a' && *first <= 'z')
		*first = (char)(*first - 'a' + 'A');
	return words;
}

static Banner banner_of(Arena *arena, const Person *person, Date today)
{
	Banner banner = {0};
	Text name = {.arena = arena};
	char number[16];
	person_print_name(person, &name);
	banner.name = utf8_clean(arena, text_done(&name));
	if (!text_empty(person->preferred))
		banner.preferred = utf8_clean(arena, arena_print(arena, "Preferred name %s", person->preferred));
	banner.identity[banner.identities++] = banner_born(arena, person, today);
	banner_died(arena, person, today, &banner);
	banner.identity[banner.identities++] = utf8_clean(arena, banner_gender(arena, person->gender));
	nhs_number_print(text_or(person->nhs, ""), number);
	banner.number[banner.numbers++] = arena_print(arena, "NHS No. %s", text_or(number, "Not Known"));
	if (!text_empty(person->language) && !text_is(person->language, "en"))
		banner.number[banner.numbers++] =
			utf8_clean(arena, arena_print(arena, "speaks %s", language_name(person->language)));
	return banner;
}

static int row_columns(const char *const *parts, size_t count, int gap)
{
	int columns = 0;
	for (size_t i = 0; i < count; i++)
		columns += utf8_columns(parts[i]) + (i ? gap : 0);
	return columns;
}

/* The columns of what a value is called, before the value. */
static int label_columns(const char *text)
{
	static const char *const labels[] = {"Preferred name ", "Born ",    "Died ",  "Age at Death ",
					     "Gender ",		"NHS No. ", "speaks "};
	for (size_t i = 0; i < countof(labels); i++)
		if (strncmp(text, labels[i], strlen(labels[i])) == 0)
			return (int)strlen(labels[i]);
	return 0;
}

/* One blank on each side keeps the words apart from a pattern behind them. */
static int element_put(Area area, int row, int col, Style style, const char *text)
{
	area_put(area, row, col - 1, style, " ");

	const int drawn = area_put(area, row, col, style, text), label = label_columns(text);

	if (style == STYLE_BANNER)
		area_style(area_part(area, row, col, 1, label < drawn ? label : drawn), STYLE_LABEL);
	area_put(area, row, col + drawn, style, " ");
	return drawn;
}

static void row_put(Area area, int row, int col, Style style, const char *const *parts, size_t count, int gap)
{
	for (size_t i = 0; i < count; i++)
		col += element_put(area, row, col, style, parts[i]) + gap;
}

static int widest(int a, int b)
{
	return a > b ? a : b;
}

/* Every element in one list: name, identity, number, and the preferred name last, as no row stands below the name. */
static size_t banner_list(const Banner *banner, const char *parts[3 * BANNER_PARTS])
{
	size_t count = 0;
	parts[count++] = banner->name;
	for (size_t i = 0; i < banner->identities; i++)
		parts[count++] = banner->identity[i];
	for (size_t i = 0; i < banner->numbers; i++)
		parts[count++] = banner->number[i];
	if (banner->preferred)
		parts[count++] = banner->preferred;
	return count;
}

/* The column where the right half begins, 0 where two rows do not hold everything. */
static int banner_right(const Banner *banner, int cols)
{
	const int preferred = utf8_columns(text_or(banner->preferred, ""));
	const int left = 1 + widest(utf8_columns(banner->name), preferred) + BANNER_GAP;
	const int right = widest(row_columns(banner->identity, banner->identities, BANNER_GAP),
				 row_columns(banner->number, banner->numbers, BANNER_GAP));
	const int wished = widest(left, BANNER_RIGHT + 1);
	if (cols < BANNER_TWO_ROWS || left + right > cols)
		return 0;
	return wished + right <= cols ? wished : cols - right;
}

/* Elements one after another, a new row where the next one does not fit; draws only where `draw`. Returns the rows. The
 * preferred name stands beside the name where there is room: rows are dear in a window as small as this. */
static int banner_flow(Area area, const Banner *banner, Style style, bool draw)
{
	const char *parts[3 * BANNER_PARTS];
	size_t count = banner_list(banner, parts);
	int row = 0, col = 1;
	const int beside = 1 + utf8_columns(banner->name) + BANNER_NARROW_GAP;
	if (banner->preferred && beside + utf8_columns(banner->preferred) <= area.cols) {
		count--;
		if (draw)
			element_put(area, 0, beside, style, banner->preferred);
	}
	for (size_t i = 0; i < count; i++) {
		const int columns = utf8_columns(parts[i]);
		/* the name has its row to itself, the rest follows */
		if (i == 1 || (col > 1 && col + columns > area.cols)) {
			row++;
			col = 1;
		}
		if (draw)
			element_put(area, row, col, style, parts[i]);
		col += columns + BANNER_NARROW_GAP;
	}
	return row + 1;
}

static bool banner_one_row(Area area, const char *const *parts, size_t count)
{
	return area.cols >= BANNER_ONE_ROW && row_columns(parts, count, BANNER_NARROW_GAP) + 1 <= area.cols;
}

int chrome_banner_rows(Area area, const Person *person, Date today)
{
	const Banner banner = banner_of(area_scratch(area), person, today);
	const char *parts[3 * BANNER_PARTS];
	const size_t count = banner_list(&banner, parts);
	if (banner_one_row(area, parts, count))
		return 1;
	return banner_right(&banner, area.cols) > 0 ? 2 : banner_flow(area, &banner, STYLE_BANNER, false);
}

static void banner_pattern(Area area)
{
	for (int row = 0; row < area.rows; row++) {
		for (int col = 0; col < area.cols; col++)
			area_put(area, row, col, STYLE_DECEASED, area_glyphs(area)->pattern);
	}
}

void chrome_banner(Area area, const Person *person, Date today)
{
	const Banner banner = banner_of(area_scratch(area), person, today);
	const bool died = person_has_died(person);
	const Style style = died ? STYLE_DECEASED : STYLE_BANNER;
	const char *parts[3 * BANNER_PARTS];
	const size_t count = banner_list(&banner, parts);
	const int right = banner_right(&banner, area.cols);
	area_fill(area, style);
	if (died)
		banner_pattern(area);
	if (banner_one_row(area, parts, count)) {
		row_put(area, 0, 1, style, parts, count, BANNER_NARROW_GAP);
	} else if (right > 0) {
		element_put(area, 0, 1, style, banner.name);
		if (banner.preferred)
			element_put(area, 1, 1, style, banner.preferred);
		row_put(area, 0, right, style, banner.identity, banner.identities, BANNER_GAP);
		row_put(area, 1, right, style, banner.number, banner.numbers, BANNER_GAP);
	} else {
		banner_flow(area, &banner, style, true);
	}
}
