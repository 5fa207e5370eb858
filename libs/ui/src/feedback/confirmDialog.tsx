import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../buttons/button.tsx';
import { Field } from '../fields/field.tsx';
import { Input } from '../fields/input.tsx';
import { Dialog } from './dialog.tsx';
import { Notice } from './notice.tsx';
import { explainProblem } from './problem.ts';

export type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What is done, as a verb: "Void". It is the button's word too. */
  verb: string;
  /** What it is done to, by name: "invoice INV-0042". */
  object: string;
  /** What follows, and whether it can be undone. */
  consequence: ReactNode;
  tone?: 'normal' | 'danger';
  /** Must be typed before it may be done; for what cannot be undone. */
  typeToConfirm?: string;
  /** Does it. While the promise runs the button is busy; when it fails the reason is shown and the dialog stays. */
  onConfirm: () => Promise<void> | void;
  /** Fields that the act needs, as a reason. */
  children?: ReactNode;
};

/** Names what will be done to what, before it is done. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, verb, object, consequence, tone = 'normal', typeToConfirm, onConfirm, children } = props;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [typed, setTyped] = useState('');
  useEffect(() => {
    if (!open) return;
    setError(null);
    setTyped('');
  }, [open]);
  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const explained = error === null ? undefined : explainProblem(error, `${verb.toLowerCase()} ${object}`);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!busy) onOpenChange(next);
      }}
      title={`${verb} ${object}?`}
      description={consequence}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)} disabled={busy}>
            Keep as it is
          </Button>
          <Button
            variant={tone === 'danger' ? 'danger' : 'primary'}
            busy={busy}
            disabled={typeToConfirm !== undefined && typed.trim() !== typeToConfirm}
            onClick={confirm}
          >
            {verb}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {children}
        {typeToConfirm !== undefined && (
          <Field label={`Type ${typeToConfirm} to confirm`}>
            <Input value={typed} onChange={(event) => setTyped(event.currentTarget.value)} autoComplete="off" />
          </Field>
        )}
        {explained && (
          <Notice tone="danger" title={explained.happened}>
            {explained.notDone} {explained.toDo}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
