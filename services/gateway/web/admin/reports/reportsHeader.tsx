import { classes, Link, PageHeader } from '@purser/ui';
import type { ReactNode } from 'react';
import { routes } from '../routes.ts';

const reports = [
  { href: routes.ageing, label: 'What is owed, by age' },
  { href: routes.taxReport, label: 'Tax' },
];

/** The reports, one beside the other. */
export function ReportsHeader({ current, more }: { current: string; more?: ReactNode }) {
  return (
    <>
      <PageHeader title="Reports" more={more} />
      <nav aria-label="Reports" className="no-bar mb-5 flex gap-1 overflow-x-auto border-line border-b">
        {reports.map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            aria-current={href === current ? 'page' : undefined}
            className={classes(
              '-mb-px flex h-10 shrink-0 items-center border-b-2 px-3 font-medium text-sm no-underline focus-visible:-outline-offset-2',
              href === current ? 'border-brand-text text-ink' : 'border-transparent text-ink-3 hover:text-ink',
            )}
          >
            {label}
          </Link>
        ))}
      </nav>
    </>
  );
}
