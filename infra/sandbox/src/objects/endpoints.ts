import type { Endpoint } from '../transport/endpoint.ts';
import { balanceTransactions } from './balanceTransactions.ts';
import { charges } from './charges.ts';
import { customers } from './customers.ts';
import { events } from './events.ts';
import { paymentIntents } from './paymentIntents.ts';
import { paymentMethods } from './paymentMethods.ts';
import { setupIntents } from './setupIntents.ts';
import { webhookEndpoints } from './webhookEndpoints.ts';

/** Every endpoint of the API; a new resource is a file and a line here. */
export const endpoints: Endpoint[] = [
  ...customers,
  ...paymentMethods,
  ...paymentIntents,
  ...setupIntents,
  ...charges,
  ...balanceTransactions,
  ...events,
  ...webhookEndpoints,
];
