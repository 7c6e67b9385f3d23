select text as goal, asked, ratio(ratio) as measured,
  iif(low is null, '', trim(within(low, high))) as "95 %", said as "so it is"
from goals where said <> 'not measured' order by number;
