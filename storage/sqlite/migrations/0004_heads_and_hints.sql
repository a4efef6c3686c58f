-- By these the head of a case is read in a time that does not depend on how long its
-- timeline is: which entry has a key, and which was the last of an action.

-- The keys of commands: a row for the first entry of a case that has the key.
CREATE TABLE complaint_key (
  -- The complaint: complaint.no.
  complaint INTEGER NOT NULL REFERENCES complaint (no),
  -- The key of the command that left the entry.
  key TEXT NOT NULL,
  -- The entry: complaint_entry.seq.
  seq INTEGER NOT NULL,
  PRIMARY KEY (complaint, key)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO complaint_key SELECT complaint, key, seq FROM (
  SELECT complaint, seq, CASE WHEN json_valid(entry) THEN json_extract(entry, '$.key') END AS key FROM complaint_entry ORDER BY complaint, seq
) WHERE key IS NOT NULL;

CREATE INDEX complaint_entry_action ON complaint_entry (complaint, action, seq);

-- The hint for the timer is kept beside the record, which holds it no longer in its
-- JSON and has it in its checksum only where an older release wrote it.

-- CRC-32C of id and next_due, by comma. That of old rows is filled by the program that runs this migration.
ALTER TABLE complaint ADD COLUMN due_sum INTEGER;
