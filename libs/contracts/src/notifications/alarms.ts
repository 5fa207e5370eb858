import { command } from '@purser/message';
import { z } from 'zod';
import { id, instant } from '../common.ts';
import { service } from './shapes.ts';

/** What a person must look at, and where: a message in a service's ledger. */
const alarm = {
  handler: z.string(),
  messageId: id,
  reason: z.string(),
  raisedAt: instant,
};

/** An alarm of a tenant, told to whoever runs the installation: the service's own, to itself for the platform's own tenant. */
export const forwardAlarm = command({
  service,
  name: 'forwardAlarm',
  version: 1,
  input: z.strictObject(alarm),
  output: z.strictObject({}),
  callers: { services: ['notifications'] },
});

/** Puts an alarm into the next mail about alarms. */
export const noteAlarm = command({
  service,
  name: 'noteAlarm',
  version: 1,
  input: z.strictObject({ ...alarm, ofTenant: id }),
  output: z.strictObject({}),
  callers: { services: ['notifications'] },
});

/** A mail about alarms goes out: a timer of the service's own. `problem` says why none did. */
export const mailAlarms = command({
  service,
  name: 'mailAlarms',
  version: 1,
  input: z.strictObject({ mailingId: id }),
  output: z.strictObject({ problem: z.string().nullable() }),
  callers: { services: ['notifications'] },
});
