-- agreement.sql - the answers of a run (source 0) held against those of the references, the first
-- that has one, in the temporary tables held, and agreed: in words. After the table answer, which
-- is of said.sql.

create temp table known as
select * from (
  select *, row_number() over (partition by key order by source) as choice
  from answer where source > 0)
where choice = 1;

-- Who wins agrees where one is named here and there: under other conditions others may win.
create temp table held as
select h.place, h.key, h.claim, h.winner, h.verdict as here, t.verdict as there,
  h.evidence as evidence_here, t.evidence as evidence_there, t.machine,
  iif(h.winner, exists (
      select value from json_each('["' || replace(h.verdict, ', ', '","') || '"]')
      intersect select value from json_each('["' || replace(t.verdict, ', ', '","') || '"]')),
    h.verdict = t.verdict) as agrees,
  substr(iif(h.count <> t.count, '; n up to ' || si(h.count) || ', there ' || si(t.count), '')
    || iif(h.type <> t.type, '; ' || h.type || ', there ' || t.type, '')
    || iif(h.pages <> t.pages, '; huge pages ' || h.pages || ', there ' || t.pages, ''), 3)
    as otherwise
from answer as h join known as t using (key) where h.source = 0;

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
