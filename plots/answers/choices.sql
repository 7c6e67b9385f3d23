-- choices.sql - the table of decisions: a row for each strategy, fastest first. After facts.sql.
--
-- All of it is on the pages that the system gives: who asks for larger ones than the baseline has
-- is marked, as that ratio is not like against like.

select title as strategy,
  iif(ended = 'done', ratio(ns), note) as "CPU ns per element",
  iif(ended = 'done', ratio(wall), '') as "by the clock",
  iif(ended <> 'done', '', ratio(ratio) || ' x' || coalesce(', ' || tie, within(low, high))
    || iif(larger_pages, ', on larger pages', '')) as "to knowing n",
  iif(peak is null, '-', ratio(peak) || iif(file > 0.5, ' (file)', '')) as "peak / data",
  case when limited_data is null then '-' when least_limit is null then 'none of the limits'
    else bytes(limited_data) || ' under ' || short(least_limit / 1048576.0) || ' MiB' end
    as "smallest limit survived",
  iif(longest_ns is null, '-', duration(longest_ns)) as "longest append seen",
  iif(stable, 'yes', 'no') as "addresses stay", iif(contiguous, 'yes', 'no') as "one block"
from facts where ended is not null and family <> 'control'
order by ended <> 'done', ns;
