WITH best AS (
  SELECT {{person}}_id AS pid, {{skill}} AS s, max(level) AS level
  FROM {{has}}
  WHERE coalesce(valid_until, '9999') >= '{{today}}'
  GROUP BY 1, 2
)
SELECT j.name, p.name
FROM {{job}} j
JOIN {{person}} p
LEFT JOIN {{needs}} n ON n.{{job}}_id = j.id
LEFT JOIN best b ON b.pid = p.id AND b.s = n.{{skill}} AND b.level >= n.least_level
GROUP BY j.id, p.id
HAVING count(n.{{skill}}) = count(b.s)
