WITH l AS (SELECT {{key}}, sum({{amount}}) AS total FROM {{left}} GROUP BY {{key}}),
     r AS (SELECT {{key}}, sum({{amount}}) AS total FROM {{right}} GROUP BY {{key}})
SELECT coalesce(l.{{key}}, r.{{key}}) AS {{key}}, l.total, r.total
FROM l
FULL OUTER JOIN r ON r.{{key}} = l.{{key}}
WHERE l.total IS NULL OR r.total IS NULL OR abs(l.total - r.total) > {{tolerance}}
