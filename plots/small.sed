# small.sed - of an SVG from gnuplot: what all groups say is said once, numbers are as long as an
# eye needs (a tenth of a pixel), each tag stands on a line. Then comes small.awk.
s/^	*//
/^<filter/,/^<\/filter/d
s/^<rect x="0" y="0"/& stroke="none"/
/^<g fill="none"/{
  s/ (fill="none"|color="black"|stroke="currentColor")//g
  s/ stroke-line(cap="butt"|join="miter")//g
}
s/<tspan font-family="DejaVu Sans,Verdana,sans-serif" >([^<]*)<\/tspan>/\1/g
s/<tspan[^>]*><\/tspan>//g
/<(text|title|desc|\?xml)/!{
  s/ font-family="DejaVu Sans,Verdana,sans-serif"//
  s/ style='filter:[^']*'//
  s/ color='[^']*' (opacity='0)/ \1/
  s/([0-9]{2}\.[0-9])[0-9]([^0-9]|$)/\1\2/g
  s/\.0+([^0-9]|$)/\1/g
  s/(\.[0-9]*[1-9])0+([^0-9]|$)/\1\2/g
  s/ +/ /g
  :flat
  s/( [0-9.]+,([0-9.]+)) [0-9.]+,\2( [0-9.]+,\2[ '])/\1\3/
  t flat
  s/ '/'/g
  s/ = /=/g
  s/([^ ])<\/g>$/\1\
<\/g>/
  s/	</\
</g
}
s/^<g id="gnuplot_canvas"/& fill="none" color="black" stroke="currentColor" \
font-family="DejaVu Sans,Verdana,sans-serif"/
