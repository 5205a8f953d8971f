CREATE TABLE {{table}} (
  id INTEGER PRIMARY KEY,
  {{start}} TEXT NOT NULL,
  {{end}} TEXT,
  {{places}} INTEGER NOT NULL,
  {{cancelled}} INTEGER NOT NULL -- 0 or 1
);
