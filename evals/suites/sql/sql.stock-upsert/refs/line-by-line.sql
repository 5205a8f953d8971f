INSERT INTO {{stock}}
SELECT {{key}}, {{count}}, NULL, '{{today}}' FROM {{delivery}} WHERE status = '{{good}}'
ON CONFLICT DO UPDATE SET {{count}} = {{stock}}.{{count}} + excluded.{{count}}, changed_on = '{{today}}'
