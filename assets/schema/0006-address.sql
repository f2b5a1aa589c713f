-- Where an organisation is, as its list has it: the line before the town, by which people know a hospital.

ALTER TABLE ledger ADD COLUMN "address" TEXT;
