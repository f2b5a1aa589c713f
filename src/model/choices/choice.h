/* A choice beside Share Out and Share In, as it is asked and answered: each is told as one fact, with who said it and
 * how. They are read aloud in a sitting (model/care/sitting.h); what is read stands in model/spoken/choice_words.h. */
#pragma once

#include "model/desk/chart.h"
#include "model/desk/speaker.h"
#include "model/spoken/choice_words.h"

typedef struct Choice {
	ChoiceAbout about;
	const char *of; /* a study's name, an entry's identifier, an organisation's code; else NULL */
} Choice;

typedef struct ChoiceGiven {
	Choice choice;
	Answer answer; /* yes or no; of a permission to look also unable: then nobody speaks */
} ChoiceGiven;

/* Those that were never made, or that a parent made of a patient who is 16 now (A12), in the order in which they are
 * asked; nothing of a patient whom another practice holds. A study only where a parent's yes fell. */
void choices_due(Desk *desk, const Chart *chart, Arena *arena, const Choice **ret_choices, size_t *ret_count);

/* What was answered until now; 0: nothing. Of the national opt-out what was noted, of a permission what holds. */
Answer choice_stands(const Reach *reach, const Choice *choice);
/* Never decided in a patient's best interest: planning and research, and studies. */
bool choice_is_own_wish(const Choice *choice);
FactKind choice_kind(const Choice *choice); /* of the fact that tells it */
/* For undo: "the Summary Care Record". */
const char *choice_called(const Choice *choice);

/* What can be said of them without the ledger, and of them and the speaker … */
bool choices_check(const Speaker *speaker, const ChoiceGiven *given, size_t count, Error *err) must_check;
/* … and inside the transaction. */
bool choices_check_now(const Reach *reach, const ChoiceGiven *given, size_t count, Error *err) must_check;
/* How many facts they come to, in `facts`, with room for `count`. A yes to a summary tells nothing without the answer
 * to its additional information. */
size_t choices_facts(const ChoiceGiven *given, size_t count, Fact *facts);
