SELECT DISTINCT p.id, p.name
FROM {{people}} AS p
JOIN {{events}} AS e ON e.{{person}} = p.id
WHERE NOT (e.status = '{{good}}' AND e.{{day}} >= '{{since}}')
ORDER BY p.name {{direction}}, p.id
