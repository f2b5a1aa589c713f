-- The search for organisations is written by the program: a trigger may touch no virtual table where the schema of a file
-- is not trusted.

DROP TRIGGER IF EXISTS organisation_told;
DROP TRIGGER IF EXISTS organisation_renamed;

-- Lines are counted from 1, whatever the table holds.

CREATE TRIGGER ledger_first BEFORE INSERT ON ledger WHEN NEW.seq < 1
BEGIN
    SELECT RAISE(ABORT, 'a line is told at the end of the ledger only');
END;

-- Lines of nobody that have a patient all the same, by which they would not be found: there are none. Who reads the lines
-- of nobody looks here first. (A list of three would be made into a table for each line that is told.)

CREATE INDEX ledger_strange ON ledger (seq)
WHERE (kind = 'standing' OR kind = 'scr-default' OR kind = 'exported' OR kind = 'account' OR kind = 'setting' OR kind = 'imported')
  AND patient IS NOT NULL;
