SELECT p.id, p.name
FROM {{people}} AS p
WHERE NOT EXISTS (
  SELECT 1
  FROM {{events}} AS e
  WHERE e.{{person}} = p.id
    AND e.status = '{{good}}'
    AND e.{{day}} >= '{{since}}'
)
ORDER BY p.name {{direction}}, p.id
