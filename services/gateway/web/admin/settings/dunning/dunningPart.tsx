import { ErrorState, Notice, Skeleton } from '@purser/ui';
import type { DunningPolicyModel } from '../../../../src/api/models/dunning.ts';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { useCan } from '../../session/useSession.ts';
import { PolicyEditor } from './policyEditor.tsx';

/** What is done when a bank refuses an invoice that is charged by itself. */
export function DunningPart() {
  const policy = useRead<DunningPolicyModel>('/dunning-policy');
  const tenant = useRead<TenantModel>('/tenant');
  const mayBill = useCan('bill');
  const error = policy.error ?? tenant.error;
  if (policy.data && tenant.data)
    return (
      <div className="flex min-w-0 flex-col gap-5">
        {!mayBill && <Notice title="You may look. Who may change bills may change this." />}
        <PolicyEditor key={policy.data.version} saved={policy.data} tenant={tenant.data} mayBill={mayBill} />
      </div>
    );
  if (error) {
    const again = () => void Promise.all([policy.refetch(), tenant.refetch()]);
    return <ErrorState error={error} doing="load the policy" onRetry={again} />;
  }
  return (
    <div aria-busy className="grid gap-5 lg:grid-cols-2">
      <Skeleton className="h-96" />
      <Skeleton className="h-72" />
    </div>
  );
}
