-- slide.sql - a page of plots/slides as SVG, 1280 x 720, up to its figure, which stands in the
-- upper 616 and ends it: :title and :how above, :text from y = :top on, :caption at the foot. The
-- text has letters of :size in at most :lines lines, and space where it has a line break. What does
-- not fit is cut, and that is said.

create temp table page as
select cast(1240 / (0.55 * :size) as integer) as width, ' ... (all of it: report.html)' as more;

-- Word by word onto the line, or where that is full onto the next; the last has room for `more`.
create temp table line as
with recursive word(at, word, long, rest) as (
  select 0, '', 0, replace(trim(:text), char(10), ' ' || char(10)) || ' '
  union all
  select at + 1, substr(rest, 1, instr(rest, ' ') - 1),
    iif(rest glob char(10) || '*', 9999, instr(rest, ' ')), substr(rest, instr(rest, ' ') + 1)
  from word where rest <> ''),
filled(at, number, breaks, line) as (
  select 0, 1, 0, ''
  union all
  select word.at, number + (length(line) + long > width - length(more) * (number = :lines)),
    breaks + (long = 9999),
    iif(length(line) + long > width - length(more) * (number = :lines), '', line || ' ')
      || trim(word, char(10))
  from filled join word on word.at = filled.at + 1 join page)
select number, breaks, trim(line) as line from (
  select *, row_number() over (partition by number order by at desc) as back from filled)
where back = 1 and number <= :lines + 1;

-- Each in one line, no wider than the page.
create temp table head(y, most, colour, weight, text);
insert into head values (38, 32, '#222222', 'bold', :title), (64, 18, '#595959', 'normal', :how),
  (711, 13, '#595959', 'normal', :caption);

select '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
  || ' width="1280" height="720" font-family="DejaVu Sans, Verdana, sans-serif">'
  || '<rect width="1280" height="720" fill="#ffffff"/>';
select '<text x="20" y="' || y || '" fill="' || colour || '" font-weight="' || weight
  || '" font-size="' || min(most, cast(1240 / (0.62 * length(text)) as integer)) || '">'
  || html(text) || '</text>'
from head where text <> '';
select '<text x="20" y="' || cast(:top + (number - 1 + breaks * 0.6) * 1.35 * :size as integer)
  || '" fill="#222222" font-size="' || :size || '">' || html(line)
  || iif(number = :lines and exists (select 1 from line where number > :lines), html(more), '')
  || '</text>'
from line join page where number <= :lines and line <> '' order by number;
