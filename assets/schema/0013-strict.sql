-- The search for organisations is written by the program: a trigger may touch no virtual table where the schema of a file
-- is not trusted.

DROP TRIGGER IF EXISTS organisation_told;
DROP TRIGGER IF EXISTS organisation_renamed;

-- Lines are counted from 1, whatever the table holds.

CREATE TRIGGER ledger_first BEFORE INSERT ON ledger WHEN NEW.seq < 1
BEGIN
    SELECT RAISE(ABORT, 'a line is told at the end of the ledger only');
END;
