-- Facts of the kinds `complaint`, `complaint-acknowledged`, `complaint-answered`, `access-requested`, `access-withheld` and
-- `access-given`. "received": the day on which a complaint or a request for a copy came, where that was before it was told.

ALTER TABLE ledger ADD COLUMN "received" TEXT;
