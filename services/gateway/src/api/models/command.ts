import { messageStatus, serviceNames } from '@purser/contracts';
import { z } from 'zod';
import { commandId, instant } from './common.ts';

export const serviceName = z.enum(serviceNames);
const problem = z.strictObject({ code: z.string(), text: z.string() }).nullable();

/** What a service was asked, or heard, and what came of it. */
export const commandSummary = z.strictObject({
  id: commandId,
  service: serviceName,
  handler: z.string(),
  kind: z.enum(['command', 'reaction']),
  status: messageStatus,
  attempts: z.int(),
  principal: z.string(),
  waitsFor: z.string().nullable(),
  problem,
  createdAt: instant,
  updatedAt: instant,
});
export type CommandSummaryModel = z.infer<typeof commandSummary>;

/** The newest first. `missing` names the services that did not answer. */
export const commandList = z.strictObject({
  data: z.array(commandSummary),
  next: z.string().nullable(),
  missing: z.array(z.string()),
});
export type CommandListModel = z.infer<typeof commandList>;

export const commandListQuery = z.strictObject({
  service: serviceName.optional(),
  status: messageStatus.optional(),
  after: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});

/** `accepted`: it lies with us and is on its way to the service. */
const commandStatus = z.enum([...messageStatus.options, 'accepted']);
export const commandModel = z.strictObject({
  id: commandId,
  service: serviceName,
  handler: z.string(),
  status: commandStatus,
  attempts: z.int(),
  problem,
  createdAt: instant,
  updatedAt: instant,
  /** What was asked, while it is not done, and what came of it; not for customers. */
  payload: z.unknown().optional(),
  result: z.unknown().optional(),
});
export type CommandModel = z.infer<typeof commandModel>;

export const commandRetryBody = z.strictObject({ service: serviceName, handler: z.string().min(1).max(120) });

export const alarmModel = z.strictObject({
  id: commandId,
  service: serviceName,
  handler: z.string(),
  reason: z.string(),
  raisedAt: instant,
});
export type AlarmModel = z.infer<typeof alarmModel>;
export const alarmList = z.strictObject({ data: z.array(alarmModel), missing: z.array(z.string()) });
