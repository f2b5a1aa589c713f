-- Which patients a number is one person with, asked for each row of a search; such facts are few.

CREATE INDEX ledger_merged ON ledger ("from") WHERE kind = 'merged';
