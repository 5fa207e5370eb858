import { Button, Field, Textarea } from '@purser/ui';
import { useState } from 'react';
import type { DisputeModel } from '../../../src/api/models/refund.ts';
import { useChange } from '../../shared/api/changes.ts';
import { FormDialog } from '../forms/formDialog.tsx';
import { sayOutcome } from '../forms/saidOutcome.ts';
import { touchedByDispute } from './touched.ts';

/** What speaks for the tenant: kept at Stripe until it is submitted, which happens once. */
export function EvidenceDialog({ dispute, onClose }: { dispute: DisputeModel; onClose: () => void }) {
  const [text, setText] = useState(dispute.evidence ?? '');
  const [tried, setTried] = useState(false);
  const change = useChange<{ text: string; submit: boolean }>(
    (body) => ({ method: 'POST', path: `/disputes/${dispute.id}/evidence`, body, intent: `evidence ${dispute.id}` }),
    () => touchedByDispute(dispute),
  );
  const send = (submit: boolean) => async () => {
    setTried(true);
    if (text.trim() === '') return false;
    const done = submit ? 'The bank has your evidence.' : 'The evidence is kept; it is not submitted yet.';
    sayOutcome(await change.run({ text: text.trim(), submit }), done);
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Answer the dispute"
      description="Say what was sold, when it was delivered, and how the customer agreed to it. Once submitted it cannot be changed; files can be added in Stripe’s dashboard before that."
      submitLabel="Submit to the bank"
      doing="send the evidence"
      onSubmit={send(true)}
      otherAction={(busy, run) => (
        <Button disabled={busy} onClick={() => run(send(false))}>
          Keep for later
        </Button>
      )}
    >
      <Field label="Evidence" error={tried && text.trim() === '' ? 'Write what speaks for you.' : undefined}>
        <Textarea
          autoFocus
          rows={10}
          maxLength={20_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </Field>
    </FormDialog>
  );
}
