CREATE TABLE {{item}} (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE {{price}} (
  {{item}}_id INTEGER NOT NULL REFERENCES {{item}}(id),
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  cents INTEGER NOT NULL
);
CREATE TABLE {{sale}} (
  id INTEGER PRIMARY KEY,
  {{item}}_id INTEGER NOT NULL REFERENCES {{item}}(id),
  {{day}} TEXT NOT NULL,
  {{quantity}} INTEGER NOT NULL
);
