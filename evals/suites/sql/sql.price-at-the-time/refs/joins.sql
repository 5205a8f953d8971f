SELECT i.name, coalesce(sum(s.{{quantity}} * p.cents), 0) AS worth
FROM {{item}} AS i
LEFT JOIN {{sale}} AS s ON s.{{item}}_id = i.id AND s.{{day}} >= '{{since}}'
LEFT JOIN {{price}} AS p
  ON p.{{item}}_id = i.id
  AND s.{{day}} >= p.valid_from
  AND (p.valid_to IS NULL OR s.{{day}} < p.valid_to)
GROUP BY i.id, i.name
ORDER BY worth {{direction}}, i.name
