import type { ApplyBody, ImportPlanModel, PlannedRowModel } from '../../../src/api/models/customerImport.ts';

const MOST_BYTES = 10 * 1024 * 1024;
/** Rows that are sent together. */
const TOGETHER = 50;

export type TableReading = { ok: true; text: string } | { ok: false; problem: string };

/** A file somebody chose, as text: UTF-8, or what spreadsheets in the West write where it is not. */
export async function readTable(file: Blob): Promise<TableReading> {
  if (file.size > MOST_BYTES)
    return { ok: false, problem: `A file has at most 10 MB; this one has ${Math.ceil(file.size / 1_048_576)} MB.` };
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes.length === 0) return { ok: false, problem: 'This file is empty.' };
  // A spreadsheet's own file is an archive; a NUL stands in no table either.
  if (bytes.subarray(0, 1000).includes(0) || (bytes[0] === 0x50 && bytes[1] === 0x4b))
    return { ok: false, problem: 'This is no CSV file. In your spreadsheet, save the table as CSV.' };
  return { ok: true, text: textOf(bytes) };
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** What there is to do of a plan, in the pieces it is sent in. */
export function workOf({ rows }: Pick<ImportPlanModel, 'rows'>): ApplyBody['rows'][] {
  const work = rows.flatMap((row) => toApply(row) ?? []);
  const pieces: ApplyBody['rows'][] = [];
  for (let from = 0; from < work.length; from += TOGETHER) pieces.push(work.slice(from, from + TOGETHER));
  return pieces;
}

function toApply({
  action,
  line,
  customerId,
  revision,
  cells,
}: PlannedRowModel): ApplyBody['rows'][number] | undefined {
  if (action === 'create') return { action, line, cells };
  if (action === 'update' && customerId !== null && revision !== null)
    return { action, line, customerId, revision, cells };
  return undefined;
}
