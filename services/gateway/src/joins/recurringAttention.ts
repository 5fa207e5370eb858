import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import { shown } from '../api/ids.ts';
import type { AttentionItemModel } from '../api/models/dashboard.ts';
import type { CustomerName } from './names.ts';

type Attention = z.output<typeof invoicing.getRecurringAttention.output>;

export function recurringCustomers({ reviews, failed, stopped }: Attention): string[] {
  return [...reviews, ...failed, ...stopped].map(({ customerId }) => customerId);
}

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });

/** What recurring invoices want of a person: what went wrong first, then the drafts to look at, the soonest first. */
export function ofRecurring(
  { reviews, reviewCount, failed, stopped }: Attention,
  names: ReadonlyMap<string, CustomerName>,
): AttentionItemModel[] {
  const to = (customerId: string) => names.get(customerId)?.name ?? 'a customer';
  const more = reviewCount - reviews.length;
  return [
    ...failed.map(({ invoiceId, customerId, name, problem, at }) => ({
      id: shown('inv', invoiceId),
      kind: 'recurring' as const,
      title: `${name} for ${to(customerId)} could not be issued`,
      detail: problem,
      href: `/admin/invoices/${shown('inv', invoiceId)}`,
      at,
      amount: null,
    })),
    ...stopped.map(({ recurringId, customerId, name, problem }) => ({
      id: shown('rec', recurringId),
      kind: 'recurring' as const,
      title: `${name} for ${to(customerId)} came to a stop`,
      detail: problem,
      href: `/admin/recurring/${shown('rec', recurringId)}`,
      at: null,
      amount: null,
    })),
    ...reviews.map(({ invoiceId, customerId, name, total, currency, issueAt }) => ({
      id: shown('inv', invoiceId),
      kind: 'review' as const,
      title: `${name} for ${to(customerId)} goes out on ${days.format(new Date(issueAt))}`,
      detail: 'Look at the draft before then: change it, discard it, or let it go.',
      href: `/admin/invoices/${shown('inv', invoiceId)}`,
      at: issueAt,
      amount: { amount: total, currency },
    })),
    ...(more > 0
      ? [
          {
            id: 'reviews',
            kind: 'review' as const,
            title:
              more === 1
                ? 'One more recurring draft is to be looked at'
                : `${more} more recurring drafts are to be looked at`,
            detail: 'They are among the drafts.',
            href: '/admin/invoices?filter=draft',
            at: null,
            amount: null,
          },
        ]
      : []),
  ];
}
