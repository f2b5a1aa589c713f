/* What is told beside an act, one line after another: inside a transaction, and no right is asked. An act that is asked
 * about first is model/desk/telling.h.
 *
 * Nothing outside the model includes this. */
#pragma once

#include "model/desk/inside.h"
#include "model/ledger/tell.h"

/* Who tells at this desk, now; until teller_done. */
Teller desk_teller(Desk *desk);
bool desk_tell_line(Desk *desk, Line line, Arena *arena, Error *err) must_check;
/* The fact gets an id where it has none, and is of now, by who is signed in, else by whom it says. */
bool desk_tell_beside(Desk *desk, Teller *teller, Fact *fact, Arena *arena, Error *err) must_check;
/* One alone; `ret_id`: the id that it got, or NULL. */
bool desk_tell_fact(Desk *desk, Fact *fact, char ret_id[DESK_ID_MAX], Error *err) must_check;
/* Replaces the directory line, as staff. */
bool desk_tell_organisation(Desk *desk, const Organisation *organisation, Arena *arena, Error *err) must_check;
