// script.js - makes the page handy: dark or light, tables that sort, lines to switch off, values
// beside the mouse. All is there to read without it; what a run says is only text to it.
'use strict';
(() => {
  const root = document.documentElement, all = (where, what) => [...where.querySelectorAll(what)];
  const button = (words, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.append(...words);
    made.addEventListener('click', () => act(made));
    return made;
  };

  // Dark or light: as the system has it, until somebody chooses. Some browsers keep nothing.
  const kept = (...value) => {
    try {
      if (value.length) localStorage.setItem('growbench-theme', value[0]);
      return localStorage.getItem('growbench-theme');
    } catch { return null; }
  };
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => root.dataset.theme ? root.dataset.theme === 'dark' : system.matches;
  if (['dark', 'light'].includes(kept())) root.dataset.theme = kept();

  // "1.42 x [1.41, 1.43]", "40 MB", "630 us", "10M": what a cell begins with, as a number.
  const units = {k: 1e3, M: 1e6, G: 1e9, T: 1e12, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, KiB: 2 ** 10,
    MiB: 2 ** 20, GiB: 2 ** 30, ns: 1e-9, us: 1e-6, ms: 1e-3, min: 60, h: 3600, days: 86400,
    years: 3.156e7};
  const number = (text) => {
    const part = /^([-+]?\d[\d.]*(?:e[-+]?\d+)?) ?([A-Za-z]*)/.exec(text);
    return part ? part[1] * (units[part[2]] || 1) : NaN;
  };
  const order = (a, b) => {
    const x = number(a), y = number(b);
    if (isNaN(x) && isNaN(y)) return a.localeCompare(b);
    return isNaN(x) - isNaN(y) || x - y;
  };

  function sortable(table) {
    const heads = all(table, 'thead th'), body = table.tBodies[0];
    heads.forEach((head, column) => head.replaceChildren(button(head.childNodes, () => {
      const down = head.ariaSort === 'ascending';
      const text = row => row.cells[column].textContent.trim();
      for (const other of heads) other.removeAttribute('aria-sort');
      head.ariaSort = down ? 'descending' : 'ascending';
      const rows = [...body.rows].sort((a, b) => order(text(a), text(b)) * (down ? -1 : 1));
      const said = row => /[^-]/.test(text(row)); // "" and "-" are the last both ways
      body.append(...rows.filter(said), ...rows.filter(row => !said(row)));
    })));
  }

  const mark = 'use:not([opacity], [color="#ffffff" i])'; // not the halo around one

  // A switch for each line of a figure. Where most have no line, or no mark, it would be of no use.
  function switches(figure, svg) {
    const drawn = figure.dataset.series.split('\n').map((name, i) => {
      const groups = all(svg, '.s' + (i + 1)), parts = what => groups.flatMap(g => all(g, what));
      const line = parts('path').some(
        path => /^M[^M]*L[^M]*L[^Mz]*$/.test(path.getAttribute('d')));
      return {name, groups, line, shape: parts(mark)[0]};
    });
    const lines = drawn.filter(({line, shape}) => line && shape).length;
    if (lines < Math.max(2, drawn.length / 2)) return;
    const bar = document.createElement('div');
    bar.className = 'switches';
    bar.setAttribute('role', 'group');
    bar.setAttribute('aria-label', 'Lines shown');
    for (const {name, groups, shape} of drawn) {
      const sign = svg.cloneNode(false);
      sign.setAttribute('viewBox', '-1.5 -1.5 3 3');
      sign.setAttribute('fill', 'none');
      sign.setAttribute('aria-hidden', 'true');
      if (shape) sign.append(shape.cloneNode());
      all(sign, 'use').forEach(use => use.removeAttribute('transform'));
      const one = button([sign, name], () => {
        const on = one.ariaPressed === 'false';
        one.ariaPressed = on;
        for (const group of groups) group.style.display = on ? '' : 'none';
      });
      one.ariaPressed = true;
      bar.append(one);
    }
    svg.parentNode.after(bar);
  }

  // The text of the nearest point, at once, also where a finger is.
  function values(svg, tip) {
    const points = all(svg, 'g.hover').map(group => ({group, text: group.textContent.trim()}));
    for (const {group} of points) group.querySelector('title').remove();
    const title = svg.querySelector('title');
    svg.setAttribute('aria-label', title.textContent);
    title.remove();
    const near = (event) => {
      let best = 24, said;
      for (const {group, text} of points) {
        const box = group.getBoundingClientRect();
        const far = Math.hypot(box.x + box.width / 2 - event.clientX,
          box.y + box.height / 2 - event.clientY);
        if (box.width && far < best) [best, said] = [far, text];
      }
      tip.hidden = !said;
      tip.textContent = said || '';
      tip.style.left = Math.max(4, Math.min(event.clientX + 12,
        root.clientWidth - tip.offsetWidth - 4)) + 'px';
      tip.style.top = Math.max(4, event.clientY - tip.offsetHeight - 12) + 'px';
    };
    if (!points.length) return;
    svg.addEventListener('pointermove', near);
    svg.addEventListener('pointerdown', near);
    svg.addEventListener('pointerleave', (event) => {
      if (event.pointerType === 'mouse') tip.hidden = true;
    });
  }

  addEventListener('DOMContentLoaded', () => {
    if (innerWidth < 1024) all(document, 'nav details').forEach(list => { list.open = false; });
    const dark = button(['Dark'], () => {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      kept(root.dataset.theme);
      dark.ariaPressed = isDark();
    });
    dark.ariaPressed = isDark();
    document.querySelector('header').append(dark);
    const tip = document.createElement('div');
    tip.className = 'tip';
    tip.hidden = true;
    document.body.append(tip);
    addEventListener('scroll', () => { tip.hidden = true; }, {capture: true, passive: true});
    addEventListener('keydown', (event) => { if (event.key === 'Escape') tip.hidden = true; });
    all(document, 'table').forEach(sortable);
    for (const figure of all(document, 'figure[data-series]')) {
      const svg = figure.querySelector('svg');
      switches(figure, svg);
      values(svg, tip);
    }
  });
})();
