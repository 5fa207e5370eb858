import { BentoCell, Link, Money, RelativeTime, StatusBadge } from '@purser/ui';
import { type ReactNode, useRef } from 'react';
import type { DashboardModel } from '../../../src/api/models/dashboard.ts';
import { routes } from '../routes.ts';

/** The latest invoices and payments; what is new rises into its place. */
export function FeedCells({ dashboard: { recent } }: { dashboard: DashboardModel }) {
  return (
    <>
      <BentoCell width={6} title="Latest invoices" aside={<All href={routes.invoices} what="invoices" />} flush>
        <Feed
          emptyText="Invoices appear here as they are written."
          rows={recent.invoices.map(({ id, number, customer, status, total, createdAt }) => ({
            id,
            href: routes.invoice(id),
            title: customer.name ?? 'Customer',
            detail: (
              <>
                {number ?? 'Draft'} · <RelativeTime at={createdAt} />
              </>
            ),
            aside: <StatusBadge status={status} />,
            amount: <Money amount={total.amount} currency={total.currency} />,
          }))}
        />
      </BentoCell>
      <BentoCell width={6} title="Latest payments" aside={<All href={routes.payments} what="payments" />} flush>
        <Feed
          emptyText="Payments appear here the moment they arrive."
          rows={recent.payments.map(({ id, customerName, amount, receivedAt }) => ({
            id,
            href: routes.payment(id),
            title: customerName ?? 'Customer',
            detail: <RelativeTime at={receivedAt} />,
            aside: null,
            amount: <Money amount={amount.amount} currency={amount.currency} />,
          }))}
        />
      </BentoCell>
    </>
  );
}

function All({ href, what }: { href: string; what: string }) {
  return (
    <Link href={href} className="text-brand-text hover:underline">
      All<span className="sr-only"> {what}</span>
    </Link>
  );
}

type Row = { id: string; href: string; title: string; detail: ReactNode; aside: ReactNode; amount: ReactNode };

function Feed({ rows, emptyText }: { rows: readonly Row[]; emptyText: string }) {
  // Rows that stood there when the page opened do not move; those that come later do.
  const first = useRef(new Set(rows.map(({ id }) => id)));
  if (rows.length === 0) return <p className="px-4 pb-5 text-ink-3 sm:px-5">{emptyText}</p>;
  return (
    <ul className="border-line border-t">
      {rows.map(({ id, href, title, detail, aside, amount }) => (
        <li
          key={id}
          className={
            first.current.has(id)
              ? 'border-line border-b last:border-b-0'
              : 'motion-rise border-line border-b bg-brand-soft last:border-b-0'
          }
        >
          <Link
            href={href}
            className="flex items-center gap-3 px-4 py-2.5 no-underline hover:bg-hover focus-visible:-outline-offset-2 sm:px-5"
          >
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{title}</span>
              <span className="block truncate text-ink-3 text-xs">{detail}</span>
            </span>
            {aside}
            <span className="min-w-22 text-right font-medium">{amount}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
