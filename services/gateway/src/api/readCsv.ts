import { fault } from '@purser/fault';

/** A row and the line it begins on, from 1. */
export type CsvRow = { line: number; cells: string[] };
export type Csv = { head: string[]; rows: CsvRow[]; delimiter: string };

/** Rows of a file at most; the head is none of them. */
export const mostRows = 10_000;
const mostColumns = 100;

/**
 * A table in CSV (RFC 4180): commas, semicolons or tabs, whichever the head has most of; quotes doubled within quotes; any line ends; with
 * or without a byte order mark. Rows that are empty count for nothing. An apostrophe that keeps a cell from being a formula is taken off.
 * @throws Fault invalid `csv_malformed` with the line, `csv_too_many_rows`
 */
export function readCsv(text: string): Csv {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const delimiter = delimiterOf(body);
  const [first, ...rest] = recordsOf(body, delimiter);
  if (!first) throw malformed(1, 'The file is empty.');
  const head = first.cells.map((name) => name.trim());
  for (const { line, cells } of rest)
    if (cells.length !== head.length)
      throw malformed(line, `This row has ${cells.length} cells and the head has ${head.length}.`);
  return { head, delimiter, rows: rest.map(({ line, cells }) => ({ line, cells: cells.map(plain) })) };
}

const malformed = (line: number, message: string) =>
  fault('invalid', 'csv_malformed', `Line ${line}: ${message}`, {
    errors: [{ path: `csv.${line}`, code: 'csv_malformed', message: `Line ${line}: ${message}` }],
  });

/** What csvLine writes an apostrophe before. */
const plain = (cell: string): string => (/^'+(?:\s*[=+\-@|%]|[\t\r\n])/.test(cell) ? cell.slice(1) : cell);

function delimiterOf(text: string): string {
  const [head = ''] = text.split(/[\r\n]/, 1);
  const bare = head.replaceAll(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: bare.split(sign).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).sign;
}

function recordsOf(text: string, delimiter: string): CsvRow[] {
  const records: CsvRow[] = [];
  const reader = { text, at: 0, line: 1, delimiter };
  while (reader.at < text.length) {
    const { line } = reader;
    const cells = readRecord(reader);
    if (cells.every((cell) => cell.trim() === '')) continue;
    records.push({ line, cells });
    if (records.length > mostRows + 1)
      throw fault('invalid', 'csv_too_many_rows', `A file has ${mostRows} rows at most. Divide it into several.`);
  }
  return records;
}

type Reader = { readonly text: string; at: number; line: number; readonly delimiter: string };

/** One record, up to and with its line end. */
function readRecord(reader: Reader): string[] {
  const cells: string[] = [];
  for (;;) {
    cells.push(reader.text[reader.at] === '"' ? readQuoted(reader) : readBare(reader));
    if (cells.length > mostColumns) throw malformed(reader.line, `A row has ${mostColumns} cells at most.`);
    const sign = reader.text[reader.at];
    if (sign === reader.delimiter) {
      reader.at += 1;
      continue;
    }
    if (sign === undefined) return cells;
    reader.at += sign === '\r' && reader.text[reader.at + 1] === '\n' ? 2 : 1;
    reader.line += 1;
    return cells;
  }
}

function readBare(reader: Reader): string {
  const { text, at, delimiter } = reader;
  let end = at;
  for (let sign = text[end]; sign !== undefined; end += 1, sign = text[end]) {
    if (sign === delimiter || sign === '\n' || sign === '\r') break;
    if (sign === '"') throw malformed(reader.line, 'A quote stands inside a cell that does not begin with one.');
  }
  reader.at = end;
  return text.slice(at, end);
}

function readQuoted(reader: Reader): string {
  const { text, line } = reader;
  const parts: string[] = [];
  let from = reader.at + 1;
  for (;;) {
    const end = text.indexOf('"', from);
    if (end === -1) throw malformed(line, 'A quote is opened here and never closed.');
    parts.push(text.slice(from, end));
    from = end + 1;
    if (text[from] !== '"') break;
    parts.push('"');
    from += 1;
  }
  const cell = parts.join('');
  reader.at = from;
  reader.line += cell.split(/\r\n|\r|\n/).length - 1;
  const next = text[from];
  if (next !== undefined && next !== reader.delimiter && next !== '\n' && next !== '\r')
    throw malformed(reader.line, 'Text stands after a closing quote.');
  return cell;
}
