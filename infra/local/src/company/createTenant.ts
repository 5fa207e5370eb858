import type { Client } from '@purser/bus';
import { directory } from '@purser/contracts';
import { newId } from '@purser/message';
import type { z } from 'zod';
import { inWords, parsed } from './inWords.ts';
import { ofTenant } from './ofPlatform.ts';

export type NewTenant = Omit<z.input<typeof directory.createTenant.input>, 'taxRounding' | 'language'> & {
  language?: string;
};

/**
 * A company that bills.
 * @throws Refusal naming each setting that is wrong; Fault conflict `slug_taken`
 */
export async function createTenant(client: Client, asked: NewTenant): Promise<readonly string[]> {
  const tenant = newId();
  const { createTenant: command } = directory;
  const input = parsed(command.input, { ...asked, taxRounding: 'line' } as z.input<typeof command.input>);
  await client.command(command, input, ofTenant(tenant)).catch(inWords);
  const made = await client.query(directory.getTenant, {}, ofTenant(tenant));
  return [
    `${made.name} is there.`,
    `  id        ${tenant}`,
    `  slug      ${made.slug}: its customers' pages are at /portal/${made.slug}`,
    `  billing   ${made.currency}, ${made.timeZone}, due after ${made.terms_days} days, in ${made.language}`,
    `Next: scripts/purser staff add --tenant ${made.slug} --email … --name … --role owner`,
  ];
}
