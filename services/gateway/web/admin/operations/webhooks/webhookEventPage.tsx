import { Button, Card, CopyText, DateText, FactList, Link, Notice, PageHeader } from '@purser/ui';
import { RotateCw } from 'lucide-react';
import { Fragment } from 'react';
import type { WholeWebhookEventModel } from '../../../../src/api/models/webhookEvent.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { Awaited } from '../../awaited.tsx';
import { sayFailure, sayOutcome } from '../../forms/saidOutcome.ts';
import { routes } from '../../routes.ts';
import { useCan } from '../../session/useSession.ts';
import { useTitle } from '../../useTitle.ts';
import { useEventSide } from './eventSide.ts';
import { mayReplay as isOfUse, problemWords, statusMeanings, touched } from './eventWords.ts';
import { Payload } from './payload.tsx';

const SOON_MS = 1_500;

/** One event of Stripe's: what it holds, what was tried, and what came of it. */
export function WebhookEventPage({ eventId }: { eventId: string }) {
  const { root, list } = useEventSide();
  const {
    data: event,
    error,
    refetch,
  } = useRead<WholeWebhookEventModel>(`${root}/webhook-events/${eventId}`, {
    refetchEvery_ms: (known) => (known?.status === 'received' ? SOON_MS : false),
  });
  useTitle(event?.type ?? 'Stripe event');
  if (event) return <Loaded event={event} />;
  return (
    <Awaited
      error={error}
      doing="load the event"
      onRetry={() => void refetch()}
      all={{ href: list.href, label: 'All events' }}
      sizes={['h-7 w-64', 'h-56']}
    />
  );
}

function Loaded({ event }: { event: WholeWebhookEventModel }) {
  const { id, type, status, problem, payload } = event;
  const { root, list, isPlatform, mayReplay } = useEventSide();
  const replay = useChange<void>(
    () => ({ method: 'POST', path: `${root}/webhook-events/${encodeURIComponent(id)}/replay`, intent: `replay ${id}` }),
    touched,
  );
  const run = async () => {
    try {
      sayOutcome(await replay.run(), 'The event is applied again.');
    } catch (error) {
      sayFailure(error, 'apply the event again');
    }
  };
  return (
    <>
      <PageHeader
        back={list}
        title={<EventType type={type} />}
        status={status}
        subtitle={statusMeanings[status]}
        action={
          mayReplay &&
          payload !== null &&
          isOfUse(status) && (
            <Button
              variant={status === 'failed' ? 'primary' : 'secondary'}
              icon={<RotateCw aria-hidden size={16} />}
              busy={replay.busy}
              onClick={() => void run()}
            >
              Replay
            </Button>
          )
        }
      />
      {problem && (
        <Notice tone={status === 'failed' ? 'danger' : 'warning'} className="mb-5" title="What stood in the way">
          <span className="break-words">{problemWords(problem)}</span>
        </Notice>
      )}
      <div className="grid min-w-0 items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Facts">
            <Facts event={event} />
          </Card>
          {!isPlatform && (
            <Card title="What came of it">
              <Outcome event={event} />
            </Card>
          )}
          <Card title="Tries">
            <Tries event={event} />
          </Card>
        </div>
        <Payload event={event} />
      </div>
    </>
  );
}

/** Stripe's name of an event, which may be long: it breaks after a dot or a line, not within a word. */
function EventType({ type }: { type: string }) {
  return type.split(/(?<=[._])/).map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one word keep their places
    <Fragment key={at}>
      {part}
      <wbr />
    </Fragment>
  ));
}

function Facts({ event: { id, objectId, mode, account, via, receivedAt } }: { event: WholeWebhookEventModel }) {
  return (
    <FactList
      facts={[
        { label: 'Event', value: <CopyText text={id} label="the event’s id" /> },
        { label: 'Of', value: <CopyText text={objectId} label="the object’s id" /> },
        { label: 'Mode', value: mode === 'live' ? 'Live' : 'Test' },
        ...(account === 'own'
          ? []
          : [{ label: 'Account', value: <CopyText text={account} label="the account’s id" /> }]),
        { label: 'Came', value: via === 'delivery' ? 'Delivered by Stripe' : 'Found in Stripe’s list' },
        { label: 'Received', value: <DateText at={receivedAt} /> },
      ]}
    />
  );
}

function Outcome({ event: { about, ledTo, status } }: { event: WholeWebhookEventModel }) {
  const mayOperate = useCan('operate');
  if (!about && !ledTo)
    return <p className="text-ink-3">{status === 'received' ? 'Nothing yet.' : 'It led to nothing here.'}</p>;
  return (
    <ul className="flex flex-col gap-1.5">
      {about && (
        <li>
          It is about <Link href={routes.invoice(about.invoiceId)}>an invoice</Link>
          {about.paymentId && (
            <>
              {' '}
              and <Link href={routes.payment(about.paymentId)}>its payment</Link>
            </>
          )}
          .
        </li>
      )}
      {ledTo && (
        <li>
          Stripe was asked for the object itself
          {mayOperate && (
            <>
              : <Link href={routes.command(ledTo)}>see the command</Link>
            </>
          )}
          .
        </li>
      )}
    </ul>
  );
}

function Tries({ event: { tries, doneAt, status } }: { event: WholeWebhookEventModel }) {
  if (tries.length === 0 && !doneAt)
    return <p className="text-ink-3">{status === 'ignored' ? 'None: it is not used.' : 'None yet.'}</p>;
  return (
    <ol className="flex flex-col gap-2">
      {tries.map(({ at, problem }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two tries may have one time and one problem
        <li key={index} className="text-sm">
          <DateText at={at} /> <span className="break-words text-ink-3">{problem}</span>
        </li>
      ))}
      {doneAt && (
        <li className="text-sm">
          <DateText at={doneAt} /> <span className="text-ink-3">Done.</span>
        </li>
      )}
    </ol>
  );
}
