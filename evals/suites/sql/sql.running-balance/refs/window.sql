SELECT {{owner}}, id,
  sum({{amount}}) OVER (PARTITION BY {{owner}} ORDER BY {{day}}, id) AS balance,
  avg({{amount}}) OVER (PARTITION BY {{owner}} ORDER BY {{day}}, id ROWS BETWEEN {{before}} PRECEDING AND CURRENT ROW) AS recent
FROM {{table}}
WHERE {{void}} = 0
