import { Field, Money, MoneyInput, moneyText, Select, Textarea, useSurroundings } from '@purser/ui';
import { useState } from 'react';
import type { CreditNoteModel, InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { FormDialog } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { nameOf } from '../naming.ts';
import { touchedByInvoice } from '../touched.ts';

type CreditBody = { reason: string; lines?: { lineId: string; amount: number }[] };

/** A credit note: all that is left of an invoice, or an amount of each line, with tax. */
export function CreditDialog({ invoice, onClose }: { invoice: InvoiceModel; onClose: () => void }) {
  const { id, customer, currency, totals, credited, lines, paid } = invoice;
  const { locale } = useSurroundings();
  const [scope, setScope] = useState('whole');
  const [amounts, setAmounts] = useState<Record<string, number | null>>({});
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const change = useChange<CreditBody, CreditNoteModel>(
    (body) => ({ method: 'POST', path: `/invoices/${id}/credit`, body, intent: `credit ${id}` }),
    () => touchedByInvoice(id, customer.id),
  );
  const chosen = lines.flatMap((line) => {
    const amount = amounts[line.id];
    return amount ? [{ lineId: line.id, amount }] : [];
  });
  const sum = scope === 'whole' ? totals.total - credited.amount : chosen.reduce((all, { amount }) => all + amount, 0);
  const tooMuch = lines.some(({ id: lineId, total }) => (amounts[lineId] ?? 0) > total);
  const noReason = reason.trim() === '';
  const submit = async () => {
    setTried(true);
    if (noReason || sum < 1 || (scope === 'lines' && tooMuch)) return false;
    const outcome = await change.run({ reason: reason.trim(), ...(scope === 'lines' && { lines: chosen }) });
    const number = outcome.kind === 'done' ? ` ${outcome.body.number}` : '';
    sayOutcome(outcome, `Credit note${number} of ${moneyText(sum, currency, locale)} is issued.`);
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      width="medium"
      title={`Credit ${nameOf(invoice)}`}
      description={
        paid.amount > 0
          ? 'What was paid already becomes the customer’s credit; the rest lowers what is due.'
          : 'It lowers what is due. It cannot be undone.'
      }
      submitLabel={`Credit ${moneyText(sum, currency, locale)}`}
      doing={`credit ${nameOf(invoice)}`}
      onSubmit={submit}
    >
      <Field label="What is credited">
        <Select
          value={scope}
          onValueChange={setScope}
          options={[
            { value: 'whole', label: 'All that is left of the invoice' },
            { value: 'lines', label: 'An amount of some lines' },
          ]}
        />
      </Field>
      {scope === 'lines' && (
        <fieldset className="flex flex-col gap-3">
          <legend className="sr-only">Amounts, tax included</legend>
          {lines.map((line) => (
            <div key={line.id} className="grid items-start gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,1fr)_10rem]">
              <p className="min-w-0 break-words pt-1 text-sm">
                {line.description}
                <span className="block text-ink-3 text-xs">
                  of <Money amount={line.total} currency={currency} />
                </span>
              </p>
              <Field
                label={`Credit of ${line.description}`}
                hideLabel
                error={(amounts[line.id] ?? 0) > line.total ? 'More than the line.' : undefined}
              >
                <MoneyInput
                  value={amounts[line.id] ?? null}
                  currency={currency}
                  onValueChange={(amount) => setAmounts({ ...amounts, [line.id]: amount })}
                />
              </Field>
            </div>
          ))}
          {tried && sum < 1 && <p className="font-medium text-red text-xs">Enter an amount for at least one line.</p>}
        </fieldset>
      )}
      <Field
        label="Reason"
        hint="Kept in the invoice’s history."
        error={tried && noReason ? 'Say why it is credited.' : undefined}
      >
        <Textarea value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
      </Field>
    </FormDialog>
  );
}
