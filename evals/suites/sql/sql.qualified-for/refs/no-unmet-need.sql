SELECT j.name, p.name
FROM {{job}} AS j
CROSS JOIN {{person}} AS p
WHERE NOT EXISTS (
  SELECT 1
  FROM {{needs}} AS n
  WHERE n.{{job}}_id = j.id
    AND NOT EXISTS (
        SELECT 1
        FROM {{has}} AS h
        WHERE h.{{person}}_id = p.id
          AND h.{{skill}} = n.{{skill}}
          AND h.level >= n.least_level
          AND (h.valid_until IS NULL OR h.valid_until >= '{{today}}')
    )
)
