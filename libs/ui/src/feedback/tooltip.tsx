import { Tooltip as Tip } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

/** A word more about a control. Never the only place where something is said: a finger cannot hover. */
export function Tooltip({
  text,
  side = 'top',
  children,
}: {
  text: ReactNode;
  side?: 'top' | 'right' | 'bottom' | 'left';
  children: ReactElement;
}) {
  return (
    <Tip.Provider delayDuration={400} skipDelayDuration={200}>
      <Tip.Root>
        <Tip.Trigger asChild>{children}</Tip.Trigger>
        <Tip.Portal>
          <Tip.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="motion-fade z-50 max-w-64 rounded-md bg-ink px-2 py-1 text-canvas text-xs"
          >
            {text}
          </Tip.Content>
        </Tip.Portal>
      </Tip.Root>
    </Tip.Provider>
  );
}
