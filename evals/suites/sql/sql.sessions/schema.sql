CREATE TABLE {{table}} (
  {{who}} TEXT,
  {{time}} INTEGER NOT NULL
);
