import { classes, Link } from '@purser/ui';
import { routes } from '../routes.ts';

const places = [
  { id: 'invoices', label: 'Invoices', href: routes.invoices },
  { id: 'quotes', label: 'Quotes', href: routes.quotes },
] as const;

/** Invoices and quotes stand side by side: what is owed, and what is offered. */
export function BillsTabs({ here }: { here: (typeof places)[number]['id'] }) {
  return (
    <nav aria-label="Invoices and quotes" className="mb-4 flex gap-1 border-line border-b">
      {places.map(({ id, label, href }) => (
        <Link
          key={id}
          href={href}
          aria-current={id === here ? 'page' : undefined}
          className={classes(
            '-mb-px flex h-10 items-center border-b-2 px-3 font-medium text-sm focus-visible:-outline-offset-2',
            id === here ? 'border-brand-text text-ink' : 'border-transparent text-ink-3 hover:text-ink',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
