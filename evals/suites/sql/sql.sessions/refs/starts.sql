WITH starts AS (
  SELECT DISTINCT {{who}} AS w, {{time}} AS t
  FROM {{table}} AS s
  WHERE {{who}} IS NOT NULL
    AND NOT EXISTS (
      SELECT 1 FROM {{table}} AS b
      WHERE b.{{who}} = s.{{who}} AND b.{{time}} < s.{{time}} AND b.{{time}} >= s.{{time}} - {{gap}}
    )
),
bounds AS (
  SELECT w, t, (SELECT min(n.t) FROM starts AS n WHERE n.w = s.w AND n.t > s.t) AS next
  FROM starts AS s
)
SELECT w, t, max(e.{{time}}) - t, count(*)
FROM bounds
JOIN {{table}} AS e ON e.{{who}} = w AND e.{{time}} >= t AND (next IS NULL OR e.{{time}} < next)
GROUP BY w, t
HAVING count(*) >= {{least}}
