# html.jq - what the pages are made of.
def tag($name; $text): "<\($name)>\($text)</\($name)>";
def cells($kind): map(tag($kind; .)) | add;
def table_of($head; $rows):
  "<div class=wide><table><thead><tr>\($head | map(@html) | cells("th"))</tr></thead><tbody>"
  + ($rows | map("<tr>\(map(tostring | @html) | cells("td"))</tr>") | join("\n")) + "</tbody></table></div>";
