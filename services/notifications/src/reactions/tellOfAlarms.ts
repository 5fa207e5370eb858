import type { Context } from '@purser/bus';
import { notifications as contract } from '@purser/contracts';
import { platformTenant } from '@purser/message';
import type { z } from 'zod';
import { noteAlarm } from '../commands/noteAlarm.ts';
import type { NotificationsConfig } from '../config.ts';
import { isAboutAlarms } from '../domain/alarms.ts';
import { isStaffMailOn } from '../store/staffMails.ts';

type Alarm = z.output<typeof contract.forwardAlarm.input>;

/** A person must look: the tenant's staff, as they set it, and whoever runs the installation, where an address is configured. */
export function tellOfAlarms({ operatorAddress }: Pick<NotificationsConfig, 'operatorAddress'>) {
  return async (ctx: Context, alarm: Alarm): Promise<void> => {
    if (isAboutAlarms(alarm.handler)) return;
    const { tenant } = ctx;
    const isOperators = tenant === platformTenant;
    const isHeard = isOperators ? operatorAddress !== null : await isStaffMailOn(ctx.tx, 'staffAlarm');
    if (isHeard) await noteAlarm(ctx, { ...alarm, ofTenant: tenant });
    if (!isOperators && operatorAddress !== null) ctx.stage.later(contract.forwardAlarm, alarm, ctx.now);
  };
}
