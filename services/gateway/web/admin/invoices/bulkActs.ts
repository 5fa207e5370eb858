import type { InvoiceModel } from '../../../src/api/models/invoice.ts';
import type { Api } from '../../shared/api/client.ts';
import { change, type Outcome } from '../../shared/api/outcome.ts';
import type { BulkItem } from '../bulk/bulkRun.ts';

export type BulkAct = {
  label: string;
  doing: string;
  /** Asked before it begins: what is done, as a verb, and what follows. */
  ask: { verb: string; consequence: string };
  act: (item: BulkItem) => Promise<string>;
};

/** What can be done to many invoices at once. Each has a key of its own, so that a second run repeats nothing. */
export function bulkActOf(actionId: string, api: Api): BulkAct | undefined {
  switch (actionId) {
    case 'issue':
      return {
        label: 'Issuing invoices',
        doing: 'issue',
        ask: {
          verb: 'Issue and send',
          consequence: 'Each becomes a debt and is mailed to its customer. It can be voided or credited later.',
        },
        act: async ({ id }) => {
          const options = { body: { send: true }, intent: `issue ${id}` };
          const outcome = await change<InvoiceModel>(api, 'POST', `/invoices/${id}/issue`, options);
          const number = outcome.kind === 'done' ? outcome.body.number : null;
          return told(outcome, number ? `Issued as ${number} and on its way.` : 'Issued and on its way.');
        },
      };
    case 'send':
      return {
        label: 'Sending invoices again',
        doing: 'send',
        ask: { verb: 'Send', consequence: 'Each is mailed to its customer once more.' },
        act: async ({ id }) => {
          const outcome = await change(api, 'POST', `/invoices/${id}/send`, { intent: `send ${id}` });
          return told(outcome, 'On its way.');
        },
      };
    default:
      return undefined;
  }
}

const told = (outcome: Outcome<unknown>, done: string): string =>
  outcome.kind === 'running' ? 'Accepted; it goes on by itself.' : done;
