UPDATE {{stock}}
SET {{count}} = {{count}} + d.n, changed_on = '{{today}}'
FROM (SELECT {{key}}, sum({{count}}) AS n FROM {{delivery}} WHERE status = '{{good}}' GROUP BY {{key}}) AS d
WHERE d.{{key}} = {{stock}}.{{key}}
