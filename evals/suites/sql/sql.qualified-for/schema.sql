CREATE TABLE {{person}} (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE {{job}} (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE {{needs}} (
  {{job}}_id INTEGER NOT NULL REFERENCES {{job}}(id),
  {{skill}} TEXT NOT NULL,
  least_level INTEGER NOT NULL,
  PRIMARY KEY ({{job}}_id, {{skill}})
);
CREATE TABLE {{has}} (
  id INTEGER PRIMARY KEY,
  {{person}}_id INTEGER NOT NULL REFERENCES {{person}}(id),
  {{skill}} TEXT NOT NULL,
  level INTEGER NOT NULL,
  valid_until TEXT
);
