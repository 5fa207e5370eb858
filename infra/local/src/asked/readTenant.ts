import { parseArgs } from 'node:util';
import { createTenant } from '../company/createTenant.ts';
import type { Work } from './work.ts';

export const tenantUsage = `scripts/purser tenant create --name <name> --time-zone <Europe/London> --currency <GBP> [--slug <name-in-addresses>]
    [--language <en-GB>] [--number-prefix <INV->] [--terms-days <14>]
  makes a company that bills, and says its id and slug. Currency, terms, language and the rest are changed under Settings afterwards.`;

const text = { type: 'string' } as const;
const days = /^\d{1,3}$/;

/** `tenant create …` */
export function readTenant([verb, ...args]: readonly string[]): Work | undefined {
  if (verb !== 'create') return undefined;
  const options = {
    name: text,
    'time-zone': text,
    currency: text,
    slug: text,
    language: text,
    'number-prefix': text,
    'terms-days': text,
  } as const;
  const said = parseArgs({ args, options }).values;
  const { name, 'time-zone': timeZone, currency, slug, language } = said;
  const { 'number-prefix': numberPrefix = 'INV-', 'terms-days': terms = '14' } = said;
  if (!name?.trim() || !timeZone || !currency || !days.test(terms)) return undefined;
  const asked = {
    name: name.trim(),
    timeZone,
    currency: currency.toUpperCase(),
    numberPrefix,
    terms_days: Number(terms),
    ...(slug !== undefined && { slug }),
    ...(language !== undefined && { language }),
  };
  return async ({ client }) => ({ said: await createTenant(client, asked), exit: 0 });
}
