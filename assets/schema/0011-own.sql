-- How each person at the desk has it: theme, mouse, signs. Beside their account, and like it no part of the ledger.

CREATE TABLE own_setting (
    staff           TEXT NOT NULL REFERENCES staff (folded),
    name            TEXT NOT NULL,
    value           TEXT NOT NULL,
    PRIMARY KEY (staff, name)
) STRICT, WITHOUT ROWID;
