CREATE TABLE {{table}} (
  id INTEGER PRIMARY KEY,
  {{owner}} TEXT NOT NULL,
  {{day}} TEXT NOT NULL, -- YYYY-MM-DD
  {{amount}} INTEGER NOT NULL,
  {{void}} INTEGER NOT NULL -- 0 or 1
);
