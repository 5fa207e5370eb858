import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import type { Connection as Database } from '@purser/db';
import { fault } from '@purser/fault';
import { platformTenant } from '@purser/message';
import type { z } from 'zod';
import { pageOf, placeOf } from '../place.ts';
import { feeTerms } from '../store/applicationFees.ts';
import { type Connection, listConnections, type OpenConnection } from '../store/connections.ts';
import { feesOf, feeTotals } from '../store/feeStatement.ts';
import { listPlaces, platformSettings } from '../store/homes.ts';
import { own } from '../stripe/home.ts';

/** Where payments are taken, and how the accounts stand. Of the platform only what it offers is told. */
export function getConnect({ runtime }: { runtime: Database }) {
  return async ({ tx }: Pick<Context, 'tx'>) => {
    const places = await listPlaces(tx);
    const inUse = places.find((place) => place.inUse);
    const settings = await runtime.tenantTx({ tenant: platformTenant }, platformSettings);
    const { basisPoints, fixed } = await feeTerms(tx);
    return {
      inUse: inUse ? { mode: inUse.mode, account: inUse.account, stopped: inUse.stopped } : null,
      ownKeys: places.filter(({ account }) => account === own).map(({ mode }) => mode),
      offers: settings.map(({ mode, clientId, onboarding }) => ({ mode, existing: clientId !== null, onboarding })),
      connections: (await listConnections(tx)).filter(isMade).map(asTold),
      fee: { basisPoints, fixed: Object.entries(fixed).map(([currency, amount]) => ({ currency, amount })) },
    };
  };
}

const isMade = (connection: Connection): connection is OpenConnection => connection.account !== null;

function asTold({ mode, account, status, charges, payouts, due, pending, problems, dueBy, seenAt }: OpenConnection) {
  const state = status === 'planned' ? ('open' as const) : status;
  const standing = { charges, payouts, due, pending, problems, dueBy };
  return { mode, account, status: state, ...standing, seenAt: seenAt?.toISOString() ?? null };
}

export async function listConnected({ tx, tenant }: Pick<Context, 'tx' | 'tenant'>) {
  if (tenant !== platformTenant) throw fault('denied', 'not_allowed', 'You may not do this.');
  const connected = await tx.sql<{ tenantId: string; mode: 'test' | 'live'; account: string }[]>`
    select tenant_id as "tenantId", mode, account from connected_accounts where kind = 'connected' order by tenant_id, mode, account limit 1000`;
  return { connected };
}

type Asked = z.output<typeof contract.listApplicationFees.input>;

/** The statement of a month, page by page; its sums are of the whole month on each. */
export async function listApplicationFees({ tx }: Pick<Context, 'tx'>, { month, after, limit }: Asked) {
  const from = new Date(`${month}-01T00:00:00Z`);
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
  const place = after === undefined ? undefined : placeOf(after);
  const rows = await feesOf(tx, { from, to, place, limit: limit + 1 });
  const { page, next } = pageOf(rows, limit, (row) => ({ at: row.receivedAt, id: row.paymentId }));
  const fees = page.map(({ receivedAt, ...row }) => ({ ...row, receivedAt: receivedAt.toISOString() }));
  return { fees, totals: await feeTotals(tx, { from, to }), next };
}
