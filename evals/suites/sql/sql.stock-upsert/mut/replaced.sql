INSERT OR REPLACE INTO {{stock}} ({{key}}, {{count}}, changed_on)
SELECT d.{{key}}, sum(d.{{count}}) + coalesce((SELECT s.{{count}} FROM {{stock}} AS s WHERE s.{{key}} = d.{{key}}), 0), '{{today}}'
FROM {{delivery}} AS d
WHERE d.status = '{{good}}'
GROUP BY d.{{key}}
