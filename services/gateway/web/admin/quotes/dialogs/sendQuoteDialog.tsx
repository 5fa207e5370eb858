import { Button, DateText, FactList, Money, moneyText, useSurroundings } from '@purser/ui';
import type { QuoteModel } from '../../../../src/api/models/quote.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { MailAddress } from '../../customers/mailAddress.tsx';
import { useMailedTo } from '../../customers/mailedTo.ts';
import { FormDialog } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { customerName } from '../../invoices/naming.ts';
import { nameOfQuote, touchedByQuote } from '../naming.ts';

/** Names what is about to be offered, to whom and until when. Then sends it, with or without a mail. */
export function SendQuoteDialog({ quote, onClose }: { quote: QuoteModel; onClose: () => void }) {
  const { id, customer, totals, currency, version, validUntil, number } = quote;
  const { locale } = useSurroundings();
  const to = useMailedTo(customer.id);
  const change = useChange<{ send: boolean }, QuoteModel>(
    (body) => ({ method: 'POST', path: `/quotes/${id}/send`, body, intent: `send ${id}` }),
    () => touchedByQuote(customer.id),
  );
  const run = async (send: boolean) => {
    const outcome = await change.run({ send });
    const given = outcome.kind === 'done' ? outcome.body.number : null;
    const what = given ? `Quote ${given}` : 'The quote';
    const name = to ?? customerName(customer.name);
    sayOutcome(outcome, send ? `${what} is on its way to ${name}.` : `${what} is open. No mail was sent.`);
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Send a quote of ${moneyText(totals.total, currency, locale)}?`}
      description={
        version > 1
          ? `It takes the place of version ${version - 1}, which can be accepted no more.`
          : 'It can no longer be changed; a new version can take its place, and it can be withdrawn.'
      }
      closeLabel="Keep as draft"
      submitLabel="Send"
      doing={`send ${nameOfQuote(quote)}`}
      startAtSubmit
      onSubmit={() => run(true)}
      otherAction={(busy, act) => (
        <Button disabled={busy} onClick={() => act(() => run(false))}>
          Open without a mail
        </Button>
      )}
    >
      <FactList
        facts={[
          { label: 'Customer', value: customerName(customer.name) },
          { label: 'Sent to', value: to && <MailAddress address={to} /> },
          { label: 'Amount', value: <Money amount={totals.total} currency={currency} className="font-semibold" /> },
          { label: 'Number', value: number === null ? 'The next in line' : `${number}, version ${version}` },
          { label: 'Valid until', value: validUntil ? <DateText date={validUntil} /> : '30 days from today' },
        ]}
      />
    </FormDialog>
  );
}
