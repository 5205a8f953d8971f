WITH lines AS (
  SELECT {{key}} AS k, {{amount}} AS a, NULL AS b FROM {{left}}
  UNION ALL
  SELECT {{key}}, NULL, {{amount}} FROM {{right}}
)
SELECT k, sum(a), sum(b)
FROM lines
GROUP BY k
HAVING sum(a) IS NULL OR sum(b) IS NULL OR sum(a) - sum(b) NOT BETWEEN -{{tolerance}} AND {{tolerance}}
