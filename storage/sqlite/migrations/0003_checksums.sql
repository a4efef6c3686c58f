-- Checksums, by which Store.Verify finds what was damaged. Those of old rows are
-- filled by the program that runs this migration.

-- CRC-32C of the record as JSON, as it was in this version; NULL for versions that others had followed before schema 3.
ALTER TABLE change ADD COLUMN record_sum INTEGER;
-- CRC-32C of the other columns of the row, by commas.
ALTER TABLE change ADD COLUMN sum INTEGER;
