SELECT i.name, coalesce(sum(s.{{quantity}} * (
  SELECT cents FROM {{price}} AS p WHERE p.{{item}}_id = i.id ORDER BY valid_from DESC LIMIT 1
)), 0) AS worth
FROM {{item}} AS i
LEFT JOIN {{sale}} AS s ON s.{{item}}_id = i.id AND s.{{day}} >= '{{since}}'
GROUP BY i.id
ORDER BY worth {{direction}}, i.name
