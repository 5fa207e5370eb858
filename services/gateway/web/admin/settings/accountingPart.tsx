import {
  Button,
  Card,
  ConfirmDialog,
  DateText,
  EmptyState,
  ErrorState,
  FactList,
  Notice,
  RelativeTime,
  Skeleton,
} from '@purser/ui';
import { BookOpen } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { ConnectionModel } from '../../../src/api/models/accounting.ts';
import { useChange } from '../../shared/api/changes.ts';
import { useRead } from '../../shared/api/reads.ts';
import { sayFailure, sayOutcome } from '../forms/saidOutcome.ts';
import { useCan } from '../session/useSession.ts';
import { BooksDocuments } from './booksDocuments.tsx';
import { MappingCard } from './mappingCard.tsx';

/** The connection to the books: how it stands, what it needs, and each document on its way. */
export function AccountingPart() {
  const { data, error, refetch } = useRead<ConnectionModel>('/accounting');
  if (error && !data) return <ErrorState error={error} doing="load the connection" onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <div aria-busy className="flex flex-col gap-5">
        <Skeleton className="h-40" />
        <Skeleton className="h-64" />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-5">
      <Returned />
      {data.state === 'none' ? <Unconnected /> : <Connected connection={data} />}
    </div>
  );
}

/** What came of the visit at the books, told once by the address. */
function Returned() {
  const [address, setAddress] = useSearchParams();
  const connected = address.get('connected') === '1';
  const problem = address.get('problem');
  if (!connected && problem === null) return null;
  const dismiss = () => setAddress({}, { replace: true });
  if (connected) return <Notice tone="success" title="Your books are connected." onDismiss={dismiss} />;
  return (
    <Notice tone="danger" title="Your books were not connected." onDismiss={dismiss}>
      {reasons[problem ?? ''] ?? 'Something went wrong on the way. Nothing was changed; try again.'}
    </Notice>
  );
}

const reasons: Readonly<Record<string, string>> = {
  consent_denied: 'Leave was not given at Xero. Connect again and choose “Allow access”.',
  state_unknown: 'It took too long, or it was begun in another browser. Connect again.',
  no_organisation: 'No organisation was chosen at Xero. Connect again and choose one.',
};

function useConnect() {
  const connect = useChange<void, { authorizeUrl: string }>(
    () => ({ method: 'POST', path: '/accounting/connect', body: { provider: 'xero' } }),
    () => [],
  );
  const run = async () => {
    try {
      const outcome = await connect.run();
      if (outcome.kind === 'done' && /^https?:\/\//.test(outcome.body.authorizeUrl))
        location.assign(outcome.body.authorizeUrl);
    } catch (error) {
      sayFailure(error, 'begin the connection');
    }
  };
  return { run, busy: connect.busy };
}

function Unconnected() {
  const connect = useConnect();
  const mayAdminister = useCan('administer');
  return (
    <Card>
      <EmptyState
        icon={<BookOpen size={18} />}
        title="No books are connected"
        text="Connect Xero, and customers, invoices and payments go there by themselves, each exactly once."
        action={
          mayAdminister ? (
            <Button variant="primary" busy={connect.busy} onClick={() => void connect.run()}>
              Connect Xero
            </Button>
          ) : (
            <p className="text-ink-3 text-sm">An owner or administrator can connect them.</p>
          )
        }
      />
    </Card>
  );
}

function Connected({ connection }: { connection: ConnectionModel }) {
  const { state, organisation, connectedAt, lastSuccessAt, resumesAt, problem, mapping, counts } = connection;
  const mayAdminister = useCan('administer');
  const connect = useConnect();
  const [ending, setEnding] = useState(false);
  const disconnect = useChange<void>(
    () => ({ method: 'DELETE', path: '/accounting' }),
    () => ['/accounting', '/dashboard'],
  );
  return (
    <>
      {state === 'revoked' && (
        <Notice
          tone="danger"
          title="Xero no longer lets us in."
          action={
            mayAdminister && (
              <Button size="small" busy={connect.busy} onClick={() => void connect.run()}>
                Connect again
              </Button>
            )
          }
        >
          {problem ?? 'Leave was taken back there.'} Documents wait here until you connect again; none is lost.
        </Notice>
      )}
      {state === 'paused' && (
        <Notice tone="warning" title="Xero takes no more today.">
          Its daily limit is reached. It goes on {resumesAt ? <RelativeTime at={resumesAt} /> : 'by itself'}; none is
          lost.
        </Notice>
      )}
      {!mapping && (
        <Notice tone="warning" title="Say where things are booked.">
          Until accounts and tax types are chosen below, nothing goes to the books.
        </Notice>
      )}
      <div className="grid min-w-0 items-start gap-5 lg:grid-cols-2">
        <Card
          title="Xero"
          aside={
            mayAdminister && (
              <Button size="small" variant="ghost" onClick={() => setEnding(true)}>
                Disconnect
              </Button>
            )
          }
        >
          <FactList
            facts={[
              {
                label: 'State',
                value: { connected: 'Connected', revoked: 'Leave taken back', paused: 'Paused', none: 'Not connected' }[
                  state
                ],
              },
              { label: 'Organisation', value: organisation },
              { label: 'Connected', value: <DateText at={connectedAt} /> },
              { label: 'Last success', value: lastSuccessAt ? <RelativeTime at={lastSuccessAt} /> : null },
              { label: 'In the books', value: counts.pushed },
              { label: 'Waiting', value: counts.waiting },
              { label: 'To look at', value: counts.failed + counts.needsAttention },
            ]}
          />
        </Card>
        <MappingCard mapping={mapping} />
      </div>
      <BooksDocuments counts={counts} />
      <ConfirmDialog
        open={ending}
        onOpenChange={setEnding}
        tone="danger"
        verb="Disconnect"
        object={organisation ?? 'Xero'}
        consequence="Nothing more goes to the books. What is there stays there, and you may connect again."
        onConfirm={async () => sayOutcome(await disconnect.run(), 'The books are disconnected.')}
      />
    </>
  );
}
