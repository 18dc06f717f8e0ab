'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const byId = id => document.getElementById(id);
const filters = {levels: new Set(), checks: new Set(), files: new Set(), states: new Set()};
const keyOf = {levels: f => f.level, checks: f => f.check, files: f => f.file, states: f => f.state};
const order = {level: ['error', 'warning', 'remark']};

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function matches(finding, except) {
  for (const [name, chosen] of Object.entries(filters))
    if (name !== except && chosen.size && !chosen.has(keyOf[name](finding))) return false;
  return byId('search').value.toLowerCase().split(/\s+/).every(word => finding.text.includes(word));
}

function drawFilters() {
  for (const name of Object.keys(filters)) {
    const counts = new Map();
    for (const finding of data.findings) {
      const key = keyOf[name](finding);
      counts.set(key, (counts.get(key) || 0) + matches(finding, name));
    }
    const keys = [...counts.keys()];
    if (name === 'levels') keys.sort((a, b) => order.level.indexOf(a) - order.level.indexOf(b));
    else keys.sort();
    byId(name).replaceChildren(...keys.map(key => {
      const box = element('input', {type: 'checkbox'});
      box.checked = filters[name].has(key);
      box.addEventListener('change', () => {
        box.checked ? filters[name].add(key) : filters[name].delete(key);
        draw();
      });
      const label = element('span', name === 'levels' ? {class: key} : {}, key);
      return element('li', {}, element('label', {}, box, label, element('b', {}, String(counts.get(key)))));
    }));
  }
}

/** The source line, with the bytes from..to of it underlined. */
function codeOf(line, from, to) {
  const pre = element('pre');
  if (from === undefined) {
    pre.append(line);
    return pre;
  }
  pre.append(line.slice(0, from), element('mark', {}, line.slice(from, to) || ' '), line.slice(to));
  return pre;
}

function excerptOf(excerpt, finding) {
  const rows = element('div', {class: 'rows'});
  let last = 0;
  for (const {n, text} of excerpt.lines) {
    if (last && n !== last + 1) rows.append(element('div', {class: 'gap'}, '⋯'));
    last = n;
    const steps = finding.steps.map((step, i) => ({...step, number: i + 1})).filter(step => step.file === excerpt.file && step.line === n);
    const rail = element('span');
    if (finding.steps.length > 1)
      for (const step of steps) rail.append(element('span', {class: 'step', 'data-step': step.number}, String(step.number)));
    const main = steps.find(step => step.number === 1);
    rows.append(element('div', {class: steps.length ? 'row hit' : 'row'}, element('span', {class: 'number'}, String(n)), rail,
                        codeOf(text, main && main.from, main && main.to)));
    for (const step of steps)
      rows.append(element('div', {class: step.number === 1 ? 'said main' : 'said'},
                          element('span', {}, (finding.steps.length > 1 ? step.number + '. ' : '') + step.message)));
  }
  return element('div', {class: 'excerpt'}, element('div', {}, excerpt.file), rows);
}

/** Draws the way from step to step over the excerpts. */
function drawPath(excerpts) {
  excerpts.querySelector('svg')?.remove();
  const steps = [...excerpts.querySelectorAll('.step')].sort((a, b) => a.dataset.step - b.dataset.step);
  if (steps.length < 2) return;
  const box = excerpts.getBoundingClientRect();
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', 'path');
  svg.innerHTML = '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>';
  for (let i = 0; i + 1 < steps.length; ++i) {
    const from = steps[i].getBoundingClientRect(), to = steps[i + 1].getBoundingClientRect();
    const path = document.createElementNS(space, 'path');
    const x = r => r.left - box.left, y = r => r.top + r.height / 2 - box.top;
    if (Math.abs(from.top - to.top) < 4) {
      path.setAttribute('d', `M${x(from) + from.width} ${y(from)} L${x(to)} ${y(to)}`);
    } else {
      const bend = 14 + 4 * (i % 3);
      path.setAttribute('d', `M${x(from)} ${y(from)} C${x(from) - bend} ${y(from)} ${x(to) - bend} ${y(to)} ${x(to)} ${y(to)}`);
    }
    path.setAttribute('marker-end', 'url(#head)');
    svg.append(path);
  }
  excerpts.append(svg);
}

function editsOf(fix) {
  const pre = element('pre');
  for (const edit of fix.edits) {
    pre.append(`${edit.file}:${edit.line}: ${edit.before}`);
    if (edit.removed) pre.append(element('del', {}, edit.removed));
    if (edit.text) pre.append(element('ins', {}, edit.text));
    pre.append(edit.after + '\n');
  }
  return element('details', {class: 'more'}, element('summary', {}, (fix.safe ? 'Safe fix' : 'Suggestion') + (fix.description ? ': ' + fix.description : '')), pre);
}

function bodyOf(finding) {
  const excerpts = element('div', {class: 'excerpts'}, ...finding.excerpts.map(e => excerptOf(e, finding)));
  const advice = finding.advice.map(text => element('p', {class: 'advice'}, text));
  const body = element('div', {class: 'body'}, excerpts, ...advice, ...finding.fixes.map(editsOf));
  const page = data.rules[finding.check];
  if (page && page.page) body.append(element('details', {class: 'more'}, element('summary', {}, `What ${finding.check} means`), element('pre', {}, page.page)));
  if (finding.reason) body.append(element('p', {class: 'more'}, 'Reason given: ' + finding.reason));
  body.append(element('p', {class: 'more where'}, 'Fingerprint ' + finding.fingerprint));
  return body;
}

function findingOf(finding) {
  const summary = element('summary', {}, element('span', {class: 'level ' + finding.level}, finding.level), element('span', {}, finding.message),
                          element('span', {class: 'check'}, finding.check),
                          element('span', {class: 'where'}, `${finding.file}:${finding.line}:${finding.column}` + (finding.function ? ` in ${finding.function}` : '')));
  if (finding.state !== 'counts') summary.append(element('span', {class: 'state'}, finding.state));
  const details = element('details', {class: 'finding', id: 'f' + finding.index}, summary);
  details.addEventListener('toggle', () => {
    if (!details.open) return;
    if (details.children.length === 1) details.append(bodyOf(finding));
    drawPath(details.querySelector('.excerpts'));
  });
  return details;
}

function draw() {
  drawFilters();
  const shown = data.findings.filter(finding => matches(finding));
  byId('shown').textContent = `${shown.length} of ${data.findings.length} findings`;
  const by = byId('group').value;
  const groups = new Map();
  for (const finding of shown) {
    if (!groups.has(finding[by])) groups.set(finding[by], []);
    groups.get(finding[by]).push(finding);
  }
  const keys = [...groups.keys()];
  if (by === 'level') keys.sort((a, b) => order.level.indexOf(a) - order.level.indexOf(b));
  if (by === 'check') keys.sort();
  byId('findings').replaceChildren(...keys.map(key => {
    const rule = by === 'check' && data.rules[key] ? ' ' + data.rules[key].summary : '';
    return element('section', {class: 'group'}, element('h2', {}, key, element('small', {}, ` ${groups.get(key).length}${rule}`)), ...groups.get(key).map(findingOf));
  }));
  if (!shown.length)
    byId('findings').append(element('p', {class: 'empty'}, data.findings.length ? 'No finding matches the filters.' : 'Nothing found.'));
}

for (const [index, finding] of data.findings.entries()) {
  finding.index = index;
  finding.text = [finding.message, finding.check, finding.file, finding.function, ...finding.advice, ...finding.steps.map(s => s.message)].join(' ').toLowerCase();
}
byId('summary').textContent = data.summary;
if (data.findings.every(f => f.state === 'counts')) byId('states-section').hidden = true;
else filters.states.add('counts');
if (data.units.length) byId('units').append(...data.units.map(unit => element('li', {}, `${unit.file}: ${unit.reason}`)));
else byId('units-section').hidden = true;
byId('search').addEventListener('input', draw);
byId('group').addEventListener('change', draw);
byId('expand').addEventListener('click', () => document.querySelectorAll('details.finding').forEach(each => { each.open = true; }));
byId('theme').addEventListener('click', () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
});
addEventListener('resize', () => document.querySelectorAll('details[open] .excerpts').forEach(drawPath));
if (location.hash === '#dark' || location.hash === '#light') document.documentElement.dataset.theme = location.hash.slice(1);
draw();
if (filters.states.size && !data.findings.some(f => f.state === 'counts')) { filters.states.clear(); draw(); }
const named = location.hash.startsWith('#f') && byId(location.hash.slice(1));
if (named) { named.open = true; named.scrollIntoView(); }
