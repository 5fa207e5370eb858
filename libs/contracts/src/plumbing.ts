import { command, event, query } from '@purser/message';
import { z } from 'zod';
import { id, instant } from './common.ts';

export const messageStatus = z.enum(['waiting', 'running', 'retrying', 'parked', 'done', 'rejected', 'failed']);

const staff = ['owner', 'admin'] as const;
const handlerName = z.string().min(1).max(120);

/** What every service answers about its own ledger: what was asked, what came of it, and what a person must look at. */
export function plumbingOf(service: string) {
  return {
    listMessages: query({
      service,
      name: 'listMessages',
      version: 1,
      input: z.strictObject({
        status: messageStatus.optional(),
        handler: handlerName.optional(),
        /** `next` of the page before. */
        after: z.string().max(200).optional(),
        limit: z.int().min(1).max(100).default(50),
      }),
      output: z.strictObject({
        messages: z.array(
          z.strictObject({
            messageId: id,
            handler: z.string(),
            kind: z.enum(['command', 'reaction']),
            status: messageStatus,
            attempts: z.int(),
            sender: z.string(),
            principal: z.string(),
            waitsFor: z.string().nullable(),
            problem: z.strictObject({ code: z.string(), text: z.string() }).nullable(),
            createdAt: instant,
            updatedAt: instant,
          }),
        ),
        next: z.string().nullable(),
      }),
      callers: { staff },
    }),
    /** One message with what it asked and what came of it; what is sealed in it reads `[sealed]`, what was secret is gone. */
    getMessage: query({
      service,
      name: 'getMessage',
      version: 1,
      input: z.strictObject({ messageId: id, handler: handlerName.optional() }),
      output: z.strictObject({
        messageId: id,
        handler: z.string(),
        status: messageStatus,
        principal: z.string(),
        attempts: z.int(),
        problem: z.strictObject({ code: z.string(), text: z.string() }).nullable(),
        payload: z.unknown(),
        result: z.unknown(),
        createdAt: instant,
        updatedAt: instant,
      }),
      callers: { staff, services: ['gateway'] },
    }),
    listAlarms: query({
      service,
      name: 'listAlarms',
      version: 1,
      input: z.strictObject({}),
      /** The oldest open ones first, a hundred at most. */
      output: z.strictObject({
        alarms: z.array(z.strictObject({ messageId: id, handler: z.string(), reason: z.string(), raisedAt: instant })),
      }),
      callers: { staff },
    }),
    /** A person must look at a message: its attempts are used up, it waits too long, or cannot be read. Said once a message and reason. */
    alarmRaised: event({
      service,
      name: 'alarmRaised',
      version: 1,
      input: z.strictObject({ handler: z.string(), messageId: id, reason: z.string(), raisedAt: instant }),
      readers: ['notifications'],
    }),
    retryMessage: command({
      service,
      name: 'retryMessage',
      version: 1,
      input: z.strictObject({ handler: handlerName, messageId: id }),
      output: z.strictObject({ messageId: id }),
      callers: { staff },
    }),
  };
}
