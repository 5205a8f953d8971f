WITH RECURSIVE days(day) AS (
  SELECT '{{from}}'
  UNION ALL
  SELECT date(day, '+1 day') FROM days WHERE day < '{{to}}'
)
SELECT d.day, coalesce(sum(s.{{places}}), 0) AS taken
FROM days AS d
LEFT JOIN {{table}} AS s
  ON s.{{start}} <= d.day
  AND (s.{{end}} IS NULL OR s.{{end}} > d.day)
  AND s.{{cancelled}} = 0
GROUP BY d.day
ORDER BY d.day
