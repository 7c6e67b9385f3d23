-- said.sql - what a run says, for agreement: the temporary table said has a row for each claim that
-- it measures (of claims_table), and for each line of the verdict, whose winners are the programs
-- that it names; with what they were measured on.

create temp table around as
select suite, name as machine, transparent_huge_pages as pages,
  (select max(count) from cell as c where c.run = r.run) as count,
  (select group_concat(type, ' ') from (
    select distinct type from cell as c where c.run = r.run order by type)) as type
from run as r join machine using (run);

create temp table winner as
select distinct number,
  substr(value, 1 + length('experiments/grow/'), instr(value, '.c') - 1 - length('experiments/grow/'))
    as strategy
from line, json_each('["' || replace(substr(json_quote(text), 2, length(json_quote(text)) - 2),
  'experiments/', '","experiments/') || '"]')
where value glob 'experiments/grow/*.c*';

create temp table said as
select place, key, claim, verdict, evidence, machine, count, type, pages, 0 as winner
from claim join around using (suite) where verdict <> 'not measured'
union all
select 1000 + number, name, name, (
    select group_concat(strategy, ' ') from winner where winner.number = line.number),
  text, (select machine from around), null, null, (select pages from around), 1
from (select number, substr(text, 1, instr(text, ': ') - 1) as name,
        substr(text, instr(text, ': ') + 2) as text from line) as line
where number in (select number from winner);
