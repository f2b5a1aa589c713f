-- Facts of the kind `imported`: a file that was taken in, by whom, its "name" (there already), format and hash, how many lines it had, how
-- many of the ledger it made, and the first and the last of these. Numbers are written as words are.

ALTER TABLE ledger ADD COLUMN "format" TEXT;
ALTER TABLE ledger ADD COLUMN "hash" TEXT;
ALTER TABLE ledger ADD COLUMN "read" TEXT;
ALTER TABLE ledger ADD COLUMN "taken" TEXT;
ALTER TABLE ledger ADD COLUMN "first" TEXT;
ALTER TABLE ledger ADD COLUMN "last" TEXT;
