SELECT b.{{piece}}, sum(a.{{count}} * b.{{count}} * {{wanted}})
FROM {{table}} AS a
JOIN {{table}} AS b ON b.{{whole}} = a.{{piece}}
WHERE a.{{whole}} = '{{root}}'
  AND b.{{piece}} NOT IN (SELECT {{whole}} FROM {{table}})
GROUP BY b.{{piece}}
