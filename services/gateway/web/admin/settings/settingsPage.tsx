import { classes, EmptyState, Link, PageHeader } from '@purser/ui';
import { routes } from '../routes.ts';
import { useCan, useSession } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { type SettingsSection, settingsGroups } from './sections.tsx';

/** Everything that is set once: a list of sections, and the one that is open. */
export function SettingsPage({ part }: { part: string }) {
  const mayAdminister = useCan('administer');
  const { operator } = useSession();
  const groups = settingsGroups
    .map(({ heading, sections }) => ({
      heading,
      sections: sections.filter(({ administer, operate }) => (!administer || mayAdminister) && (!operate || operator)),
    }))
    .filter(({ sections }) => sections.length > 0);
  const all = groups.flatMap(({ sections }) => sections);
  const active = all.find(({ id }) => id === part);
  useTitle(active?.label ?? 'Settings');
  return (
    <>
      <PageHeader title="Settings" />
      <div className="grid min-w-0 gap-x-8 gap-y-5 xl:grid-cols-[11rem_minmax(0,1fr)]">
        <nav
          aria-label="Settings"
          className="no-bar flex min-w-0 gap-x-1 overflow-x-auto border-line border-b max-xl:-mt-2 xl:sticky xl:top-7 xl:flex-col xl:gap-4 xl:self-start xl:border-b-0"
        >
          {groups.map(({ heading, sections }) => (
            <div key={heading} className="max-xl:contents">
              <p className="px-2.5 pb-1 font-medium text-ink-3 text-xs max-xl:sr-only">{heading}</p>
              <ul className="flex max-xl:shrink-0 max-xl:gap-1 xl:flex-col xl:gap-px">
                {sections.map((section) => (
                  <SectionLink key={section.id} section={section} current={section === active} />
                ))}
              </ul>
            </div>
          ))}
        </nav>
        <div className="min-w-0">
          {active ? (
            active.content()
          ) : (
            <EmptyState
              title="There is no page here"
              text="The address may be mistyped, or it is for others alone. What you may set stands in the list."
            />
          )}
        </div>
      </div>
    </>
  );
}

function SectionLink({ section: { id, label }, current }: { section: SettingsSection; current: boolean }) {
  return (
    <li
      ref={(element) => {
        if (current) element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      }}
    >
      <Link
        href={routes.setting(id)}
        aria-current={current ? 'page' : undefined}
        className={classes(
          'flex h-10 items-center whitespace-nowrap px-2.5 text-sm no-underline xl:h-8 xl:rounded-md xl:pointer-coarse:h-11',
          'max-xl:border-b-2 focus-visible:-outline-offset-2',
          current
            ? 'font-medium text-ink max-xl:border-brand-text xl:bg-line'
            : 'text-ink-2 hover:text-ink max-xl:border-transparent xl:hover:bg-hover',
        )}
      >
        {label}
      </Link>
    </li>
  );
}
