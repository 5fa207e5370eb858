import type { Context } from '@purser/bus';
import type { payments } from '@purser/contracts';
import type { z } from 'zod';
import type { NotificationsConfig } from '../config.ts';
import { tellOfAlarms } from './tellOfAlarms.ts';

type Stop = z.output<typeof payments.chargingStopped.input>;

/** Nothing can be charged any more: a tenant's staff and whoever runs the installation hear of it, like of an alarm. */
export function tellOfStop(config: Pick<NotificationsConfig, 'operatorAddress'>) {
  const tell = tellOfAlarms(config);
  return (ctx: Context, stop: Stop): Promise<void> =>
    tell(ctx, {
      handler: stop.reason === 'disconnected' ? 'payments.followAccount' : 'payments.checkStripe',
      messageId: ctx.messageId,
      reason: reasonOf(stop),
      raisedAt: stop.at,
    });
}

function reasonOf({ reason, account }: Stop): string {
  return reason === 'disconnected'
    ? `card payments are interrupted: the Stripe account ${account} is not connected any more; connect it again`
    : 'card payments are interrupted: the Stripe key lacks a permission; Settings, Stripe names it';
}
