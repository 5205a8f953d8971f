SELECT name, (
  SELECT ifnull(sum({{quantity}} * ifnull((
    SELECT cents FROM {{price}} p
    WHERE p.{{item}}_id = s.{{item}}_id AND valid_from <= {{day}} AND ifnull(valid_to, '9999') > {{day}}
  ), 0)), 0)
  FROM {{sale}} s
  WHERE s.{{item}}_id = {{item}}.id AND {{day}} >= '{{since}}'
) AS w
FROM {{item}}
ORDER BY w {{direction}}, name
