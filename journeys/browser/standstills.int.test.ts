import { directory, invoicing } from '@purser/contracts';
import { connect } from '@purser/db';
import { staffAt } from '@purser/local/people';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse, openShop, shownAs } from './house.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.stop());

/** An owner at their desk. */
async function atWork() {
  const { town, browser } = house;
  const shop = await openShop(town);
  const staff = await staffAt(browser, town.edge.url);
  await staff.signIn(shop.owner);
  return { town, shop, page: staff.page, client: town.platform.client };
}

test('a run that came to a stop is seen on the dashboard, says why, and goes on by a button', journey, async () => {
  const { town, shop, page, client } = await atWork();
  const { customerId } = await town.customer(shop);
  const lines = [{ id: '1', description: 'Managed laptops', quantity: '4', unitAmount: 2500, taxes: [] }];
  for (let i = 0; i < 3; i += 1)
    await client.command(invoicing.draftInvoice, { invoiceId: newId(), customerId, lines }, shop.staff);
  const behind = connect({ url: town.platform.database.adminUrl, max: 1, name: 'standstills' });
  await behind.sql.unsafe('alter table invoicing.documents rename to documents_away');
  const runId = newId();
  await client.command(invoicing.startRun, { runId, kind: 'issue', invoices: { filter: {} } }, shop.staff);
  // What took its attempts is nobody's business here: it has none left.
  await until('the batch gave up', async () => {
    const set = await behind.sql`
      update invoicing.ledger set status = 'failed', next_at = null
      where tenant_id = ${shop.id} and handler = 'invoicing.continueRun' and status = 'retrying'`;
    return set.count === 1;
  });
  await behind.sql.unsafe('alter table invoicing.documents_away rename to documents');
  await behind.close();

  await page.goto('/admin');
  await page.getByRole('link', { name: /Issuing 3 invoices came to a stop/ }).click();
  await page.getByText('This run came to a stop.').waitFor();
  await look(page, 'admin run stalled');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('3 issued.').waitFor();
  expect(await page.getByText('This run came to a stop.').count()).toBe(0);
  await page.goto(`/admin/invoices/runs/${shownAs('run', runId)}`);
  await page.getByText('Done', { exact: true }).first().waitFor();
});

test(
  'reverse charge is suggested for a business elsewhere in the EU, and charged only once staff say so',
  journey,
  async () => {
    const { town, shop, page, client } = await atWork();
    const company = {
      legalName: 'Kontor Netze GmbH',
      taxNumber: 'DE136695976',
      address: { line1: 'Kai 1', city: 'Hamburg', postcode: '20457', country: 'DE' },
    };
    await client.command(directory.updateTenant, { company }, shop.staff);
    const { customerId } = await town.customer(shop);
    const dutch = { customerId, name: 'Grachten BV', email: 'post@grachten.example', taxNumber: 'NL123456789B01' };
    await client.command(directory.updateCustomer, dutch, shop.staff);
    const invoiceId = newId();
    const taxes = [{ id: 'ust19', name: 'USt.', percent: '19', inclusive: false }];
    const lines = [{ id: '1', description: 'Support', quantity: '1', unitAmount: 10_000, taxes }];
    await client.command(invoicing.draftInvoice, { invoiceId, customerId, lines }, shop.staff);
    const taxOf = async () =>
      (await client.query(invoicing.getInvoice, { invoiceId }, shop.staff)).lines.map(({ taxes: of }) =>
        of.map(({ kind, percent }) => [kind ?? 'standard', percent]),
      );
    await page.goto(`/admin/invoices/${shownAs('inv', invoiceId)}/edit`);
    await page.getByText('Grachten BV has a VAT number of another EU country: Netherlands.').waitFor();
    await look(page, 'admin reverse charge');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('The draft is saved.').waitFor();
    expect(await taxOf()).toEqual([[['standard', '19']]]);

    await page.goto(`/admin/invoices/${shownAs('inv', invoiceId)}/edit`);
    await page.getByRole('button', { name: 'Use reverse charge' }).click();
    await page
      .getByText('Grachten BV has a VAT number of another EU country: Netherlands.')
      .waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByText('The draft is saved.').waitFor();
    expect(await taxOf()).toEqual([[['reverseCharge', '0']]]);
  },
);
