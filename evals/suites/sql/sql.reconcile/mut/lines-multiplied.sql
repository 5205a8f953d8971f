SELECT coalesce(l.{{key}}, r.{{key}}), sum(l.{{amount}}), sum(r.{{amount}})
FROM {{left}} AS l
FULL OUTER JOIN {{right}} AS r ON r.{{key}} = l.{{key}}
GROUP BY 1
HAVING sum(l.{{amount}}) IS NULL OR sum(r.{{amount}}) IS NULL
  OR abs(sum(l.{{amount}}) - sum(r.{{amount}})) > {{tolerance}}
