-- Who is expected at the practice on one day, beside the ledger and never part of it: no export, no seal. Replaced as a whole by the
-- next list, and emptied once its day is over.

CREATE TABLE expected (
    place           INTEGER NOT NULL PRIMARY KEY, -- in the order of the list
    day             TEXT NOT NULL, -- 2026-11-29
    nhs             TEXT NOT NULL,
    minute          INTEGER, -- of the day; NULL: not said
    clinician       TEXT
) STRICT;
