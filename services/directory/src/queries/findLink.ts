import type { Context } from '@purser/bus';
import { tenantOfToken } from '../store/links.ts';

export async function findLink({ tx }: Pick<Context, 'tx' | 'tenant'>, { tokenHash }: { tokenHash: string }) {
  return { tenantId: await tenantOfToken(tx, tokenHash) };
}
