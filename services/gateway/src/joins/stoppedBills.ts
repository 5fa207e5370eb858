import { payments } from '@purser/contracts';
import type { z } from 'zod';
import { shown } from '../api/ids.ts';
import type { AttentionItemModel } from '../api/models/dashboard.ts';
import type { Gateway } from '../gateway.ts';
import type { Staff } from '../identity/who.ts';
import type { Gathering } from './settle.ts';

type Stopped = z.output<typeof payments.listStoppedBills.output>['bills'][number];

/** More of them are counted and not named. */
const named = 10;

/** Invoices that were to be charged by themselves and wait for somebody. */
export async function readStoppedBills(g: Gateway, who: Staff, parts: Gathering): Promise<AttentionItemModel[]> {
  const read = await parts.ask('payments', g.client.query(payments.listStoppedBills, {}, who));
  if (!read) return [];
  const first = read.bills.slice(0, named);
  const names = await g.names.ofCustomers(
    who,
    first.map((each) => each.customerId),
  );
  const items = await Promise.all(
    first.map(async (bill) =>
      ofStopped(bill, await g.names.ofInvoice(who, bill.invoiceId), names.get(bill.customerId)?.name),
    ),
  );
  const more = read.count - first.length;
  return more > 0 ? [...items, ofMore(more)] : items;
}

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });

/** What it waits for. */
const waits: Record<Stopped['why'], string> = {
  never: 'the bank will not have this card; the customer was asked for another',
  ask: 'the customer was asked for another card',
  authenticate: 'the customer was asked to confirm it at their bank',
  exhausted: 'every try was refused; the customer had the last notice',
  noCard: 'there is no card to charge',
  refused: 'Stripe did not take the payment',
  staff: 'staff stopped it',
};

function ofStopped(
  { invoiceId, why, at, endsOn, hasEnded }: Stopped,
  number: string | undefined,
  customer: string | undefined,
): AttentionItemModel {
  const of = number ?? 'an invoice';
  const until = endsOn === null ? '' : `, until ${days.format(new Date(`${endsOn}T00:00:00Z`))}`;
  return {
    id: shown('inv', invoiceId),
    kind: 'autopay',
    title: hasEnded ? `Automatic payment gave ${of} up` : `Automatic payment of ${of} has stopped`,
    detail: `${customer ? `${customer}: ` : ''}${waits[why]}${until}`,
    href: `/admin/invoices/${shown('inv', invoiceId)}`,
    at,
    amount: null,
  };
}

const ofMore = (count: number): AttentionItemModel => ({
  id: 'stoppedBills',
  kind: 'autopay',
  title: `Automatic payment of ${count} more has stopped`,
  detail: 'They follow as these are dealt with.',
  href: '/admin/autopay',
  at: null,
  amount: null,
});
