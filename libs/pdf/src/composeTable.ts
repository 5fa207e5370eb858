import type { Row, Table } from '@purser/document';
import { ink, LEADING } from './drawing.ts';
import type { Paper, SetText, Style } from './paper.ts';

type Place = { x: number; width: number; align: 'left' | 'right' };
type SetRow = { first: SetText; remark: SetText; figures: { text: SetText; x: number }[]; height: number };

const padding = 5;
const gap = 10;

/** How high a table is that is not divided. */
export function tableHeight(paper: Paper, table: Table): number {
  return setTable(paper, table).height;
}

/** All texts of a table but those that go on over the page, and how high it would be in one. */
function setTable(paper: Paper, table: Table) {
  const { places, size } = columnPlaces(paper, table);
  const rows = table.rows.map((row) => setRow(paper, row, places, size));
  const head = setHead(paper, table, places);
  const title = table.title === '' ? undefined : paper.set(table.title, paper.width, { weight: 700 });
  const remarks = table.remarks.map((remark) => paper.set(remark, paper.width, { size: 8, color: ink.quiet }));
  const before = (title ? title.height + 3 : 0) + head.height;
  const height =
    before +
    rows.reduce((sum, row) => sum + row.height, 0) +
    remarks.reduce((sum, remark) => sum + remark.height + 3, 0);
  return { places, rows, head, title, remarks, before, height };
}

/**
 * Rows over as many pages as they need, the head on each. A row stays whole, unless no page could hold it.
 * @param after points that must have room below the last row
 */
export function composeTable(paper: Paper, table: Table, after: number): void {
  const { places, rows, head, title, remarks, before, height } = setTable(paper, table);
  const isShort = wholeTables.has(table.name) && height <= paper.fullRoom;
  const carry = setCarry(paper, table, places);
  const reserve = rows.length > 1 ? carry.height : 0;
  if (paper.room() < (isShort ? height : before + (rows[0]?.height ?? 0) + reserve)) paper.newPage();
  if (title) {
    paper.put(title, paper.left, paper.y());
    paper.down(title.height + 3);
  }
  head.put();
  for (const [at, row] of rows.entries()) {
    const isLast = at === rows.length - 1;
    const needed = row.height + (isLast ? after : carry.height);
    if (needed > paper.room() && needed <= paper.fullRoom - head.height - carry.height) {
      if (at > 0) carry.put('carried', at - 1);
      paper.newPage();
      head.put();
      if (at > 0) carry.put('brought', at - 1);
    }
    putRow(paper, row, { putHead: head.put, reserve: isLast ? 0 : carry.height });
  }
  for (const remark of remarks) {
    paper.put(remark, paper.left, paper.y() + 3);
    paper.down(remark.height + 3);
  }
  paper.down(table.name === 'lines' || table.name === 'entries' ? gap : gap + 10);
}

/** Not divided where a page can have them whole. */
const wholeTables: ReadonlySet<Table['name']> = new Set(['taxes', 'ageing']);

/**
 * The row that says what the last column comes to so far, at the foot of a page and at the head of the next. The sum may be wider
 * than any figure in its column, and has the room to the left of it.
 */
function setCarry(paper: Paper, { carry }: Table, places: readonly Place[]) {
  const last = places.at(-1) as Place;
  const right = last.x + last.width - paper.left;
  return {
    height: carry ? 9 * LEADING + 2 * padding + 0.5 : 0,
    put: (which: 'carried' | 'brought', at: number) => {
      if (!carry) return;
      const label = paper.set(carry[which], right / 2, { color: ink.quiet });
      const sum = paper.set(carry.sums[at] ?? '', right / 2, { weight: 700, align: 'right' });
      paper.put(label, paper.left, paper.y() + padding);
      paper.put(sum, paper.left + right / 2, paper.y() + padding);
      paper.down(label.height + 2 * padding + 0.5);
      rule(paper, paper.y() - 0.5, 0.5, ink.rule);
    },
  };
}

/** Columns by their shares; those of figures wider where a figure or a word of the head needs it, at the cost of the first. */
function columnPlaces(paper: Paper, { columns, rows }: Table): { places: Place[]; size: number } {
  const widths = (size: number) =>
    columns.map(({ label, share, isFigure }, at) => {
      const head = label.split(' ').map((word) => paper.measure(word, 8));
      const figures = isFigure ? rows.map(({ cells }) => paper.measure(cells[at] ?? '', size)) : [];
      const needed = isFigure ? Math.max(0, ...head, ...figures) : 0;
      return Math.max(share * paper.width, needed + gap + 1);
    });
  const rest = (size: number) =>
    paper.width -
    widths(size)
      .slice(1)
      .reduce((sum, width) => sum + width, 0);
  const size = [9, 8, 7].find((each) => rest(each) >= paper.width * 0.28) ?? 6;
  const own = [Math.max(rest(size), paper.width * 0.2), ...widths(size).slice(1)];
  let x = paper.left;
  const places = own.map((width, at): Place => {
    const indent = at === 0 ? 0 : gap;
    const place: Place = { x: x + indent, width: width - indent, align: columns[at]?.isFigure ? 'right' : 'left' };
    x += width;
    return place;
  });
  return { places, size };
}

function setHead(paper: Paper, { columns }: Table, places: readonly Place[]) {
  const labels = columns.map(({ label }, at) => {
    const { x, width, align } = places[at] as Place;
    return { x, text: paper.set(label, width, { size: 8, color: ink.quiet, align }) };
  });
  const tallest = Math.max(...labels.map(({ text }) => text.height));
  return {
    height: tallest + 5,
    put: () => {
      for (const { x, text } of labels) paper.put(text, x, paper.y() + tallest - text.height);
      rule(paper, paper.y() + tallest + 4, 1, ink.text);
      paper.down(tallest + 5);
    },
  };
}

function setRow(
  paper: Paper,
  { cells: [first = '', ...others], remark }: Row,
  places: readonly Place[],
  size: number,
): SetRow {
  const [place] = places as [Place];
  const text = paper.set(first, place.width);
  const small =
    remark === '' ? { ...text, lines: [], height: 0 } : paper.set(remark, place.width, { size: 8, color: ink.quiet });
  const figures = others.map((cell, at) => {
    const { x, width, align } = places[at + 1] as Place;
    const style: Style = { size, align };
    return { text: paper.set(cell, width, style), x };
  });
  const height = Math.max(text.height + small.height, ...figures.map((each) => each.text.height)) + 2 * padding + 0.5;
  return { first: text, remark: small, figures, height };
}

type Going = { putHead: () => void; reserve: number };

/** @param going how the table goes on over the page, and how much of each page is not the row's */
function putRow(paper: Paper, { first, remark, figures, height }: SetRow, going: Going): void {
  const top = paper.y() + padding;
  for (const { text, x } of figures) paper.put(text, x, top + ((9 - text.size) * LEADING) / 2);
  if (height + going.reserve <= paper.room()) {
    paper.put(first, paper.left, top);
    paper.put(remark, paper.left, top + first.height);
    paper.down(height);
  } else {
    paper.down(padding);
    for (const text of [first, remark]) putLines(paper, text, going);
    paper.down(padding + 0.5);
  }
  rule(paper, paper.y() - 0.5, 0.5, ink.rule);
}

function putLines(paper: Paper, text: SetText, { putHead, reserve }: Going): void {
  const lead = text.size * LEADING;
  for (let from = 0; from < text.lines.length; ) {
    const room = () => paper.room() - reserve - padding - 1;
    if (room() < lead) {
      paper.newPage();
      putHead();
      paper.down(padding);
    }
    const lines = text.lines.slice(from, from + Math.max(1, Math.floor(room() / lead)));
    paper.put({ ...text, lines }, paper.left, paper.y());
    paper.down(lines.length * lead);
    from += lines.length;
  }
}

function rule(paper: Paper, y: number, height: number, fill: string): void {
  paper.mark({ kind: 'box', x: paper.left, y, width: paper.width, height, radius: 0, fill });
}
