import { Button, ConfirmDialog, DateText, Money, moneyText, Notice, useSurroundings } from '@purser/ui';
import { type ReactNode, useState } from 'react';
import type { AttemptModel } from '../../../../src/api/models/attempt.ts';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { useCan } from '../../session/useSession.ts';
import { customerName, nameOf } from '../naming.ts';
import { touchedByInvoice } from '../touched.ts';

const ended: ReadonlySet<AttemptModel['status']> = new Set(['succeeded', 'failed', 'cancelled']);

/** A payment that was begun and has not ended: how much, since when, by whom, what waits for it, and ending it. */
export function UnderWayNotice({ invoice }: { invoice: InvoiceModel }) {
  const { id, held } = invoice;
  const mayBill = useCan('bill');
  const isHeld = held.amount > 0;
  const { data } = useRead<{ data: AttemptModel[] }>(`/invoices/${id}/attempts`, { enabled: isHeld });
  const [asked, setAsked] = useState<AttemptModel>();
  const attempt = data?.data.find(({ status }) => !ended.has(status));
  return (
    <>
      {isHeld && (
        <Notice
          className="mb-5"
          title="A payment is under way."
          action={
            mayBill &&
            attempt?.mayEnd && (
              <Button size="small" onClick={() => setAsked(attempt)}>
                End this payment
              </Button>
            )
          }
        >
          <Money amount={held.amount} currency={held.currency} className="font-medium" />{' '}
          {attempt ? <Begun attempt={attempt} /> : 'is set aside for it.'} Meanwhile the invoice cannot be voided,
          credited, written off or settled with credit. Money that comes another way can be recorded.
        </Notice>
      )}
      {/* It stays when the payment ends meanwhile, and says then what became of it. */}
      {asked && <EndDialog invoice={invoice} attempt={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

function Begun({ attempt: { status, openedAt, openedBy, way } }: { attempt: AttemptModel }): ReactNode {
  const by = openedBy?.kind === 'service' ? ', as an automatic payment' : openedBy ? ` by ${openedBy.name}` : '';
  const begun = (
    <>
      was begun on <DateText at={openedAt} />
      {by}
    </>
  );
  switch (status) {
    case 'processing':
      return (
        <>
          {begun}, and confirmed{way === 'directDebit' && ' as a direct debit'}. The bank is at work on it
          {way !== 'card' && ', which takes some days for a debit'}; it cannot be ended any more.
        </>
      );
    case 'requiresAction':
      return <>{begun}, and waits for the payer to confirm it with their bank.</>;
    case 'planned':
      return <>{begun}, and is being prepared.</>;
    default:
      return openedBy?.kind === 'service' ? (
        <>{begun}, and was refused. It is left open for the payer to finish, and given up by itself.</>
      ) : (
        <>{begun}, and has not been confirmed. After a day it is given up by itself.</>
      );
  }
}

type EndProps = { invoice: InvoiceModel; attempt: AttemptModel; onClose: () => void };

function EndDialog({ invoice, attempt: { id, amount }, onClose }: EndProps) {
  const { locale } = useSurroundings();
  const change = useChange<void, AttemptModel>(
    () => ({ method: 'POST', path: `/attempts/${id}/cancel`, intent: `end ${id}` }),
    () => touchedByInvoice(invoice.id, invoice.customer.id),
  );
  const who = customerName(invoice.customer.name);
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      verb="End"
      object="this payment"
      consequence={`Nothing was taken of the ${moneyText(amount.amount, amount.currency, locale)} for ${nameOf(invoice)}, and it can be confirmed no more; ${who} can begin another. If it is confirmed at this very moment, it counts and you are told so.`}
      onConfirm={async () => sayOutcome(await change.run(), 'The payment is ended. Nothing was taken.')}
    />
  );
}
