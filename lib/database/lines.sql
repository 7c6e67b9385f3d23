-- lines.sql - each line of a run's files by itself: what could not be what a program or the driver
-- wrote is told in left_out, and goes. `load` reads this after all lines are in told(run, kind,
-- path, name, number, text), before they become rows; then checked.sql holds the rows against each
-- other. What a table alone can refuse is a constraint in schema.sql.

create temp view source as
select rowid as id, *, path || iif(kind = 'record', '/records/', '/') || name as file from told;

delete from told where trim(text, ' ' || char(9, 13)) = '';
create temp table read as select run, file, count(*) as lines from source group by run, file;
create index temp.read_file on read(run, file);

create temp table flaw(id integer, reason text);
insert into flaw
select rowid, 'not a JSON object: a torn line?' from told
where iif(json_valid(text), json_type(text), '') <> 'object';
insert into left_out select run, file, number, reason from flaw join source using (id);
delete from told where rowid in (select id from flaw);
delete from flaw;

-- A number is from 0 to 2^53, and whole where the column is; what is true or false is also 1 or 0.
-- A record that has none says why.
create temp table number_column(kind, name, is_real, is_truth, most, primary key (kind, name))
without rowid;
insert into number_column
with t(kind, tbl) as (values ('run.json', 'run'), ('machine.json', 'machine'),
  ('programs.jsonl', 'program'), ('cells.jsonl', 'cell'), ('record', 'record'))
select *, iif(is_truth, 1, 9007199254740992) from (
  select kind, name, type = 'REAL', name in (
    'core', 'baseline', 'discards', 'compares', 'chosen', 'knows_count', 'reads_twice', 'quadratic',
    'contiguous', 'stable', 'file', 'peer', 'by_block', 'turns', 'chained', 'text', 'not_run',
    'completed', 'verified', 'random_chained', 'cold', 'reads', 'copies', 'shares') as is_truth
  from t, pragma_table_info(tbl) where type in ('INTEGER', 'REAL'));
insert into flaw
select told.rowid, c.name || iif(j.type = 'null', ' is null, without a reason',
                                 iif(is_truth, ' is not true or false',
                                     ' is no number from 0 to 2^53'))
from told cross join json_each(text) as j cross join number_column as c
  on c.kind = told.kind and c.name = j.key
where not case j.type
  when 'integer' then j.atom between 0 and most
  when 'real' then is_real and j.atom between 0 and most
  when 'null' then told.kind <> 'record' or j.key in ('signal', 'exit_code')
    or j.key = 'process_wall_ns' and text ->> 'round' is 0
    or text ->> (j.key || '_reason') is not null
  else j.type in ('true', 'false') and is_truth end;

-- What a record says of its program, if it says it, is something.
insert into flaw
select told.rowid, value || ' is null'
from told, json_each('["strategy", "title", "family", "type", "parameters"]')
where kind = 'record' and json_type(text, '$.' || value) = 'null';

-- A record stands in the file of its round, says the suite of its run, and is alone. Of two that
-- differ nobody knows which is true.
insert into flaw
select told.rowid, 'of another round than its file, or of another suite'
from told left join (select run, text ->> 'suite' as suite from told where kind = 'run.json')
  using (run)
where kind = 'record' and (name is not format('%02d.jsonl', text ->> 'round')
  or coalesce(text ->> 'suite', suite) is not suite);
with twice as (
  select run, name, text ->> 'cell' as cell, min(rowid) as first, min(text) = max(text) as same
  from told where kind = 'record' group by 1, 2, 3 having count(*) > 1)
insert into flaw
select told.rowid, iif(same, 'the same record again', 'one of two that differ')
from told join twice using (run, name)
where kind = 'record' and text ->> 'cell' is cell and (told.rowid > first or not same);

-- What an instrument gives: numbers, and words for events.
insert into flaw
select told.rowid, j.key || ' has other things than numbers'
from told join json_each(text) as j on j.key in ('timeline', 'latency', 'longest')
where kind = 'record' and json_type(text, '$.instrument') = 'text' and exists (
  select 1 from json_tree(j.value) as t
  where t.type not in ('object', 'array', 'null') and not iif(t.path = '$.event',
    t.type = 'text' and t.atom not glob '*[^a-z_ ]*',
    t.type in ('integer', 'real') and t.atom between 0 and 9007199254740992));

insert into left_out
select run, file, number, min(reason) from flaw join source using (id) group by id;
delete from told where rowid in (select id from flaw);

create temp view told_run as
select text, run, number as line, file, path from source where kind = 'run.json';
create temp view told_machine as
select text, run, number as line, file, path from source where kind = 'machine.json';
create temp view told_program as
select text, run, number as line, file, path from source where kind = 'programs.jsonl';
create temp view told_cell as
select text, run, number as line, file, path from source where kind = 'cells.jsonl';
create temp view told_record as
select text, run, number as line, file, path from source where kind = 'record';
