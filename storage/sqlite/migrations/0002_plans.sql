-- The annual work plans. The whole record is JSON; what the last edition plans
-- is in plan_activity and plan_line as well, to be queried.
CREATE TABLE plan (
  -- ID of the plan.
  id TEXT NOT NULL PRIMARY KEY,
  -- How often the record was committed.
  version INTEGER NOT NULL CHECK (version > 0),
  -- The year that is planned.
  year INTEGER NOT NULL,
  -- Name in both languages; NULL where it has none.
  name_indonesian TEXT,
  name_english TEXT,
  -- State of the plan: draft, submitted, approved, in_force or closed.
  state TEXT NOT NULL,
  -- Number of the last edition, and its day as YYYY-MM-DD.
  edition INTEGER NOT NULL,
  edition_date TEXT NOT NULL,
  -- How many reports there are: progress, money, cohorts, obstacles, values of indicators, coordinators.
  reports INTEGER NOT NULL,
  -- The record as JSON. It is what the store reads; the columns above are there to be queried.
  record TEXT NOT NULL
) STRICT;

CREATE INDEX plan_year ON plan (year, id);

-- The activities in the last edition of each plan.
CREATE TABLE plan_activity (
  -- The plan: plan.id.
  plan TEXT NOT NULL REFERENCES plan (id),
  -- ID of the activity, unique in its plan.
  id TEXT NOT NULL,
  -- ID of the output that it serves.
  output TEXT NOT NULL,
  -- Name in both languages; NULL where it has none.
  name_indonesian TEXT,
  name_english TEXT,
  -- Party that is responsible for it.
  party TEXT NOT NULL,
  -- First and last day as YYYY-MM-DD.
  start_date TEXT NOT NULL,
  end_date TEXT NOT NULL,
  -- What was decided about it: planned, postponed, carried_over or cancelled. Whether it is ongoing or completed follows from reports and the day.
  decided TEXT NOT NULL,
  -- Weight in the S-curve as a decimal number; NULL if its cost is the weight.
  weight TEXT,
  PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;

-- The budget lines in the last edition of each plan. Amounts are decimal
-- numbers in TEXT: sum() would make binary fractions of them, so add them up
-- with exact numbers, and never across currencies.
CREATE TABLE plan_line (
  -- The plan: plan.id.
  plan TEXT NOT NULL REFERENCES plan (id),
  -- ID of the line, unique in its plan.
  id TEXT NOT NULL,
  -- The activity: plan_activity.id.
  activity TEXT NOT NULL,
  -- Party that pays.
  fund TEXT NOT NULL,
  -- Currency of all amounts of the line, its code in ISO 4217.
  currency TEXT NOT NULL,
  -- What is planned, and what of it was carried over into another plan; NULL for nothing.
  amount TEXT NOT NULL,
  carried TEXT,
  -- 1 if the line takes no further money.
  closed INTEGER NOT NULL,
  PRIMARY KEY (plan, id)
) STRICT, WITHOUT ROWID;

-- The meetings of boards.
CREATE TABLE meeting (
  -- ID of the meeting.
  id TEXT NOT NULL PRIMARY KEY,
  -- How often the record was committed.
  version INTEGER NOT NULL CHECK (version > 0),
  -- Name of the board, and number of the meeting among those of the board.
  board TEXT NOT NULL,
  number INTEGER NOT NULL,
  -- Day of the meeting as YYYY-MM-DD.
  date TEXT NOT NULL,
  -- How it was held: in_person, virtual, hybrid or circulation.
  form TEXT NOT NULL,
  -- Title in both languages; NULL where it has none.
  title_indonesian TEXT,
  title_english TEXT,
  -- How many decisions it made.
  decisions INTEGER NOT NULL,
  -- Day on which the minutes were signed as YYYY-MM-DD; NULL before.
  signed TEXT,
  -- The record as JSON. It is what the store reads; the columns above are there to be queried.
  record TEXT NOT NULL
) STRICT;

CREATE INDEX meeting_board ON meeting (board, id);

-- The action items that meetings set. Whether one is done is told by the
-- meetings after it: meeting_review.
CREATE TABLE meeting_action (
  -- The meeting that set it: meeting.id.
  meeting TEXT NOT NULL REFERENCES meeting (id),
  -- ID of the item, unique in its meeting.
  id TEXT NOT NULL,
  -- What is to be done, in both languages; NULL where there is no text.
  text_indonesian TEXT,
  text_english TEXT,
  -- Party that is to do it.
  owner TEXT NOT NULL,
  -- Day until which it is to be done as YYYY-MM-DD.
  due TEXT NOT NULL,
  PRIMARY KEY (meeting, id)
) STRICT, WITHOUT ROWID;

-- What meetings found about the action items of earlier ones.
CREATE TABLE meeting_review (
  -- The meeting that looked at it: meeting.id.
  meeting TEXT NOT NULL REFERENCES meeting (id),
  -- The item: meeting_action.id in an earlier meeting of the board.
  action TEXT NOT NULL,
  -- Where it stood: open, done or dropped.
  status TEXT NOT NULL,
  -- The new date of an item that stayed open, as YYYY-MM-DD; NULL if the old one holds.
  due TEXT,
  PRIMARY KEY (meeting, action)
) STRICT, WITHOUT ROWID;

-- The road maps.
CREATE TABLE roadmap (
  -- ID of the road map.
  id TEXT NOT NULL PRIMARY KEY,
  -- How often the record was committed.
  version INTEGER NOT NULL CHECK (version > 0),
  -- Name in both languages; NULL where it has none.
  name_indonesian TEXT,
  name_english TEXT,
  -- Number of the last edition, its day as YYYY-MM-DD, and the decision on which it rests; NULL while it is a draft.
  edition INTEGER NOT NULL,
  edition_date TEXT NOT NULL,
  decision TEXT,
  -- How many milestones the last edition has, and how many assessments of regions there are.
  milestones INTEGER NOT NULL,
  assessments INTEGER NOT NULL,
  -- The record as JSON. It is what the store reads; the columns above are there to be queried.
  record TEXT NOT NULL
) STRICT;
