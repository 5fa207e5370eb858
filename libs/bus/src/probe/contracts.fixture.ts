import { command, event, query } from '@purser/message';
import { z } from 'zod';

/** Two services to test the bus with: `counter` does things, `listener` hears of them. */
const service = 'counter';
const staff = ['owner', 'admin'] as const;

/** Leaves one effect. `note` is personal; `receipt` is secret, and only a stepped handler can tell it again. */
export const add = command({
  service,
  name: 'add',
  version: 2,
  input: z.strictObject({ label: z.string(), note: z.string().optional(), customerId: z.uuid().optional() }),
  output: z.strictObject({ label: z.string(), note: z.string().optional(), receipt: z.string().optional() }),
  callers: { staff, services: ['gateway', 'listener'] },
  sealed: ['note'],
  sealedOutput: ['note'],
  secret: ['receipt'],
  subject: 'customerId',
  older: {
    1: {
      schema: z.strictObject({ text: z.string() }),
      upgrade: (old) => ({ label: z.object({ text: z.string() }).parse(old).text }),
    },
  },
});

export const charge = command({
  service,
  name: 'charge',
  version: 1,
  input: z.strictObject({ label: z.string() }),
  output: z.strictObject({ label: z.string(), receipt: z.string().optional() }),
  callers: { staff, services: ['gateway', 'listener'] },
  secret: ['receipt'],
});

/** A customer's own. */
export const mine = command({
  service,
  name: 'mine',
  version: 1,
  input: z.strictObject({ label: z.string() }),
  output: z.strictObject({}),
  callers: { customer: 'own' },
});

/** A timer of the service's own: nobody else may send it. */
export const remind = command({
  service,
  name: 'remind',
  version: 1,
  input: z.strictObject({ label: z.string(), note: z.string().optional() }),
  output: z.strictObject({}),
  callers: {},
  sealed: ['note'],
});

export const added = event({
  service,
  name: 'added',
  version: 1,
  input: z.strictObject({ label: z.string(), note: z.string().optional(), customerId: z.uuid().optional() }),
  readers: ['listener'],
  sealed: ['note'],
  subject: 'customerId',
});

export const labels = query({
  service,
  name: 'labels',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({ labels: z.array(z.string()) }),
  callers: { staff },
});

export const probeContracts = { commands: [add, charge, mine, remind], queries: [labels], events: [added] };
