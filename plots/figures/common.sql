-- common.sql - what every figure begins with: the tables of one run, :run, and colours.
--
-- A figure is two files. NAME.sql says in its head the question, how to read it, its suites and its
-- place; then it makes temporary views, each of which becomes a table, tables/NAME.VIEW.tsv, whose
-- first line names the columns. The view `answer` is the answer in a sentence; without a row in it
-- the figure is left out. NAME.gp draws the tables. What is no view, a temporary table, is only a
-- step on the way.

create temp table run as select * from main.run where run = :run;
create temp table machine as select * from main.machine where run = :run;
create temp table program as select * from main.program where run = :run;
create temp table cell as select * from main.cell where run = :run;
create temp table summary as select * from main.summary where run = :run;
create temp table rounds as select * from counted where run = :run;
create index temp.rounds_cell on rounds(cell, round);
create temp table noise as select * from main.noise where run = :run;

-- Who is called the first of many is chosen on one half of the rounds and judged on the other: of
-- many that differ by chance alone the first seems to lead in the rounds that chose it. Halves are
-- the odd and the even rounds of one run, and of six runs or more the odd and the even runs. There
-- are none below twelve rounds, and of fewer runs, for both halves of a run share what is its own:
-- then all rounds do both (chooses is null), with intervals for so many (Bonferroni).
create temp table halves as
select *, case when runs >= 6 then 'runs' when runs = 1 and rounds >= 12 then 'rounds' end as of
from (select count(distinct round / 1000) as runs, count(distinct round % 1000) as rounds
      from rounds);
create temp table half_of as
select round, case of when 'runs' then round / 1000 % 2 = 0 when 'rounds' then round % 2 end
  as chooses
from (select distinct round from rounds), halves;

-- A colour for each label, as a number. The family gives the colour, members of a family a shade
-- each. The baseline is black, other controls are grey; what is not core is pale grey, unless a
-- person chose the strategies; `always` has a colour for them, too. Okabe and Ito's palette, safe
-- for the colour-blind. The core comes first, also where it was not measured: so a run of a few
-- looks the same.
create temp table shade(family, number, colour);
insert into shade values
  ('exact', 1, 0xD55E00), ('exact', 2, 0xE69F00), ('vector', 1, 0x0072B2), ('vector', 2, 0x56B4E9),
  ('chunks', 1, 0x009E73), ('chunks', 2, 0x7FCDB2), ('file', 1, 0xAA3377), ('file', 2, 0xDD99BB),
  ('virtual memory', 1, 0x332288), ('virtual memory', 2, 0x8877CC), ('sqrt', 1, 0x999933),
  ('sqrt', 2, 0xCCCC77), ('boxed', 1, 0x882255), ('peer', 1, 0x665544), ('peer', 2, 0xAA9988),
  ('numpy', 1, 0x44AA99), ('numpy', 2, 0x99D5CC),
  ('read', 1, 0xD55E00), ('read', 2, 0xE69F00), ('read', 3, 0x882255), ('mmap', 1, 0x0072B2),
  ('mmap', 2, 0x56B4E9), ('mmap', 3, 0x332288), ('direct', 1, 0x009E73), ('io_uring', 1, 0x999933),
  ('kernel', 1, 0x009E73), ('kernel', 2, 0x117733), ('kernel', 3, 0x7FCDB2);
create temp table colour as
with spare(number, colour) as (values (0, 0x117733), (1, 0xCC6677), (2, 0x6699CC), (3, 0xDDCC77)),
named as (
  select title as label, family, baseline, 1 as core from program where core group by title
  union all
  select label, family, max(baseline), 0 from cell
  where aa_of is null and label not in (select title from program where core) group by label),
numbered as (
  select *, row_number() over (partition by family, baseline order by core desc, label) as number
  from named),
shaded as (
  select n.label, n.core, case when baseline then 0 when family = 'control' then 0x888888
              else s.colour end as shade
  from numbered as n left join shade as s using (family, number)),
rest as (
  select *,
    (row_number() over (partition by shade is null order by core desc, label) - 1) % 4 as number
  from shaded),
coloured as (
  select label, core, coalesce(shade, spare.colour) as always from rest join spare using (number))
select label, always, iif(core or (select chosen from run), always, 0xAAAAAA) as colour
from coloured;
create unique index temp.colour_label on colour(label);
