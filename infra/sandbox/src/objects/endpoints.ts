import type { Endpoint } from '../transport/endpoint.ts';
import { accountLinks } from './accountLinks.ts';
import { accounts } from './accounts.ts';
import { applicationFees } from './applicationFees.ts';
import { balance } from './balance.ts';
import { balanceTransactions } from './balanceTransactions.ts';
import { charges } from './charges.ts';
import { customers } from './customers.ts';
import { disputes } from './disputes.ts';
import { earlyFraudWarnings } from './earlyFraudWarnings.ts';
import { events } from './events.ts';
import { mandates } from './mandates.ts';
import { paymentIntents } from './paymentIntents.ts';
import { paymentMethods } from './paymentMethods.ts';
import { payouts } from './payouts.ts';
import { refunds } from './refunds.ts';
import { secondAccounts } from './secondAccounts.ts';
import { secondEvents } from './secondEvents.ts';
import { setupIntents } from './setupIntents.ts';
import { webhookEndpoints } from './webhookEndpoints.ts';

/** Every endpoint of the API; a new resource is a file and a line here. */
export const endpoints: Endpoint[] = [
  ...customers,
  ...paymentMethods,
  ...paymentIntents,
  ...setupIntents,
  ...mandates,
  ...charges,
  ...refunds,
  ...disputes,
  ...earlyFraudWarnings,
  ...accounts,
  ...accountLinks,
  ...applicationFees,
  ...balance,
  ...balanceTransactions,
  ...payouts,
  ...events,
  ...webhookEndpoints,
  ...secondAccounts,
  ...secondEvents,
];
