-- The ledger. What is derived from it: caches.sql.
--
-- `ledger` is append-only: one row for each line ever told, directory lines and facts alike. Its columns are the union of
-- the fields of all kinds of line (src/model/facts/line.c); a field that a kind does not have, or that was not given, is NULL.
-- Instants are seconds since 1970-01-01T00:00:00Z, dates 'YYYY-MM-DD', words as the ledger lines write them, truths 0 or 1.
-- A row with `at` is a fact, one without a directory line: indices and queries tell them apart by that.

CREATE TABLE ledger (
    seq             INTEGER PRIMARY KEY,
    kind            TEXT NOT NULL,
    source          INTEGER NOT NULL, -- who told it: 0 ledger lines, 1 desk, 2 ODS, 3 FHIR
    seal            BLOB NOT NULL CHECK (length(seal) = 32), -- seals this line and the one before

    -- Facts
    "id"            TEXT, -- also of an entry
    "at"            INTEGER,
    "recorded_at"   INTEGER,
    "by"            TEXT,
    "patient"       TEXT,
    "episode"       TEXT,
    "org"           TEXT,
    "direction"     TEXT,
    "answer"        TEXT,
    "who"           TEXT,
    "how"           TEXT,
    "name"          TEXT, -- of who spoke; of an organisation
    "capacity"      TEXT,
    "reason"        TEXT,
    "language"      TEXT,
    "script"        TEXT,
    "note"          TEXT,
    "practice"      TEXT,
    "standing"      TEXT,
    "from"          TEXT,
    "service"       TEXT,
    "entry"         TEXT,
    "request"       TEXT,
    "channel"       TEXT,
    "expires"       INTEGER,
    "status"        TEXT, -- of the SCR; of an organisation
    "include"       INTEGER,
    "choice"        TEXT,
    "purpose"       TEXT,
    "value"         TEXT,
    "study"         TEXT,
    "override"      TEXT,
    "include_private" INTEGER,
    "until"         INTEGER,
    "outcome"       TEXT,
    "mobile"        TEXT,
    "email"         TEXT,
    "prefers"       TEXT,
    "online"        INTEGER,
    "flag"          TEXT,
    "on"            INTEGER,
    "kiosk"         TEXT,
    "fact"          TEXT, -- the fact that a void voids

    -- Entries
    "recorded"      INTEGER,
    "category"      TEXT,
    "text"          TEXT,
    "code"          TEXT, -- also of an organisation
    "system"        TEXT, -- also of an organisation
    "sensitive"     INTEGER,

    -- Patients
    "nhs"           TEXT,
    "family"        TEXT,
    "given"         TEXT,
    "title"         TEXT,
    "preferred"     TEXT,
    "born"          TEXT,
    "died"          TEXT,
    "gender"        TEXT,
    "postcode"      TEXT, -- also of an organisation
    "interpreter"   INTEGER,
    "restricted"    INTEGER,

    -- Organisations
    "care"          TEXT,
    "mig"           INTEGER,
    "type"          TEXT,
    "commissioner"  TEXT,
    "town"          TEXT,
    "phone"         TEXT,
    "opened"        TEXT,
    "closed"        TEXT,
    "successor"     TEXT
) STRICT;

CREATE UNIQUE INDEX ledger_fact ON ledger ("id") WHERE "at" IS NOT NULL;
CREATE INDEX ledger_patient ON ledger ("patient") WHERE "at" IS NOT NULL;
CREATE INDEX ledger_episode ON ledger ("episode") WHERE "episode" IS NOT NULL;
CREATE INDEX ledger_request ON ledger ("request") WHERE "request" IS NOT NULL;
CREATE INDEX ledger_override ON ledger ("override") WHERE "override" IS NOT NULL;

-- Nothing is overwritten and nothing is erased: not by the desk, nor by a slip of a hand in another program.

CREATE TRIGGER ledger_next BEFORE INSERT ON ledger
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM ledger)
BEGIN
    SELECT RAISE(ABORT, 'a line is told at the end of the ledger only');
END;

-- Or else INSERT OR REPLACE would put the older fact away without asking the trigger below.
CREATE TRIGGER ledger_once BEFORE INSERT ON ledger
WHEN NEW."at" IS NOT NULL AND EXISTS (SELECT 1 FROM ledger WHERE "id" = NEW."id" AND "at" IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'a fact of this id was told before');
END;

CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'a line of the ledger is never changed');
END;

CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
BEGIN
    SELECT RAISE(ABORT, 'a line of the ledger is never deleted');
END;

-- Where the ledger ended at the last commit, so that a tail cut off shows.

CREATE TABLE ledger_end (
    only            INTEGER PRIMARY KEY CHECK (only = 1),
    seq             INTEGER NOT NULL,
    seal            BLOB NOT NULL
) STRICT;

INSERT INTO ledger_end (only, seq, seal) VALUES (1, 0, zeroblob(32));

-- Who works here, how the desk is set and what opens a request: not part of the ledger, changed in place, never exported.

CREATE TABLE staff (
    folded          TEXT NOT NULL PRIMARY KEY, -- the name, folded
    name            TEXT NOT NULL,
    role            TEXT NOT NULL,
    active          INTEGER NOT NULL,
    passphrase      TEXT, -- hash, Argon2id
    pin             TEXT, -- hash, Argon2id
    pin_failures    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    name            TEXT NOT NULL PRIMARY KEY,
    value           TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code (
    fact            TEXT NOT NULL PRIMARY KEY, -- the `code-issued` that gave it out
    hash            BLOB NOT NULL CHECK (length(hash) = 32) -- keyed; the key is not in the database
) STRICT, WITHOUT ROWID;
