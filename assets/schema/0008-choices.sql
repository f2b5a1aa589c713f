-- Who chose and how is kept of every choice (its columns are those of an answer); what a practice says of patients who
-- expressed no preference (`scr-default`), who looks into the Summary Care Record, and whether what is made for the
-- patient may name an override.

ALTER TABLE ledger ADD COLUMN "scr" INTEGER;
ALTER TABLE ledger ADD COLUMN "tell" TEXT;
