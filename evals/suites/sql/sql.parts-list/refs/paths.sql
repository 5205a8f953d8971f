WITH RECURSIVE need(name, n) AS (
  SELECT '{{root}}', {{wanted}}
  UNION ALL
  SELECT p.{{piece}}, need.n * p.{{count}}
  FROM need
  JOIN {{table}} AS p ON p.{{whole}} = need.name
)
SELECT name, sum(n)
FROM need
WHERE name NOT IN (SELECT {{whole}} FROM {{table}})
GROUP BY name
