import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from '../link.tsx';
import { StatusBadge } from './statusBadge.tsx';

export type PageHeaderProps = {
  title: ReactNode;
  /** Where this page belongs, as in Invoices. */
  back?: { href: string; label: string };
  status?: string;
  /** A line under the title: whose it is, when it is due. */
  subtitle?: ReactNode;
  /** The figure of the page, large. */
  amount?: ReactNode;
  /** The one main action. */
  action?: ReactNode;
  /** Other actions: a button or two, a Menu. */
  more?: ReactNode;
};

/** Number, status, amount, and the one thing to do next. */
export function PageHeader({ title, back, status, subtitle, amount, action, more }: PageHeaderProps) {
  return (
    <header className="flex flex-col gap-3 pb-5">
      {back && (
        <Link
          href={back.href}
          className="-ml-1 inline-flex w-fit items-center gap-1 rounded-sm py-1 pr-1 text-ink-3 text-sm hover:text-ink"
        >
          <ChevronLeft aria-hidden size={16} />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-40">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 break-words font-semibold text-lg tracking-tight">{title}</h1>
            {status && <StatusBadge status={status} />}
          </div>
          {subtitle && <div className="mt-0.5 break-words text-ink-3 text-sm">{subtitle}</div>}
          {amount && <div className="figures mt-2 font-semibold text-xl tracking-tight">{amount}</div>}
        </div>
        {(action || more) && (
          <div className="flex flex-wrap items-center gap-2">
            {more}
            {action}
          </div>
        )}
      </div>
    </header>
  );
}
