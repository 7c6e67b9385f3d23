-- said.sql - what a run says, for agreement: the temporary table said has a row for each claim that
-- it measures (claim, of claims_table), and for each line of the verdict (line), whose winners are
-- the programs whose files it names, a list; with what they were measured on.

create temp table around as
select suite, name as machine, transparent_huge_pages as pages,
  (select max(count) from cell as c where c.run = r.run) as count,
  (select group_concat(type, ', ') from (
    select distinct type from cell as c where c.run = r.run order by type)) as type
from run as r join machine using (run)
where run in (select min(run) from run group by suite);

-- What a line of the verdict tells more names the file of each winner; its titles have no "(ours)".
create temp table winner as
select line.rowid as number, (select json_group_array(title) from (
    select distinct replace(title, ' (ours)', '') as title from program
    where instr(more, 'experiments/grow/' || strategy || '.c') order by title)) as titles
from line;

create temp table said as
select place, key, claim, verdict, evidence, machine, count, type, pages, 0 as winner
from claim join around using (suite) where verdict <> 'not measured'
union all
select 1000 + number, name, name, titles, text, (select machine from around), null, null,
  (select pages from around), 1
from winner join line on line.rowid = number where titles <> '[]';
