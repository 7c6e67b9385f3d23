-- common.sql - what every figure begins with: the tables of one run, :run, and colours.
--
-- A figure is two files. NAME.sql says in its head the question, how to read it, its suites and its
-- place; then it makes temporary views, each of which becomes a table, tables/NAME.VIEW.tsv, whose
-- first line names the columns. The view `answer` is the answer in a sentence; without a row in it
-- the figure is left out. NAME.gp draws the tables. What is no view, a temporary table, is only a
-- step on the way.

create temp table run as select * from main.run where run = :run;
create temp table machine as select * from main.machine where run = :run;
-- theirs: other people's code.
create temp table program as
select *, family in ('peer', 'numpy') or coalesce(peer, 0) as theirs from main.program
where run = :run;
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

-- One mark for each strategy, the same in all figures: colour, gnuplot's point type and dash type.
-- The family gives the hue and mostly the shape; its members, numbered over all that are built and
-- not over those of a figure, a shade each, then hollow points, then another dash. Where shades of
-- a hue are told apart badly, by the colour-blind most of all, each member has a shape of its own.
-- The baseline is black and dashed. Marks have a contrast of 3 : 1 on white or more. Text is never
-- in these colours.
create temp table shade(family, number, colour, filled, hollow);
insert into shade values
  ('vector', 0, 0x0072B2, 7, 6), ('vector', 1, 0x3F97D6, 7, 6), ('vector', 2, 0x004C7A, 7, 6),
  ('chunks', 0, 0x009E73, 5, 4), ('chunks', 1, 0x00664A, 4, 5), ('chunks', 2, 0x3BA583, 11, 10),
  ('exact', 0, 0xD55E00, 13, 12), ('exact', 1, 0xA34700, 13, 12),
  ('file', 0, 0xAA3377, 9, 8), ('file', 1, 0xCC6AA0, 9, 8), ('file', 2, 0x7A1F52, 9, 8),
  ('virtual memory', 0, 0x332288, 11, 10), ('virtual memory', 1, 0x7766C4, 11, 10),
  ('sqrt', 0, 0x7A7A00, 15, 14), ('sqrt', 1, 0x999933, 9, 8), ('sqrt', 2, 0x5C5C00, 14, 15),
  ('boxed', 0, 0x882255, 13, 12),
  ('control', 0, 0x6B6B6B, 2, 2), ('control', 1, 0x6B6B6B, 1, 1), ('control', 2, 0x6B6B6B, 3, 3),
  ('peer', 0, 0x665544, 7, 6), ('peer', 1, 0x8F7A66, 5, 4), ('peer', 2, 0x44352A, 9, 8),
  ('numpy', 0, 0x00797F, 7, 6), ('numpy', 1, 0x3A9AA0, 5, 4), ('numpy', 2, 0x00565B, 9, 8),
  ('read', 0, 0xD55E00, 7, 6), ('read', 1, 0xA34700, 5, 4), ('read', 2, 0x882255, 9, 8),
  ('mmap', 0, 0x0072B2, 11, 10), ('mmap', 1, 0x3F97D6, 9, 8), ('mmap', 2, 0x332288, 5, 4),
  ('direct', 0, 0x009E73, 13, 12), ('io_uring', 0, 0x7A7A00, 15, 14),
  ('kernel', 0, 0x009E73, 7, 6), ('kernel', 1, 0x00664A, 5, 4), ('kernel', 2, 0x3BA583, 9, 8),
  (null, 0, 0xC97A00, 3, 2), (null, 1, 0x117733, 3, 2), (null, 2, 0x5A48B0, 3, 2); -- a new family
create temp table mark as
with numbered as (
  select strategy, baseline, iif(family in (select family from shade), family, null) as family,
    row_number() over (
      partition by family, reads, shares, copies order by core desc, strategy) - 1 as number
  from program where not baseline or family <> 'control'),
shades as (select family, count(*) as shades from shade group by family)
select strategy, iif(baseline, 0, colour) as colour,
  iif(n.number / shades % 2, hollow, filled) as point,
  case when baseline then 2 when n.family = 'control' then 3 + n.number / shades
    else 1 + n.number / shades / 2 % 4 end as dash
from numbered as n join shades as c on c.family is n.family
join shade as s on s.family is n.family and s.number = n.number % shades
union all select strategy, 0, 7, 2 from program where baseline and family = 'control';
create temp table colour as
select label, colour, point, dash
from cell join mark using (strategy) where aa_of is null group by label;
create unique index temp.colour_label on colour(label);

-- The scale of heat maps of ratios, from 1 to 10.
create temp table tenfold as
select shade(value, 1, 10) as share,
  value || ' x' || case value when 1 then ' or less' when 10 then ' or more' else '' end as text
from json_each('[1, 2, 4, 10]');
