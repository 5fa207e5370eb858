import { readFile } from 'node:fs/promises';
import { startSandbox } from '@purser/sandbox/server';
import { z } from 'zod';
import { leaveWithParent } from './supervise/leaveWithParent.ts';

const orders = z.strictObject({
  port: z.int(),
  hostname: z.string(),
  /** Under which browsers reach it. */
  publicUrl: z.url(),
  dir: z.string(),
  secretKey: z.string(),
  publishableKey: z.string(),
  mailPort: z.int(),
  mailUser: z.string(),
  mailPassword: z.string(),
  xeroClientId: z.string(),
  xeroClientSecret: z.string(),
});
export type SandboxOrders = z.infer<typeof orders>;

/** The sandbox as a child of the stack: told by a file, so that its keys are not in its environment. */
leaveWithParent();
const path = process.env.PURSER_STACK_FILE;
if (!path) throw new Error('PURSER_STACK_FILE must name the file that says what to run');
const sandbox = await startSandbox({
  ...orders.parse(JSON.parse(await readFile(path, 'utf8'))),
  // Soon, as an outage here is somebody watching.
  settings: { webhookRetryDelaysMs: [500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000] },
});
process.send?.({ ready: true, port: sandbox.port });
console.log(`sandbox Stripe on ${sandbox.url}`);
const leave = () => {
  sandbox.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error('the sandbox did not stop in good order', error);
      process.exit(1);
    },
  );
};
process.once('SIGTERM', leave);
process.once('SIGINT', leave);
