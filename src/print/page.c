#include "print/page.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

/* Points. A4; nothing is smaller than 14 pt, what large print for patients begins with (accessible information). */
#define PAGE_WIDTH 595.276
#define PAGE_HEIGHT 841.89
#define MARGIN_SIDE 54.0
#define MARGIN_TOP 46.0
#define MARGIN_FOOT 56.0
#define INDENT 20.0
#define BOX 15.0

static const char family[] = "Liberation Sans,Arial,DejaVu Sans,Lohit Gujarati,Lohit Gurmukhi,Noto Sans,sans-serif";

/* How far lines and blocks stand apart: the widest that needs no more pages than the tightest. The type stays as
 * large. */
typedef struct Spacing {
	double gaps, lines;
} Spacing;

static const Spacing spacings[] = {{1.15, 1.18}, {1.0, 1.12}, {0.75, 1.06}, {0.5, 1.0}, {0.3, 0.97}, {0.2, 0.95}};

typedef struct Look {
	double size, before; /* points: of the type, and of the gap above it */
	bool bold, indent;
} Look;

static const Look looks[] = {
	[SHEET_TITLE] = {.size = 20, .before = 0, .bold = true},
	[SHEET_HEADING] = {.size = 16, .before = 14, .bold = true},
	[SHEET_PARAGRAPH] = {.size = 14, .before = 6},
	[SHEET_ITEM] = {.size = 14, .before = 5, .indent = true},
	[SHEET_MORE] = {.size = 14, .before = 2, .indent = true},
	[SHEET_FIELD] = {.size = 14, .before = 9},
	[SHEET_BOX] = {.size = 14, .before = 13, .bold = true, .indent = true},
	[SHEET_TICKED] = {.size = 14, .before = 13, .bold = true, .indent = true},
	[SHEET_RULE] = {.size = 14, .before = 16},
	[SHEET_SMALL] = {.size = 14, .before = 6},
	[SHEET_CODE] = {.size = 26, .before = 2, .bold = true},
};

typedef struct Setting {
	cairo_t *cairo;	  /* NULL while pages are only counted */
	cairo_t *measure; /* what layouts are made for */
	const Sheet *sheet;
	bool english;
	Spacing spacing;
	double y;
	int page, pages;
	const char *missing; /* the first text with a letter that no font has */
} Setting;

static const char *text_of(const Setting *self, const SheetBlock *block)
{
	return self->english && block->english ? block->english : block->text;
}

static const char *value_of(const Setting *self, const SheetBlock *block)
{
	return self->english && block->english ? block->english_value : block->value;
}

/* The letters of Gujarati and Punjabi fonts are smaller in the same size, and stand in taller lines. */
#define SHAPED_SCALE 1.04
#define LINE 1.15
#define SHAPED_LINE 1.22

static bool is_shaped(const Setting *self)
{
	return self->sheet->language->shaped && !self->english;
}

static double size_of(const Setting *self, const Look *look)
{
	return look->size * (is_shaped(self) ? SHAPED_SCALE : 1);
}

/* The same whatever fonts a line takes its letters from: some ask for twice as much. */
static void set_line_height(const Setting *self, PangoLayout *layout, double size)
{
	const double height = size * (is_shaped(self) ? SHAPED_LINE : LINE) * self->spacing.lines;
	PangoAttrList *list = pango_attr_list_new();
	pango_attr_list_insert(list, pango_attr_line_height_new_absolute((int)(height * PANGO_SCALE)));
	pango_layout_set_attributes(layout, list);
	pango_attr_list_unref(list);
}

static PangoLayout *layout_of(Setting *self, const char *text, const Look *look, double width)
{
	PangoLayout *layout = pango_cairo_create_layout(self->measure);
	PangoFontDescription *font = pango_font_description_new();
	pango_font_description_set_family_static(font, family);
	pango_font_description_set_absolute_size(font, size_of(self, look) * PANGO_SCALE);
	pango_font_description_set_weight(font, look->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_context_set_language(pango_layout_get_context(layout),
				   pango_language_from_string(self->english ? "en" : self->sheet->language->code));
	pango_layout_set_font_description(layout, font);
	pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_text(layout, text, -1);
	set_line_height(self, layout, size_of(self, look));
	pango_font_description_free(font);
	if (!self->missing && pango_layout_get_unknown_glyphs_count(layout) > 0)
		self->missing = text;
	return layout;
}

static double height_of(PangoLayout *layout)
{
	int width, height;
	pango_layout_get_size(layout, &width, &height);
	return (double)height / PANGO_SCALE;
}

static double width_of(PangoLayout *layout)
{
	int width, height;
	pango_layout_get_size(layout, &width, &height);
	return (double)width / PANGO_SCALE;
}

/* --- Pages --- */

static void draw_foot(Setting *self)
{
	static const Look look = {.size = 14};
	char number[32];
	text_print(number, sizeof number, "%d / %d", self->page, self->pages);
	PangoLayout *layout = layout_of(self, number, &look, PAGE_WIDTH);
	cairo_move_to(self->cairo, PAGE_WIDTH - MARGIN_SIDE - width_of(layout), PAGE_HEIGHT - MARGIN_FOOT + 14);
	pango_cairo_show_layout(self->cairo, layout);
	g_object_unref(layout);
}

static void end_page(Setting *self)
{
	if (!self->cairo)
		return;
	draw_foot(self);
	cairo_show_page(self->cairo);
}

static void begin_page(Setting *self)
{
	self->page++;
	self->y = MARGIN_TOP;
}

/* Room for `height` more, on this page or the next. The gap above a block is not carried over. */
static void make_room(Setting *self, double before, double height)
{
	if (self->y > MARGIN_TOP)
		self->y += before * self->spacing.gaps;
	if (self->y + height <= PAGE_HEIGHT - MARGIN_FOOT || self->y <= MARGIN_TOP)
		return;
	end_page(self);
	begin_page(self);
}

/* --- Blocks --- */

static void draw_bullet(const Setting *self, double size)
{
	cairo_new_path(self->cairo);
	cairo_arc(self->cairo, MARGIN_SIDE + 5, self->y + size * 0.62, 2.4, 0, 2 * G_PI);
	cairo_fill(self->cairo);
}

static void draw_box(const Setting *self, bool ticked)
{
	const double x = MARGIN_SIDE - 2, y = self->y + 1;
	cairo_set_line_width(self->cairo, 1.5);
	cairo_rectangle(self->cairo, x, y, BOX, BOX);
	cairo_stroke(self->cairo);
	if (!ticked)
		return;
	cairo_set_line_width(self->cairo, 2.6);
	cairo_move_to(self->cairo, x + 3, y + BOX * 0.55);
	cairo_line_to(self->cairo, x + BOX * 0.42, y + BOX - 3.5);
	cairo_line_to(self->cairo, x + BOX - 2.5, y + 3);
	cairo_stroke(self->cairo);
}

static void draw_sign(const Setting *self, SheetKind kind, double size)
{
	if (kind == SHEET_ITEM)
		draw_bullet(self, size);
	else if (kind == SHEET_BOX || kind == SHEET_TICKED)
		draw_box(self, kind == SHEET_TICKED);
}

static void set_text(Setting *self, const SheetBlock *block, const char *text)
{
	const Look *look = &looks[block->kind];
	const double indent = look->indent ? INDENT : 0;
	PangoLayout *layout = layout_of(self, text, look, PAGE_WIDTH - 2 * MARGIN_SIDE - indent);
	const double height = height_of(layout);
	/* A heading is not left alone at the foot of a page. */
	make_room(self, look->before, height + (block->kind == SHEET_HEADING ? 40 : 0));
	if (self->cairo) {
		draw_sign(self, block->kind, size_of(self, look));
		cairo_move_to(self->cairo, MARGIN_SIDE + indent, self->y);
		pango_cairo_show_layout(self->cairo, layout);
	}
	self->y += height;
	g_object_unref(layout);
}

static void set_rule(Setting *self)
{
	make_room(self, looks[SHEET_RULE].before, 4);
	if (self->cairo) {
		cairo_set_line_width(self->cairo, 1);
		cairo_move_to(self->cairo, MARGIN_SIDE, self->y);
		cairo_line_to(self->cairo, PAGE_WIDTH - MARGIN_SIDE, self->y);
		cairo_stroke(self->cairo);
	}
	self->y += 4;
}

/* The label, and a line to write on as far as the margin. */
static void set_open_field(Setting *self, const char *label)
{
	const Look *look = &looks[SHEET_FIELD];
	PangoLayout *layout = layout_of(self, label, look, PAGE_WIDTH - 2 * MARGIN_SIDE);
	const double height = height_of(layout), width = width_of(layout);
	make_room(self, look->before + 10, height);
	if (self->cairo) {
		cairo_move_to(self->cairo, MARGIN_SIDE, self->y);
		pango_cairo_show_layout(self->cairo, layout);
		cairo_set_line_width(self->cairo, 0.8);
		cairo_move_to(self->cairo, MARGIN_SIDE + width + 12, self->y + height - 2);
		cairo_line_to(self->cairo, PAGE_WIDTH - MARGIN_SIDE, self->y + height - 2);
		cairo_stroke(self->cairo);
	}
	self->y += height;
	g_object_unref(layout);
}

static void set_block(Setting *self, const SheetBlock *block)
{
	const char *value = value_of(self, block);
	if (block->kind == SHEET_RULE)
		set_rule(self);
	else if (block->kind == SHEET_FIELD && text_empty(value))
		set_open_field(self, text_of(self, block));
	else if (block->kind == SHEET_FIELD)
		set_text(self, block, arena_print(self->sheet->arena, "%s: %s", text_of(self, block), value));
	else
		set_text(self, block, text_of(self, block));
}

static void set_all(Setting *self)
{
	const bool both = sheet_bilingual(self->sheet);
	for (int turn = 0; turn <= both; turn++) {
		self->english = turn == 1;
		begin_page(self);
		for (size_t i = 0; i < self->sheet->count; i++)
			set_block(self, &self->sheet->blocks[i]);
		end_page(self);
	}
}

/* --- The file --- */

static cairo_status_t write_bytes(void *out, const unsigned char *bytes, unsigned length)
{
	return fwrite(bytes, 1, length, out) == length ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_status_t drop_bytes(void *out, const unsigned char *bytes, unsigned length)
{
	return CAIRO_STATUS_SUCCESS;
}

/* Without `out` the pages are only counted. */
static cairo_status_t set_pages(const Sheet *sheet, const Spacing *spacing, FILE *out, int *pages,
				const char **ret_missing)
{
	cairo_surface_t *surface =
		cairo_pdf_surface_create_for_stream(out ? write_bytes : drop_bytes, out, PAGE_WIDTH, PAGE_HEIGHT);
	cairo_t *cairo = cairo_create(surface);
	Setting setting = {
		.cairo = out ? cairo : NULL, .measure = cairo, .sheet = sheet, .spacing = *spacing, .pages = *pages};
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, sheet->title);
	set_all(&setting);
	cairo_surface_finish(surface);
	cairo_status_t status = cairo_surface_status(surface);
	cairo_destroy(cairo);
	cairo_surface_destroy(surface);
	*pages = setting.page;
	*ret_missing = setting.missing;
	return status;
}

bool page_write(const Sheet *sheet, FILE *out, Error *err)
{
	const char *missing = NULL;
	size_t chosen = countof(spacings) - 1;
	int pages = 0, wanted = 0;
	cairo_status_t status = set_pages(sheet, &spacings[chosen], NULL, &pages, &missing);
	for (size_t i = 0; status == CAIRO_STATUS_SUCCESS && !missing && i < chosen; i++) {
		status = set_pages(sheet, &spacings[i], NULL, &wanted, &missing);
		if (wanted <= pages)
			chosen = i;
	}
	if (missing)
		return fail(err, ERROR_SYSTEM,
			    "No font on this machine has all letters of %s: install fonts for it (fonts-lohit-gujr, "
			    "fonts-lohit-guru, fonts-dejavu-core).",
			    sheet->language->english);
	if (status == CAIRO_STATUS_SUCCESS)
		status = set_pages(sheet, &spacings[chosen], out, &pages, &missing);
	if (status != CAIRO_STATUS_SUCCESS || fflush(out) != 0)
		return fail(err, ERROR_SYSTEM, "The page could not be written: %s.", cairo_status_to_string(status));
	return true;
}
