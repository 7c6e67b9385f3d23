-- commands.sql - the cells of a round in their order; the one place where a command line is made:
--
--   cell, before: what is run before it, stop_seconds that it may take, line
--
-- Before it as much memory as it needs is touched and given back (:touch), and then nothing is done
-- for as long as the cell's memory is to be idle. A host takes back what a guest has not used for a
-- second or two, and the cell that comes after a small one would pay for that.
--
-- The words of a line are quoted as for a shell, though none reads them: hyperfine and xargs split
-- them by the same rules. :budget, :directory and :work are the driver's; each cell writes its
-- record to :work/cells/CELL. The order comes from the seed alone, also where cells are left out.
--
-- A cell that takes far longer than it should does not end, and is stopped (timeout): that is, in
-- the first round, twenty budgets and what its data take at 5 MB/s; then ten times what the first
-- round took; and 10 s more. :guard is what lets it die with its parent.

with patience as (
  select c.cell, cast(min(10 + 20.0 * :budget + c.payload_bytes / 5e6,
    10 + 10 * coalesce(f.process_wall_ns / 1e9, 1e9)) as integer) as stop_seconds
  from cell as c left join record as f on f.cell = c.cell and f.round = 0)
select cell, stop_seconds,
  word(:touch) || ' ' || (need_bytes + 1) || iif(idle_seconds > 0, ' ' || idle_seconds, '')
  as before,
  coalesce(:guard || ' ', '') || 'timeout --foreground -k 5 ' || stop_seconds || ' '
  || coalesce('experiments/driver/limit ' || limit_bytes || ' ', '')
  || coalesce('prlimit --as=' || address_bytes || ' ', '')
  || iif(coalesce(tunables, preload) is null, '', 'env ')
  || coalesce(word('GLIBC_TUNABLES=' || tunables) || ' ', '')
  || coalesce(word('LD_PRELOAD=' || preload) || ' ', '')
  || word(coalesce(build, :build) || '/' || strategy)
  -- A file that is shared is read to its end.
  || iif(input glob '/dev/fd/*', '', ' --count ' || count) || ' --type ' || type
  || iif(arrays > 1, ' --arrays ' || arrays, '') || iif(turns, ' --turns', '')
  || coalesce(' --huge-pages ' || nullif(pages, 'system'), '')
  || coalesce(' --phases ' || phases, '') || iif(chained, ' --chained', '')
  || iif(cold, ' --cold', '')
  || coalesce((select group_concat(' --' || key || ' ' || word(value), '')
               from json_each(parameters)), '')
  || coalesce(' --input ' || word(input), '') || iif(text, ' --text', '')
  || coalesce(' --column ' || word(input_column), '') || iif(header, ' --header', '')
  || coalesce(' --separator ' || word(separator), '')
  || coalesce(' --' || instrument || ' /dev/null', '')
  || ' --budget ' || :budget || ' --directory ' || word(:directory)
  || ' --record ' || word(:work || '/cells/' || cell)
  as line
from cell join patience using (cell)
where not not_run
  and (:round = 0 or cell in (select cell from record where round = 0 and ended = 'done'))
  and cell not in (select cell from stopped)
order by order_of(:seed, :round, cell);
