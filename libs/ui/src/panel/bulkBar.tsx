import { X } from 'lucide-react';
import { Button } from '../buttons/button.tsx';
import { IconButton } from '../buttons/iconButton.tsx';
import type { PanelView } from './view.ts';

/** What can be done to the rows selected; it stands at the foot of the panel while any are. */
export function BulkBar({
  count,
  actions,
  onBulk,
  onClear,
}: {
  count: number;
  actions: PanelView['bulkActions'];
  onBulk: (actionId: string) => void;
  onClear: () => void;
}) {
  return (
    <div className="pointer-events-none sticky bottom-4 z-20 mt-3 flex justify-center max-sm:bottom-18">
      <p role="status" className="sr-only">
        {count > 0 ? `${count} selected` : ''}
      </p>
      {count > 0 && (
        <section
          aria-label="Selected rows"
          className="motion-rise pointer-events-auto flex max-w-full items-center gap-2 rounded-xl bg-raised py-2 pr-2 pl-4 shadow-float"
        >
          <span className="figures shrink-0 pr-2 font-medium text-sm">{count} selected</span>
          <div className="no-bar flex gap-2 overflow-x-auto">
            {actions.map(({ id, label, tone }) => (
              <Button
                key={id}
                size="small"
                variant={tone === 'danger' ? 'danger' : 'secondary'}
                onClick={() => onBulk(id)}
              >
                {label}
              </Button>
            ))}
          </div>
          <IconButton size="small" label="Select nothing" icon={<X aria-hidden size={14} />} onClick={onClear} />
        </section>
      )}
    </div>
  );
}
