CREATE TABLE {{people}} (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);
CREATE TABLE {{events}} (
  id INTEGER PRIMARY KEY,
  {{person}} INTEGER REFERENCES {{people}}(id),
  {{day}} TEXT NOT NULL,
  status TEXT NOT NULL
);
