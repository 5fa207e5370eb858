import { X } from 'lucide-react';
import { Dialog as Modal } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';
import { IconButton } from '../buttons/iconButton.tsx';
import { classes } from '../classes.ts';
import { useReturnFocus } from './useReturnFocus.ts';

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** One sentence under the title. */
  description?: ReactNode;
  /** Buttons at the foot, the main one last. */
  footer?: ReactNode;
  /** Where to start when neither the first field nor the dialog itself is right, as at a confirmation's button. */
  initialFocus?: RefObject<HTMLElement | null>;
  width?: 'narrow' | 'medium' | 'wide';
  children?: ReactNode;
};

const widths = { narrow: 'sm:max-w-md', medium: 'sm:max-w-xl', wide: 'sm:max-w-3xl' } as const;

/** Asks for something before the page goes on. On a phone it rises from the bottom edge. */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, footer, initialFocus, width = 'narrow', children } = props;
  const focus = useReturnFocus();
  return (
    <Modal.Root open={open} onOpenChange={onOpenChange}>
      <Modal.Portal>
        <Modal.Overlay className="motion-fade fixed inset-0 z-40 grid items-end overflow-y-auto bg-scrim sm:items-center sm:p-6">
          <Modal.Content
            onOpenAutoFocus={(event) => {
              focus.onOpenAutoFocus();
              startInBody(event, initialFocus?.current);
            }}
            onCloseAutoFocus={focus.onCloseAutoFocus}
            {...(description ? {} : { 'aria-describedby': undefined })}
            className={classes(
              'motion-rise mx-auto flex max-h-[92dvh] w-full flex-col rounded-t-xl bg-raised shadow-dialog outline-none sm:max-h-[85dvh] sm:rounded-xl',
              widths[width],
            )}
          >
            <header className="flex items-start justify-between gap-4 px-5 pt-5 pb-3">
              <div className="min-w-0">
                <Modal.Title className="text-balance break-words font-semibold text-base">{title}</Modal.Title>
                {description && (
                  <Modal.Description className="mt-1 text-ink-2 text-sm">{description}</Modal.Description>
                )}
              </div>
              <Modal.Close asChild>
                <IconButton label="Close" size="small" icon={<X aria-hidden size={16} />} className="-mt-1 -mr-2" />
              </Modal.Close>
            </header>
            {children && (
              <div data-dialog-body className="min-h-0 flex-1 overflow-y-auto px-5 py-1">
                {children}
              </div>
            )}
            {footer && (
              <footer className="flex flex-wrap justify-end gap-2 px-5 pt-4 pb-5 max-sm:[&>*]:flex-1">{footer}</footer>
            )}
          </Modal.Content>
        </Modal.Overlay>
      </Modal.Portal>
    </Modal.Root>
  );
}

/** The first field if there is one, else the dialog itself, which is then read out. Never the button that closes, nor the one that does harm. */
function startInBody(event: Event, wanted: HTMLElement | null | undefined): void {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const field = event.currentTarget.querySelector<HTMLElement>(
    '[data-dialog-body] :is(input, textarea, select, [role="checkbox"], [role="switch"]):not(:disabled)',
  );
  event.preventDefault();
  (wanted ?? field ?? event.currentTarget).focus();
}
