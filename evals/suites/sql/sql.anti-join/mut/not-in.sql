SELECT id, name
FROM {{people}}
WHERE id NOT IN (
  SELECT {{person}} FROM {{events}} WHERE status = '{{good}}' AND {{day}} >= '{{since}}'
)
ORDER BY name {{direction}}, id
