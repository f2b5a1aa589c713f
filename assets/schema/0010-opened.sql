-- Who was registered or referred at an organisation: with another record system there is something else to ask of them.

CREATE INDEX ledger_opened ON ledger ("org") WHERE "kind" IN ('registered', 'referred');
