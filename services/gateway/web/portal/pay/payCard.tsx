import { Card } from '@purser/ui';
import { useState } from 'react';
import type { PortalInvoiceModel, PreparedPaymentModel } from '../../../src/api/models/portal.ts';
import { CardForm } from './cardForm.tsx';
import { ChooseAmount } from './chooseAmount.tsx';

/** Paying, in two steps: how much, then how. What is taken is the server's to say, and stands on the last button. */
export function PayCard({ invoice, onPaid }: { invoice: PortalInvoiceModel; onPaid: (attemptId: string) => void }) {
  const [prepared, setPrepared] = useState<PreparedPaymentModel>();
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
