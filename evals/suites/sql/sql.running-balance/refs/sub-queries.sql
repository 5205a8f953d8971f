WITH valid AS (
  SELECT *, row_number() OVER (PARTITION BY {{owner}} ORDER BY {{day}}, id) AS n
  FROM {{table}} WHERE NOT {{void}}
)
SELECT v.{{owner}}, v.id,
  (SELECT sum(e.{{amount}}) FROM valid e WHERE e.{{owner}} = v.{{owner}} AND e.n <= v.n),
  (SELECT 1.0 * sum(e.{{amount}}) / count(*) FROM valid e
   WHERE e.{{owner}} = v.{{owner}} AND e.n > v.n - {{last}} AND e.n <= v.n)
FROM valid v
