SELECT t.id, t.name, count(w.id) AS {{count}}, coalesce(sum(w.{{minutes}}), 0) AS {{total}}
FROM {{team}} AS t
LEFT JOIN {{work}} AS w
  ON w.{{team}}_id = t.id
  AND w.{{day}} BETWEEN '{{year}}-01-01' AND '{{year}}-12-31'
GROUP BY t.id, t.name
