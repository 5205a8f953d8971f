WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {{steps}}),
days(day) AS (
  SELECT printf('{{year}}-%02d-%02d', {{month}} + ({{first}} - 1 + i) / 30, ({{first}} - 1 + i) % 30 + 1) FROM n
)
SELECT d.day, coalesce(sum(s.{{places}}), 0)
FROM days AS d
LEFT JOIN {{table}} AS s
  ON s.{{start}} <= d.day AND (s.{{end}} IS NULL OR s.{{end}} > d.day) AND s.{{cancelled}} = 0
GROUP BY d.day
ORDER BY d.day
