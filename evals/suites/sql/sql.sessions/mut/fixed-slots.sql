SELECT {{who}}, min({{time}}), max({{time}}) - min({{time}}), count(*)
FROM {{table}}
WHERE {{who}} IS NOT NULL
GROUP BY {{who}}, {{time}} / {{gap}}
HAVING count(*) >= {{least}}
