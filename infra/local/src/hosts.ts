import { accounting } from '@purser/accounting/service';
import { directory } from '@purser/directory/service';
import { gateway } from '@purser/gateway/service';
import { invoicing } from '@purser/invoicing/service';
import { notifications } from '@purser/notifications/service';
import { payments } from '@purser/payments/service';
import { reporting } from '@purser/reporting/service';
import type { ServiceDefinition } from '@purser/service';

/** The two processes of a small machine: what the outside calls, and the rest. Each service runs in one of them. */
export const hosts = {
  edge: [gateway, payments],
  work: [directory, invoicing, notifications, accounting, reporting],
} satisfies Record<string, ServiceDefinition[]>;

export type HostName = keyof typeof hosts;
export const hostNames: readonly HostName[] = ['edge', 'work'];
/** Where the bus's keeper runs, beside the services there. */
export const keeperHost: HostName = 'work';

export const services: readonly ServiceDefinition[] = hostNames.flatMap((name) => hosts[name]);
