import { BrandLogo, explainProblem, Menu, type MenuItem, toast, useSurroundings } from '@purser/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Check, ChevronsUpDown } from 'lucide-react';
import type { SessionModel } from '../../../src/api/models/session.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import { routes } from '../routes.ts';
import { startSession } from '../session/sessionStore.ts';
import { useSession } from '../session/useSession.ts';

/** For whom one works just now, and the others one works for. */
export function TenantSwitcher() {
  const { tenant, tenants } = useSession();
  const choose = useTenantChoice();
  const name = (
    <span className="min-w-0 flex-1 text-left text-sm">
      <BrandLogo name={tenant.name} logo={tenant.brand.logo} className="max-w-full" />
    </span>
  );
  if (tenants.length < 2) return <div className="flex h-10 items-center px-2">{name}</div>;
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          className="flex h-10 w-full min-w-0 items-center gap-2 rounded-md px-2 hover:bg-hover data-[state=open]:bg-hover"
        >
          {name}
          <span className="sr-only">, choose another account</span>
          <ChevronsUpDown aria-hidden size={14} className="shrink-0 text-ink-3" />
        </button>
      }
      items={[
        { kind: 'heading', id: 'heading', label: 'Your accounts' },
        ...tenants.map(
          ({ id, name: word }): MenuItem => ({
            id,
            label: id === tenant.id ? `${word} (current)` : word,
            icon: id === tenant.id ? <Check aria-hidden size={14} /> : <span aria-hidden className="size-3.5" />,
            onSelect: () => void choose(id),
          }),
        ),
      ]}
    />
  );
}

function useTenantChoice(): (tenantId: string) => Promise<void> {
  const api = useApi();
  const queries = useQueryClient();
  const { tenant } = useSession();
  const { navigate } = useSurroundings();
  return async (tenantId) => {
    if (tenantId === tenant.id) return;
    try {
      const sent = await api.send<SessionModel>('POST', '/session/tenant', { body: { tenantId } });
      if (sent.kind !== 'done') return;
      // The page shown is about things of the tenant that is left.
      navigate?.(routes.dashboard);
      startSession(queries, sent.body);
    } catch (error) {
      const { happened, toDo } = explainProblem(error, 'change to the other account');
      toast(`${happened} You are still with ${tenant.name}. ${toDo}`, { tone: 'danger' });
    }
  };
}
