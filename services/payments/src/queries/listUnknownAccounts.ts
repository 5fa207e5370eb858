import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { platformTenant } from '@purser/message';
import type { z } from 'zod';
import { unknownAccounts } from '../store/unknownAccounts.ts';

type Input = z.output<typeof contract.listUnknownAccounts.input>;
type Output = z.input<typeof contract.listUnknownAccounts.output>;

/** Of the platform: accounts that events came of and that nobody has connected, the one that waits least first. */
export async function listUnknownAccounts(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  { after, limit }: Input,
): Promise<Output> {
  if (tenant !== platformTenant) throw fault('denied', 'not_allowed', 'You may not do this.');
  const found = await unknownAccounts(tx, { after, limit: limit + 1 });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    accounts: page.map(({ since, lastEventAt, ...account }) => ({
      ...account,
      since: since.toISOString(),
      lastEventAt: lastEventAt?.toISOString() ?? null,
    })),
    next: last && found.length > limit ? `${last.mode}.${last.account}` : null,
  };
}
