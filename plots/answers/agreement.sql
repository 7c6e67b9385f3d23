-- agreement.sql - the answers of a run (source 0) held against those of the references, the first
-- that has one, in the temporary tables held, and agreed: in words. After the table answer, which
-- is of said.sql.

create temp table known as
select * from (
  select *, row_number() over (partition by key order by source) as choice
  from answer where source > 0)
where choice = 1;

-- Who wins agrees where one who wins here is named there, or the other way round: as tied, or as
-- one that does so, too; the longest pause of all is named last.
create temp table held as
with named as (
  select *, substr(evidence, 1, instr(evidence || 'The longest of all', 'The longest of all') - 1)
    as those, iif(winner, replace(replace(trim(verdict, '[]"'), '","', ' and '), '"', ''), verdict)
    as shown
  from answer)
select h.place, h.key, h.claim, h.winner, h.shown as here, t.shown as there,
  h.evidence as evidence_here, t.evidence as evidence_there, t.machine,
  iif(h.winner,
    exists (select 1 from json_each(iif(h.winner, h.verdict, '[]')) where instr(t.those, value))
      or exists (select 1 from json_each(iif(h.winner, t.verdict, '[]'))
                 where instr(h.those, value)),
    h.verdict = t.verdict) as agrees,
  substr(iif(h.count <> t.count, '; n up to ' || si(h.count) || ', there ' || si(t.count), '')
    || iif(h.type <> t.type, '; ' || h.type || ', there ' || t.type, '')
    || iif(h.pages <> t.pages, '; huge pages ' || h.pages || ', there ' || t.pages, ''), 3)
    as otherwise
from named as h join named as t using (key)
where h.source = 0 and (t.source, t.key) in (select source, key from known);

create temp table agreed as
with told as (
  select *, 'here ' || here || ', there ' || there as said
  from held where not agrees order by place),
absent(here, there) as (
  select (select count(*) from known where not winner and key not in (select key from held)),
    (select count(*) from answer where source = 0 and not winner
     and key not in (select key from known)))
select sum(agrees and not winner) || ' of ' || sum(not winner)
  || ' claims as on the reference machine ('
  || (select group_concat(machine, ', ') from (select distinct machine from held)) || ')'
  || coalesce((select '; differs: ' || group_concat(claim || ' (' || said || ')', '; ')
               from told where not winner), '')
  || iif(sum(otherwise <> ''), '; ' || sum(otherwise <> '')
         || ' of them with another n, type or page setting', '') || '.'
  || coalesce((select group_concat(' ' || claim || ': ' || said || '.', '')
               from told where winner), '') as line,
  iif(absent.here > 0, ' The reference has ' || absent.here
      || ' more, not measured here (make bench-full).', '')
    || iif(absent.there > 0, ' Of ' || absent.there || ' measured here it says nothing.', '')
  as less
from held, absent having sum(not winner) > 0;
