CREATE TABLE {{stock}} (
  {{key}} TEXT PRIMARY KEY,
  {{count}} INTEGER NOT NULL,
  {{shelf}} TEXT,
  changed_on TEXT NOT NULL
);
CREATE TABLE {{delivery}} (
  line INTEGER PRIMARY KEY,
  {{key}} TEXT NOT NULL,
  {{count}} INTEGER NOT NULL,
  status TEXT NOT NULL
);
