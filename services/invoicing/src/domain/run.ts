import { type Fault, fault } from '@purser/fault';
import { refusedField } from './refusals.ts';

/** Of one run; more belong into several. */
export const mostItems = 200_000;
/** Invoices of one batch: nobody who issues by hand waits longer for a number than a batch takes. */
export const batchItems = 100;
/** A batch of very long invoices is cut shorter: so many characters of drafts. */
const batchLength = 1_000_000;

export type RunKind = 'issue' | 'send' | 'void';
export type RunState = 'queued' | 'running' | 'done' | 'cancelled';

type Asked = { kind: RunKind; issueDate?: string | undefined; send?: boolean | undefined; reason?: string | undefined };

/** What goes with what. @throws Fault invalid */
export function checkRun({ kind, issueDate, send, reason }: Asked): void {
  if (kind === 'void' && reason === undefined)
    throw refusedField('reason', 'required', 'Say why these invoices are voided.');
  if (kind !== 'void' && reason !== undefined)
    throw refusedField('reason', 'not_used', 'A reason is given for invoices that are voided.');
  if (kind !== 'issue' && issueDate !== undefined)
    throw refusedField('issueDate', 'not_used', 'A date is given for invoices that are issued.');
  if (kind !== 'issue' && send !== undefined)
    throw refusedField('send', 'not_used', 'Whether to send is said of invoices that are issued.');
}

/** As many of the next items as a batch may hold; at least one. */
export function batchOf<Item extends { length: number }>(next: readonly Item[]): Item[] {
  let length = 0;
  const tooMuch = next.findIndex((item, i) => {
    length += item.length;
    return i === batchItems || (i > 0 && length > batchLength);
  });
  return next.slice(0, tooMuch === -1 ? next.length : tooMuch);
}

const shownErrors = 3;

/** Why an invoice was left as it is, for whoever reads the results row by row. */
export function problemOf({ code, message, errors }: Fault): { code: string; problem: string } {
  const more = errors.slice(0, shownErrors).map((error) => error.message);
  return { code, problem: [message, ...more].join(' ') };
}

export const runEmpty = () => fault('rejected', 'run_empty', 'There is no invoice to do this to.');
export const runTooLarge = () =>
  fault('rejected', 'run_too_large', `A run takes ${mostItems.toLocaleString('en')} invoices at most. Narrow it down.`);
export const runNotStalled = () => fault('rejected', 'run_not_stalled', 'This run has not come to a stop.');
export const runEnded = () => fault('rejected', 'run_ended', 'This run has ended already.');
