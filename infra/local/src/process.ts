import { readFile } from 'node:fs/promises';
import { startKeeper } from '@purser/bus';
import { contracts } from '@purser/contracts';
import { createLog, runAll } from '@purser/service';
import { z } from 'zod';
import { hosts } from './hosts.ts';
import { leaveWithParent } from './supervise/leaveWithParent.ts';

/**
 * What a platform process is told: which host it is, its port, the environment of each service it runs, and, if the bus's keeper
 * runs there, how that reaches the bus.
 */
const orders = z.strictObject({
  host: z.enum(['edge', 'work']),
  env: z.record(z.string(), z.string()),
  services: z.record(z.string(), z.record(z.string(), z.string())),
  keeper: z.strictObject({ servers: z.string(), password: z.string(), logLevel: z.string() }).optional(),
});
export type Orders = z.infer<typeof orders>;

leaveWithParent();
const path = process.env.PURSER_STACK_FILE;
if (!path) throw new Error('PURSER_STACK_FILE must name the file that says what to run');
const { host, env, services, keeper } = orders.parse(JSON.parse(await readFile(path, 'utf8')));
if (keeper) {
  // First: what the services here and in the other process stand on. It leaves with the process, after them.
  const { servers, password, logLevel } = keeper;
  const log = createLog('keeper', logLevel);
  await startKeeper({ servers, password, contracts, onNote: (note, facts) => log.warn(facts, note) });
}
await runAll(
  hosts[host].map((definition) => {
    const own = services[definition.name];
    if (!own) throw new Error(`${path} says nothing of ${definition.name}`);
    return { definition, env: own };
  }),
  env,
);
