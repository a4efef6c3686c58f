-- Checksums, by which Store.Verify finds what was damaged. Those of old rows are
-- filled by the program that runs this migration.

-- CRC-32C of the record as JSON, as it was in this version; NULL for versions that others had followed before schema 3.
ALTER TABLE change ADD COLUMN record_sum INTEGER;
-- CRC-32C of the other columns of the row, by commas.
ALTER TABLE change ADD COLUMN sum INTEGER;

-- By these the head of a case is read in a time that does not depend on how long its
-- timeline is: the last entry that gave it to an agency or took it away, and the one with a key.
CREATE INDEX complaint_entry_given ON complaint_entry (complaint, seq) WHERE action IN ('forward', 'transfer', 'return');
CREATE INDEX complaint_entry_key ON complaint_entry (complaint, CASE WHEN json_valid(entry) THEN json_extract(entry, '$.key') END);
