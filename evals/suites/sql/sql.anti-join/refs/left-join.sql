SELECT p.id, p.name
FROM {{people}} p
LEFT JOIN {{events}} e
  ON e.{{person}} = p.id AND e.status = '{{good}}' AND e.{{day}} >= '{{since}}'
WHERE e.id IS NULL
ORDER BY p.name {{direction}}, p.id
