import {
  Badge,
  Button,
  buttonLook,
  Card,
  EmptyState,
  ErrorState,
  Field,
  Input,
  Link,
  Money,
  Skeleton,
} from '@purser/ui';
import { Download } from 'lucide-react';
import { useState } from 'react';
import type { ConnectedTenantModel, OperatorFeesModel } from '../../../../src/api/models/stripeConnect.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { Table } from '../../../shared/table.tsx';
import { useToday } from '../../../shared/useToday.ts';
import { routes } from '../../routes.ts';
import { feeWords } from './connectWords.ts';
import { FeeDialog } from './feeDialog.tsx';

/** For whoever runs the installation: what it takes of each tenant's payments, and what that came to in a month. */
export function PlatformPart() {
  const { data, error, refetch } = useRead<{ data: ConnectedTenantModel[] }>('/operator/tenants');
  const [month, setMonth] = useState(useToday().slice(0, 7));
  const [changing, setChanging] = useState<ConnectedTenantModel>();
  if (error && !data) return <ErrorState error={error} doing="load the tenants" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-64" />;
  return (
    <Card title="Tenants with a connected account" flush>
      {data.data.length === 0 ? (
        <EmptyState
          title="Nobody has connected an account yet"
          text="Tenants connect one under Settings, Stripe Connect, once you have set up the platform’s own account."
          action={
            <Link href={routes.setting('platform-stripe')} className={buttonLook()}>
              Platform’s Stripe
            </Link>
          }
        />
      ) : (
        <>
          <div className="flex flex-wrap items-end justify-between gap-3 px-4 pb-4 sm:px-5">
            <p className="max-w-prose text-ink-2 text-sm">
              What you set here is taken of each payment at a tenant’s connected account, and given back in proportion
              with a refund. You see sums, and no payment.
            </p>
            <Field label="Month">
              <Input
                type="month"
                value={month}
                onChange={({ target }) => target.value !== '' && setMonth(target.value)}
              />
            </Field>
          </div>
          <Tenants tenants={data.data} month={month} onChange={setChanging} />
        </>
      )}
      {changing && <FeeDialog key={changing.tenantId} tenant={changing} onClose={() => setChanging(undefined)} />}
    </Card>
  );
}

type TenantsProps = {
  tenants: readonly ConnectedTenantModel[];
  month: string;
  onChange: (tenant: ConnectedTenantModel) => void;
};

function Tenants({ tenants, month, onChange }: TenantsProps) {
  return (
    <Table
      label="Tenants with a connected account"
      columns={[
        { id: 'name', label: 'Tenant' },
        { id: 'fee', label: 'Taken of each payment' },
        { id: 'came', label: 'Fees of the month', figure: true },
        { id: 'acts', label: 'What to do', quiet: true },
      ]}
      rows={tenants.map((tenant) => ({
        id: tenant.tenantId,
        cells: {
          name: <Named tenant={tenant} />,
          fee: feeWords(tenant.fee) ?? 'Nothing',
          came: <OfMonth tenantId={tenant.tenantId} month={month} />,
          acts: (
            <span className="flex flex-wrap justify-end gap-2">
              <Button size="small" onClick={() => onChange(tenant)}>
                Change<span className="sr-only"> what is taken of {tenant.name}</span>
              </Button>
              <a
                href={`/api/v1/operator/tenants/${tenant.tenantId}/fees/csv?month=${month}`}
                download
                className={buttonLook({ variant: 'ghost', size: 'small' })}
              >
                <Download aria-hidden size={14} /> CSV<span className="sr-only"> of {tenant.name}</span>
              </a>
            </span>
          ),
        },
      }))}
    />
  );
}

function Named({ tenant: { name, accounts } }: { tenant: ConnectedTenantModel }) {
  return (
    <span className="block min-w-0 max-w-72 whitespace-normal break-words">
      {name}
      {accounts.map(({ mode, account }) => (
        <span key={`${mode} ${account}`} className="flex flex-wrap items-center gap-2 font-mono text-ink-3 text-xs">
          {account} {mode === 'test' && <Badge>Test</Badge>}
        </span>
      ))}
    </span>
  );
}

/** What is left of a month's fees after what went back, in each currency that came. */
function OfMonth({ tenantId, month }: { tenantId: string; month: string }) {
  const query = { month };
  const { data, error } = useRead<OperatorFeesModel>(`/operator/tenants/${tenantId}/fees`, { query, keep: true });
  if (error) return <span className="text-ink-3">Could not be read</span>;
  if (!data) return <Skeleton className="ml-auto h-4 w-16" />;
  if (data.totals.length === 0) return <span className="text-ink-3">None</span>;
  return data.totals.map(({ currency, applicationFees, returned }) => (
    <Money key={currency} amount={applicationFees - returned} currency={currency} className="block" />
  ));
}
