import type Stripe from 'stripe';
import type { Granted, PermissionItem } from '../domain/permissions.ts';
import { look } from './look.ts';

/** Nothing has such an id: with the permission Stripe says that there is none, and without it that one may not. */
const nobody = 'purser_permission_test';

const tries: Record<PermissionItem, (stripe: Stripe) => Promise<unknown>> = {
  permissionCustomers: (stripe) => stripe.customers.update(`cus_${nobody}`, {}),
  permissionPayments: (stripe) => stripe.paymentIntents.cancel(`pi_${nobody}`),
  permissionSetups: (stripe) => stripe.setupIntents.cancel(`seti_${nobody}`),
  permissionCards: (stripe) => stripe.paymentMethods.detach(`pm_${nobody}`),
  permissionRefunds: (stripe) => stripe.refunds.update(`re_${nobody}`, {}),
  permissionBalance: (stripe) => stripe.balanceTransactions.list({ limit: 1 }),
  permissionDisputes: (stripe) => stripe.disputes.update(`du_${nobody}`, {}),
  permissionPayouts: (stripe) => stripe.payouts.list({ limit: 1 }),
  permissionEvents: (stripe) => stripe.events.list({ limit: 1 }),
  permissionEndpoints: (stripe) => stripe.webhookEndpoints.update(`we_${nobody}`, {}),
};

const isItem = (name: string): name is PermissionItem => Object.hasOwn(tries, name);

/** Tries each permission by a call that can change nothing. */
export async function tryPermissions(stripe: Stripe): Promise<Granted> {
  const granted: { item: PermissionItem; granted: boolean }[] = [];
  for (const item of Object.keys(tries).filter(isItem)) {
    const answer = await look(() => tries[item](stripe));
    granted.push({ item, granted: answer.said === 'yes' || answer.status !== 403 });
  }
  return granted;
}
