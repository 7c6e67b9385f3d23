// browser.js - what tests/browser.bats asks of a report. It stands at the end of a copy of it, in a
// frame, and tells the page around a line for each check: "VIEW: CHECK: ok", or what is wrong.
'use strict';
const all = (what, where = document) => [...where.querySelectorAll(what)];
const shown = element => element.getClientRects().length > 0;
const called = element => `${element.tagName} "${element.textContent.trim().slice(0, 40)}"`;

// ---- colours: relative luminance and contrast as WCAG 2 defines them ----------------------------

const rgb = text => [...text.match(/[\d.]+/g).map(Number), 1].slice(0, 4);
const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3]));
const luminance = colour => colour.slice(0, 3).map(c => c / 255)
  .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
  .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
const contrast = (a, b) => {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
};
// invert(1) hue-rotate(180deg), as Filter Effects 1 defines them.
const turned = ([r, g, b]) => {
  [r, g, b] = [255 - r, 255 - g, 255 - b];
  return [-0.574 * r + 1.43 * g + 0.144 * b, 0.426 * r + 0.43 * g + 0.144 * b,
    0.426 * r + 1.43 * g - 0.856 * b].map(c => Math.min(255, Math.max(0, c)));
};
const paper = (element) => {
  for (; element; element = element.parentElement) {
    const colour = rgb(getComputedStyle(element).backgroundColor);
    if (colour[3]) return colour;
  }
};
// What is drawn below the middle of a text of a figure, as a page without a filter would show it.
const behind = (text, svg) => {
  text.scrollIntoView({block: 'center', inline: 'center'});
  const box = text.getBoundingClientRect();
  const shapes = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    .filter(shape => svg.contains(shape) && /^(rect|path|polygon|circle)$/.test(shape.tagName));
  let colour = [255, 255, 255];
  for (const shape of shapes.reverse()) {
    const {fill, fillOpacity} = getComputedStyle(shape);
    if (/^rgb/.test(fill)) colour = over([...rgb(fill).slice(0, 3), rgb(fill)[3] * fillOpacity],
      colour);
  }
  return colour;
};

// ---- the checks: each returns what is wrong, a list of texts ------------------------------------

const checks = {
  'requests': () => performance.getEntriesByType('resource').map(entry => entry.name),

  'width': () => [
    ...(document.documentElement.scrollWidth > innerWidth
      ? [`the page is ${document.documentElement.scrollWidth} px wide`] : []),
    ...all('main *, header *').filter(element => shown(element)
      && !element.closest('svg, .wide, .picture')
      && element.getBoundingClientRect().right > innerWidth + 1)
      .map(element => called(element) + ' is cut'),
    ...all('.picture').filter(box => box.scrollWidth > box.clientWidth
      && !/scrolls/.test(getComputedStyle(box, '::before').content))
      .map(box => box.firstElementChild.ariaLabel + ' does not say that it scrolls')],

  // An area is as its ground only where it is white in the figure, too.
  'areas': () => all('.picture [shape-rendering] > polygon').filter((area) => {
    const {fill, fillOpacity} = getComputedStyle(area), svg = area.closest('svg');
    if (!/^rgb/.test(fill) || fillOpacity < 0.3) return false;
    const turn = getComputedStyle(svg).filter !== 'none' ? turned : colour => colour;
    return contrast(turn(rgb(fill)), paper(svg)) < 1.05 && luminance(rgb(fill)) < 0.9;
  }).map(area => `an area cannot be seen: ${area.closest('svg').ariaLabel}`),

  'first screen': () => {
    const verdict = document.querySelector('.verdict').getBoundingClientRect();
    const figure = document.querySelector('.picture svg').getBoundingClientRect();
    const seen = (innerHeight - figure.top) / figure.height;
    return [verdict.bottom > innerHeight && 'the verdict is not in it',
      innerWidth > 1000 && seen < 0.95 && `of the first figure ${seen} is in it`].filter(Boolean);
  },

  'names': () => [
    ...all('img, svg[role=img], [role=img]').filter(element => !element.ariaHidden
      && !element.ariaLabel && !element.alt).map(element => called(element) + ' has no name'),
    ...all('svg').filter(svg => !svg.ariaHidden && svg.getAttribute('role') !== 'img')
      .map(called),
    ...all('button, a[href], summary').filter(element => !element.textContent.trim()).map(called),
    ...(document.title && document.documentElement.lang ? [] : ['the page has no title, or lang'])],

  'headings': () => {
    const levels = all('h1, h2, h3, h4, h5, h6');
    return [...levels.filter((head, i) => head.tagName[1] - (i ? levels[i - 1].tagName[1] : 0) > 1)
      .map(called), ...(all('h1').length === 1 ? [] : ['not one h1'])];
  },

  'ids': () => {
    const ids = all('[id]').map(element => element.id);
    return [...ids.filter((id, i) => ids.indexOf(id) !== i),
      ...all('a[href^="#"], use').map(link => (link.getAttribute('href')
        || link.getAttribute('xlink:href')).slice(1)).filter(id => !document.getElementById(id))];
  },

  'tables': () => all('table').filter(table => !table.caption
      || all('th', table).some(head => !head.scope)).map(called),

  'contrast': () => {
    for (const fold of all('details')) fold.open = true;
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), low = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const element = node.parentElement, style = getComputedStyle(element);
      if (!node.data.trim() || !shown(element) || style.visibility === 'hidden') continue;
      const svg = element.closest('svg');
      if (svg && !element.closest('text')) continue;
      const turn = svg && getComputedStyle(svg).filter !== 'none' ? turned : colour => colour;
      const ground = paper(element);
      let below = ground, ink = rgb(svg ? style.fill : style.color);
      if (svg) {
        const drawn = behind(element, svg);
        if (drawn.some(c => c < 255)) below = turn(drawn);
        ink = turn(ink);
      } else ink = over(ink, below);
      const found = contrast(ink, below);
      const least = /[\p{L}\p{N}]/u.test(node.data) ? 4.5 : 3; // of signs alone, which are marks
      if (found < least) low.push(`${found.toFixed(2)} : 1 of `
        + `"${node.data.trim().slice(0, 40)}" (${svg ? svg.ariaLabel : element.className})`);
    }
    return low;
  },

  'sorting': () => all('table').flatMap((table) => {
    const wrong = [], heads = all('thead th', table);
    const rows = () => [...table.tBodies[0].rows].map(row => [...row.cells].map(
      cell => cell.textContent.trim()));
    const before = JSON.stringify(rows().sort());
    for (const [column, head] of heads.entries()) {
      for (const way of ['ascending', 'descending']) {
        head.querySelector('button').click();
        if (head.ariaSort !== way || all('[aria-sort]', table).length !== 1)
          wrong.push(`${called(head)} is not marked as ${way}`);
        const plain = rows().map(row => row[column]).filter(text => /^-?\d+(\.\d+)?$/.test(text))
          .map(Number);
        const sorted = [...plain].sort((a, b) => way === 'ascending' ? a - b : b - a);
        if (plain.join() !== sorted.join()) wrong.push(`${called(head)} is not ${way}: ${plain}`);
      }
    }
    if (JSON.stringify(rows().sort()) !== before) wrong.push('rows were lost');
    return wrong;
  }),

  'units': () => [0, 1].map((column) => {
    const table = document.getElementById('mixed');
    all('button', table)[column].click();
    return [...table.tBodies[0].rows].map(row => row.cells[column].textContent).join();
  }).filter((order, column) => order !== [...mixed].map(row => row[column]).join()),

  'switches': () => {
    const bars = all('.switches');
    return [...(bars.length ? [] : ['there are none']), ...bars.flatMap((bar) => {
      const figure = bar.closest('figure'), names = figure.dataset.series.split('\n');
      return all('button', bar).flatMap((one) => {
        const mark = one.querySelector('use');
        if (mark && !(contrast(rgb(getComputedStyle(mark).color), [255, 255, 255]) > 1.5))
          return [`${called(one)} has a mark that cannot be seen`];
        const i = names.indexOf(one.textContent) + 1;
        const hidden = () => all(`.picture .s${i}`, figure).map(g => getComputedStyle(g).display);
        const states = [1, 2].map(() => {
          one.click();
          return one.getAttribute('aria-pressed') + [...new Set(hidden())];
        });
        return states.join() === 'falsenone,trueinline' ? [] : [`${called(one)}: ${states}`];
      });
    })];
  },

  'values': () => {
    const tip = document.querySelector('.tip'), wrong = [];
    for (const svg of all('.picture svg').filter(one => one.querySelector('.hover'))) {
      const point = svg.querySelector('.hover');
      point.scrollIntoView({block: 'center', inline: 'center'});
      const box = point.getBoundingClientRect();
      for (const type of ['pointermove', 'pointerdown']) {
        tip.hidden = true;
        point.dispatchEvent(new PointerEvent(type, {bubbles: true, pointerType: 'touch',
          clientX: box.x + box.width / 2, clientY: box.y + box.height / 2}));
        const place = tip.getBoundingClientRect();
        if (tip.hidden || !/\d/.test(tip.textContent) || place.left < 0 || place.right > innerWidth)
          wrong.push(`${type} on ${svg.ariaLabel}: "${tip.textContent}"`);
      }
    }
    tip.hidden = true;
    return wrong;
  },

  'theme': () => {
    const dark = all('header button').find(one => one.textContent === 'Dark');
    const state = () => [dark.ariaPressed === 'true', luminance(paper(document.body)) < 0.2,
      getComputedStyle(document.querySelector('.picture svg')).filter !== 'none'];
    const is = matchMedia('(prefers-color-scheme: dark)').matches, states = [state()];
    for (let i = 0; i < 2; i++) {
      dark.click();
      states.push([...state(), localStorage.getItem('growbench-theme') === 'dark']);
    }
    localStorage.clear();
    return states.filter((found, i) => found.some(value => value !== (is === (i !== 1))))
      .map(found => `${found}`);
  },
};

// A table with units, out of order: the page's script finds it like any other.
const mixed = [['13 ns', '-1.5'], ['630 us', '12 B'], ['2.00 ms [1, 3]', '41 kB'], ['1 s', '1 MiB'],
  ['2 min', '1.2 GB'], ['not run', 'too slow'], ['-', '']];
document.querySelector('main').insertAdjacentHTML('beforeend', `<div class=wide><table id=mixed>
  <caption>Units</caption><thead><tr><th scope=col>time</th><th scope=col>bytes</th></tr></thead>
  <tbody>${[3, 6, 0, 5, 2, 4, 1].map(i => `<tr><td>${mixed[i].join('</td><td>')}</td></tr>`)
    .join('')}</tbody></table></div>`);

addEventListener('load', () => {
  const lines = [], view = `${innerWidth} x ${innerHeight} ` +
    (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  for (const [name, check] of Object.entries(checks)) {
    let wrong;
    try { wrong = check(); } catch (error) { wrong = [error.stack]; }
    lines.push(`${view}: ${name}: ${wrong.length ? wrong.slice(0, 9).join('; ') : 'ok'}`);
  }
  parent.postMessage('\n' + lines.join('\n') + '\n', '*');
});
