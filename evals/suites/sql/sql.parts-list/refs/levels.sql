WITH RECURSIVE down AS (
  SELECT {{piece}} AS item, {{count}} * {{wanted}} AS n, {{whole}} || '/' || {{piece}} AS way
  FROM {{table}} WHERE {{whole}} = '{{root}}'
  UNION ALL
  SELECT p.{{piece}}, d.n * p.{{count}}, d.way || '/' || p.{{piece}}
  FROM down d, {{table}} p
  WHERE p.{{whole}} = d.item
)
SELECT d.item, sum(d.n)
FROM down d
LEFT JOIN (SELECT DISTINCT {{whole}} AS w FROM {{table}}) c ON c.w = d.item
WHERE c.w IS NULL
GROUP BY d.item
