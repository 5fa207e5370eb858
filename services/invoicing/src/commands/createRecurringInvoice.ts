import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { newId } from '@purser/message';
import { morningOf } from '../domain/chasing.ts';
import { nextRun } from '../domain/recurring.ts';
import { refusedField } from '../domain/refusals.ts';
import type { Outside } from '../outside.ts';
import { checkAsked, recurrenceOf, sealTexts } from '../recurring/storing.ts';
import { insertCustomer } from '../store/customers.ts';
import { insertRecurring, type RecurringInput } from '../store/recurring.ts';
import { gatherCustomer, type Unheard } from './drafting.ts';

/** What is billed again and again, from a day on that is not over. */
export function createRecurringInvoice(outside: Outside) {
  return { gather: gatherCustomer(outside), plan, steps: {} };
}

async function plan(ctx: Context, input: RecurringInput, unheard: Unheard) {
  if (unheard) await insertCustomer(ctx, unheard, ctx.now);
  const { today, timeZone } = await checkAsked(ctx, input);
  const { recurringId, startOn } = input;
  if (startOn < today) throw refusedField('startOn', 'in_past', 'The first invoice is made today or later.');
  const nextOn = nextRun({ ...recurrenceOf(input), most: input.most ?? null, made: 0 }, startOn);
  if (nextOn === null) throw refusedField('endOn', 'before_beginning', 'It would end before the first invoice.');
  const timer = newId();
  const made = await insertRecurring(ctx, input, await sealTexts(ctx, input), { nextOn, timer });
  if (!made) throw fault('conflict', 'recurring_exists', 'There is a recurring invoice with this id.');
  ctx.stage.later(contract.runRecurringInvoice, { recurringId, timer }, morningOf(nextOn, timeZone));
  return { done: { recurringId, state: 'active' as const, nextOn } };
}
