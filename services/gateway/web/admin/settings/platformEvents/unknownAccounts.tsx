import { Badge, Card, CopyText, DateText, ErrorState, Link, RelativeTime, Skeleton } from '@purser/ui';
import type { UnknownAccountModel } from '../../../../src/api/models/webhookEvent.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { Turner, useTrail } from '../../operations/turner.tsx';
import { eventsOfAccount } from '../../routes.ts';

type List = { data: UnknownAccountModel[]; next: string | null };

/** Accounts that events came of and that nobody has connected. */
export function UnknownAccounts() {
  const trail = useTrail('');
  const query = { after: trail.cursor, limit: 10 };
  const { data, error, refetch } = useRead<List>('/operator/unknown-accounts', { query, keep: true });
  if (error && !data)
    return <ErrorState error={error} doing="load the unknown accounts" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-40" />;
  return (
    <div className="flex flex-col gap-3">
      <Card title="Unknown accounts" flush>
        <p className="px-4 pb-4 text-ink-3 text-sm sm:px-5">
          {data.data.length === 0
            ? 'Every account that events came of is connected to a tenant here.'
            : 'They are connected to the platform at Stripe, and to no tenant here. Once a tenant connects one, what waits for it is handed on by itself. One that nobody knows is disconnected in Stripe’s dashboard.'}
        </p>
        {data.data.length > 0 && (
          <ul className="border-line border-t">
            {data.data.map((account) => (
              <AccountRow key={`${account.mode} ${account.account}`} account={account} />
            ))}
          </ul>
        )}
      </Card>
      <Turner trail={trail} next={data.next} />
    </div>
  );
}

function AccountRow({ account: { mode, account, since, waiting, lastEventAt } }: { account: UnknownAccountModel }) {
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1.5 border-line border-b px-4 py-2.5 text-sm last:border-b-0 sm:px-5">
      <span className="min-w-0 flex-1 basis-64">
        <CopyText text={account} label="the account’s id" />
        <span className="flex flex-wrap gap-x-3 text-ink-3 text-xs">
          <span>
            since <DateText at={since} />
          </span>
          {lastEventAt && (
            <span>
              last event <RelativeTime at={lastEventAt} />
            </span>
          )}
        </span>
      </span>
      <span className="flex shrink-0 items-center gap-3">
        {mode === 'test' && <Badge>Test</Badge>}
        <Link href={eventsOfAccount(account)}>
          {waiting === 1 ? '1 event waits' : `${waiting} events wait`}
          <span className="sr-only"> for {account}</span>
        </Link>
      </span>
    </li>
  );
}
