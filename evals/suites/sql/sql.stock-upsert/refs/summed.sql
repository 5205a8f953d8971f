INSERT INTO {{stock}} ({{key}}, {{count}}, changed_on)
SELECT {{key}}, sum({{count}}), '{{today}}'
FROM {{delivery}}
WHERE status = '{{good}}'
GROUP BY {{key}}
ON CONFLICT ({{key}}) DO UPDATE SET {{count}} = {{count}} + excluded.{{count}}, changed_on = excluded.changed_on
