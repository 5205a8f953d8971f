CREATE TABLE {{team}} (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE {{work}} (
  id INTEGER PRIMARY KEY,
  {{team}}_id INTEGER NOT NULL REFERENCES {{team}}(id),
  {{day}} TEXT NOT NULL,
  {{minutes}} INTEGER
);
