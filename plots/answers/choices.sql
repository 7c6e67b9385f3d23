-- choices.sql - the table of decisions: a row for each strategy, fastest first; a column that no
-- run here measured is left out. After facts.sql.
--
-- All of it is on the pages that the system gives: who asks for larger ones than the baseline has
-- is marked, as that ratio is not like against like.

create temp table choices as
select title as strategy,
  iif(ended = 'done', ratio(ns), note) as "CPU ns per element",
  iif(ended = 'done', ratio(wall), '') as "by the clock",
  iif(ended <> 'done', '', ratio(ratio) || ' x' || coalesce(', ' || tie, within(low, high))
    || iif(larger_pages, ', on larger pages', '')) as "to knowing n",
  iif(peak is null, '-', ratio(peak) || iif(file > 0.5, ' (file)', '')) as "peak / data",
  case when limited_data is null then '-'
    when coalesce(least_limit, pieces_limit) is null then 'none of the limits'
    else bytes(limited_data) || ' under '
      || coalesce(short(least_limit / 1048576.0) || ' MiB', '')
      || coalesce(iif(least_limit is null, '', ', ')
        || iif(pieces_limit < coalesce(least_limit, 1e30),
               short(pieces_limit / 1048576.0) || ' MiB (in pieces)', null), '') end
    as "smallest limit survived",
  iif(longest_ns is null, '-', duration(longest_ns)) as "longest append seen",
  iif(stable, 'yes', 'no') as "addresses stay", iif(contiguous, 'yes', 'no') as "one block",
  (select max(limited_data) from facts) as limits, (select max(longest_ns) from facts) as pauses
from facts where ended is not null and family <> 'control'
order by ended <> 'done', ns;

-- One of these four is a table, the others have no row.
select strategy, "CPU ns per element", "by the clock", "to knowing n", "peak / data",
  "smallest limit survived", "longest append seen", "addresses stay", "one block"
from choices where limits and pauses;
select strategy, "CPU ns per element", "by the clock", "to knowing n", "peak / data",
  "smallest limit survived", "addresses stay", "one block"
from choices where limits and pauses is null;
select strategy, "CPU ns per element", "by the clock", "to knowing n", "peak / data",
  "longest append seen", "addresses stay", "one block"
from choices where limits is null and pauses;
select strategy, "CPU ns per element", "by the clock", "to knowing n", "peak / data",
  "addresses stay", "one block"
from choices where limits is null and pauses is null;
