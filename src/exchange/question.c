#include "exchange/question.h"

#include <stdlib.h>
#include <string.h>

#include "exchange/json.h"
#include "exchange/json_flat.h"

typedef enum QuestionSort { OF_EITHER, OF_CARE, OF_RESEARCH } QuestionSort;

typedef enum QuestionType {
	QUESTION_ID,
	QUESTION_USE,
	QUESTION_TEXT,
	QUESTION_INSTANT,
	QUESTION_COLOUR,
	QUESTION_TRUTH
} QuestionType;

static const struct QuestionField {
	const char *name;
	QuestionType type;
	QuestionSort sort;
	size_t offset; /* into Inquiry */
} fields[] = {
	{"id", QUESTION_ID, OF_EITHER, 0},
	{"patient", QUESTION_TEXT, OF_EITHER, offsetof(Inquiry, patient)},
	{"org", QUESTION_TEXT, OF_CARE, offsetof(Inquiry, org)},
	{"entry", QUESTION_TEXT, OF_CARE, offsetof(Inquiry, entry)},
	{"at", QUESTION_INSTANT, OF_EITHER, offsetof(Inquiry, at)},
	{"known_at", QUESTION_INSTANT, OF_EITHER, offsetof(Inquiry, known_at)},
	{"use", QUESTION_USE, OF_RESEARCH, 0},
	{"colour", QUESTION_COLOUR, OF_RESEARCH, 0},
	{"study", QUESTION_TEXT, OF_RESEARCH, offsetof(Inquiry, use.study)},
	{"public_health", QUESTION_TRUTH, OF_RESEARCH, 0},
};

static const struct QuestionField *find_field(const char *name)
{
	for (size_t i = 0; i < countof(fields); i++)
		if (text_is(fields[i].name, name))
			return &fields[i];
	return NULL;
}

/* --- What a line gives: members of an object --- */

typedef enum GivenType { GIVEN_OTHER, GIVEN_TEXT, GIVEN_FALSE, GIVEN_TRUE } GivenType;

typedef struct Given {
	const char *name, *text; /* the text of GIVEN_TEXT; of what else `id` is, the JSON */
	GivenType type;
} Given;

typedef struct GivenList {
	Given *items;
	size_t count;
} GivenList;

static const Given *find_given(const GivenList *givens, const char *name)
{
	for (size_t i = 0; i < givens->count; i++)
		if (text_is(givens->items[i].name, name))
			return &givens->items[i];
	return NULL;
}

static const char *json_kept(const json_t *value, Arena *arena)
{
	char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
	const char *kept = text ? arena_text(arena, text) : "null";
	free(text);
	return kept;
}

static Given given_of(const char *name, const json_t *value, Arena *arena)
{
	Given given = {.name = arena_text(arena, name)};
	if (json_is_string(value))
		given.type = GIVEN_TEXT;
	else if (json_is_boolean(value))
		given.type = json_is_true(value) ? GIVEN_TRUE : GIVEN_FALSE;
	if (given.type == GIVEN_TEXT)
		given.text = arena_text(arena, json_string_value(value));
	else if (text_is(name, "id"))
		given.text = json_kept(value, arena);
	return given;
}

static bool read_json(const char *line, size_t length, Arena *arena, GivenList *ret_givens, Error *err)
{
	json_t *object = json_read_object(line, length, err);
	const char *name;
	json_t *value;
	if (!object)
		return false;
	GivenList givens = {arena_array(arena, json_object_size(object), sizeof(Given)), 0};
	json_object_foreach(object, name, value) givens.items[givens.count++] = given_of(name, value, arena);
	json_decref(object);
	*ret_givens = givens;
	return true;
}

/* Of a line as programs write them, in a third of the time. False, whatever is wrong or only unusual: jansson says
 * what. */
static bool read_plain(const char *line, size_t length, Arena *arena, GivenList *ret_givens)
{
	static const GivenType types[] = {
		[JSON_IS_TEXT] = GIVEN_TEXT, [JSON_IS_FALSE] = GIVEN_FALSE, [JSON_IS_TRUE] = GIVEN_TRUE};
	scoped(json_flat_done) JsonFlat flat = {0};
	if (!json_flat_plain(&flat, line, length))
		return false;
	GivenList givens = {arena_array(arena, flat.count, sizeof(Given)), flat.count};
	for (size_t i = 0; i < flat.count; i++) {
		const JsonMember *member = &flat.members[i];
		const char *text = member->text ? member->text : member->type == JSON_IS_TRUE ? "true" : "false";
		givens.items[i] =
			(Given){arena_text(arena, member->name), arena_text(arena, text), types[member->type]};
	}
	*ret_givens = givens;
	return true;
}

/* --- What is given becomes a question --- */

static bool bad_value(const struct QuestionField *field, const char *wanted, Error *err)
{
	return fail(err, ERROR_INPUT, "The field \"%s\" must be %s.", field->name, wanted);
}

static bool read_text(const struct QuestionField *field, const char *text, Inquiry *inquiry, Error *err)
{
	if (text_empty(text))
		return bad_value(field, "a text in quotes, not empty", err);
	memcpy((char *)inquiry + field->offset, &text, sizeof text);
	return true;
}

static bool read_instant(const struct QuestionField *field, const char *text, Inquiry *inquiry, Error *err)
{
	Instant at;
	if (!text || !instant_parse(text, &at))
		return bad_value(field, "an instant like \"2024-03-01T09:00:00Z\"", err);
	memcpy((char *)inquiry + field->offset, &at, sizeof at);
	return true;
}

static bool read_value(const struct QuestionField *field, const Given *given, Inquiry *inquiry, Error *err)
{
	const char *text = given->type == GIVEN_TEXT ? given->text : NULL;
	switch (field->type) {
	case QUESTION_ID: return true;
	case QUESTION_TEXT: return read_text(field, text, inquiry, err);
	case QUESTION_INSTANT: return read_instant(field, text, inquiry, err);
	case QUESTION_USE: return text_is(text, "research") || bad_value(field, "\"research\"", err);
	case QUESTION_COLOUR:
		inquiry->use.colour = words_find(&colour_words, text);
		return inquiry->use.colour != 0 || bad_value(field, "\"red\", \"amber\" or \"green\"", err);
	case QUESTION_TRUTH:
		inquiry->use.public_health = given->type == GIVEN_TRUE;
		return given->type == GIVEN_TRUE || given->type == GIVEN_FALSE ||
		       bad_value(field, "true or false", err);
	}
	return false;
}

static bool read_fields(const GivenList *givens, Inquiry *inquiry, Error *err)
{
	for (size_t i = 0; i < givens->count; i++) {
		const Given *given = &givens->items[i];
		const struct QuestionField *field = find_field(given->name);
		if (!field)
			return fail(err, ERROR_INPUT, "The field \"%s\" is unknown in a question.", given->name);
		if (field->sort == OF_CARE && inquiry->research)
			return fail(err, ERROR_INPUT, "The field \"%s\" does not belong to a question about research.",
				    given->name);
		if (field->sort == OF_RESEARCH && !inquiry->research)
			return fail(err, ERROR_INPUT,
				    "The field \"%s\" belongs to a question with \"use\":\"research\".", given->name);
		if (!read_value(field, given, inquiry, err))
			return false;
	}
	if (inquiry->research && !inquiry->use.colour)
		return fail(err, ERROR_INPUT, "The field \"colour\" is missing; a question about research needs it.");
	return true;
}

static const char *read_id(const GivenList *givens, Arena *arena)
{
	const Given *given = find_given(givens, "id");
	if (!given || given->type != GIVEN_TEXT)
		return given ? given->text : "null";
	Text text = {.arena = arena};
	json_add_text(&text, given->text);
	return text_done(&text);
}

/* `ret_question->id` is set even on failure, so that the error can be answered with it. */
static bool read_question(const char *line, size_t length, Arena *arena, Question *ret_question, Error *err)
{
	Inquiry inquiry = {.at = INSTANT_MIN, .known_at = INSTANT_MIN};
	GivenList givens;
	*ret_question = (Question){.id = "null"};
	if (!read_plain(line, length, arena, &givens) && !read_json(line, length, arena, &givens, err))
		return false;
	ret_question->id = read_id(&givens, arena);
	inquiry.research = find_given(&givens, "use") != NULL;
	if (!read_fields(&givens, &inquiry, err))
		return false;
	ret_question->inquiry = inquiry;
	return true;
}

/* Words of the desk's own tables: nothing in them needs escaping, and formatting would cost more than the decision. */
static void add_word(Text *out, const char *before, const char *word)
{
	text_add(out, before);
	text_add_char(out, '"');
	text_add(out, word);
	text_add_char(out, '"');
}

static void add_list(Text *out, const char *before, TextList list)
{
	text_add(out, before);
	text_add_char(out, '[');
	for (size_t i = 0; i < list.count; i++) {
		if (i > 0)
			text_add_char(out, ',');
		json_add_text(out, list.items[i]);
	}
	text_add_char(out, ']');
}

static void add_because(Text *out, const Decision *decision)
{
	const char *ids[BECAUSE_MAX];
	for (size_t i = 0; i < decision->because_count; i++)
		ids[i] = decision->because[i]->id;
	add_list(out, ",\"because\":", (TextList){ids, decision->because_count});
}

static void add_channels(Text *out, const Decision *decision)
{
	text_add(out, ",\"channels\":{");
	for (Channel channel = 0; channel < CHANNELS; channel++) {
		const Ruling *ruling = &decision->channels[channel];
		add_word(out, channel > 0 ? "," : "", channel_text(channel));
		add_word(out, ":{\"decision\":", verdict_text(ruling->verdict));
		add_word(out, ",\"reason\":", reason_text(ruling->reason));
		text_add_char(out, '}');
	}
	text_add_char(out, '}');
}

static void add_decision(Text *out, const Reply *reply)
{
	const Decision *decision = &reply->decision;
	const char *via = via_text(decision->via);
	add_word(out, ",\"decision\":", verdict_text(decision->verdict));
	if (via)
		add_word(out, ",\"via\":", via);
	else
		text_add(out, ",\"via\":null");
	add_word(out, ",\"reason\":", reason_text(decision->reason));
	add_word(out, ",\"rule\":", rule_text(decision->rule));
	add_because(out, decision);
	text_add(out, ",\"text\":");
	json_add_text(out, reply->text);
	if (decision->needs_basis)
		text_add(out, ",\"needs\":\"lawful-basis\"");
	if (!decision->general)
		add_channels(out, decision);
}

void answer_write(const Question *question, const Reply *reply, Text *out)
{
	text_add(out, "{\"id\":");
	text_add(out, question->id);
	switch (reply->kind) {
	case REPLY_DECISION: add_decision(out, reply); break;
	case REPLY_VIEW:
		add_list(out, ",\"visible\":", reply->visible);
		add_list(out, ",\"ask\":", reply->ask);
		text_add_print(out, ",\"withheld\":%zu", reply->withheld);
		break;
	case REPLY_VIEWERS:
		add_list(out, ",\"visible_to\":", reply->visible);
		add_list(out, ",\"ask\":", reply->ask);
		if (reply->ask_any)
			text_add(out, ",\"ask_any\":true");
		break;
	}
	text_add(out, "}\n");
}

static void write_error(const Question *question, const Error *err, Text *out)
{
	text_add(out, "{\"id\":");
	text_add(out, question->id);
	text_add(out, ",\"error\":");
	json_add_text(out, err->text);
	text_add(out, "}\n");
}

bool question_answer(Inquirer *inquirer, const char *line, size_t length, Arena *arena, Text *out)
{
	Question question;
	Reply reply;
	Error err = {0};
	if (!read_question(line, length, arena, &question, &err) ||
	    !inquire(inquirer, &question.inquiry, arena, &reply, &err)) {
		write_error(&question, &err, out);
		return false;
	}
	answer_write(&question, &reply, out);
	return true;
}
