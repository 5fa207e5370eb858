import type { Brand } from './model.ts';

/** A fact with its name. `strong` is the figure a reader looks for. */
export type Fact = { label: string; value: string; strong?: boolean };

/** Somebody with an address. */
export type Party = { label: string; name: string; lines: string[] };

/** A column of figures is aligned at its end. `share` is its part of the width; all shares of a table make 1. */
export type Column = { label: string; isFigure: boolean; share: number };

/** A row's cells in the order of the columns; `remark` stands under the first one, smaller. */
export type Row = { cells: string[]; remark: string };

/**
 * For a table that goes on over the page: what its last column comes to after each row, written out, with the words for it at the
 * foot of one page and the head of the next.
 */
export type Carry = { carried: string; brought: string; sums: string[] };

/** Rows of a QR code from the top, `true` where it is dark; without the quiet zone around it. */
export type QrCode = boolean[][];

export type Table = {
  kind: 'table';
  name: 'lines' | 'entries' | 'options' | 'taxes' | 'ageing';
  title: string;
  columns: Column[];
  rows: Row[];
  remarks: string[];
  carry?: Carry;
};

export type Block =
  | Table
  | { kind: 'parties'; parties: Party[] }
  | { kind: 'amount'; label: string; figure: string; remark: string; facts: Fact[] }
  /** `beside` is short enough to stand at the left of the sums, in what they leave of the width. */
  | { kind: 'sums'; title: string; sums: Fact[]; beside?: Table }
  | { kind: 'facts'; title: string; facts: Fact[] }
  | { kind: 'text'; title: string; text: string }
  /** With the bank details, where there are some, as the other way to pay. */
  | {
      kind: 'payment';
      title: string;
      remark: string;
      url: string;
      code: QrCode;
      bank?: { title: string; facts: Fact[] };
    };

/**
 * What a document says, block by block and word by word, with nothing left to decide but how it looks. The page and the PDF are both
 * drawn from it.
 */
export type Sheet = {
  /** Language of the labels. */
  language: string;
  paper: 'A4' | 'LETTER';
  /** As in `Invoice INV-0042`. */
  title: string;
  heading: { word: string; number: string };
  /** Who sends it: the letterhead where there is no logo. */
  issuer: string;
  brand: Brand;
  /** The document's own date, `YYYY-MM-DD`. */
  day: string;
  blocks: Block[];
  /** At the foot of each page; `{page}` and `{pages}` stand for the numbers. */
  foot: { text: string; pages: string };
};

/** All that stands on the sheet, in order, each text once: without the foot, and with the letterhead only where it is text. */
export function sheetText(sheet: Sheet): string[] {
  const head = [...(sheet.brand.logo ? [] : [sheet.issuer]), sheet.heading.word, sheet.heading.number];
  return [...head, ...sheet.blocks.flatMap(blockText)].filter((text) => text !== '');
}

function blockText(block: Block): string[] {
  const pairs = (facts: Fact[]) => facts.flatMap(({ label, value }) => [label, value]);
  switch (block.kind) {
    case 'parties':
      return block.parties.flatMap(({ label, name, lines }) => [label, name, ...lines]);
    case 'amount':
      return [block.label, block.figure, block.remark, ...pairs(block.facts)];
    case 'table': {
      const rows = block.rows.flatMap(({ cells: [first = '', ...others], remark }) => [first, remark, ...others]);
      return [block.title, ...block.columns.map(({ label }) => label), ...rows, ...block.remarks];
    }
    case 'sums':
      return [block.title, ...pairs(block.sums), ...(block.beside ? blockText(block.beside) : [])];
    case 'facts':
      return [block.title, ...pairs(block.facts)];
    case 'text':
      return [block.title, block.text];
    case 'payment': {
      const bank = block.bank ? [block.bank.title, ...pairs(block.bank.facts)] : [];
      return [...bank, block.title, block.remark, block.url];
    }
  }
}
