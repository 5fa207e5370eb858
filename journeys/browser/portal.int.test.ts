import { atDesk, cards, cookieOf, payPage } from '@purser/local/people';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkIn, untilMail } from '../spine/mailbox.ts';
import { bill, type House, invoiceOf, openHouse, openShop, type Shop } from './house.ts';
import { customerAt } from './people/customer.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  shop = await openShop(house.town);
});
afterAll(() => house?.stop());

test(
  'a customer signs in by mail, finds their invoices, pays one, has the documents, and leaves',
  journey,
  async () => {
    const { town, browser } = house;
    const { customerId, email } = await bill(town, shop);
    const second = await town.invoice(shop, customerId);
    const strangers = await bill(town, shop);
    const customer = await customerAt(browser, town, shop, atDesk);
    const { page } = customer;
    await page.goto(`/portal/${shop.slug}`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await look(page, 'portal sign in');
    await customer.askForLink(email);
    const link = linkIn(await untilMail(town, email, 'Sign in'));
    await page.goto(link);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await look(page, 'portal sign in link');
    await customer.signInWith(link);

    const invoices = page.getByRole('table', { name: 'Invoices' });
    await invoices.getByRole('link', { name: 'NW-0002' }).waitFor();
    expect(await invoices.locator('tbody tr').count()).toBe(2);
    expect(await page.locator('body').textContent()).not.toContain('NW-0003');
    await look(page, 'portal invoices');

    const asPdf = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Actions for NW-0001' }).click();
    const [pdf] = await Promise.all([
      customer.context.waitForEvent('response', (response) => response.url().endsWith('/pdf')),
      page.getByRole('menuitem', { name: /PDF/ }).click(),
    ]);
    expect(pdf.status()).toBe(200);
    expect(pdf.headers()['content-type']).toBe('application/pdf');
    await (await asPdf).close();

    await page.getByRole('button', { name: 'Actions for NW-0002' }).click();
    await page.getByRole('menuitem', { name: /Pay/ }).click();
    const paying = payPage(page);
    await page.getByRole('heading', { name: 'Invoice NW-0002' }).waitFor();
    await paying.choose('all');
    await paying.typeCard(cards.good);
    await paying.pressPay();
    await paying.paid();
    expect((await invoiceOf(town, shop, second)).status).toBe('paid');
    await page.getByRole('link', { name: 'All invoices' }).click();

    const filters = page.getByRole('group', { name: 'Filter' });
    await filters.getByRole('button', { name: /^Paid/ }).click();
    await until('only the paid one is there', async () => (await invoices.locator('tbody tr').count()) === 1);
    await invoices.getByRole('link', { name: 'NW-0002' }).waitFor();
    await page.getByRole('link', { name: 'Payments' }).click();
    const payments = page.getByRole('table', { name: 'Payments' });
    await payments.getByText('£120.00').waitFor();
    await look(page, 'portal payments');
    await payments.getByRole('button', { name: /^Actions for/ }).click();
    const [receipt] = await Promise.all([
      customer.context.waitForEvent('response', (response) => response.url().endsWith('/receipt.pdf')),
      page.getByRole('menuitem', { name: /receipt/i }).click(),
    ]);
    expect(receipt.status()).toBe(200);

    await page.goto(`/portal/${shop.slug}/invoices/${strangers.shownId}`);
    await page.getByText(/could not open this invoice/i).waitFor();
    await look(page, 'portal not found');
    await page.goto(`/portal/${shop.slug}`);
    const session = await cookieOf(customer, '__Host-purser-customer');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await cookieOf(customer, '__Host-purser-customer')).toBeUndefined();
    // The cookie is dead, wherever somebody kept it.
    const kept = await fetch(`${town.edge.url}/api/v1/portal/session`, {
      headers: { cookie: `__Host-purser-customer=${session}` },
    });
    expect(kept.status).toBe(401);
    await page.goBack();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.locator('body').textContent()).not.toContain('NW-000');
    expect(customer.faults).toEqual([]);
    await customer.leave();
  },
);
