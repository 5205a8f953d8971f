WITH done AS (
  SELECT {{team}}_id, count(*) AS n, total({{minutes}}) AS m
  FROM {{work}}
  WHERE strftime('%Y', {{day}}) = '{{year}}'
  GROUP BY {{team}}_id
)
SELECT id, name,
  ifnull((SELECT n FROM done WHERE {{team}}_id = id), 0) AS {{count}},
  ifnull((SELECT m FROM done WHERE {{team}}_id = id), 0) AS {{total}}
FROM {{team}}
