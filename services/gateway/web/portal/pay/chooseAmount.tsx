import { Button, classes, explainProblem, Field, MoneyInput, moneyText, Notice, useSurroundings } from '@purser/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { PortalInvoiceModel, PreparedPaymentModel } from '../../../src/api/models/portal.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import { codeOf } from '../../shared/api/apiError.ts';
import { change } from '../../shared/api/outcome.ts';
import { type Choice, partProblem } from './amount.ts';

type Props = { invoice: PortalInvoiceModel; onPrepared: (prepared: PreparedPaymentModel) => void };

/** All of it, or a part. */
export function ChooseAmount({ invoice, onPrepared }: Props) {
  const { locale } = useSurroundings();
  const { due, minimumPart, id } = invoice;
  const text = (amount: number) => moneyText(amount, due.currency, locale);
  const [choice, setChoice] = useState<Choice>({ kind: 'all' });
  const [tried, setTried] = useState(false);
  const prepare = usePrepare(id, onPrepared);
  const wrong =
    choice.kind === 'part' ? partProblem(choice, { due: due.amount, least: minimumPart.amount }, text) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong || prepare.isPending) return;
    prepare.mutate(choice.kind === 'part' && choice.amount !== null ? { amount: choice.amount } : {});
  };
  const canPart = due.amount > minimumPart.amount * 2;
  const paying = choice.kind === 'all' ? due.amount : wrong ? null : choice.amount;
  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      {canPart && (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 font-semibold text-sm">How much do you want to pay?</legend>
          <Option checked={choice.kind === 'all'} onChoose={() => setChoice({ kind: 'all' })}>
            All of it, {text(due.amount)}
          </Option>
          <Option checked={choice.kind === 'part'} onChoose={() => setChoice({ kind: 'part', amount: null })}>
            A part
          </Option>
        </fieldset>
      )}
      {choice.kind === 'part' && (
        <Field label="Amount to pay now" error={tried ? wrong : undefined}>
          <MoneyInput
            value={choice.amount}
            currency={due.currency}
            onValueChange={(amount) => setChoice({ kind: 'part', amount })}
            autoFocus
          />
        </Field>
      )}
      {prepare.isError && <Refused error={prepare.error} />}
      <Button type="submit" variant="primary" size="large" wide busy={prepare.isPending}>
        {paying === null ? 'Continue' : `Continue to pay ${text(paying)}`}
      </Button>
    </form>
  );
}

function Option({ checked, onChoose, children }: { checked: boolean; onChoose: () => void; children: ReactNode }) {
  const name = useId();
  return (
    <label
      className={classes(
        'flex min-h-11 cursor-pointer items-center gap-3 rounded-lg border px-4 py-2 text-sm',
        'has-focus-visible:outline-2 has-focus-visible:outline-brand-text has-focus-visible:outline-offset-2',
        checked ? 'border-brand-text bg-sunken font-medium' : 'border-line-strong hover:bg-hover',
      )}
    >
      <input
        type="radio"
        name={name}
        checked={checked}
        onChange={onChoose}
        className="accent-brand-text outline-none"
      />
      <span className="figures">{children}</span>
    </label>
  );
}

/** The same payment is asked for until its answer is known, whatever happens to the page: nothing is made twice. */
function usePrepare(invoiceId: string, onPrepared: Props['onPrepared']) {
  const api = useApi();
  return useMutation({
    mutationFn: async (body: { amount?: number }) => {
      const ask = { body, intent: `pay ${invoiceId}` };
      const path = `/portal/invoices/${invoiceId}/payments`;
      const first = await change<PreparedPaymentModel>(api, 'POST', path, ask);
      // It was accepted and has ended: the same request now tells what it came to.
      const outcome = first.kind === 'ended' ? await change<PreparedPaymentModel>(api, 'POST', path, ask) : first;
      if (outcome.kind !== 'done') throw new Error('not ready');
      return outcome.body;
    },
    onSuccess: onPrepared,
  });
}

const refusals: Record<string, { title: string; text: string }> = {
  payment_in_progress: {
    title: 'A payment of this invoice is under way.',
    text: 'Nothing was taken for this one. Wait until the other has ended; this page shows it.',
  },
  nothing_due: { title: 'Nothing is due any more.', text: 'The invoice was settled meanwhile. Nothing was taken.' },
  amount_exceeds_due: {
    title: 'That is more than is due now.',
    text: 'Nothing was taken. The page shows what is due.',
  },
  invoice_void: { title: 'This invoice was withdrawn.', text: 'Nothing was taken, and nothing is to be paid on it.' },
};

function Refused({ error }: { error: unknown }) {
  const known = refusals[codeOf(error) ?? ''];
  const { happened } = explainProblem(error, 'prepare the payment');
  return (
    <Notice tone="danger" title={known?.title ?? happened}>
      {known?.text ?? 'Nothing was taken. Try again in a moment.'}
    </Notice>
  );
}
