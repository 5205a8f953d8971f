SELECT {{group}}, id, {{score}}
FROM {{table}} AS mine
WHERE {{score}} IS NOT NULL
  AND (
    SELECT count({{counted}}) FROM {{table}} AS other
    WHERE other.{{group}} = mine.{{group}}
      AND (other.{{score}} > mine.{{score}}{{orEarlier}})
  ) < {{k}}
ORDER BY {{group}}, {{score}} DESC, id
