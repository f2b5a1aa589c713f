-- The directory: which line of the ledger is the present one of each key, and what it is found by. A cache: the ledger
-- alone makes it, in the same transaction, and `sharedesk ledger verify` makes it again and compares.
--
-- No migration: whoever changes a table here, or what is written into it, raises SCHEMA_CACHES, and each database makes
-- its caches anew when it is next opened.

DROP TABLE IF EXISTS organisation_words;
DROP TABLE IF EXISTS organisation;
DROP TABLE IF EXISTS family_word;
DROP TABLE IF EXISTS given_word;
DROP TABLE IF EXISTS former_name;
DROP TABLE IF EXISTS patient;
DROP TABLE IF EXISTS family;
DROP TABLE IF EXISTS name;
DROP TABLE IF EXISTS entry;
DROP TABLE IF EXISTS due;
DROP TABLE IF EXISTS due_count;
DROP TABLE IF EXISTS due_look;
DROP TABLE IF EXISTS due_org;
DROP TABLE IF EXISTS tally;
DROP TABLE IF EXISTS figure;
DROP TABLE IF EXISTS brief;
DROP TABLE IF EXISTS brief_end;
DROP INDEX IF EXISTS ledger_strange;
DROP INDEX IF EXISTS ledger_looked;
DROP INDEX IF EXISTS ledger_looker;

CREATE TABLE organisation (
    id              INTEGER PRIMARY KEY, -- for the search alone
    code            TEXT NOT NULL UNIQUE,
    seq             INTEGER NOT NULL REFERENCES ledger (seq),
    by_hand         INTEGER NOT NULL, -- 1 once staff or ledger lines told it; an import does not undo that
    closed          TEXT, -- its last day; 0001-01-01 where its list says that it is closed
    folded_code     TEXT NOT NULL,
    words           TEXT NOT NULL, -- that it is found by (organisation_words)
    rank            INTEGER NOT NULL, -- OrganisationRank
    name            TEXT NOT NULL, -- folded: sorted by it
    used            INTEGER NOT NULL DEFAULT 0 -- 1 once a patient was referred there
) STRICT;

CREATE INDEX organisation_folded_code ON organisation (folded_code);

-- Case and marks are folded before the words come here, so that the plainest tokenizer does. Who writes the one writes
-- the other (directory.c).
CREATE VIRTUAL TABLE organisation_words USING fts5 (
    words, content = 'organisation', content_rowid = 'id', tokenize = 'ascii', detail = 'none', prefix = '1 2'
);

CREATE TABLE patient (
    nhs             TEXT NOT NULL PRIMARY KEY,
    seq             INTEGER NOT NULL REFERENCES ledger (seq),
    family          TEXT NOT NULL, -- its letters alone, as of the next two
    given           TEXT NOT NULL,
    preferred       TEXT NOT NULL, -- '' where there is none
    born            TEXT,
    -- '' where there is none, and of a restricted patient, whom nobody finds by where they can be reached
    postcode        TEXT NOT NULL, -- letters and digits alone
    mobile          TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Each holds all that a search by it asks for, so that only those who are shown are read.
CREATE INDEX patient_name ON patient (family, given, preferred, nhs, seq, born);
CREATE INDEX patient_born ON patient (born, family, given, preferred);
CREATE INDEX patient_year ON patient (substr(born, 1, 4), family, given, preferred, nhs, seq, born);

CREATE INDEX patient_postcode ON patient (postcode, family, given) WHERE postcode <> '';
CREATE INDEX patient_mobile ON patient (mobile, family, given) WHERE mobile <> '';

-- What somebody is called: each word of their given and preferred names, and several of them run together.
CREATE TABLE given_word (
    nhs             TEXT NOT NULL,
    letters         TEXT NOT NULL,
    family          TEXT NOT NULL,
    born            TEXT
) STRICT;

CREATE INDEX given_word_nhs ON given_word (nhs, letters);
CREATE INDEX given_word_letters ON given_word (letters, family, nhs, born);
CREATE INDEX given_word_year ON given_word (substr(born, 1, 4), letters, family, nhs, born);

-- Of two beginnings both may be common and few have both: within one letter of the given name they are soon found.
CREATE INDEX given_word_initial ON given_word (substr(letters, 1, 1), family, letters, nhs, born);

-- A family name from a later word of it on: "delacruz" stands above, "lacruz" and "cruz" here.
CREATE TABLE family_word (
    letters         TEXT NOT NULL,
    given           TEXT NOT NULL,
    preferred       TEXT NOT NULL,
    nhs             TEXT NOT NULL,
    born            TEXT,
    PRIMARY KEY (letters, given, preferred, nhs)
) STRICT, WITHOUT ROWID;

CREATE INDEX family_word_nhs ON family_word (nhs);

-- A family name that somebody had before.
CREATE TABLE former_name (
    letters         TEXT NOT NULL,
    nhs             TEXT NOT NULL,
    PRIMARY KEY (letters, nhs)
) STRICT, WITHOUT ROWID;

CREATE INDEX former_name_nhs ON former_name (nhs);

-- The family names that anybody has or had, and what anybody is or was called: what those easily taken for them are found
-- by (alike.h).
CREATE TABLE name (
    part            INTEGER NOT NULL, -- NamePart
    letters         TEXT NOT NULL,
    backward        TEXT NOT NULL,
    sound           TEXT NOT NULL,
    PRIMARY KEY (part, letters)
) STRICT, WITHOUT ROWID;

CREATE INDEX name_backward ON name (part, backward);
CREATE INDEX name_sound ON name (part, sound);

CREATE TABLE entry (
    id              TEXT NOT NULL PRIMARY KEY,
    seq             INTEGER NOT NULL REFERENCES ledger (seq),
    patient         TEXT NOT NULL,
    recorded        INTEGER NOT NULL,
    org             TEXT NOT NULL,
    category        TEXT NOT NULL,
    code            TEXT,
    sensitive       INTEGER
) STRICT, WITHOUT ROWID;

-- Holds all that a fold asks for: a record is read without table and ledger, where nobody reads what it says.
CREATE INDEX entry_patient ON entry (patient, recorded, id, seq, org, category, code, sensitive);

-- What is due, as the model folds it of each patient (ledger.h, DueRow), in the order in which each sort is listed.
CREATE TABLE due (
    kind            INTEGER NOT NULL,
    sort            INTEGER NOT NULL,
    until           INTEGER NOT NULL, -- what is over is before the others, and costs a list nothing
    since           INTEGER NOT NULL,
    patient         TEXT NOT NULL,
    what            TEXT NOT NULL,
    PRIMARY KEY (kind, sort, until, since, patient, what)
) STRICT, WITHOUT ROWID;

CREATE INDEX due_patient ON due (patient, kind);

-- How many there are, so that nobody counts them: those that end at one instant together, for what ends does so at midnight.
CREATE TABLE due_count (
    until           INTEGER NOT NULL,
    kind            INTEGER NOT NULL,
    sort            INTEGER NOT NULL,
    count           INTEGER NOT NULL,
    PRIMARY KEY (until, kind, sort)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER due_more AFTER INSERT ON due
BEGIN
    INSERT INTO due_count (until, kind, sort, count) VALUES (NEW.until, NEW.kind, NEW.sort, 1)
    ON CONFLICT (until, kind, sort) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER due_less AFTER DELETE ON due
BEGIN
    UPDATE due_count SET count = count - 1 WHERE until = OLD.until AND kind = OLD.kind AND sort = OLD.sort;
END;

-- Who is to be looked at anew, and from when on: at once (the least instant) where something was told of them.
CREATE TABLE due_look (
    patient         TEXT NOT NULL PRIMARY KEY,
    at              INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX due_look_at ON due_look (at, patient);

-- An organisation that changed: whoever was registered or referred there by a line after this one is yet to be marked.
CREATE TABLE due_org (
    org             TEXT NOT NULL PRIMARY KEY,
    after           INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What each patient adds to the figures, as the model finds it (ledger.h, TallyList): "month sort count org", a line for each.
CREATE TABLE tally (
    patient         TEXT NOT NULL PRIMARY KEY,
    lines           TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- All of them together, so that nobody counts: who writes the one writes the other (store/figures.c).
CREATE TABLE figure (
    month           INTEGER NOT NULL,
    org             TEXT NOT NULL,
    sort            INTEGER NOT NULL,
    count           INTEGER NOT NULL,
    PRIMARY KEY (month, org, sort)
) STRICT, WITHOUT ROWID;

-- A patient's record in few bytes, for who decides many questions (store/brief.c). By the number itself, so that one page holds
-- a few; who has no number of ten digits has none.
CREATE TABLE brief (
    patient         INTEGER PRIMARY KEY,
    seal            BLOB NOT NULL, -- of the format, the patient and the bytes: any other is not looked at
    bytes           BLOB NOT NULL
) STRICT;

-- The line up to which they are so: of whom anything was told after it, none counts. An answer saved costs nothing here. That somebody
-- looked is not in them, and matters only where it is the latest that was recorded and the clock was set back to before it: none
-- counts for a clock behind the latest up to that line.
CREATE TABLE brief_end (
    seq             INTEGER NOT NULL,
    latest          INTEGER NOT NULL
) STRICT;

INSERT INTO brief_end SELECT coalesce(max(seq), 0), coalesce(max(recorded_at), 0) FROM ledger;

-- Lines of nobody that have a patient all the same, by which they would not be found: there are none. Who reads the lines
-- of nobody looks here first. (A list of three would be made into a table for each line that is told.)

CREATE INDEX ledger_strange ON ledger (seq)
WHERE (kind = 'standing' OR kind = 'scr-default' OR kind = 'exported' OR kind = 'account' OR kind = 'setting' OR kind = 'imported')
  AND patient IS NOT NULL;

-- Who has looked, by when it was and by who it was (who told the line, then the name): a page of it is read, and nothing counted.

CREATE INDEX ledger_looked ON ledger ("at")
WHERE "at" IS NOT NULL AND (kind = 'viewed' OR kind = 'exported' OR kind = 'imported' OR kind = 'override' OR kind = 'override-ended'
    OR kind = 'override-reviewed' OR kind = 'access-given' OR kind = 'account' OR kind = 'setting');
CREATE INDEX ledger_looker ON ledger (source || coalesce("by", ''), "at")
WHERE "at" IS NOT NULL AND (kind = 'viewed' OR kind = 'exported' OR kind = 'imported' OR kind = 'override' OR kind = 'override-ended'
    OR kind = 'override-reviewed' OR kind = 'access-given' OR kind = 'account' OR kind = 'setting');
