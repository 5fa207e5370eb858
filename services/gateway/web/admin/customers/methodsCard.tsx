import { Badge, Button, Card, ConfirmDialog, explainProblem, Skeleton } from '@purser/ui';
import { useState } from 'react';
import type { PaymentMethodModel, PaymentMethodsModel } from '../../../src/api/models/paymentMethod.ts';
import { useChange } from '../../shared/api/changes.ts';
import { useRead } from '../../shared/api/reads.ts';
import { expiryWords, methodName } from '../../shared/methods/methodWords.ts';
import { useToday } from '../../shared/useToday.ts';
import { sayFailure, sayOutcome } from '../forms/saidOutcome.ts';
import { useCan } from '../session/useSession.ts';
import { AskForCard } from './askForCard.tsx';
import { AutopayLine } from './autopayLine.tsx';

const pathOf = (customerId: string) => `/customers/${customerId}/payment-methods`;

/** What a customer has on file. They add cards themselves, in their portal; staff may choose and take off. */
export function MethodsCard({ customerId }: { customerId: string }) {
  const { data, error } = useRead<PaymentMethodsModel>(pathOf(customerId));
  return (
    <Card title="Cards on file" flush={(data?.data.length ?? 0) > 0}>
      {data ? (
        data.data.length === 0 ? (
          <div className="flex flex-col items-start gap-3">
            <p className="text-ink-3 text-sm">None. Customers add cards in their portal.</p>
            <AskForCard customerId={customerId} />
          </div>
        ) : (
          <>
            <ul className="border-line border-t">
              {data.data.map((method) => (
                <MethodRow key={method.id} customerId={customerId} method={method} />
              ))}
            </ul>
            <AutopayLine customerId={customerId} />
            <div className="border-line border-t px-4 py-3 sm:px-5">
              <AskForCard customerId={customerId} />
            </div>
          </>
        )
      ) : error ? (
        <p className="text-ink-3 text-sm">{explainProblem(error, 'load the cards').happened}</p>
      ) : (
        <Skeleton className="h-10" />
      )}
    </Card>
  );
}

function MethodRow({ customerId, method }: { customerId: string; method: PaymentMethodModel }) {
  const { id, isDefault } = method;
  const mayBill = useCan('bill');
  const [removing, setRemoving] = useState(false);
  const name = methodName(method);
  const expiry = expiryWords(method, useToday());
  const one = `${pathOf(customerId)}/${id}`;
  const touched = () => [pathOf(customerId)];
  const choose = useChange<void>(() => ({ method: 'POST', path: `${one}/default`, intent: `default ${id}` }), touched);
  const remove = useChange<void>(() => ({ method: 'DELETE', path: one, intent: `remove ${id}` }), touched);
  const makeFirst = async () => {
    try {
      sayOutcome(await choose.run(), `${name} is used first.`);
    } catch (error) {
      sayFailure(error, `use ${name} first`);
    }
  };
  return (
    <li className="flex flex-col gap-1.5 border-line border-b px-4 py-3 last:border-b-0 sm:px-5">
      <span className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{name}</span> {isDefault && <Badge tone="info">Used first</Badge>}
      </span>
      {expiry && <span className={expiry.expired ? 'text-red text-xs' : 'text-ink-3 text-xs'}>{expiry.words}</span>}
      {mayBill && (
        <span className="flex gap-2">
          {!isDefault && (
            <Button size="small" busy={choose.busy} onClick={() => void makeFirst()}>
              Use first<span className="sr-only"> {name}</span>
            </Button>
          )}
          <Button size="small" variant="ghost" onClick={() => setRemoving(true)}>
            Remove<span className="sr-only"> {name}</span>
          </Button>
        </span>
      )}
      {removing && (
        <ConfirmDialog
          open
          onOpenChange={() => setRemoving(false)}
          verb="Remove"
          object={name}
          tone="danger"
          consequence="It is not charged any more. Only the customer can add it again."
          onConfirm={async () => sayOutcome(await remove.run(), `${name} is off file.`)}
        />
      )}
    </li>
  );
}
