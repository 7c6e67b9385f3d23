-- settings.sql - what a person said (:COUNT, :TYPE ...), else what the suite's head says (:Count
-- ...), as tables that a suite can ask:
--
--   program       what each program says of itself (lib/database/schema.sql), its number in the
--                 catalogue, and `chosen`: null unless STRATEGIES names some; then 1 for those and
--                 the baseline
--   way           the same of ways to read a file: a table of their own, so that no question about
--                 growing meets them
--   copier        and of ways to copy one
--   sharing       and of ways to share one
--   setting       one row: top (COUNT), type and width of an element, type_given, input, text, ...
--   wanted_limit  LIMITS, in bytes
--   element_type  name, width
--   allocator     with "Tables: allocators" those that are here: number, name, preload, tunables,
--                 build
--
-- What makes no sense ends here, in one line.

create table element_type(name, width);
insert into element_type select value, width_of(value) from json_each(type_names());

create table word as
with said(setting, words) as (
  values ('STRATEGIES', :STRATEGIES), ('LIMITS', coalesce(:LIMITS, :Limits))),
blanks as (select setting, replace(replace(words, ',', ' '), char(10), ' ') as words from said)
select distinct setting, value as word
from blanks, json_each('[' || replace(json_quote(words), ' ', '","') || ']')
where value <> '';
create view named as select word from word where setting = 'STRATEGIES';

select refuse('STRATEGIES: there is no program "' || word || '" (of a peer: make deps-peers)')
from named where word <> 'all' and word not in (select strategy from program) limit 1;
select refuse('TYPE: "' || :TYPE || '" is not one of ' || group_concat(name, ' ')) from element_type
having :TYPE not in (select name from element_type);

alter table program add column number integer;
update program set number = rowid;
alter table program add column chosen integer;
update program set chosen = baseline or strategy in named or 'all' in named
where exists (select 1 from named);

create table way as select * from program where reads and not copies;
create table copier as select * from program where copies;
create table sharing as select * from program where shares;
delete from program where reads or shares;

create table setting as
select coalesce(count_of(:COUNT, 'COUNT'), count_of(:Count, 'Count')) as top, name as type, width,
  :TYPE is not null as type_given, :INPUT as input, text, :COLUMN as input_column,
  :HEADER is not null as header, :SEPARATOR as separator, :input_count as input_count
from element_type, (select coalesce(:TEXT, :COLUMN, :HEADER) is not null as text)
where name = coalesce(:TYPE,
  case when :INPUT is null then 'int32' when text then 'float64' else 'byte' end);

create table wanted_limit as
select distinct bytes_of(word, 'LIMITS') as bytes
from word where setting = 'LIMITS' and word <> 'none';
create table if not exists allocator(number, name, preload, tunables, build);
