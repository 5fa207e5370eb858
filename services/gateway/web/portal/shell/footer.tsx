import { ThemeToggle } from '@purser/ui';
import { useSession } from '../session/useSession.ts';

/** Whom to ask. */
export function Footer() {
  const { tenant } = useSession();
  const { company } = tenant;
  return (
    <footer className="border-line border-t">
      <div className="mx-auto flex w-full max-w-5xl flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-5 text-ink-3 text-xs sm:px-6">
        <p className="min-w-0">
          {company?.legalName ?? tenant.name}
          {company?.email && (
            <>
              {' · '}
              <a className="underline hover:text-ink" href={`mailto:${company.email}`}>
                {company.email}
              </a>
            </>
          )}
          {company?.phone && (
            <>
              {' · '}
              <a
                className="whitespace-nowrap underline hover:text-ink"
                href={`tel:${company.phone.replaceAll(/[^\d+]/g, '')}`}
              >
                {company.phone}
              </a>
            </>
          )}
        </p>
        <ThemeToggle />
      </div>
    </footer>
  );
}
