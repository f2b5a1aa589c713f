/* Questions and answers as lines of JSON: `sharedesk decide --batch`. Source: FORMATS §2.
 *
 * Unknown fields are errors (a mistyped `known_at` must not mean now), and so are fields of the other sort of question.
 */
#pragma once

#include "base/text.h"
#include "model/readings/inquiry.h"

typedef struct Question {
	const char *id; /* any JSON value, as JSON; "null" if there was none */
	Inquiry inquiry;
} Question;

/* The answer with its \n. */
void answer_write(const Question *question, const Reply *reply, Text *out);

/* The whole of it: reads the line, inquires, writes the answer or the error; false if it was an error. */
bool question_answer(Inquirer *inquirer, const char *line, size_t length, Arena *arena, Text *out);
