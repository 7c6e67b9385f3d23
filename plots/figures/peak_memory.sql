-- How much memory does each need at its peak?
-- Largest n. Solid: in RAM. Light: gathered copy. Hatched: file, reclaimable. Outline: reserved.
--
-- Read: A bar that ends at 1 needs the data and nothing more; 2 means that for a moment everything
-- Read: is there twice. Hatched memory the kernel can write back and take away; an outline is
-- Read: address space that was never touched, and costs no RAM.
-- Needs: ten times the error of a peak (8 MB of data on two CPUs), and 24 bars at most
-- After: plots/answers/verdict.sql
-- Suite: size strategies input
-- Place: 2

-- The parts of a bar lie one behind the other: what is anonymous, then pages of the file, then what
-- gather adds. Address space for the future can be thousands of times the data: its outline is cut
-- at `edge`, the text is not.
create temp table bar as
select row_number() over (order by peak desc, reserved desc, cell desc) as series, label, control,
  max(append_peak - min(coalesce(file, 0), peak), 0) as anonymous,
  min(coalesce(file, 0), peak) as file,
  append_peak, peak, coalesce(reserved, peak) as reserved, max(peak) over () * 1.6 as edge
from ranked where peak is not null and append_peak is not null and not discards;

create temp view series as
select label, colour, series, anonymous, anonymous + file as resident, append_peak,
  max(peak, append_peak) as peak, reserved, max(peak, min(reserved, edge)) as outline,
  ratio(peak) || ' x' || case when reserved > peak * 1.02
    then '  (reserved ' || ratio(reserved) || ' x' || iif(reserved > edge, ' >>', '') || ')'
    else '' end as text
from bar join colour using (label) order by series;

create temp view answer as
select 'From ' || ratio(least.peak) || ' x the data (' || least.label || ') to '
  || ratio(most.peak) || ' x (' || most.label || ').' as answer
from (select * from bar where not control order by peak, series limit 1) as least,
  (select * from bar where not control order by peak desc, series desc limit 1) as most
where (select count(*) from bar) <= 24;
