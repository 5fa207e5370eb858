import type { Client } from '@purser/bus';
import { directory } from '@purser/contracts';
import { isId } from '@purser/message';
import { Refusal } from '../stack/refusal.ts';
import { ofPlatform, ofTenant } from './ofPlatform.ts';

/**
 * A tenant by its id, as the API shows it or as it is, or by its slug.
 * @throws Refusal when there is none; Fault notFound `tenant_not_found` for an id of none
 */
export async function findTenant(client: Client, said: string): Promise<{ id: string; name: string }> {
  const asId = said.replace(/^ten_(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const id = isId(asId) ? asId : await bySlug(client, said);
  const { name } = await client.query(directory.getTenant, {}, ofTenant(id));
  return { id, name };
}

async function bySlug(client: Client, slug: string): Promise<string> {
  const input = directory.findTenant.input.safeParse({ slug });
  const found = input.success ? await client.query(directory.findTenant, input.data, ofPlatform) : undefined;
  if (!found?.tenantId) throw new Refusal(`There is no tenant ${slug}.`);
  return found.tenantId;
}
