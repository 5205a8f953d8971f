SELECT {{group}}, id, {{score}}
FROM (
  SELECT *, {{ranking}}() OVER (PARTITION BY {{group}} ORDER BY {{score}} DESC{{tie}}) AS place
  FROM {{table}}
  WHERE {{score}} IS NOT NULL
)
WHERE place <= {{k}}
ORDER BY {{group}}, {{score}} DESC, id
