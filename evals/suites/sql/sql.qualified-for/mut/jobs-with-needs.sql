SELECT j.name, p.name
FROM {{job}} AS j
JOIN {{needs}} AS n ON n.{{job}}_id = j.id
JOIN {{has}} AS h ON h.{{skill}} = n.{{skill}} AND h.level >= n.least_level
  AND (h.valid_until IS NULL OR h.valid_until >= '{{today}}')
JOIN {{person}} AS p ON p.id = h.{{person}}_id
GROUP BY j.id, p.id
HAVING count(DISTINCT n.{{skill}}) = (SELECT count(*) FROM {{needs}} WHERE {{job}}_id = j.id)
