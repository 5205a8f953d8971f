SELECT j.name, p.name
FROM {{job}} AS j
CROSS JOIN {{person}} AS p
WHERE (SELECT count(*) FROM {{needs}} WHERE {{job}}_id = j.id) <= (
  SELECT count(*)
  FROM {{needs}} AS n
  JOIN {{has}} AS h ON h.{{skill}} = n.{{skill}} AND h.level >= n.least_level
  WHERE n.{{job}}_id = j.id AND h.{{person}}_id = p.id
    AND (h.valid_until IS NULL OR h.valid_until >= '{{today}}')
)
