import { ButtonLink, ErrorState, Skeleton } from '@purser/ui';

type Props = {
  /** What went wrong with reading it; nothing while it is on its way. */
  error: unknown;
  /** As in "load the mail". */
  doing: string;
  onRetry: () => void;
  /** Where all of its kind are. */
  all: { href: string; label: string };
  /** What is drawn in its place, from the top down: sizes as classes, each another. */
  sizes: readonly string[];
};

/** What stands where a thing is to be that is not here yet, or cannot be shown. */
export function Awaited({ error, doing, onRetry, all, sizes }: Props) {
  if (error)
    return (
      <ErrorState
        error={error}
        doing={doing}
        onRetry={onRetry}
        action={<ButtonLink href={all.href}>{all.label}</ButtonLink>}
      />
    );
  return (
    <div aria-busy className="flex flex-col gap-5">
      {sizes.map((size) => (
        <Skeleton key={size} className={size} />
      ))}
    </div>
  );
}
