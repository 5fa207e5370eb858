import type { reporting } from '@purser/contracts';
import { fault } from '@purser/fault';

/** Minor units of the entry's currency; a debit is positive, a credit negative, none is zero. */
export type Posting = { account: reporting.Account; amount: bigint };

/** What one event books, in one currency. `effectiveOn` is the date it counts for, whenever it is booked. */
export type Entry = {
  kind: reporting.EntryKind;
  /** The invoice, credit note or payment that it is about. */
  sourceId: string;
  /** The invoice in whose history it stands, where the event names one. */
  invoiceId: string | null;
  currency: string;
  effectiveOn: string;
  postings: readonly Posting[];
};

/** What an event says, as its contract has it. */
export type Told<E extends { input: { parse(payload: unknown): unknown } }> = ReturnType<E['input']['parse']>;

/** A negative amount is a credit. */
export function debit(account: reporting.Account, amount: number): Posting {
  return { account, amount: BigInt(amount) };
}

export function credit(account: reporting.Account, amount: number): Posting {
  return { account, amount: -BigInt(amount) };
}

/**
 * An entry without its empty postings; null when no money moves.
 * @throws Fault bug when the amounts that an event tells do not add up: then it waits, with an alarm, for somebody to look.
 */
export function entry(about: Omit<Entry, 'postings'>, ...postings: readonly Posting[]): Entry | null {
  const moved = postings.filter(({ amount }) => amount !== 0n);
  const left = moved.reduce((sum, { amount }) => sum + amount, 0n);
  if (left !== 0n) {
    throw fault('bug', 'unbalanced_entry', 'Something went wrong on our side.', {
      internal: `${about.kind} of ${about.sourceId} is out of balance by ${left} ${about.currency}`,
    });
  }
  return moved.length === 0 ? null : { ...about, postings: moved };
}

/** The calendar date of an instant, in UTC. */
export function utcDate(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
