-- tally.sql - of the cells of a run: how many are run, the bytes to touch for the largest of them,
-- and, where there is none, why not.

select count(*) filter (where not not_run),
  coalesce(max(need_bytes) filter (where not not_run), 0) + 1,
  iif(count(*) = 0, 'it has no cell for these STRATEGIES, TYPE and COUNT',
    'all ' || count(*) || ' cells need more than half of the free memory ('
    || bytes((select memory_free_bytes / 2 from machine)) || '), the smallest '
    || bytes(min(need_bytes)) || ': say a smaller COUNT')
from cell;
