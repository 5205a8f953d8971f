CREATE TABLE {{table}} (
  {{whole}} TEXT NOT NULL,
  {{piece}} TEXT NOT NULL,
  {{count}} INTEGER NOT NULL,
  PRIMARY KEY ({{whole}}, {{piece}})
);
