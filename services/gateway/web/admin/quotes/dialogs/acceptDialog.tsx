import { Checkbox, Field, Input, Money, Notice } from '@purser/ui';
import { useState } from 'react';
import type { QuoteModel } from '../../../../src/api/models/quote.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { reckonQuote, tickedIn } from '../../../shared/quotes/reckonQuote.ts';
import { FormDialog } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { customerName } from '../../invoices/naming.ts';
import { capital, nameOfQuote, touchedByQuote } from '../naming.ts';

type Acceptance = { name: string; consent: true; chosen: string[]; total: number };

/** The customer said yes, and not on the quote's own page. Who said so and to which lines is written down as staff's word. */
export function AcceptDialog({ quote, onClose }: { quote: QuoteModel; onClose: () => void }) {
  const { id, customer, lines, currency } = quote;
  const [name, setName] = useState(customer.name ?? '');
  const [tried, setTried] = useState(false);
  const [chosen, setChosen] = useState(() => tickedIn(quote));
  const total = reckonQuote(quote, chosen);
  const change = useChange<Acceptance, QuoteModel>(
    (body) => ({ method: 'POST', path: `/quotes/${id}/accept`, body, intent: `accept ${id}` }),
    () => touchedByQuote(customer.id),
  );
  const missing = name.trim() === '';
  const submit = async () => {
    setTried(true);
    if (missing || total === null) return false;
    const outcome = await change.run({ name: name.trim(), consent: true, chosen: [...chosen], total });
    sayOutcome(outcome, `${capital(nameOfQuote(quote))} is accepted.`);
    return true;
  };
  const optional = lines.filter((line) => line.optional);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Note that ${nameOfQuote(quote)} was accepted?`}
      description={`Do this when ${customerName(customer.name)} told you so. Your name is kept with it.`}
      submitLabel="Note it"
      doing={`note the acceptance of ${nameOfQuote(quote)}`}
      onSubmit={submit}
    >
      <Field label="Who said so" error={tried && missing ? 'Enter a name.' : undefined}>
        <Input value={name} maxLength={200} onChange={(event) => setName(event.currentTarget.value)} />
      </Field>
      {optional.length > 0 && (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1.5 font-medium text-sm">Optional lines they want</legend>
          {optional.map((line) => (
            <Checkbox
              key={line.id}
              checked={chosen.has(line.id)}
              onCheckedChange={(on) =>
                setChosen((before) => new Set([...before].filter((each) => each !== line.id).concat(on ? line.id : [])))
              }
              label={line.description}
            />
          ))}
        </fieldset>
      )}
      {total === null ? (
        <Notice tone="warning" title="Nothing is chosen.">
          Choose at least one line.
        </Notice>
      ) : (
        <p aria-live="polite" className="flex justify-between gap-4 font-semibold">
          <span>Total</span>
          <Money amount={total} currency={currency} />
        </p>
      )}
    </FormDialog>
  );
}
