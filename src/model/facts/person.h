/* A patient, keyed by a valid NHS number. A directory line: what is on file now. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/date_partial.h"
#include "base/text.h"
#include "model/facts/word.h"

typedef struct Person {
	const char *nhs;	    /* ten digits, check digit right (nhs_number.h) */
	const char *family, *given; /* one of the two is empty of people with one name */
	const char *title, *preferred;
	const char *gender; /* as told: female, male, other, unknown … */
	const char *postcode, *mobile, *email, *language;
	Date born;
	PartialDate died;			  /* dead, however little is known of the day */
	WordByte prefers;			  /* Prefers */
	WordByte online, interpreter, restricted; /* Truth */
} Person;

typedef struct PersonList {
	const Person *items;
	size_t count;
} PersonList;

/* What the person is found, sorted and told apart by: the family name, or the one name that there is. */
const char *person_filed_name(const Person *person);
/* The given names beside it; "" beside the only name. */
const char *person_filed_given(const Person *person);

enum { PERSON_CALLED = 16 };
/* What somebody is called, in letters (utf8_letters): each word of the given names and of the preferred name, and
 * several of them run together ("ann", "marie", "annmarie"); none twice, at most PERSON_CALLED. Returns how many. */
size_t person_called(const Person *person, Arena *arena, const char *ret_words[PERSON_CALLED]);

/* "SMITH, Jane (Mrs)" as the NHS CUI patient banner writes it (PAB-0049 to 0053). */
void person_print_name(const Person *person, Text *out);
/* "Maureen Ashby", as one speaks to the patient. */
void person_print_spoken(const Person *person, Text *out);
/* "Maureen Ashby", in `arena`: the name on file, whatever the patient is called. */
const char *person_full_name(const Person *person, Arena *arena);
/* "Ashby M", in `arena`: for a list, where the whole name would say too much. */
const char *person_short_name(const Person *person, Arena *arena);
/* "(75y)": whole years to 'today', or to the day of death; months under 2 years ("14m"), days under 5 weeks ("12d").
 * Nothing where the birth is not known, or so little of the death that there is more than one such age. */
void person_print_age(const Person *person, Date today, Text *out);

/* Letter by letter, further given names apart; one name alone is the same wherever it stands. */
bool person_same_names(Arena *arena, const Person *a, const Person *b);

/* Dead is dead, whatever is known of the day. */
bool person_has_died(const Person *person);
/* A way to send a code to the patient: a mobile number, an e-mail address (contact.h) or online access is on file and
 * not declined. */
bool person_reachable(const Person *person);
