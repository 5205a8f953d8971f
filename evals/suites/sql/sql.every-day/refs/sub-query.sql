WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < julianday('{{to}}') - julianday('{{from}}'))
SELECT date('{{from}}', '+' || i || ' days') AS day,
  (SELECT total({{places}}) FROM {{table}}
   WHERE NOT {{cancelled}}
     AND date('{{from}}', '+' || i || ' days') >= {{start}}
     AND date('{{from}}', '+' || i || ' days') < ifnull({{end}}, '9999-12-31')) AS taken
FROM n
ORDER BY day
