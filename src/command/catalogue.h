/* The patient's words in other languages: tables that catalogues.sh makes of assets/language when the desk is built. */
#pragma once

#include <stddef.h>

enum { CATALOGUE_FORMS = 3, CATALOGUE_LANGUAGE_MAX = 8 };

typedef struct CatalogueWords {
	const char *english;		  /* the words for one, where there is a count in them */
	const char *own[CATALOGUE_FORMS]; /* the first alone where there is no count */
} CatalogueWords;

typedef struct Catalogue {
	const char *language;	     /* ISO 639-1: "gu"; "gu-f", "gu-m": what is said otherwise to a woman, a man */
	const CatalogueWords *words; /* in the order of strcmp by `english`, each once */
	size_t count;
	size_t (*form)(unsigned long n); /* which of `own` is said of n */
} Catalogue;

extern const Catalogue catalogues[];
extern const size_t catalogue_count;
