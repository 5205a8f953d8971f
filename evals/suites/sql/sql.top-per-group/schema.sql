CREATE TABLE {{table}} (
  id INTEGER PRIMARY KEY,
  {{group}} TEXT NOT NULL,
  {{score}} REAL
);
