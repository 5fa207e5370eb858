import { exponent, formatDecimal, isCurrency } from '@purser/money';
import type { GatewayConfig } from '../config.ts';
import { fileHeaders } from '../http/securityHeaders.ts';

/** A number stands as it is, and so does a `figure`: decimal text, which may be below zero. Anything else is text. */
export type Cell = string | number | { figure: string } | null;
export type Row = readonly Cell[];
/** Its rows come by pages, which may be read on the way. */
export type Table = { head: readonly string[]; pages: Iterable<readonly Row[]> | AsyncIterable<readonly Row[]> };

/**
 * Spreadsheets take what begins with one of these for a formula, blanks before it or not; an apostrophe makes it text (OWASP). Where
 * apostrophes stand before it already it gets one more, which the reader takes off.
 */
const formula = /^'*(?:\s*[=+\-@|%]|[\t\r\n])/;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A number stays one; text is quoted, and never begins a formula in the spreadsheet that opens it. */
function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return /^-?\d+(\.\d+)?$/.test(cell.figure) ? cell.figure : quoted(`'${cell.figure}`);
  return quoted(formula.test(cell) ? `'${cell}` : cell);
}

/** One line of CSV (RFC 4180). @example csvLine(['=1+1', 2]) === `"'=1+1",2\r\n` */
export function csvLine(row: Row): string {
  return `${row.map(written).join(',')}\r\n`;
}

/** Minor units as a spreadsheet reckons with them: figure(-1250, 'GBP') is -12.50. */
export function figure(amount: number, currency: string): { figure: string } {
  // A code that has been withdrawn since has no decimals that we know of.
  const decimals = isCurrency(currency) ? exponent(currency) : 0;
  return { figure: formatDecimal(BigInt(amount), decimals, decimals) };
}

// Excel takes a file without it for one in the encoding of the country.
const byteOrderMark = '\ufeff';

/** The text of a table, a page at a time; no part of it is empty. */
async function* textOf({ head, pages }: Table): AsyncGenerator<string, void> {
  let text = byteOrderMark + csvLine(head);
  for await (const rows of pages) {
    text += rows.map(csvLine).join('');
    if (text !== '') yield text;
    text = '';
  }
  if (text !== '') yield text;
}

/**
 * A table as a download, written as it is read. The first page is read at once, so that a refusal is told; what fails later breaks the
 * transfer off, so that nobody takes a part for the whole. The name is ours: nothing that a person wrote goes into it.
 * @throws Fault whatever the first page throws
 */
export async function csvAnswer(
  { config }: { config: Pick<GatewayConfig, 'publicUrl'> },
  name: string,
  table: Table,
): Promise<Response> {
  const parts = textOf(table);
  const first = await parts.next();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (out) => out.enqueue(encoder.encode(first.value ?? '')),
    pull: async (out) => {
      const part = await parts.next();
      if (part.done) out.close();
      else out.enqueue(encoder.encode(part.value));
    },
    cancel: async () => {
      await parts.return();
    },
  });
  return new Response(body, {
    headers: {
      ...fileHeaders(config),
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
}
