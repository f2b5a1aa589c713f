-- Accounts and settings are told as facts of the kinds `account` and `setting`: whose, what became of it, and by whom; never a
-- hash. The tables stay what is asked; `ledger verify` compares them with the facts. "name" and "value" are there already.

ALTER TABLE ledger ADD COLUMN "change" TEXT;
ALTER TABLE ledger ADD COLUMN "role" TEXT;

-- A row is sealed under a key made of desk.key (src/store/accounts.c); NULL: written before there were seals.

ALTER TABLE staff ADD COLUMN "once_until" INTEGER; -- a passphrase that was given out once is good until then; NULL: one's own
ALTER TABLE staff ADD COLUMN "signed_in" INTEGER;  -- when they last did; not sealed
ALTER TABLE staff ADD COLUMN "seal" BLOB;
ALTER TABLE setting ADD COLUMN "seal" BLOB;

-- Wrong passphrases in a row, by a hash of the name that was typed, whether anybody has it or not: over all desks.

CREATE TABLE wrong_passphrase (
    name            BLOB NOT NULL PRIMARY KEY,
    count           INTEGER NOT NULL,
    since           INTEGER NOT NULL, -- the first
    last            INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
