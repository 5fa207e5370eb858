import { invoicing, payments } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, until } from '@purser/testing';
import { aTenant, type Billing, customers } from '../../bench/issue/month.ts';
import { consent } from '../payers.ts';
import { keys, type NightWorld, patience_ms } from './world.ts';

export type House = Billing & { customerId: string };

/** A tenant whose one customer pays automatically, with a card on file. */
export async function openHouse(world: NightWorld): Promise<House> {
  const { client, owner, stripe, insist } = world;
  const billing = await aTenant(client, owner.sql);
  const [customerId = ''] = await customers(client, owner.sql, billing, 1);
  const endpoint = { endpointId: newId(), mode: 'test' as const, webhookSecrets: ['whsec_nothing_is_posted'] };
  await insist((id) => client.command(payments.configureStripe, { ...endpoint, ...keys }, { ...billing.staff, id }));
  const customer = asCustomer(billing.tenant, customerId);
  const form = await insist((id) =>
    client.command(payments.prepareSetup, { customerId, consent }, { ...customer, id }),
  );
  await stripe.setupIntents.confirm(form.setupIntentId, {
    ...{ payment_method: 'pm_card_bypassPending', return_url: 'https://pay.example/back' },
  });
  await until('the card is on file', async () => {
    await world.isTimeFor('followSetup');
    return (await client.query(payments.listMethods, { customerId }, customer)).methods.length === 1;
  });
  await insist((id) => client.command(payments.setAutopay, { customerId, on: true, consent }, { ...customer, id }));
  return { ...billing, customerId };
}

/** Invoices over 100.00 that are due today. */
export async function due({ client, insist, owner }: NightWorld, { tenant, staff, customerId }: House, count: number) {
  const invoiceIds = Array.from({ length: count }, () => newId());
  const lines = [{ id: 'l1', description: 'Support', quantity: '1', unitAmount: 100_00, taxes: [] }];
  for (const invoiceId of invoiceIds) {
    const draft = { invoiceId, customerId, currency: 'GBP', lines, terms_days: 0 };
    await insist((id) => client.command(invoicing.draftInvoice, draft, { ...staff, id }));
    await insist((id) => client.command(invoicing.issueInvoice, { invoiceId }, { ...staff, id }));
  }
  await until('they are to be charged', async () => {
    const [row] = await owner.sql<{ n: number }[]>`
      select count(*)::int as n from payments.bills where tenant_id = ${tenant} and invoice_id = any(${invoiceIds}::uuid[])`;
    return row?.n === count;
  });
  return invoiceIds;
}

/** How often each was charged at Stripe, in their order. */
export async function chargesOf({ stripe }: NightWorld, invoiceIds: readonly string[]): Promise<number[]> {
  const charged = new Map(invoiceIds.map((invoiceId) => [invoiceId, 0]));
  for await (const { metadata, status } of stripe.paymentIntents.list({ limit: 100 })) {
    const before = charged.get(metadata.invoice_id ?? '');
    if (before !== undefined && status === 'succeeded') charged.set(metadata.invoice_id ?? '', before + 1);
  }
  return [...charged.values()];
}

export const untilPaid = ({ client }: NightWorld, { staff }: House, invoiceIds: readonly string[]) =>
  until(
    'every invoice is paid',
    async () => {
      for (const invoiceId of invoiceIds) {
        const { status } = await client.query(invoicing.getInvoice, { invoiceId }, staff);
        if (status !== 'paid') return false;
      }
      return true;
    },
    patience_ms,
  );
