import type { CommandSummaryModel } from '../../../src/api/models/command.ts';

type Service = CommandSummaryModel['service'];

/** Every service; a new one without a word here is a fault of types. */
const words: Record<Service, string> = {
  gateway: 'Gateway',
  directory: 'Directory',
  invoicing: 'Invoicing',
  payments: 'Payments',
  accounting: 'Accounting',
  notifications: 'Notifications',
  reporting: 'Reporting',
};

export const serviceName = (service: Service): string => words[service];

export const serviceOptions = Object.entries(words).map(([value, label]) => ({ value, label }));

const statuses: Record<CommandSummaryModel['status'], string> = {
  waiting: 'Waiting',
  running: 'Running',
  retrying: 'Retrying',
  parked: 'Parked',
  done: 'Done',
  rejected: 'Rejected',
  failed: 'Failed',
};

/** The status as people read it: what was put off, or put back in line, and not tried yet, only waits. */
export const shownStatus = <S extends string>(status: S, attempts: number): S | 'waiting' =>
  status === 'retrying' && attempts === 0 ? 'waiting' : status;

export const statusOptions = Object.entries(statuses).map(([value, label]) => ({ value, label }));

/** `invoicing.issueInvoice` as people read it: `Issue invoice`. The service stands beside it. */
export function handlerText(handler: string): string {
  const words = handler
    .slice(handler.indexOf('.') + 1)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
