import { directory } from '@purser/contracts';
import { requestIds, send } from '../../commands/send.ts';
import { settled } from '../../commands/settled.ts';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { shown } from '../ids.ts';
import { changeTenantBody, tenantModel } from '../models/tenant.ts';
import { forStaff, type Operation, ok } from '../operation.ts';

const tag = 'Tenant';
const path = '/api/v1/tenant';

/** The tenant itself: what its documents and pages say. */
export function tenantOperations(g: Gateway): Operation[] {
  return [
    forStaff({ method: 'get', path, tag, summary: 'The tenant', answer: tenantModel }, async ({ who }) =>
      ok(await readTenant(g, who)),
    ),
    forStaff(
      {
        method: 'patch',
        path,
        tag,
        summary: 'Changes company and brand; what is left out stays',
        body: changeTenantBody,
        answer: tenantModel,
        later: true,
        // A logo travels with it.
        largest_bytes: 1_048_576,
      },
      async (call) => {
        const ids = await requestIds(g, call);
        return settled(await send(g, call, directory.updateTenant, call.body, ids), () => readTenant(g, call.who));
      },
    ),
  ];
}

async function readTenant(g: Gateway, who: Staff) {
  const { terms_days, ...tenant } = await g.client.query(directory.getTenant, {}, who);
  return { id: shown('ten', who.tenant), ...tenant, termsDays: terms_days };
}
