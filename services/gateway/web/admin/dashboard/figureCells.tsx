import { BentoCell, Link, Money } from '@purser/ui';
import { ArrowUpRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DashboardModel } from '../../../src/api/models/dashboard.ts';
import { invoicesWith, routes } from '../routes.ts';
import { type Figure, figuresOf } from './figures.ts';
import { InAll } from './inAll.tsx';

/** The three figures people look for. Each opens the rows it is made of. */
export function FigureCells({ dashboard }: { dashboard: DashboardModel }) {
  const { collected, outstanding, overdue } = figuresOf(dashboard);
  return (
    <>
      <FigureCell
        label="Collected this month"
        figure={collected}
        href={routes.payments}
        hint="Card payments and others"
        more={<InAll dashboard={dashboard} of="collected" />}
      />
      <FigureCell
        label="Outstanding"
        figure={outstanding}
        href={invoicesWith('outstanding')}
        hint={countText(outstanding.count, 'open invoice')}
      />
      <FigureCell
        label="Overdue"
        figure={overdue}
        href={invoicesWith('overdue')}
        hint={overdue.count > 0 ? countText(overdue.count, 'invoice') : 'Nothing is late'}
        harm={overdue.main.amount > 0}
      />
    </>
  );
}

type CellProps = { label: string; figure: Figure; href: string; hint: ReactNode; more?: ReactNode; harm?: boolean };

function FigureCell({ label, figure: { main, others }, href, hint, more, harm = false }: CellProps) {
  return (
    <BentoCell width={4} flush className="group relative overflow-hidden transition-colors hover:border-line-strong">
      <Link href={href} className="block h-full px-5 py-4 no-underline focus-visible:-outline-offset-2">
        <span className="flex items-center justify-between text-ink-3 text-sm">
          {label}
          <ArrowUpRight aria-hidden size={14} className="opacity-0 transition-opacity group-hover:opacity-100" />
        </span>
        <span
          className={
            harm
              ? 'mt-1 block font-semibold text-red text-xl tracking-tight'
              : 'mt-1 block font-semibold text-xl tracking-tight'
          }
        >
          <Money amount={main.amount} currency={main.currency} />
        </span>
        <span className="mt-1 block text-ink-3 text-xs">
          {hint}
          {others.map(({ amount, currency }) => (
            <span key={currency}>
              {', and '}
              <Money amount={amount} currency={currency} />
            </span>
          ))}
        </span>
        {more && <span className="mt-1 block text-ink-3 text-xs empty:hidden">{more}</span>}
      </Link>
    </BentoCell>
  );
}

const countText = (count: number, word: string): string => (count === 1 ? `1 ${word}` : `${count} ${word}s`);
