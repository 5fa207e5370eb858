import { Button } from '@purser/ui';
import { useEffect, useState } from 'react';

export type Trail = { cursor: string | undefined; forward: (cursor: string) => void; back: (() => void) | undefined };

/** Pages of a list that knows only the next one; `of` names the list, and another list starts at its first page. */
export function useTrail(of: string): Trail {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is what this waits for
  useEffect(() => setCursors([]), [of]);
  return {
    cursor: cursors.at(-1),
    forward: (cursor) => setCursors([...cursors, cursor]),
    back: cursors.length > 0 ? () => setCursors(cursors.slice(0, -1)) : undefined,
  };
}

/** To the page before and after; nothing where all fits on one. */
export function Turner({ trail: { forward, back }, next }: { trail: Trail; next: string | null }) {
  if (!back && next === null) return null;
  return (
    <nav aria-label="Pages" className="flex justify-end gap-2">
      <Button size="small" disabled={!back} onClick={back}>
        Previous
      </Button>
      <Button size="small" disabled={next === null} onClick={() => next !== null && forward(next)}>
        Next
      </Button>
    </nav>
  );
}
