#include "model/facts/organisation.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"

enum { CODE_MAX = 32, CAPITALS_MOST = 4, INITIALS_LEAST = 3, INITIALS_MOST = 12 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

bool organisation_code_valid(const char *code)
{
	size_t length = 0;
	for (; code && code[length]; length++)
		if (!is_upper(code[length]) && !is_lower(code[length]) && !is_digit(code[length]) &&
		    code[length] != '-' && code[length] != '.')
			return false;
	return length >= 1 && length <= CODE_MAX;
}

const char *organisation_code_read(Arena *arena, const char *typed)
{
	static const char local[] = "local-";
	if (!typed)
		return NULL;
	size_t length = strlen(typed);
	const char *trimmed = text_trim(typed, &length);
	char *code = arena_bytes(arena, trimmed, length);
	for (char *c = code; *c; c++)
		*c = (char)(is_upper(*c) ? *c - 'A' + 'a' : *c);
	if (text_starts(code, local))
		return code;
	for (char *c = code; *c; c++)
		*c = (char)(is_lower(*c) ? *c - 'a' + 'A' : *c);
	return code;
}

OrganisationRank organisation_rank(const Organisation *organisation)
{
	if (text_is(organisation->type, "commissioner"))
		return RANK_COMMISSIONER;
	return text_is(organisation->type, "trust") ? RANK_TRUST : RANK_OTHER;
}

/* What people leave out of the initials of a name. */
static bool is_small_word(const char *word, size_t n)
{
	static const char *const small[] = {"of", "the", "and", "at", "for", "in", "nhs"};
	for (size_t i = 0; i < countof(small); i++)
		if (strlen(small[i]) == n && memcmp(small[i], word, n) == 0)
			return true;
	return false;
}

static void add_spaced(Text *out, const char *words)
{
	text_add_char(out, ' ');
	text_add(out, words);
}

/* Of one line, folded; none where it has less than three words. */
static void add_initials(Text *out, const char *folded)
{
	char initials[INITIALS_MOST + 1] = "";
	size_t count = 0;
	for (const char *word = folded; *word && count < INITIALS_MOST; word += strspn(word, " ")) {
		size_t n = strcspn(word, " ");
		if (!is_small_word(word, n))
			initials[count++] = *word;
		word += n;
	}
	if (count >= INITIALS_LEAST)
		add_spaced(out, initials);
}

static void add_lines_initials(Text *out, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, ",");
		add_initials(out, utf8_fold(out->arena, arena_bytes(out->arena, text, n)));
		text += n + (text[n] == ',');
	}
}

const char *organisation_words(const Organisation *organisation, Arena *arena)
{
	const char *address = text_or(organisation->address, ""), *postcode = text_or(organisation->postcode, "");
	Text words = {.arena = arena};
	text_add(&words, organisation->code);
	add_spaced(&words, organisation->name);
	add_spaced(&words, address);
	add_spaced(&words, text_or(organisation->town, ""));
	add_spaced(&words, postcode);
	add_spaced(&words, utf8_letters(arena, postcode));
	add_lines_initials(&words, organisation->name);
	add_lines_initials(&words, address);
	return utf8_fold(arena, text_done(&words));
}

/* The closing date of the lists is the last day open. */
bool organisation_closed(const Organisation *organisation, Date today)
{
	if (text_is(organisation->status, "closed"))
		return true;
	return !date_is_none(organisation->closed) && date_order(organisation->closed, today) < 0;
}

bool organisation_moves_due(const Organisation *before, const Organisation *after)
{
	return before->system != after->system || date_order(before->closed, after->closed) != 0 ||
	       text_is(before->status, "closed") != text_is(after->status, "closed") ||
	       text_order(text_or(before->successor, ""), text_or(after->successor, "")) != 0;
}

bool organisation_shares(const Organisation *organisation)
{
	return organisation->system == SYSTEM_SYSTMONE || organisation->system == SYSTEM_EMIS;
}

bool organisation_views_scr(const Organisation *organisation)
{
	if (organisation->scr)
		return organisation->scr == TRUTH_TRUE;
	return organisation->care == CARE_GP || organisation->care == CARE_URGENT;
}

/* Words written in their own way in a name that is otherwise all capitals. */
static const struct {
	const char *capitals, *written;
} short_words[] = {
	{"AND", "and"}, {"AT", "at"},	    {"BY", "by"},     {"DR", "Dr"},	{"DRS", "Drs"}, {"FOR", "for"},
	{"GPS", "GPs"}, {"IN", "in"},	    {"LTD", "Ltd"},   {"MR", "Mr"},	{"MRS", "Mrs"}, {"MS", "Ms"},
	{"OF", "of"},	{"ON", "on"},	    {"PLC", "plc"},   {"RD", "Rd"},	{"ST", "St"},	{"THE", "the"},
	{"TO", "to"},	{"UNDER", "under"}, {"UPON", "upon"}, {"WITH", "with"},
};

/* Words of two to four letters that are words, or the names of people and places; others are initials or the name of a
 * service, "UHL", "ID PATCHETT". */
/* clang-format off */
static const char plain_words[] =
	" ABLE ACHE ACRE ADAM AGE ALAN ALEX ALI ALL ALMA ALSO ANN ANNE ARC ARCH ARE AREA ARM ARMS ART ARUN AS ASH ASHE"
	" AVE AVON AXE BABY BACK BALL BANK BAR BARN BASE BATH BAY BEAN BECK BED BEDE BELL BEST BIKE BIRD BLUE BOAT"
	" BODY BONE BOOK BORN BOW BOX BOYD BROW BRYN BUDE BULL BURN BURY BUS BUSH BUTE CAFE CALL CAMP CAPE CAR CARE"
	" CARR CASE CASH CAT CAVE CHAD CHAT CITY CLAY CLUB COAL COLD COLE COMM COOK COPE CORE CORN COT COVE COX CROW"
	" CTRE CUP CWM DALE DATA DAWN DAY DE DEAF DEAL DEAN DEE DEER DELL DENE DEPT DERM DESK DIET DISS DOC DOCK DOCS"
	" DOME DON DOOR DOVE DOW DOWN DRAX DROP DRUG DUAL DUKE DUNE DUTY EAR EARL EARS EASE EAST EASY ECHO EDEN EDGE"
	" ELM ELMS ELSE ELY EMMA END ESK EVEN EVER EXE EYE EYES FACT FAIR FARM FAST FEED FEET FELL FEN FENS FERN FILE"
	" FINE FIR FIRE FIRM FIRS FISH FIT FIVE FLAT FLEX FLOW FOLD FOOD FOOT FORD FORM FORT FOUR FOX FREE FULL FUND"
	" GAIN GALE GAME GATE GIFT GILL GLEN GOLD GOOD GRAY GREY GROW GULL HAIR HALE HALF HALL HAM HAND HARE HART HAVE"
	" HAY HE HEAD HEAL HEAR HEAT HEEL HELP HER HERB HERE HERO HEY HIGH HILL HIP HIVE HOLM HOLT HOLY HOME HOOD HOOK"
	" HOPE HOSP HOST HOVE HUB HUBS HUGH HUGS HULL HYDE ICE IDLE INFO INN ISLE ITEM IVOR IVY JACK JANE JEAN JOAN"
	" JOB JOHN JOIN JUNE JUST KATE KEEP KENT KEW KEY KHAN KIDS KIND KING KIRK KNEE KNOW LA LABS LAKE LAMB LAND"
	" LANE LATE LAW LAWN LE LEA LEAD LEAF LEAS LED LEE LEEK LEEN LEES LEG LENS LESS LEY LEYS LIFE LIFT LIME LINE"
	" LINK LION LIST LIVE LOAD LOCK LONG LOOE LORD LOSS LOVE LOW LUKE LUNG LYME LYNE LYNN MAIN MAKE MALE MANY MARK"
	" MARY MAY ME MEAD MEAL MED MEET MEN MERE MEWS MID MILE MILK MILL MIND MINE MOAT MONK MOOR MORE MOSS MOVE MUCH"
	" MUM MUMS MY NAME NASH NEAR NEED NEIL NENE NEST NEW NEWS NEXT NICE NINE NO NOEL NON NOSE NOT NOTE NOW OAK"
	" OAKS OAT OLD ONE ONLY OPEN OUR OUT OVAL OVER OWEN OWL PAED PAGE PAIN PALL PARC PARK PART PASS PATH PAUL PAY"
	" PEAK PEAR PEEL PEER PEN PENN PIER PIKE PILL PINE PIT PLAN PLAS PLAY PLUS POND POOL POOR PORT POST PRAC PURE"
	" QUAY QUIT RACE RAJA RATE RAY READ REAL RED REES REID REST RHYS RICH RING RISE ROAD ROCK ROLE ROOM ROSE ROSS"
	" ROW ROY RULE RUSH RUTH RYAN RYDE RYE SAFE SAGE SAIL SALE SALT SAM SAME SAND SARA SAVE SEA SEAL SEAN SEAT"
	" SEED SELF SEND SERV SETH SHAH SHAW SHIP SHOP SICK SIDE SIGN SITE SIX SIZE SKIN SKY SLIP SNOW SOAR SOFT SOHO"
	" SON SOON SORT SOUL SPA SPAN SPOT STAR STAY STEP STOP STOW SUB SUN SURE SURG SWAN TAFF TAKE TALK TAME TASK"
	" TAW TEAM TEEN TEES TEN TENT TERM TEST TEXT THAT THEM THIS TIDE TIER TIME TIPS TODD TOLD TONY TOOL TOP TOR"
	" TOUR TOWN TREE TRIP TRUE TURN TWO TY TYNE TYPE UNIT UNIV UP USE USER VALE VAST VERY VETS VIA VIEW VINE VOSS"
	" WAIT WAKE WALK WALL WANT WARD WARE WARK WARM WASH WAVE WAY WE WEAK WEAR WEB WEBB WEEK WEIR WELL WEST WEY"
	" WICK WIDE WILD WILL WIND WING WISH WOLD WOOD WORD WORK WREN WYE WYRE YARD YARM YEAR YEW YOGA YORK YOU YOUR"
	" ZONE"
	" ";
/* clang-format on */

static const char *written_word(const char *word, size_t n)
{
	for (size_t i = 0; i < countof(short_words); i++)
		if (strlen(short_words[i].capitals) == n && memcmp(short_words[i].capitals, word, n) == 0)
			return short_words[i].written;
	return NULL;
}

static bool is_plain_word(const char *word, size_t n)
{
	char wanted[CAPITALS_MOST + 3];
	text_print(wanted, sizeof wanted, " %.*s ", (int)n, word);
	return strstr(plain_words, wanted) != NULL;
}

/* Codes ("01Y"), initials and short names ("UHL"); longer ones have no vowel ("CPFT"), words have. */
static bool stays_capital(const char *word, size_t n)
{
	bool digit = false, vowel = false, capitals = true;
	for (size_t i = 0; i < n; i++) {
		digit = digit || is_digit(word[i]);
		vowel = vowel || strchr("AEIOUY", word[i]);
		capitals = capitals && is_upper(word[i]);
	}
	return digit || !vowel || (capitals && n <= CAPITALS_MOST && !is_plain_word(word, n));
}

/* A capital at the start and after anything that parts words; after an apostrophe only where one letter stands before
 * it (O'Brien, but St John's). */
static void add_capitalised(Text *out, const char *word, size_t n)
{
	bool capital = true;
	for (size_t i = 0; i < n; i++) {
		text_add_char(out, is_upper(word[i]) && !capital ? (char)(word[i] - 'A' + 'a') : word[i]);
		capital = word[i] == '\'' ? i == 1
					  : !is_upper(word[i]) && !is_lower(word[i]) && !is_digit(word[i]) &&
						    (unsigned char)word[i] < 0x80;
	}
}

static void add_word(Text *out, const char *word, size_t n, bool first, bool place)
{
	const char *written = written_word(word, n);
	if (written && !(first && is_lower(written[0])))
		text_add(out, written);
	else if (!written && !place && stays_capital(word, n))
		text_add_bytes(out, word, n);
	else
		add_capitalised(out, word, n);
}

static size_t word_length(const char *text)
{
	return strcspn(text, " ()/-,");
}

static void add_words(Text *out, const char *name, bool place)
{
	for (bool first = true; *name; first = false) {
		size_t n = word_length(name);
		add_word(out, name, n, first, place);
		for (name += n; *name && word_length(name) == 0; name++)
			text_add_char(out, *name);
	}
}

static bool all_capitals(const char *name)
{
	while (*name && !is_lower(*name))
		name++;
	return *name == '\0';
}

/* Where the long words for a foundation trust begin, whatever their case; NULL if they are not in the name. */
static char *find_foundation(char *name)
{
	static const char words[] = "NHS FOUNDATION TRUST";
	for (; *name; name++) {
		size_t i = 0;
		while (words[i] && (name[i] == words[i] || (is_lower(name[i]) && name[i] - 'a' + 'A' == words[i])))
			i++;
		if (!words[i])
			return name;
	}
	return NULL;
}

size_t organisation_short_name(const Organisation *organisation, char *out, size_t size)
{
	static const size_t foundation_length = sizeof "NHS FOUNDATION TRUST" - 1;
	scoped(arena_free) Arena arena = {0};
	char *name = arena_text(&arena, text_or(organisation->name, ""));
	bool capitals = all_capitals(name);
	char *foundation = find_foundation(name);
	if (foundation) {
		foundation[0] = 'F';
		foundation[1] = 'T';
		memmove(foundation + 2, foundation + foundation_length, strlen(foundation + foundation_length) + 1);
	}
	if (!capitals)
		return text_copy(out, size, name);

	Text text = {.arena = &arena};
	add_words(&text, name, false);
	return text_copy(out, size, text_done(&text));
}

const char *organisation_town(const Organisation *organisation, Arena *arena)
{
	const char *town = text_or(organisation->town, "");
	Text text = {.arena = arena};
	if (!all_capitals(town))
		return town;
	add_words(&text, town, true);
	return text_done(&text);
}
