import { directory, payments } from '@purser/contracts';
import { fault } from '@purser/fault';
import { csvAnswer } from '../../documents/csv.ts';
import type { Gateway } from '../../gateway.ts';
import { isOperator } from '../../identity/operator.ts';
import { ofPlatform, ofTenant } from '../../identity/people.ts';
import type { Staff } from '../../identity/who.ts';
import { feeTotalsTable } from '../../joins/feeStatement.ts';
import { shown, uuidOf } from '../ids.ts';
import { commandModel } from '../models/command.ts';
import {
  type ConnectedTenantModel,
  connectedTenants,
  feeStatementQuery,
  feeTermsModel,
  operatorCommandParams,
  operatorFeesModel,
  operatorTenantParams,
} from '../models/stripeConnect.ts';
import { type Call, forPeople, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { readOperatorCommand } from './operations.ts';

const tag = 'Operator';
const path = '/api/v1/operator/tenants';

/**
 * What is the operator's of this installation: what it takes of its tenants' payments. Operators are named by id where the gateway is set
 * up; no role at a tenant makes one, and no tenant sets its own fee.
 */
export function operatorOperations(g: Gateway): Operation[] {
  const ofMonth = { method: 'get', tag, params: operatorTenantParams, query: feeStatementQuery } as const;
  return [
    forOperator(
      g,
      forPeople(
        { method: 'get', path, tag, summary: 'Tenants with connected accounts', answer: connectedTenants },
        async ({ who }) => ok({ operator: shown('stf', who.actor.id), data: await readTenants(g) }),
      ),
    ),
    forOperator(
      g,
      forPeople(
        {
          method: 'put',
          path: `${path}/{id}/application-fee`,
          tag,
          summary: 'Sets what is taken of a tenant’s payments, from the next one on',
          params: operatorTenantParams,
          body: feeTermsModel,
          answer: feeTermsModel,
          key: 'accepted',
        },
        sending(g, payments.setApplicationFee, {
          voice: async (call) => ofTenant(await known(g, uuidOf(call.params.id))),
          ask: (call) => ({ ...call.body, by: call.who.actor.id }),
          view: (set) => set,
        }),
      ),
    ),
    forOperator(
      g,
      forPeople(
        { ...ofMonth, path: `${path}/{id}/fees`, summary: 'What a month brought, in sums', answer: operatorFeesModel },
        async ({ params, query }) => ok(await readTotals(g, await known(g, uuidOf(params.id)), query.month)),
      ),
    ),
    forOperator(
      g,
      forPeople(
        { ...ofMonth, path: `${path}/{id}/fees/csv`, summary: 'The same as CSV', type: 'text/csv' },
        async ({ params, query }) => {
          const totals = await readTotals(g, await known(g, uuidOf(params.id)), query.month);
          return csvAnswer(g, `application-fees-${query.month}`, feeTotalsTable(totals));
        },
      ),
    ),
    forOperator(
      g,
      forPeople(
        {
          method: 'get',
          path: `${path}/{id}/commands/{command}`,
          tag,
          summary: 'What became of a change that was accepted; the platform’s own are its own tenant’s',
          params: operatorCommandParams,
          answer: commandModel,
        },
        async ({ who, params }) => {
          const of = { tenant: uuidOf(params.id), messageId: uuidOf(params.command) };
          return ok(await readOperatorCommand(g, who, of));
        },
      ),
    ),
  ];
}

/** Whoever is no operator is told that there is nothing. */
export function forOperator(g: Gateway, operation: Operation): Operation {
  return {
    ...operation,
    run: async (call) => {
      if (!isOperator(g, (call as Call<Staff, unknown, unknown, unknown>).who))
        throw fault('denied', 'operators_only', 'This is for operators of the installation.');
      return operation.run(call);
    },
  };
}

/** Only tenants with an account here have a fee. @throws Fault notFound */
async function known(g: Gateway, tenant: string): Promise<string> {
  const { connected } = await g.client.query(payments.listConnected, {}, ofPlatform);
  if (connected.some(({ tenantId }) => tenantId === tenant)) return tenant;
  throw fault('notFound', 'tenant_not_found', 'There is no such tenant with a connected account.');
}

async function readTenants(g: Gateway): Promise<ConnectedTenantModel[]> {
  const { connected } = await g.client.query(payments.listConnected, {}, ofPlatform);
  const byTenant = Map.groupBy(connected, ({ tenantId }) => tenantId);
  return Promise.all(
    [...byTenant].map(async ([tenant, homes]) => {
      const [{ name }, { fee }] = await Promise.all([
        g.client.query(directory.getTenant, {}, ofTenant(tenant)),
        g.client.query(payments.getConnect, {}, ofTenant(tenant)),
      ]);
      const accounts = homes.map(({ mode, account }) => ({ mode, account }));
      return { tenantId: shown('ten', tenant), name, accounts, fee };
    }),
  );
}

async function readTotals(g: Gateway, tenant: string, month: string) {
  const { totals } = await g.client.query(payments.listApplicationFees, { month, limit: 1 }, ofTenant(tenant));
  return { month, totals };
}
