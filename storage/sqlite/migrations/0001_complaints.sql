-- One report and where it stands. What the columns do not say is in record;
-- timeline, texts and the agencies and regions it belongs to are tables of
-- their own.
CREATE TABLE complaint (
  -- Number of the row, given by the store. Other tables refer to it; nothing outside of this file does.
  no INTEGER PRIMARY KEY,
  -- ID of the complaint: a UUID, which sorts by time of submission where the service made it.
  id TEXT NOT NULL UNIQUE,
  -- How often the record was committed.
  version INTEGER NOT NULL CHECK (version > 0),
  -- Tracking number, 13 digits.
  tracking TEXT NOT NULL UNIQUE,
  -- Stands for whoever reported: identity.ref.
  reporter TEXT NOT NULL,
  -- Name and edition of the lifecycle under which the case runs.
  lifecycle_name TEXT NOT NULL,
  lifecycle_edition TEXT NOT NULL,
  -- State of the case, a word of its lifecycle.
  state TEXT NOT NULL,
  -- Kind of the report: complaint, aspiration or information_request.
  kind TEXT NOT NULL,
  -- Class after verification: non_supervisory, supervisory, information_request or aspiration; NULL before.
  class TEXT,
  -- Path of the category, parts separated by a slash; NULL without one.
  category TEXT,
  -- Code of the region in which it happened; the regions around it are in complaint_region. NULL without one.
  region TEXT,
  -- Channel by which the report came in.
  channel TEXT NOT NULL,
  -- System and number of the case in another system; both NULL without one.
  external_system TEXT,
  external_id TEXT,
  -- Agency that the reporter had in mind, the one that coordinates, and the unit that answers; NULL for none.
  target TEXT,
  agency TEXT,
  main_unit TEXT,
  -- When the case was submitted, when something last happened to it, and when it came into its state: microseconds since 1970, UTC.
  submitted_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  entered_at INTEGER NOT NULL,
  -- When the timer should look at the case again: microseconds since 1970, UTC; NULL for never.
  next_due INTEGER,
  -- Day of the event as YYYY-MM-DD; NULL if nobody said.
  event_date TEXT,
  -- 1 if the agency may know who reported.
  named INTEGER NOT NULL,
  -- 1 if everybody may read the report once it is verified.
  public INTEGER NOT NULL,
  -- 1 if the case was forwarded at least once.
  verified INTEGER NOT NULL,
  -- How often the case was returned, opened again, extended, and escalated.
  returns INTEGER NOT NULL,
  reopenings INTEGER NOT NULL,
  extensions INTEGER NOT NULL,
  escalations INTEGER NOT NULL,
  -- Highest rung of the ladder that was reached: superior, inspectorate, ombudsman; NULL for none.
  escalated_to TEXT,
  -- Rating by the reporter, 1 to 5; NULL before he gave one.
  rating INTEGER CHECK (rating BETWEEN 1 AND 5),
  -- Why the case was archived; NULL if it was not.
  archived TEXT,
  -- ID of the case into which this one was merged; NULL for none.
  parent TEXT,
  -- Numbers in complaint_text of the title and the body as edited, or as reported; NULL for none.
  title_text INTEGER,
  body_text INTEGER,
  -- The record as JSON, without timeline and texts. It is what the store reads; the columns above are there to be queried.
  record TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX complaint_external ON complaint (external_system, external_id) WHERE external_system IS NOT NULL;
CREATE INDEX complaint_due ON complaint (next_due, id);
CREATE INDEX complaint_state ON complaint (state, id);
CREATE INDEX complaint_category ON complaint (category, id) WHERE category IS NOT NULL;
CREATE INDEX complaint_updated ON complaint (updated_at);
CREATE INDEX complaint_parent ON complaint (parent, id) WHERE parent IS NOT NULL;

-- The timeline: one row for each thing that happened to a complaint. Rows are
-- added and never changed.
CREATE TABLE complaint_entry (
  -- The complaint: complaint.no.
  complaint INTEGER NOT NULL REFERENCES complaint (no),
  -- Counts the entries of the case from 1.
  seq INTEGER NOT NULL,
  -- When it happened: microseconds since 1970, UTC.
  at INTEGER NOT NULL,
  -- Role in which somebody acted, his account (for a reporter his reference), and his agency; NULL for none.
  role TEXT,
  actor TEXT,
  agency TEXT,
  -- What was done.
  action TEXT NOT NULL,
  -- State before and after.
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  -- Version of the complaint after the entry was committed.
  version INTEGER NOT NULL,
  -- The whole entry as JSON, texts by their digests.
  entry TEXT NOT NULL,
  PRIMARY KEY (complaint, seq)
) STRICT, WITHOUT ROWID;

-- The free texts to which complaints and their entries refer by digest. They
-- are added and, by law, erased: then salt and body are gone.
CREATE TABLE complaint_text (
  -- The complaint: complaint.no.
  complaint INTEGER NOT NULL REFERENCES complaint (no),
  -- Counts the texts of the case from 1.
  number INTEGER NOT NULL,
  -- SHA-256 of salt and body, in hexadecimal digits.
  digest TEXT NOT NULL,
  -- Salt of the digest in hexadecimal digits; NULL once erased.
  salt TEXT,
  -- The text; NULL once erased.
  body TEXT,
  -- 1 if the text was erased.
  erased INTEGER NOT NULL,
  PRIMARY KEY (complaint, number)
) STRICT, WITHOUT ROWID;

-- Where a case is: a row for the agency that coordinates, for each body above
-- it, and for each unit assigned.
CREATE TABLE complaint_agency (
  -- ID of the agency.
  agency TEXT NOT NULL,
  -- ID of the complaint: complaint.id.
  id TEXT NOT NULL,
  -- The complaint: complaint.no.
  complaint INTEGER NOT NULL REFERENCES complaint (no),
  -- As complaint.next_due.
  next_due INTEGER,
  PRIMARY KEY (agency, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX complaint_agency_due ON complaint_agency (agency, next_due, id, complaint);

-- Where it happened: a row for the region of the complaint and for each region
-- around it.
CREATE TABLE complaint_region (
  -- Code of the region.
  region TEXT NOT NULL,
  -- ID of the complaint: complaint.id.
  id TEXT NOT NULL,
  -- The complaint: complaint.no.
  complaint INTEGER NOT NULL REFERENCES complaint (no),
  PRIMARY KEY (region, id)
) STRICT, WITHOUT ROWID;

-- Title and body of each complaint, as edited or as reported, for reading and
-- for the index of words.
CREATE VIEW complaint_words (
  -- The complaint: complaint.no.
  no,
  -- The title; NULL if there is none or it was erased.
  title,
  -- The body; NULL if there is none or it was erased.
  body
) AS SELECT c.no, t.body, b.body FROM complaint c
  LEFT JOIN complaint_text t ON t.complaint = c.no AND t.number = c.title_text
  LEFT JOIN complaint_text b ON b.complaint = c.no AND b.number = c.body_text;

-- Index of the words in titles and bodies (FTS5). It holds no text of its own,
-- and forgets the words of an erased text at once.
CREATE VIRTUAL TABLE complaint_search USING fts5 (
  title, body, content = 'complaint_words', content_rowid = 'no', tokenize = 'unicode61 remove_diacritics 2'
);

INSERT INTO complaint_search (complaint_search, rank) VALUES ('secure-delete', 1);

-- Who is behind the reporter of one complaint. Apart from the complaint, so
-- that rights to read the one do not give the other.
CREATE TABLE identity (
  -- The reference that the complaint holds: complaint.reporter.
  ref TEXT NOT NULL UNIQUE,
  -- How often the record was committed.
  version INTEGER NOT NULL CHECK (version > 0),
  -- ID of the complaint: complaint.id.
  complaint TEXT NOT NULL,
  -- Account under which the reporter acts; NULL for none.
  account TEXT,
  -- Name, number of the identity card (NIK), telephone, e-mail and postal address; NULL for what was not told.
  name TEXT,
  national_id TEXT,
  phone TEXT,
  email TEXT,
  address TEXT
) STRICT;

CREATE INDEX identity_account ON identity (account, complaint, ref) WHERE account IS NOT NULL;

-- The agencies, each with its history by periods.
CREATE TABLE agency (
  -- ID of the agency.
  id TEXT NOT NULL PRIMARY KEY,
  -- How often the record was committed.
  version INTEGER NOT NULL CHECK (version > 0),
  -- Name, kind and parent in the latest period; parent is NULL for a root.
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  parent TEXT,
  -- The record as JSON, every period included.
  record TEXT NOT NULL
) STRICT;

-- Editions of rule sets: lifecycles, routing tables, deadline policies,
-- calendars.
CREATE TABLE edition (
  -- Kind, name and edition, each quoted, as the change feed names the record.
  key TEXT NOT NULL PRIMARY KEY,
  -- Kind, name and edition of the rule set.
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  edition TEXT NOT NULL,
  -- How often the record was committed.
  version INTEGER NOT NULL CHECK (version > 0),
  -- When it applies, from the first instant up to but excluding the second: microseconds since 1970, UTC; NULL for no bound.
  valid_from INTEGER,
  valid_until INTEGER,
  -- SHA-256 of the body.
  digest BLOB NOT NULL,
  -- The rule set in the form of its own package.
  body BLOB NOT NULL,
  UNIQUE (kind, name, edition)
) STRICT;

-- The change feed: a row for each record of each commit, in the order of
-- commits. Rows are added and never changed.
CREATE TABLE change (
  -- Counts from 1 without gaps.
  cursor INTEGER PRIMARY KEY,
  -- Kind and key of the record.
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  -- Version that the commit gave to the record.
  version INTEGER NOT NULL,
  -- How many facts the record had then: timeline entries of a complaint, editions, steps and reports of a plan, editions and assessments of a road map; 0 for other kinds.
  entries INTEGER NOT NULL
) STRICT;
