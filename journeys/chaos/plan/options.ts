import { parseArgs } from 'node:util';
import { type Victim, victims } from './kills.ts';

export type Options = {
  payments: number;
  kills: number;
  seed: string;
  among: readonly Victim[];
  json: boolean;
  keep: boolean;
};

export const usage = `scripts/chaos [--payments N] [--kills K] [--seed S] [--only V] [--json] [--keep]
  runs N payments (200) through the platform while K processes (20) are killed, and then looks whether all is well
  --seed S   the plan of payments and kills that follows from S; a new one each time without it
  --only V   kills nothing but V; may be given more than once: ${victims.join(' | ')}
  --json     the last line is one object: payments, kills, breaches, and each check by its name
  --keep     leaves the data and logs behind even when all is well`;

/** @throws Error that says what is wrong with the arguments */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      payments: { type: 'string', default: '200' },
      kills: { type: 'string', default: '20' },
      seed: { type: 'string' },
      only: { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  const { json, keep, seed = String(Math.floor(Math.random() * 1_000_000)) } = values;
  const [payments, kills] = [whole('payments', values.payments, 1), whole('kills', values.kills, 0)];
  return { payments, kills, seed, among: values.only?.map(victim) ?? victims, json, keep };
}

function victim(name: string): Victim {
  const known = victims.find((each) => each === name);
  if (!known) throw new Error(`--only must be one of: ${victims.join(' | ')}`);
  return known;
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d{1,6}$/.test(text) || value < least) throw new Error(`--${name} must be a whole number from ${least} on`);
  return value;
}
