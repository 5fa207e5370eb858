import { Badge, Button, Card, ConfirmDialog, EmptyState, ErrorState, Notice, Skeleton } from '@purser/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CreditCard } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { PaymentMethodModel, PaymentMethodsModel } from '../../../src/api/models/paymentMethod.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import { change } from '../../shared/api/outcome.ts';
import { readAgain, useRead } from '../../shared/api/reads.ts';
import { expiryWords, methodName } from '../../shared/methods/methodWords.ts';
import { useToday } from '../../shared/useToday.ts';
import { takeReturn } from '../invoice/returned.ts';
import { useSession } from '../session/useSession.ts';
import { useTitle } from '../shell/useTitle.ts';
import { AddCard } from './addCard.tsx';
import { AutopayCard } from './autopayCard.tsx';
import { sayFailure } from './sayFailure.ts';

const path = '/portal/payment-methods';
/** A card that was just given is on file once Stripe's word of it has come. */
const soon_ms = 1_000;
const patience_ms = 20_000;

/** Cards and accounts that this customer keeps here: add, choose, take off. */
export function MethodsTab() {
  useTitle('Cards');
  const { mayDecide } = useSession();
  const [adding, setAdding] = useState(false);
  const [awaited, setAwaited] = useAwaited();
  const { data, error, refetch } = useRead<PaymentMethodsModel>(path, {
    refetchEvery_ms: () => (awaited === undefined ? false : soon_ms),
  });
  const methods = data?.data;
  const arrived = awaited !== undefined && methods !== undefined && keyOf(methods) !== awaited;
  useEffect(() => {
    if (arrived) setAwaited(undefined);
  }, [arrived, setAwaited]);
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h1 className="font-semibold text-lg tracking-tight">Cards</h1>
        {mayDecide && !adding && methods && methods.length > 0 && (
          <Button variant="primary" onClick={() => setAdding(true)}>
            Add a card
          </Button>
        )}
      </div>
      <div className="flex flex-col gap-4">
        {!mayDecide && (
          <Notice title="You can see the cards, and not change them.">
            That is for those who own your company’s account or do its billing.
          </Notice>
        )}
        {awaited !== undefined && !arrived && (
          <Notice title="Your card is being kept.">It appears here in a moment.</Notice>
        )}
        {adding && methods && (
          <AddCard
            onBack={() => setAdding(false)}
            onAdded={() => {
              setAdding(false);
              setAwaited(keyOf(methods));
            }}
          />
        )}
        {methods ? (
          <>
            <Methods methods={methods} adding={adding} onAdd={mayDecide ? () => setAdding(true) : undefined} />
            {methods[0] && <AutopayCard cardName={methodName(methods[0])} />}
          </>
        ) : error ? (
          <ErrorState error={error} doing="load your cards" onRetry={() => void refetch()} />
        ) : (
          <Skeleton className="h-32" />
        )}
      </div>
    </>
  );
}

const keyOf = (methods: readonly PaymentMethodModel[]): string => methods.map(({ id }) => id).join(' ');

/** What was on file when a card was given, while it is waited for; also after the bank led the customer away and back. */
function useAwaited() {
  const [awaited, setAwaited] = useState<string | undefined>(() =>
    takeReturn(location, history) === 'succeeded' ? 'unknown' : undefined,
  );
  useEffect(() => {
    if (awaited === undefined) return undefined;
    const timer = setTimeout(() => setAwaited(undefined), patience_ms);
    return () => clearTimeout(timer);
  }, [awaited]);
  return [awaited, setAwaited] as const;
}

/** Without `onAdd` for who may only look. */
type ListProps = { methods: readonly PaymentMethodModel[]; adding: boolean; onAdd: (() => void) | undefined };

function Methods({ methods, adding, onAdd }: ListProps) {
  if (methods.length === 0)
    return adding ? null : (
      <EmptyState
        icon={<CreditCard size={18} />}
        title="No card on file"
        text={onAdd ? 'Keep a card here to pay without typing it each time.' : 'Nobody has kept one here.'}
        action={
          onAdd && (
            <Button variant="primary" onClick={onAdd}>
              Add a card
            </Button>
          )
        }
      />
    );
  return (
    <Card flush>
      <ul>
        {methods.map((method) => (
          <MethodRow key={method.id} method={method} isLast={methods.length === 1} mayChange={onAdd !== undefined} />
        ))}
      </ul>
    </Card>
  );
}

type RowProps = { method: PaymentMethodModel; isLast: boolean; mayChange: boolean };

function MethodRow({ method, isLast, mayChange }: RowProps) {
  const { id, isDefault } = method;
  const expiry = expiryWords(method, useToday());
  const [removing, setRemoving] = useState(false);
  const act = useAct();
  const name = methodName(method);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b px-4 py-3 last:border-b-0 sm:px-5">
      <div className="min-w-0">
        <span className="flex flex-wrap items-center gap-2 font-medium">
          {name} {isDefault && <Badge tone="info">Used first</Badge>}
        </span>
        {expiry && <span className={expiry.expired ? 'text-red text-sm' : 'text-ink-3 text-sm'}>{expiry.words}</span>}
      </div>
      <div className="flex gap-2 empty:hidden">
        {mayChange && !isDefault && (
          <Button
            size="small"
            busy={act.isPending}
            onClick={() => act.mutate({ method: 'POST', path: `${path}/${id}/default`, intent: `default ${id}` })}
          >
            Use first<span className="sr-only"> {name}</span>
          </Button>
        )}
        {mayChange && (
          <Button size="small" variant="ghost" onClick={() => setRemoving(true)}>
            Remove<span className="sr-only"> {name}</span>
          </Button>
        )}
      </div>
      {removing && (
        <ConfirmDialog
          open
          onOpenChange={() => setRemoving(false)}
          verb="Remove"
          object={name}
          tone="danger"
          consequence={
            isLast
              ? 'It is not charged any more. It is your only card: nothing is paid automatically until you add another.'
              : 'It is not charged any more. You can add it again.'
          }
          onConfirm={async () => {
            await act.mutateAsync({ method: 'DELETE', path: `${path}/${id}`, intent: `remove ${id}` });
          }}
        />
      )}
    </li>
  );
}

type Act = { method: 'POST' | 'DELETE'; path: string; intent: string };

/** Does it, and reads the list again. */
function useAct() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path: to, intent }: Act) => change(api, method, to, { intent }),
    onSuccess: () => readAgain(queries, [path]),
    onError: (error) => sayFailure(error, 'change your cards'),
  });
}
