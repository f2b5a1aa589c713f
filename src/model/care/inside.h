/* What the acts of care share (desk_answer.c, desk_contact.c, questions.c); nothing outside the model includes it. */
#pragma once

#include "model/care/refer.h"
#include "model/desk/checks.h"

typedef struct Contact {
	const char *mobile, *email; /* NULL leaves as it is, "" takes it off the file */
	Prefers prefers;            /* 0 leaves as it is */
} Contact;

/* Texts of the fact live in `keep`. `ret_restore`: the fact that brings back what is on file now. */
bool desk_contact_fact(const Person *person, const Contact *contact, Arena *keep, Fact *ret_fact, Fact *ret_restore,
		       Error *err) must_check;
/* Kept with the act just told, for undo. */
void desk_contact_remember(Chart *chart, const Fact *restore);

/* As desk_answer, with what was given as contact details (or NULL) in the same transaction; `count` may then be 0. */
bool desk_answer_and_contact(Desk *desk, Chart *chart, const Speaker *speaker, const GivenAnswer *answers, size_t count,
			     const Contact *contact, Error *err) must_check;
