import { DateText, Money, Notice } from '@purser/ui';
import type { PortalInvoiceModel } from '../../../src/api/models/portal.ts';

type Props = { invoice: PortalInvoiceModel; underWay: NonNullable<PortalInvoiceModel['underWay']> };

/** A payment that a bank is at work on. Another is begun when it has ended, so that nothing is paid twice. */
export function UnderWay({ invoice: { due }, underWay: { amount, since, isDebit } }: Props) {
  const left = due.amount - amount.amount;
  return (
    <Notice title="Your payment is under way">
      <p>
        <Money {...amount} className="font-medium" /> has been{' '}
        {isDebit ? 'on its way from your bank account' : 'with your bank'} since{' '}
        <DateText at={since} withTime={false} />.{' '}
        {isDebit ? 'A direct debit takes some days.' : 'Some ways of paying take days.'} This page shows when it has
        arrived, and your receipt comes by mail.
      </p>
      <p className="mt-2">
        {left > 0 ? (
          <>
            What is left, <Money amount={left} currency={due.currency} />, can be paid here after that.
          </>
        ) : (
          'You need not do anything now.'
        )}
      </p>
    </Notice>
  );
}
