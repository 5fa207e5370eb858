import { directory } from '@purser/contracts';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { shown } from '../ids.ts';
import { changeTenantBody, tenantModel } from '../models/tenant.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';

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
        summary: 'Changes company, brand, language and how new bills are made; what is left out stays',
        body: changeTenantBody,
        answer: tenantModel,
        // A logo travels with it.
        largest_bytes: 1_048_576,
      },
      sending(g, directory.updateTenant, {
        ask: ({ body: { termsDays, ...body } }) => ({
          ...body,
          ...(termsDays !== undefined && { terms_days: termsDays }),
        }),
        view: (_, call) => readTenant(g, call.who),
      }),
    ),
  ];
}

async function readTenant(g: Gateway, who: Staff) {
  const { terms_days, ...tenant } = await g.client.query(directory.getTenant, {}, who);
  return { id: shown('ten', who.tenant), ...tenant, termsDays: terms_days };
}
