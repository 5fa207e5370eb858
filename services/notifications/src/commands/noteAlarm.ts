import type { Context } from '@purser/bus';
import { notifications as contract } from '@purser/contracts';
import { mailingFor } from '../domain/alarms.ts';
import { insertMailing, insertNotice, isNoticed, lockNewestMailing, type Notice } from '../store/alarms.ts';

/** An alarm is told of by the next mail about alarms, once, however often it is heard of. */
export async function noteAlarm(ctx: Context, notice: Notice) {
  const newest = await lockNewestMailing(ctx);
  if (await isNoticed(ctx, notice)) return {};
  const found = mailingFor(ctx.now, newest);
  const mailingId = 'join' in found ? found.join : await insertMailing(ctx, found.at);
  await insertNotice(ctx, mailingId, notice);
  if ('at' in found) ctx.stage.later(contract.mailAlarms, { mailingId }, found.at);
  return {};
}
