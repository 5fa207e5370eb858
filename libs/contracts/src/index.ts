import type { Command, Event, Query } from '@purser/message';
import * as accounting from './accounting.ts';
import { serviceNames } from './common.ts';
import * as directory from './directory.ts';
import * as invoicing from './invoicing.ts';
import * as notifications from './notifications.ts';
import * as payments from './payments.ts';
import { plumbingOf } from './plumbing.ts';
import * as reporting from './reporting.ts';

export * as accounting from './accounting.ts';
export { type Language, languages, type ServiceName, serviceNames } from './common.ts';
export * as directory from './directory.ts';
export * as invoicing from './invoicing.ts';
export { invoiceStatus } from './invoicing.ts';
export * as notifications from './notifications.ts';
export { type PanelCell, type PanelView, panelInput, panelView } from './panel.ts';
export * as payments from './payments.ts';
export { attemptStatus } from './payments.ts';
export { messageStatus, plumbingOf } from './plumbing.ts';
export * as reporting from './reporting.ts';
export { type Account, account } from './reporting.ts';

type Contract = Command | Query | Event;
const isContract = (value: unknown): value is Contract =>
  typeof value === 'object' && value !== null && 'kind' in value && 'service' in value;
const files: object[] = [
  accounting,
  directory,
  invoicing,
  notifications,
  payments,
  reporting,
  ...serviceNames.map(plumbingOf),
];
const all: Contract[] = files.flatMap((file) => Object.values(file).filter(isContract));

/** Every message the services exchange, as declared. */
export const contracts: { commands: Command[]; queries: Query[]; events: Event[] } = {
  commands: all.filter((spec): spec is Command => spec.kind === 'command'),
  queries: all.filter((spec): spec is Query => spec.kind === 'query'),
  events: all.filter((spec): spec is Event => spec.kind === 'event'),
};
