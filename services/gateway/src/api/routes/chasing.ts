import { invoicing } from '@purser/contracts';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { uuidOf } from '../ids.ts';
import {
  customerRemindersModel,
  type LateFeesModel,
  lateFeesBody,
  lateFeesModel,
  remindersBody,
  remindersModel,
} from '../models/chasing.ts';
import { customerId } from '../models/common.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';

const tag = 'Reminders and late fees';
const reminders = '/api/v1/reminders';
const lateFees = '/api/v1/late-fees';
const ofCustomer = '/api/v1/customers/{id}/reminders';
const params = z.strictObject({ id: customerId });

/** What is done about money that has not come. */
export function chasingOperations(g: Gateway): Operation[] {
  return [...reminderOperations(g), ...lateFeeOperations(g), ...customerReminderOperations(g)];
}

function reminderOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      { method: 'get', path: reminders, tag, summary: 'When customers are reminded', answer: remindersModel },
      async ({ who }) => ok(await readReminders(g, who)),
    ),
    forStaff(
      {
        method: 'put',
        path: reminders,
        tag,
        summary: 'Sets when customers are reminded, from today on; no steps means never',
        body: remindersBody,
        answer: remindersModel,
      },
      sending(g, invoicing.setReminders, { ask: (call) => call.body, view: (_, call) => readReminders(g, call.who) }),
    ),
  ];
}

function lateFeeOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      { method: 'get', path: lateFees, tag, summary: 'What is charged for being late', answer: lateFeesModel },
      async ({ who }) => ok(await readLateFees(g, who)),
    ),
    forStaff(
      {
        method: 'put',
        path: lateFees,
        tag,
        summary: 'Sets what is charged for being late, from today on; null charges nothing',
        body: lateFeesBody,
        answer: lateFeesModel,
      },
      sending(g, invoicing.setLateFees, {
        ask: ({ body: { policy } }) => ({
          policy: policy && {
            grace_days: policy.graceDays,
            fee: policy.fee,
            every_days: policy.everyDays,
            capPercent: policy.capPercent,
          },
        }),
        view: (_, call) => readLateFees(g, call.who),
      }),
    ),
  ];
}

function customerReminderOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: ofCustomer,
        tag,
        summary: 'Whether the customer is reminded',
        params,
        answer: customerRemindersModel,
      },
      async ({ who, params: { id } }) =>
        ok(await g.client.query(invoicing.getCustomerReminders, { customerId: uuidOf(id) }, who)),
    ),
    forStaff(
      {
        method: 'put',
        path: ofCustomer,
        tag,
        summary: 'Sets whether the customer is reminded',
        params,
        body: customerRemindersModel,
        answer: customerRemindersModel,
      },
      sending(g, invoicing.setCustomerReminders, {
        ask: (call) => ({ customerId: uuidOf(call.params.id), ...call.body }),
        view: (set) => ({ reminders: set.reminders }),
      }),
    ),
  ];
}

async function readReminders(g: Gateway, who: Staff) {
  const { steps, remindersSince } = await g.client.query(invoicing.getChasing, {}, who);
  return { steps, since: remindersSince };
}

async function readLateFees(g: Gateway, who: Staff): Promise<LateFeesModel> {
  const { lateFees: policy, lateFeesSince } = await g.client.query(invoicing.getChasing, {}, who);
  if (policy === null) return { policy: null, since: null };
  const { grace_days, every_days, ...rest } = policy;
  return { policy: { graceDays: grace_days, everyDays: every_days, ...rest }, since: lateFeesSince };
}
