import { localDate } from '@purser/billing';
import { Button, Checkbox, DateInput, FactList, Field, Money, moneyText, useSurroundings } from '@purser/ui';
import { useState } from 'react';
import type { CustomerModel } from '../../../../src/api/models/customer.ts';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { MailAddress } from '../../customers/mailAddress.tsx';
import { useMailedTo } from '../../customers/mailedTo.ts';
import { FormDialog } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { useSession } from '../../session/useSession.ts';
import { customerName } from '../naming.ts';
import { touchedByInvoice } from '../touched.ts';

/** Names what is about to become a debt: whose, how much, under which number. Then issues it, with or without a mail. */
export function IssueDialog({ invoice, onClose }: { invoice: InvoiceModel; onClose: () => void }) {
  const { id, customer, totals, currency } = invoice;
  const { now, locale } = useSurroundings();
  const { tenant } = useSession();
  const to = useMailedTo(customer.id);
  const { data: settings } = useRead<TenantModel>('/tenant');
  const today = localDate(now(), tenant.timeZone);
  const [issueDate, setIssueDate] = useState<string | null>(today);
  const [usesCredit, setUsesCredit] = useState(true);
  const { data: known, error: unread } = useRead<CustomerModel>(`/customers/${customer.id}`);
  const credit = known?.credits?.find((each) => each.currency === currency)?.amount ?? 0;
  const isReading = !known && !unread;
  const applied = Math.min(credit, totals.total);
  const issue = useIssue(id, customer.id);
  const late = issueDate !== null && issueDate > today;
  const creditWords = (due: number) =>
    due === 0 ? 'Nothing is left to pay.' : `${moneyText(due, currency, locale)} is left to pay.`;
  const run = async (send: boolean) => {
    if (late) return false;
    const outcome = await issue.run({
      send,
      ...(issueDate && issueDate !== today && { issueDate }),
      // Nobody's credit is used that was not shown.
      ...(!(usesCredit && known) && { applyCredit: false }),
    });
    const number = outcome.kind === 'done' ? outcome.body.number : null;
    const what = number ? `Invoice ${number}` : 'The invoice';
    sayOutcome(
      outcome,
      send
        ? `${what} is issued and on its way to ${to ?? customerName(customer.name)}.`
        : `${what} is issued. No mail was sent.`,
    );
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Issue an invoice of ${moneyText(totals.total, currency, locale)}?`}
      description="It becomes a debt and can no longer be changed; it can be voided or credited later."
      closeLabel="Keep as draft"
      submitLabel="Issue and send"
      doing={`issue this invoice to ${customerName(customer.name)}`}
      disabled={late || isReading}
      startAtSubmit
      onSubmit={() => run(true)}
      otherAction={(busy, act) => (
        <Button disabled={busy || late || isReading} onClick={() => act(() => run(false))}>
          Issue only
        </Button>
      )}
    >
      <FactList
        facts={[
          { label: 'Customer', value: customerName(customer.name) },
          { label: 'Sent to', value: to && <MailAddress address={to} /> },
          { label: 'Amount', value: <Money amount={totals.total} currency={currency} className="font-semibold" /> },
          { label: 'Number', value: `The next in line${settings?.numberPrefix ? `, ${settings.numberPrefix}…` : ''}` },
        ]}
      />
      {applied > 0 && (
        <Checkbox
          checked={usesCredit}
          onCheckedChange={setUsesCredit}
          label={`Use ${moneyText(applied, currency, locale)} of their credit`}
          hint={creditWords(usesCredit ? totals.total - applied : totals.total)}
        />
      )}
      <Field label="Issue date" error={late ? 'An invoice cannot be dated later than today.' : undefined}>
        <DateInput value={issueDate} max={today} onValueChange={setIssueDate} />
      </Field>
    </FormDialog>
  );
}

function useIssue(invoiceId: string, customerId: string) {
  return useChange<{ send: boolean; issueDate?: string; applyCredit?: boolean }, InvoiceModel>(
    (body) => ({ method: 'POST', path: `/invoices/${invoiceId}/issue`, body, intent: `issue ${invoiceId}` }),
    () => touchedByInvoice(invoiceId, customerId),
  );
}
