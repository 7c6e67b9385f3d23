-- commands.sql - the cells of a round in their order; the one place where a command line is made:
--
--   cell <tab> bytes to touch before it <tab> command line
--
-- The words are quoted as for a shell, though none reads them: hyperfine and xargs split them by
-- the same rules. :budget, :directory and :work are the driver's; each cell writes its record to
-- :work/cells/CELL. The order comes from the seed alone, also where cells are left out.

select cell, need_bytes + 1,
  coalesce('experiments/driver/limit ' || limit_bytes || ' ', '')
  || coalesce('prlimit --as=' || address_bytes || ' ', '')
  || iif(coalesce(tunables, preload) is null, '', 'env ')
  || coalesce(word('GLIBC_TUNABLES=' || tunables) || ' ', '')
  || coalesce(word('LD_PRELOAD=' || preload) || ' ', '')
  || word(coalesce(build, :build) || '/' || strategy) || ' --count ' || count || ' --type ' || type
  || iif(arrays > 1, ' --arrays ' || arrays, '') || iif(turns, ' --turns', '')
  || coalesce(' --huge-pages ' || nullif(pages, 'system'), '')
  || coalesce(' --phases ' || phases, '') || iif(chained, ' --chained', '')
  || coalesce((select group_concat(' --' || key || ' ' || value, '')
               from json_each(parameters)), '')
  || coalesce(' --input ' || word(input), '') || iif(text, ' --text', '')
  || coalesce(' --column ' || word(input_column), '') || iif(header, ' --header', '')
  || coalesce(' --separator ' || word(separator), '')
  || coalesce(' --' || instrument || ' /dev/null', '')
  || ' --budget ' || :budget || ' --directory ' || word(:directory)
  || ' --record ' || word(:work || '/cells/' || cell)
from cell
where not not_run and (:round = 0 or cell in (select cell from record where ended = 'done'))
order by order_of(:seed, :round, cell);
