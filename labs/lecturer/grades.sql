-- grades.sql - what a lecturer asks. In `named` are the names of hand-ins, in `told` the
-- results.json of each, both by LAB.ID.DIGEST.json. Without one a hand-in was not graded, which is
-- not 0 points.

create view result as
select substr(n.name, 1, instr(n.name, '.') - 1) as lab, n.name as file, hand_in, t.text as json
from (select name, group_concat(text, char(10)) as hand_in
      from (select * from named order by name, number) group by name) as n
left join told as t using (name);

-- One criterion of one hand-in; points: null, not measured on this machine.
create view criterion as
select lab, file, hand_in, j.key as place, j.value ->> '$.name' as criterion,
       j.value ->> '$.score' as points, j.value ->> '$.extra_data.of' as of,
       j.value ->> '$.output' as said
from result as r, json_each(r.json, '$.tests') as j;

create view grade as
select r.lab, r.hand_in, iif(json is null, 'not graded', 'graded') as state,
       json ->> '$.score' as points, json ->> '$.extra_data.of' as of, lost,
       json ->> '$.extra_data.seed' as seed
from result as r
left join (select file,
                  group_concat(criterion || iif(points is null, ' not measured',
                    ' -' || short(of - points)), '; ') as lost
           from (select * from criterion order by place)
           where points is null or points < of
           group by file) as l using (file)
order by r.lab, r.hand_in;

-- Which criterion failed most; said: what was said most often where it did.
create view failed as
select lab, place, criterion, of, count(points) as measured,
       count(*) filter (where points < of) as lost, total(of - points) as points_lost,
       (select said from criterion as s
        where s.lab = c.lab and s.place = c.place and s.points < s.of
        group by said order by count(*) desc, said limit 1) as said
from criterion as c
group by lab, place
order by lab, lost desc, points_lost desc, place;

create view distribution as
with recursive step(low) as (select 0 union all select low + 10 from step where low < 90)
select lab, low, iif(low = 90, 100, low + 9) as high,
       (select count(*) from grade as g
        where g.lab = l.lab and min(cast(points as integer) / 10 * 10, 90) = low) as hand_ins
from (select distinct lab from result) as l, step;

create view summary as
select lab, count(*) as hand_ins, count(points) as graded, median(points) as median,
       (select criterion from failed as f where f.lab = g.lab and lost > 0 limit 1) as worst,
       lab || ': ' || count(*) || ' hand-ins' ||
         iif(count(points) < count(*), ', ' || (count(*) - count(points)) || ' not graded', '') ||
         coalesce(', median ' || short(median(points)) || ' points', '') ||
         coalesce((select ', most failed: ' || criterion || ' (' || lost || ')'
                   from failed as f where f.lab = g.lab and lost > 0 limit 1), '') as said
from grade as g
group by lab;
