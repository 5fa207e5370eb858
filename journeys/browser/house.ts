import type { Tuning } from '@purser/bus';
import { directory, invoicing } from '@purser/contracts';
import { openBrowser } from '@purser/local/people';
import { newId, platformTenant } from '@purser/message';
import { asService } from '@purser/testing';
import { hashPassword } from '@purser/vault';
import type { Browser } from 'playwright-core';
import { linkIn, untilMail } from '../spine/mailbox.ts';
import { startTown, type Tenant, type Town } from '../spine/town.ts';

/** The whole platform, and a browser to go about in it: one of each for a file of tests. */
export type House = { town: Town; browser: Browser; stop(): Promise<void> };

/** `env` is told to the services beside what every town tells them. */
export async function openHouse(tuning: Partial<Tuning> = {}, env: Record<string, string> = {}): Promise<House> {
  // A busy machine is not what these tests are about.
  const town = await startTown({ lease_ms: 20_000, ...tuning }, env);
  try {
    const browser = await openBrowser();
    return {
      town,
      browser,
      stop: async () => {
        await browser.close();
        await town.stop();
      },
    };
  } catch (error) {
    await town.stop();
    throw error;
  }
}

export type Owner = { name: string; email: string; password: string };
/** A tenant that looks like somebody's business, with an owner who may sign in. */
export type Shop = Tenant & { slug: string; owner: Owner };

const brand = { color: '#1f5f8b', onColor: '#ffffff', radius_px: 8, font: 'inter', logo: null } as const;
const company = {
  legalName: 'Northwind IT Ltd',
  email: 'billing@northwind-it.example',
  phone: '+44 20 7946 0812',
  website: 'https://northwind-it.example',
  taxNumber: 'GB 482 1177 09',
  registrationNumber: '09 881 245',
  address: { line1: '3 Wharf Lane', city: 'London', postcode: 'SE1 9PD', country: 'GB' },
  bank: { accountName: 'Northwind IT Ltd', bankName: 'Thames Mutual', iban: 'GB33BUKB20201555555555', bic: 'BUKBGB22' },
};

/** `staffId` is its owner's. */
export async function openShop({ platform, ...town }: Town, staffId = newId()): Promise<Shop> {
  const tenant = await town.tenant();
  const { client } = platform;
  await client.command(directory.updateTenant, { company, brand }, tenant.staff);
  const password = 'a long enough password';
  const owner = { name: 'Robin Ferris', email: `robin-${staffId}@northwind-it.example`, password };
  const house = asService(platformTenant, 'gateway');
  const passwordHash = await hashPassword(password);
  await client.command(directory.createStaff, { staffId, name: owner.name, email: owner.email, passwordHash }, house);
  await client.command(directory.setMembership, { staffId, tenantId: tenant.id, role: 'owner' }, house);
  await platform.quiet();
  const { slug } = await client.query(directory.getTenant, {}, tenant.staff);
  return { ...tenant, slug, owner };
}

/** A bill over £120.00 in the post. */
export type Billed = { customerId: string; invoiceId: string; shownId: string; email: string; link: string };

/** A customer of the shop gets an invoice over £120.00 by mail. */
export async function bill(town: Town, shop: Shop, email = `ada-${newId()}@example.com`): Promise<Billed> {
  const { customerId } = await town.customer(shop, email);
  const invoiceId = await town.invoice(shop, customerId);
  const mail = await untilMail(town, email, 'due by');
  return { customerId, invoiceId, shownId: shownAs('inv', invoiceId), email, link: linkIn(mail) };
}

/** An id as the gateway writes it. */
export const shownAs = (prefix: string, id: string): string => `${prefix}_${id.replaceAll('-', '')}`;

/** What invoicing knows of it. */
export const invoiceOf = (town: Town, { staff }: Tenant, invoiceId: string) =>
  town.platform.client.query(invoicing.getInvoice, { invoiceId }, staff);

/** The charges that went through at Stripe for one invoice. */
export async function chargesFor(town: Town, invoiceId: string) {
  const intents = await town.stripe.paymentIntents.list({ limit: 100 });
  const mine = intents.data.filter(({ metadata }) =>
    Object.values(metadata).some(
      (value) => value === invoiceId || value.replaceAll('-', '') === invoiceId.replaceAll('-', ''),
    ),
  );
  const charges = await Promise.all(
    mine.map(async ({ id }) => (await town.stripe.charges.list({ payment_intent: id, limit: 100 })).data),
  );
  return charges.flat().filter(({ status }) => status === 'succeeded');
}
