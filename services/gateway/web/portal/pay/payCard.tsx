import { Card, pageNonce } from '@purser/ui';
import { useEffect, useState } from 'react';
import type { PortalInvoiceModel, PreparedPaymentModel } from '../../../src/api/models/portal.ts';
import { useSession } from '../session/useSession.ts';
import { CardForm } from './cardForm.tsx';
import { ChooseAmount } from './chooseAmount.tsx';
import { expectStripe } from './loadStripe.ts';

/** Paying, in two steps: how much, then how. What is taken is the server's to say, and stands on the last button. */
export function PayCard({ invoice, onPaid }: { invoice: PortalInvoiceModel; onPaid: (attemptId: string) => void }) {
  const [prepared, setPrepared] = useState<PreparedPaymentModel>();
  const { stripeJs } = useSession();
  useEffect(() => expectStripe(stripeJs, pageNonce()), [stripeJs]);
  return (
    <Card className="p-1">
      {prepared ? (
        <CardForm
          key={prepared.attemptId}
          prepared={prepared}
          onBack={() => setPrepared(undefined)}
          onPaid={() => onPaid(prepared.attemptId)}
        />
      ) : (
        <ChooseAmount invoice={invoice} onPrepared={setPrepared} />
      )}
    </Card>
  );
}
