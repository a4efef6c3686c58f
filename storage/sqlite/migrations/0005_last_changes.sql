-- Lists by the last change read along an index, from either end.

DROP INDEX complaint_updated;
CREATE INDEX complaint_updated ON complaint (updated_at, id);
