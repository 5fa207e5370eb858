import type { RunModel } from '../../../src/api/models/run.ts';

const doing = { issue: 'Issuing', send: 'Sending', void: 'Voiding' } as const;
const did = { issue: 'issued', send: 'sent', void: 'voided' } as const;

export const invoicesText = (count: number): string => (count === 1 ? '1 invoice' : `${count} invoices`);

export function runTitle({ kind, total }: Pick<RunModel, 'kind' | 'total'>): string {
  return `${doing[kind]} ${invoicesText(total)}`;
}

/** What came of it so far, in one sentence. */
export function runSummary({ kind, done, refused, total }: RunModel): string {
  const left = total - done - refused;
  const parts = [`${done} ${did[kind]}`];
  if (refused > 0) parts.push(`${refused} could not be`);
  if (left > 0) parts.push(`${left} not begun`);
  return `${parts.join(', ')}.`;
}

export const isOver = ({ state }: Pick<RunModel, 'state'>): boolean => state === 'done' || state === 'cancelled';
