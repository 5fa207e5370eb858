import { parseArgs } from 'node:util';
import { systemClock } from '@purser/clock';
import { isId } from '@purser/message';
import { dryRun } from '../autopay/dryRun.ts';
import { printRun } from '../autopay/printRun.ts';
import { printProof } from '../prove/printProof.ts';
import { prove } from '../prove/prove.ts';
import { readStaff, staffUsage } from './readStaff.ts';
import { readTenant, tenantUsage } from './readTenant.ts';
import type { Work } from './work.ts';

export const usage = `scripts/purser prove --tenant <id> --from <yyyy-mm-dd> --to <yyyy-mm-dd> [--mode test|live] [--account <acct_…>] [--json]
  holds a period's charges, refunds and disputes at Stripe against payments and the journal, both ways.
  0: proved. 1: something is off, and named. 3: nothing off, and not everything could be looked at. 2: misused, or it could not be run.
scripts/purser autopay --dry-run --tenant <id> [--json]
  says what the tenant's coming run would charge, and why not what it would not; nothing is charged.
  0: all that is due would be charged. 1: something would not, and why is said. 2: misused, or it could not be run.
${tenantUsage}
${staffUsage}
  0: done. 2: misused, or refused, and why is said.`;

const exits = { proved: 0, notProved: 1, incomplete: 3, running: 2, failed: 2 } as const;
const text = { type: 'string' } as const;
const yes = { type: 'boolean' } as const;
const modes = ['test', 'live'] as const;
const commands = new Map([
  ['prove', readProve],
  ['autopay', readAutopay],
  ['tenant', readTenant],
  ['staff', readStaff],
]);

/** @returns undefined for what was not understood */
export function understand([command = '', ...args]: readonly string[]): Work | undefined {
  try {
    return commands.get(command)?.(args);
  } catch (error) {
    // What parseArgs throws: an option that nobody knows, or one without its value.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

const isDay = (said: string | undefined): said is string =>
  said !== undefined && /^\d{4}-\d\d-\d\d$/.test(said) && !Number.isNaN(Date.parse(said));

function readProve(args: readonly string[]): Work | undefined {
  const options = { tenant: text, from: text, to: text, mode: text, account: text, json: yes } as const;
  const { tenant, from, to, mode, account, json = false } = parseArgs({ args: [...args], options }).values;
  if (!tenant || !isId(tenant) || !isDay(from) || !isDay(to) || from > to) return undefined;
  const known = modes.find((each) => each === mode);
  if (known !== mode) return undefined;
  return async ({ client }) => {
    const proved = await prove(client, { tenant, from, to, mode: known, account });
    return { said: json ? [JSON.stringify(proved)] : printProof(proved), exit: exits[proved.proof.verdict] };
  };
}

/** Only what changes nothing can be asked: the run itself is the platform's own. */
function readAutopay(args: readonly string[]): Work | undefined {
  const options = { tenant: text, 'dry-run': yes, json: yes } as const;
  const { tenant, 'dry-run': isDry = false, json = false } = parseArgs({ args: [...args], options }).values;
  if (!tenant || !isId(tenant) || !isDry) return undefined;
  return async ({ client }) => {
    const run = await dryRun(client, tenant, systemClock.business());
    const isAll = run.rows.every(({ hindrance }) => hindrance === null);
    return { said: json ? [JSON.stringify(run)] : printRun(run), exit: isAll ? 0 : 1 };
  };
}
