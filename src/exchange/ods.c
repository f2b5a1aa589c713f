#include "exchange/ods.h"

#include <csv.h>
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

enum { LINES_BETWEEN_PROGRESS = 1024, ADDRESS_LINES = 5 };

enum Column {
	COLUMN_CODE = 1,
	COLUMN_NAME = 2,
	COLUMN_ICB = 4,
	COLUMN_ADDRESS = 5,
	COLUMN_POSTCODE = 10,
	COLUMN_OPENED = 11,
	COLUMN_CLOSED = 12,
	COLUMN_STATUS = 13,
	COLUMN_ROLES = 14,
	COLUMN_SUB_ICB = 15,
	COLUMN_PHONE = 18,
	COLUMN_SETTING = 26,
};

/* Prescribing settings, as NHS Prescription Services numbers them. A number not here is a planned service. */
static const struct {
	const char *setting;
	Care care;
	const char *type;
} settings[] = {
	{"0", CARE_PLANNED, NULL},
	{"1", CARE_URGENT, "walk-in centre"},
	{"2", CARE_URGENT, "out of hours"},
	{"3", CARE_URGENT, "walk-in centre and out of hours"},
	{"4", CARE_GP, NULL},
	{"8", CARE_PLANNED, "public health"},
	{"9", CARE_PLANNED, "community health"},
	{"10", CARE_PLANNED, "hospital"},
	{"11", CARE_PLANNED, "optometry"},
	{"12", CARE_URGENT, "urgent and emergency care"},
	{"13", CARE_PLANNED, "hospice"},
	{"14", CARE_PLANNED, "care home"},
	{"15", CARE_PLANNED, "border force"},
	{"16", CARE_PLANNED, "young offender institution"},
	{"17", CARE_PLANNED, "secure training centre"},
	{"18", CARE_PLANNED, "secure children's home"},
	{"19", CARE_PLANNED, "immigration removal centre"},
	{"20", CARE_PLANNED, "court"},
	{"21", CARE_PLANNED, "police custody"},
	{"22", CARE_PLANNED, "sexual assault referral centre"},
	{"24", CARE_PLANNED, "justice"},
	{"25", CARE_PLANNED, "prison"},
	{"26", CARE_PLANNED, "primary care network"},
	{"27", CARE_PLANNED, "pharmacy"},
};

/* B is "retired". */
static const struct {
	const char *letter, *word;
} statuses[] = {{"A", "active"}, {"B", "closed"}, {"C", "closed"}, {"D", "dormant"}, {"P", "proposed"}};

/* An address may end with its postal county, which is not its town. Upper case, as the lists have it. */
static const char *const counties[] = {
	"AVON",
	"BEDFORDSHIRE",
	"BERKSHIRE",
	"BUCKINGHAMSHIRE",
	"CAMBRIDGESHIRE",
	"CHESHIRE",
	"CLEVELAND",
	"CLWYD",
	"CO DURHAM",
	"CO. DURHAM",
	"CORNWALL",
	"COUNTY DURHAM",
	"CUMBRIA",
	"DERBYSHIRE",
	"DEVON",
	"DORSET",
	"DYFED",
	"EAST RIDING OF YORKSHIRE",
	"EAST SUSSEX",
	"EAST YORKSHIRE",
	"ESSEX",
	"GLOUCESTERSHIRE",
	"GREATER LONDON",
	"GREATER MANCHESTER",
	"GWENT",
	"GWYNEDD",
	"HAMPSHIRE",
	"HEREFORDSHIRE",
	"HERTFORDSHIRE",
	"HUMBERSIDE",
	"ISLE OF WIGHT",
	"KENT",
	"LANCASHIRE",
	"LEICESTERSHIRE",
	"LINCOLNSHIRE",
	"MERSEYSIDE",
	"MID GLAMORGAN",
	"MIDDLESEX",
	"NORFOLK",
	"NORTH HUMBERSIDE",
	"NORTH LINCOLNSHIRE",
	"NORTH SOMERSET",
	"NORTH YORKSHIRE",
	"NORTHAMPTONSHIRE",
	"NORTHUMBERLAND",
	"NOTTINGHAMSHIRE",
	"OXFORDSHIRE",
	"POWYS",
	"RUTLAND",
	"SHROPSHIRE",
	"SOMERSET",
	"SOUTH GLAMORGAN",
	"SOUTH GLOUCESTERSHIRE",
	"SOUTH HUMBERSIDE",
	"SOUTH YORKSHIRE",
	"STAFFORDSHIRE",
	"SUFFOLK",
	"SURREY",
	"TYNE & WEAR",
	"TYNE AND WEAR",
	"WARWICKSHIRE",
	"WEST GLAMORGAN",
	"WEST MIDLANDS",
	"WEST SUSSEX",
	"WEST YORKSHIRE",
	"WILTSHIRE",
	"WORCESTERSHIRE",
	"YORKSHIRE",
};

/* One row as it comes out of libcsv, column by column. */
typedef struct Row {
	Source *source;
	const Sink *sink;
	Arena arena;			      /* the texts of this row */
	const char *columns[ODS_COLUMNS + 1]; /* from 1 */
	int count;			      /* columns so far */
	int64_t line;			      /* where the row began */
	size_t doctors, organisations;	      /* rows so far */
	bool failed;
	Error *err;
} Row;

static bool bad_column(Row *row, int column, const char *what)
{
	row->failed = true;
	return fail(row->err, ERROR_INPUT, "line %" PRId64 ": Column %d %s.", row->line, column, what);
}

static const char *given(const Row *row, int column)
{
	return text_empty(row->columns[column]) ? NULL : row->columns[column];
}

static bool is_county(const char *text)
{
	for (size_t i = 0; i < countof(counties); i++)
		if (text_is(counties[i], text))
			return true;
	return false;
}

/* The last line of the address is the town, or the one before a county; its first line never is. The others, which
 * people know a hospital by, are the address. */
static void read_address(Row *row, Organisation *organisation)
{
	const char *lines[ADDRESS_LINES];
	size_t count = 0, town;
	Text address = {.arena = &row->arena};
	for (int i = 0; i < ADDRESS_LINES; i++)
		if (given(row, COLUMN_ADDRESS + i))
			lines[count++] = row->columns[COLUMN_ADDRESS + i];
	town = count > 1 && is_county(lines[count - 1]) ? count - 2 : count - 1;
	if (count > 1 && town > 0)
		organisation->town = lines[town];
	for (size_t i = 0; i < count; i++) {
		if (lines[i] == organisation->town)
			continue;
		text_add(&address, address.length > 0 ? ", " : "");
		text_add(&address, lines[i]);
	}
	organisation->address = address.length > 0 ? text_done(&address) : NULL;
}

static bool read_date(Row *row, int column, Date *ret_date)
{
	if (!given(row, column))
		return true;
	return date_parse_compact(row->columns[column], ret_date) ||
	       bad_column(row, column, "is not a date like 20240301");
}

/* --- What a row is --- */

/* Whether the text has this shape: A is a capital letter, 9 a digit, X either, anything else itself. */
static bool shaped(const char *text, const char *shape)
{
	for (; *text && *shape; text++, shape++) {
		const bool letter = *text >= 'A' && *text <= 'Z', digit = *text >= '0' && *text <= '9';
		const bool fits = *shape == 'A'	  ? letter
				  : *shape == '9' ? digit
				  : *shape == 'X' ? letter || digit
						  : *text == *shape;
		if (!fits)
			return false;
	}
	return !*text && !*shape;
}

static bool is_doctor(const char *code)
{
	return shaped(code, "A9999999");
}

static bool is_branch(const char *code)
{
	return shaped(code, "A99999999");
}

/* "03W", or "QK1" as the boards are called. Those of closed bodies have no role beside them. */
static bool is_commissioner(const Organisation *organisation, const char *roles)
{
	return text_starts(roles, "RO") || shaped(organisation->code, "9XX") || shaped(organisation->code, "QXX");
}

static bool is_trust(const Organisation *organisation)
{
	return shaped(organisation->code, "RXX") || shaped(organisation->code, "TXX") ||
	       strstr(organisation->name, "TRUST");
}

static const char *type_of(const Organisation *organisation, const char *roles)
{
	if (is_commissioner(organisation, roles))
		return "commissioner";
	if (is_branch(organisation->code))
		return "branch surgery";
	return is_trust(organisation) ? "trust" : NULL;
}

/* Trusts and commissioners have no status of their own: they are closed once they have a closing date. */
static bool read_status(Row *row, Organisation *organisation)
{
	const char *letter = given(row, COLUMN_STATUS);
	if (!letter) {
		organisation->status = date_is_none(organisation->closed) ? "active" : "closed";
		return true;
	}
	for (size_t i = 0; i < countof(statuses); i++)
		if (text_is(statuses[i].letter, letter))
			organisation->status = statuses[i].word;
	return organisation->status || bad_column(row, COLUMN_STATUS, "is not a status: A, B, C, D or P");
}

static bool read_care(Row *row, Organisation *organisation)
{
	const char *setting = given(row, COLUMN_SETTING);
	organisation->care = CARE_PLANNED;
	if (!setting) {
		organisation->type = type_of(organisation, row->columns[COLUMN_ROLES]);
		if (strstr(organisation->name, "AMBULANCE"))
			organisation->care = CARE_URGENT;
		return true;
	}
	for (size_t i = 0; i < countof(settings); i++) {
		if (text_is(settings[i].setting, setting)) {
			organisation->care = (WordByte)settings[i].care;
			organisation->type = settings[i].type;
		}
	}
	return text_all_digits(setting) || bad_column(row, COLUMN_SETTING, "is not a prescribing setting, a number");
}

static const char *commissioner_of(const Row *row)
{
	return is_branch(row->columns[COLUMN_CODE]) ? given(row, COLUMN_ICB)
						    : text_or(row->columns[COLUMN_SUB_ICB], given(row, COLUMN_ICB));
}

static bool take_organisation(Row *row)
{
	Organisation organisation = {
		.code = row->columns[COLUMN_CODE],
		.name = row->columns[COLUMN_NAME],
		.commissioner = commissioner_of(row),
		.postcode = given(row, COLUMN_POSTCODE),
		.phone = given(row, COLUMN_PHONE),
		.system = SYSTEM_UNKNOWN,
		.mig = TRUTH_FALSE,
	};
	read_address(row, &organisation);
	if (!organisation_code_valid(organisation.code))
		return bad_column(row, COLUMN_CODE, "is not an organisation code");
	if (text_empty(organisation.name))
		return bad_column(row, COLUMN_NAME, "has no name in it");
	if (!read_date(row, COLUMN_OPENED, &organisation.opened) ||
	    !read_date(row, COLUMN_CLOSED, &organisation.closed) || !read_status(row, &organisation) ||
	    !read_care(row, &organisation))
		return false;

	row->organisations++;
	Line line = line_of_organisation(&organisation);
	row->failed = !row->sink->take(row->sink->self, &line, row->err);
	return !row->failed || fail_at(row->err, "line %" PRId64, row->line);
}

static void take_row(Row *row)
{
	static const int codes[] = {COLUMN_CODE, COLUMN_ICB, COLUMN_STATUS, COLUMN_SUB_ICB};
	for (size_t i = 0; i < countof(codes); i++)
		row->columns[codes[i]] = organisation_code_read(&row->arena, row->columns[codes[i]]);
	if (is_doctor(row->columns[COLUMN_CODE]))
		row->doctors++;
	else
		take_organisation(row);
}

static void on_column(void *bytes, size_t length, void *self)
{
	Row *row = self;
	if (row->failed)
		return;
	if (++row->count > ODS_COLUMNS)
		return;
	if (!utf8_valid(bytes, length, NULL) || memchr(bytes, '\0', length)) {
		bad_column(row, row->count, "is not UTF-8 text");
		return;
	}
	const char *trimmed = text_trim(bytes, &length);
	row->columns[row->count] = arena_bytes(&row->arena, trimmed, length);
}

static void fail_count(Row *row)
{
	const bool less = row->count < ODS_COLUMNS;
	row->failed = true;
	fail(row->err, ERROR_INPUT, "line %" PRId64 ": Column %d is %s: the row has %d columns, not %d.", row->line,
	     less ? row->count + 1 : ODS_COLUMNS + 1, less ? "missing" : "too much", row->count, ODS_COLUMNS);
}

static void on_row(int end, void *self)
{
	Row *row = self;
	if (!row->failed && row->count != ODS_COLUMNS)
		fail_count(row);
	if (!row->failed)
		take_row(row);
	row->count = 0;
	row->line = row->source->line + 1;
	arena_reset(&row->arena, (ArenaMark){0});
}

static bool parse(struct csv_parser *parser, Row *row, const char *bytes, size_t length)
{
	if (csv_parse(parser, bytes, length, on_column, on_row, row) != length && !row->failed)
		return bad_column(row, row->count + 1, "has a quotation mark out of place");
	return !row->failed;
}

/* Line by line, so that an error can name its line; a text in quotes may run over several. */
static bool read_rows(struct csv_parser *parser, Row *row, Error *err)
{
	char *text;
	size_t length;
	for (;;) {
		if (!source_line(row->source, &text, &length, err))
			return false;
		if (!text)
			break;
		if (row->count == 0)
			row->line = row->source->line;
		if (!parse(parser, row, text, length) || !parse(parser, row, "\n", 1))
			return false;
		if (row->sink->progress && row->source->line % LINES_BETWEEN_PROGRESS == 0)
			row->sink->progress(row->sink->self, row->source->done, row->source->total);
	}
	if (csv_fini(parser, on_column, on_row, row) != 0 && !row->failed)
		return bad_column(row, row->count + 1, "opens a quotation mark that is never closed");
	if (row->sink->progress)
		row->sink->progress(row->sink->self, row->source->done, row->source->total);
	return !row->failed;
}

static bool not_only_doctors(const Row *row, Error *err)
{
	return row->organisations > 0 || row->doctors == 0 ||
	       fail(err, ERROR_INPUT,
		    "It is a list of doctors (%zu row%s) and names no organisation: the desk reads the lists epraccur,"
		    " etr and eccg.",
		    row->doctors, row->doctors == 1 ? "" : "s");
}

bool ods_read(Source *source, const Sink *sink, OdsSummary *ret_summary, Error *err)
{
	struct csv_parser parser;
	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		return fail(err, ERROR_SYSTEM, "There is not memory enough to read it.");
	Row row = {.source = source, .sink = sink, .line = 1, .err = err};
	bool read = read_rows(&parser, &row, err) && not_only_doctors(&row, err);
	*ret_summary = (OdsSummary){row.doctors};
	csv_free(&parser);
	arena_free(&row.arena);
	return read;
}
