import { Badge, Button, Card, DateText } from '@purser/ui';
import type { InvoiceAutopayModel } from '../../../../src/api/models/dunning.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { methodName } from '../../../shared/methods/methodWords.ts';
import { sayFailure, sayOutcome } from '../../forms/saidOutcome.ts';
import { useCan } from '../../session/useSession.ts';
import { touchedByInvoice } from '../touched.ts';
import { reasonOf, whyWords } from './autopayWords.ts';

/** How far it is with charging the invoice by itself: each try with the bank's reason in full, the next one, and who can change it. */
export function AutopayCard({ invoiceId, customerId }: { invoiceId: string; customerId: string }) {
  const path = `/invoices/${invoiceId}/autopay`;
  const mayBill = useCan('bill');
  const { data } = useRead<InvoiceAutopayModel>(path);
  if (!data || (data.tries.length === 0 && (!data.on || data.state === 'none' || data.state === 'done'))) return null;
  const isOpen = data.on && data.state !== 'done' && data.state !== 'none';
  return (
    <Card title="Automatic payment" flush>
      <div className="flex flex-col gap-3 px-4 pb-4 sm:px-5">
        <Standing autopay={data} />
        {isOpen && mayBill && (
          <Actions path={path} isStopped={data.state !== 'planned'} invoiceId={invoiceId} customerId={customerId} />
        )}
      </div>
      {data.tries.length > 0 && (
        <ul className="border-line border-t">
          {data.tries.map((each) => (
            <TryRow key={each.attemptId} tried={each} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Standing({ autopay: { on, state, why, nextOn, endsOn } }: { autopay: InvoiceAutopayModel }) {
  if (!on) return <p className="text-ink-3 text-sm">This customer does not pay automatically any more.</p>;
  if (state === 'done') return <p className="text-ink-3 text-sm">Nothing is charged by itself any more.</p>;
  return (
    <div className="flex flex-col gap-1 text-sm">
      {state === 'planned' && nextOn && (
        <p>
          Next try on <DateText date={nextOn} className="font-medium" />, at 2:00.
        </p>
      )}
      {why && <p className={why === 'staff' ? 'text-ink-2' : 'text-amber'}>{whyWords(why)}</p>}
      {state === 'ended' && <p className="text-ink-2">The time for it is over. It is yours to decide.</p>}
      {state === 'stopped' && endsOn && (
        <p className="text-ink-3 text-xs">
          It ends on <DateText date={endsOn} />, unless it is paid by then.
        </p>
      )}
    </div>
  );
}

type ActProps = { path: string; isStopped: boolean; invoiceId: string; customerId: string };

function Actions({ path, isStopped, invoiceId, customerId }: ActProps) {
  const touched = () => [path, ...touchedByInvoice(invoiceId, customerId)];
  const tryNow = useChange<void>(() => ({ method: 'POST', path: `${path}/try`, intent: `try ${invoiceId}` }), touched);
  const change = useChange<{ on: boolean }>(
    (body) => ({ method: 'POST', path, body, intent: `autopay ${invoiceId} ${body.on}` }),
    touched,
  );
  const run = (act: () => Promise<Parameters<typeof sayOutcome>[0]>, done: string, doing: string) => async () => {
    try {
      sayOutcome(await act(), done);
    } catch (error) {
      sayFailure(error, doing);
    }
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        size="small"
        busy={tryNow.busy}
        onClick={run(() => tryNow.run(), 'The card is being charged.', 'charge the card')}
      >
        Try now
      </Button>
      {isStopped ? (
        <Button
          size="small"
          variant="ghost"
          busy={change.busy}
          onClick={run(() => change.run({ on: true }), 'It is tried again in the coming night.', 'begin again')}
        >
          Begin again tonight
        </Button>
      ) : (
        <Button
          size="small"
          variant="ghost"
          busy={change.busy}
          onClick={run(() => change.run({ on: false }), 'It is not charged by itself any more.', 'stop the tries')}
        >
          Stop
        </Button>
      )}
    </div>
  );
}

const outcomes = {
  succeeded: { tone: 'success', words: 'Paid' },
  refused: { tone: 'danger', words: 'Refused' },
  none: { tone: 'neutral', words: 'Under way' },
} as const;

function TryRow({ tried }: { tried: InvoiceAutopayModel['tries'][number] }) {
  const { at, outcome, brand, last4 } = tried;
  const { tone, words } = outcomes[outcome ?? 'none'];
  return (
    <li className="flex flex-col gap-1 border-line border-b px-4 py-3 last:border-b-0 sm:px-5">
      <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className="font-medium text-sm">
          Try {tried.try} · <DateText at={at} />
        </span>
        <Badge tone={tone}>{words}</Badge>
      </span>
      <span className="text-ink-3 text-xs">{methodName({ type: 'card', brand, last4 })}</span>
      {outcome === 'refused' && <span className="break-words text-red text-xs">{reasonOf(tried)}</span>}
    </li>
  );
}
