import type { Context } from '@purser/bus';
import { tenantOfSlug } from '../store/slugs.ts';

export async function findTenant({ tx }: Pick<Context, 'tx' | 'tenant'>, { slug }: { slug: string }) {
  return { tenantId: await tenantOfSlug(tx, slug) };
}
