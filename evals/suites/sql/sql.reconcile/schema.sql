CREATE TABLE {{left}} (
  {{key}} TEXT NOT NULL,
  {{amount}} INTEGER NOT NULL
);
CREATE TABLE {{right}} (
  {{key}} TEXT NOT NULL,
  {{amount}} INTEGER NOT NULL
);
