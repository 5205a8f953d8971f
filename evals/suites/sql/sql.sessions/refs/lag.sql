WITH marked AS (
  SELECT {{who}}, {{time}},
    coalesce({{time}} - lag({{time}}) OVER (PARTITION BY {{who}} ORDER BY {{time}}), 0) > {{gap}} AS is_new
  FROM {{table}}
  WHERE {{who}} IS NOT NULL
),
numbered AS (
  SELECT *, sum(is_new) OVER (PARTITION BY {{who}} ORDER BY {{time}}) AS run
  FROM marked
),
runs AS (
  SELECT {{who}}, min({{time}}) AS first, max({{time}}) - min({{time}}) AS length, count(*) AS n
  FROM numbered
  GROUP BY {{who}}, run
)
SELECT {{who}}, first, length, n
FROM runs
WHERE n >= {{least}}
