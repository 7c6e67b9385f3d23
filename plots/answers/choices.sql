-- choices.sql - the table of decisions: a row for each strategy, fastest first. After facts.sql.

select title as strategy,
  case when ended = 'done' then ratio(ns) else note end as "ns per element",
  case when ended <> 'done' then '' when tied then 'tied' else ratio(ratio) || ' x' end as "to knowing n",
  case when peak is null then '-' else ratio(peak) || iif(file > 0.5, ' (file)', '') end as "peak / data",
  case when limited_data is null then '-' when least_limit is null then 'none of the limits'
    else bytes(limited_data) || ' under ' || short(least_limit / 1048576.0) || ' MiB' end as "smallest limit survived",
  case when longest_ns is null then '-' else duration(longest_ns) end as "longest append",
  iif(stable, 'yes', 'no') as "addresses stay", iif(contiguous, 'yes', 'no') as "one block"
from facts where ended is not null and family <> 'control'
order by ended <> 'done', ns;
