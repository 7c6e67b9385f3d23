-- page.sql - grades.html, line by line. All that a hand-in could have written goes through html().
select '<h1>Grades</h1>';
select line from (
  select lab, 0 as part, 0 as place, '<h2>' || html(lab) || '</h2><p class=answer>' || html(said) ||
    '</p><h3>Points</h3><table>' as line from summary
  union all
  select lab, 1, low, '<tr><td>' || low || ' to ' || high || '</td><td>' || hand_ins ||
    '</td><td><div class=bar style="width:' ||
    (20.0 * hand_ins / (select max(hand_ins) from distribution as m where m.lab = d.lab)) ||
    'rem"></div></td></tr>'
  from distribution as d
  union all
  select lab, 2, 0, '</table><h3>Criteria, the most failed first</h3><div class=wide>
    <table class=left><tr><th>criterion<th>of<th>failed<th>points lost, in all<th>said most often'
  from summary
  union all
  select lab, 3, row_number() over (), '<tr><td>' || html(criterion) || '</td><td>' || of ||
    '</td><td>' || lost || ' of ' || measured || '</td><td>' || short(points_lost) || '</td><td>' ||
    html(coalesce(said, '')) || '</td></tr>'
  from failed
  union all
  select lab, 4, 0, '</table></div><h3>Hand-ins</h3><div class=wide>
    <table class=left><tr><th>hand-in<th>points<th>of<th>lost' from summary
  union all
  select lab, 5, row_number() over (), '<tr><td>' || html(hand_in) || '</td><td>' ||
    coalesce(short(points), state) || '</td><td>' || coalesce(short(of), '') || '</td><td>' ||
    html(coalesce(lost, '')) || '</td></tr>'
  from grade
  union all
  select lab, 6, 0, '</table></div>' from summary)
order by lab, part, place;
