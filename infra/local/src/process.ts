import { readFile } from 'node:fs/promises';
import { runAll } from '@purser/service';
import { z } from 'zod';
import { hosts } from './hosts.ts';
import { leaveWithParent } from './supervise/leaveWithParent.ts';

/** What a platform process is told: which host it is, its port, and the environment of each service it runs. */
const orders = z.strictObject({
  host: z.enum(['edge', 'work']),
  env: z.record(z.string(), z.string()),
  services: z.record(z.string(), z.record(z.string(), z.string())),
});
export type Orders = z.infer<typeof orders>;

leaveWithParent();
const path = process.env.PURSER_STACK_FILE;
if (!path) throw new Error('PURSER_STACK_FILE must name the file that says what to run');
const { host, env, services } = orders.parse(JSON.parse(await readFile(path, 'utf8')));
await runAll(
  hosts[host].map((definition) => {
    const own = services[definition.name];
    if (!own) throw new Error(`${path} says nothing of ${definition.name}`);
    return { definition, env: own };
  }),
  env,
);
