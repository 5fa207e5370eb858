import { Button, Dialog, type DialogProps, explainProblem, Notice, problemIn } from '@purser/ui';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';

export type FormDialogProps = Pick<DialogProps, 'open' | 'title' | 'description' | 'width'> & {
  onClose: () => void;
  /** The button's words: what is done. */
  submitLabel: string;
  /** What leaving the dialog is called, where "Cancel" could be misread. */
  closeLabel?: string;
  /** What is tried, for an error's words, as in "void invoice NG-1001". */
  doing: string;
  tone?: 'normal' | 'danger';
  disabled?: boolean;
  /** Starts at the main button and not at the first field: for what most people only confirm. */
  startAtSubmit?: boolean;
  /** While the promise runs the dialog is busy; when it fails the reason stands in it. Return false to stay open. */
  onSubmit: () => Promise<boolean>;
  /** Another way to do it, before the main button. */
  otherAction?: (busy: boolean, run: (act: () => Promise<boolean>) => void) => ReactNode;
  children?: ReactNode;
};

/** Asks for what an act needs, does it, and says why when it could not. */
export function FormDialog(props: FormDialogProps) {
  const {
    open,
    onClose,
    submitLabel,
    closeLabel = 'Cancel',
    doing,
    tone = 'normal',
    disabled = false,
    startAtSubmit = false,
    onSubmit,
    otherAction,
    children,
    ...rest
  } = props;
  const formId = useId();
  const main = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (open) setError(null);
  }, [open]);
  const run = async (act: () => Promise<boolean>) => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      if (await act()) onClose();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A dialog's form may stand inside another form in React's tree; its submit is its own.
    event.stopPropagation();
    void run(onSubmit);
  };
  return (
    <Dialog
      {...rest}
      open={open}
      {...(startAtSubmit && { initialFocus: main })}
      onOpenChange={(next) => {
        if (!next && !busy) onClose();
      }}
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            {closeLabel}
          </Button>
          {otherAction?.(busy, (act) => void run(act))}
          <Button
            ref={main}
            type="submit"
            form={formId}
            variant={tone === 'danger' ? 'danger' : 'primary'}
            busy={busy}
            disabled={disabled}
          >
            {submitLabel}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-4">
        {children}
        <WhatWentWrong error={error} doing={doing} />
      </form>
    </Dialog>
  );
}

/** Why it could not be done, beside the form that asked for it. */
export function WhatWentWrong({ error, doing }: { error: unknown; doing: string }) {
  if (error === null || error === undefined) return null;
  const { happened, notDone, toDo } = explainProblem(error, doing);
  const listed = problemIn(error)?.errors ?? [];
  return (
    <Notice tone="danger" title={happened}>
      {notDone} {toDo}
      {listed.length > 0 && (
        <ul className="mt-1 list-inside list-disc">
          {listed.map(({ path, message }) => (
            <li key={`${path} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
