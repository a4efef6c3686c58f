-- Which entry last gave a case to an agency, or took it away, follows from what its action
-- does, and no longer from its name: lifecycles may have actions of their own.

-- 1 if the entry gave the case to an agency or took it away; NULL if not.
ALTER TABLE complaint_entry ADD COLUMN gives INTEGER;

UPDATE complaint_entry SET gives = 1 WHERE action IN ('forward', 'transfer', 'return');

DROP INDEX complaint_entry_action;
CREATE INDEX complaint_entry_gives ON complaint_entry (complaint, seq) WHERE gives IS NOT NULL;
