-- sizes.sql - ns per element as a web page's table: a row for each label, a column for each n.
-- Nothing where there is only one n. After figures/common.sql.

with size(n) as (select distinct count from summary order by count),
name(label) as (select label from summary group by label order by label),
grid as (
  select name.label, n, case ended when 'done' then ratio(ns) when 'too_slow' then 'too slow'
    when 'not_run' then 'not run' else iif(ended is null, '', 'failed') end as text
  from name join size left join summary as s on s.label = name.label and s.count = n order by 1, 2)
select '<table><thead><tr><th scope=col>ns per element</th>'
  || group_concat('<th scope=col>n = ' || si(n) || '</th>', '') || '</tr></thead><tbody>'
from size having count(*) > 1
union all
select '<tr><td>' || html(label) || '</td>'
  || group_concat('<td>' || text || '</td>', '') || '</tr>'
from grid where (select count(*) > 1 from size) group by label
union all
select '</tbody></table>' where (select count(*) > 1 from size);
