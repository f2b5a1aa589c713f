/* What the acts of care share, and the inside of a sitting. */
#pragma once

#include "model/care/care.h"
#include "model/care/sitting.h"
#include "model/desk/checks.h"

/* What the acts of care share. */

/* Texts of the fact live in `keep`. `ret_restore`: the fact that brings back what is on file now. */
bool desk_contact_fact(const Person *person, const Contact *contact, Arena *keep, Fact *ret_fact, Fact *ret_restore,
		       Error *err) must_check;
/* Kept with the act just told, for undo. */
void desk_contact_remember(Chart *chart, const Fact *restore);

/* The inside of a sitting, shared by the sitting*.c files: what is chosen at its beginning, what is said at each
 * step. */

/* Who is asked what, as the order and the patient's age have it. */
bool sitting_prepare(Sitting *sitting, const SittingOrder *order, Error *err) must_check;

/* Puts those that are asked by rows behind those that are asked in full. */
void sitting_find_rows(Sitting *sitting);

/* What is typed at a step, kept where it is what is asked for. */
bool sitting_type_name(Sitting *sitting, const char *typed, Error *err) must_check;
bool sitting_type_reason(Sitting *sitting, const char *typed, Error *err) must_check;
bool sitting_type_contact(Sitting *sitting, const char *typed, Error *err) must_check;

const char *sitting_typed(const Sitting *sitting); /* at the present step, so far */

/* Who speaks, with what was typed about them. */
Speaker sitting_speaker(const Sitting *sitting);

/* Reads the chart anew; what was recorded of the patient's sharing by anybody else since it was shown becomes `news`,
 * and the questions it is about are to be asked again, as far as they still stand. False where it cannot be read. */
bool sitting_look(Sitting *sitting) must_check;
/* Goes to the next of those that are to be asked again; false: there is none, and it stands at SITTING_MEANWHILE. */
bool sitting_next_again(Sitting *sitting);
/* Others that still say yes, of the same organisations as what is asked. */
void sitting_find_others(Sitting *sitting);
Holds sitting_read_back(const SittingItem *item, const Reach *after, const Reach *probe);
/* How an episode is called in this sitting; in its arena. */
const char *sitting_called(Sitting *sitting, const Episode *episode);

typedef struct SittingLines {
	Arena *arena;
	const Sitting *sitting; /* of whom and in which language */
	SittingLine *items;
	size_t count, room;
} SittingLines;

void sitting_lines(const Sitting *sitting, SittingLines *lines);
/* After an opt-out that stands in the way of what is asked: it can be changed first. */
void sitting_change_offer_lines(SittingLines *lines, ScriptWords words);
void sitting_news_lines(const Sitting *sitting, SittingLines *lines);

/* Of whom it is, where somebody else speaks; of a parent, until when (A10, A12). */
void sitting_about_lines(const Sitting *sitting, SittingLines *lines);

/* Another agreement whose question comes up: there was a no to the same direction at the same organisation. */
bool sitting_other_comes(const Sitting *sitting, const SittingItem *other);
/* The n-th of those that come up. */
SittingItem *sitting_other(const Sitting *sitting, size_t n);

/* The answers as desk_record takes them: those given, and a no for each other agreement that is to stop too. */
size_t sitting_answers(const Sitting *sitting, Arena *arena, const GivenAnswer **ret_answers);

/* Records what was answered, in one transaction; nothing where nothing was. */
bool sitting_save(Sitting *sitting, Error *err) must_check;

/* The choices beside Share Out and Share In (sitting_choices.c): which are to be asked; how many come up by what was
 * answered so far; the key that answers the one at hand; what is read. */
void sitting_choose_order(Sitting *sitting, const SittingOrder *order);
size_t sitting_times_more(const Sitting *sitting);
size_t sitting_times_choose(const Sitting *sitting);
void sitting_take_more(Sitting *sitting, char key);
void sitting_take_choose(Sitting *sitting, char key);
void sitting_more_lines(const Sitting *sitting, SittingLines *lines);
void sitting_choose_lines(const Sitting *sitting, SittingLines *lines);
void sitting_chosen_lines(const Sitting *sitting, SittingLines *lines); /* read back */
/* All that was answered so far, as desk_record takes it, contact details apart. */
Given sitting_given(const Sitting *sitting, Arena *arena);
/* It is about a permission to look, and nothing else. */
bool sitting_permits(const Sitting *sitting);
/* Nothing of it can be decided in the patient's best interest. */
bool sitting_own_wish(const Sitting *sitting);
bool sitting_chosen_later(const Sitting *sitting); /* one of them is left for another time */
/* The first of those that come up, from this one on, that is to be asked again. */
bool sitting_chosen_again(const Sitting *sitting, size_t *at);

/* What the patient may be told of stands in it; all that is said aloud rests on it. */
const Chart *sitting_told(const Sitting *sitting, Arena *arena);
/* The same fold with the answers and choices added: those given so far, or these. */
void sitting_preview(const Sitting *sitting, Arena *arena, Reach *ret_reach);
void sitting_preview_of(const Sitting *sitting, const Given *given, Arena *arena, Reach *ret_reach);

/* What will change. */
void sitting_change_lines(const Sitting *sitting, SittingLines *lines);
/* The language as it speaks to who answers: the gender on file is the patient's, not that of who speaks for them. */
const Language *sitting_speaks(const Sitting *sitting);
void sitting_line(SittingLines *lines, ScriptText text, ScriptWords words);
/* Words that are no text of the script; `day`, where they have one, as each language writes it. */
void sitting_say(SittingLines *lines, const char *english, ScriptWords words, Date day);
