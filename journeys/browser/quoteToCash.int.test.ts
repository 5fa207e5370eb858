import { onPhone, staffAt, visitor } from '@purser/local/people';
import { newId } from '@purser/message';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkIn, untilMail } from '../spine/mailbox.ts';
import { type House, openHouse, openShop } from './house.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.stop());

test(
  'quote to cash: drafted with a choice, sent, chosen from and accepted on a phone, turned into an invoice and issued',
  journey,
  async () => {
    const { town, browser } = house;
    const shop = await openShop(town);
    const staff = await staffAt(browser, town.edge.url);
    await staff.signIn(shop.owner);
    const email = `office-${newId()}@ashdown.example`;
    await staff.newCustomer({ name: 'Ashdown Architects', email });
    const id = await staff.newQuote({
      customer: 'Ashdown Architects',
      lines: [
        { description: 'Firewall, installed', quantity: '1', price: '800.00' },
        { description: 'Managed backup, first year', quantity: '1', price: '240.00', optional: true },
      ],
      note: 'Prices hold until the last day of the quote.',
    });
    expect(id).toMatch(/^quo_/);
    await staff.page.getByRole('button', { name: 'Send', exact: true }).click();
    await staff.page.getByRole('heading', { level: 1, name: 'Q-0001' }).waitFor();
    await look(staff.page, 'admin quote sent');

    const mail = await untilMail(town, email, 'Quote Q-0001');
    expect(mail.subject).toBe('Quote Q-0001 from Northwind IT Ltd: £960.00');
    expect(mail.parts).toMatchObject([{ type: 'application/pdf' }]);
    const link = linkIn(mail);
    expect(link).toMatch(/\/quote#[0-9a-f]{64}$/);
    const customer = await visitor(browser, onPhone);
    const { page } = customer;
    await page.goto(link);
    await page.getByText('Offered by Northwind IT Ltd').waitFor();
    // The secret does not stay in the address.
    expect(page.url()).toBe(`${town.edge.url}/quote`);
    const total = page.getByRole('region', { name: 'What is offered' });
    await total.getByText('£960.00').waitFor();
    await look(page, 'quote open');
    await page.setViewportSize({ width: 320, height: 640 });
    const wider = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(wider)).toBe(0);
    await page.getByRole('checkbox', { name: 'Managed backup, first year' }).click();
    await total.getByText('£1,248.00').waitFor();
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('Enter your name.').waitFor();
    await page.getByLabel('Your name').fill('Ada <b>Lovelace</b>');
    await page.getByRole('checkbox', { name: /^I accept this quote of £1,248.00/ }).click();
    await page.getByRole('button', { name: 'Accept' }).click();
    await page.getByText('Accepted, thank you').waitFor();
    await page.getByText('Ada <b>Lovelace</b> accepted it').waitFor();
    await look(page, 'quote accepted');

    // Nobody loaded the page of the staff again.
    const convert = staff.page.getByRole('button', { name: 'Turn into an invoice' });
    await convert.waitFor();
    await staff.page.getByText('Ada <b>Lovelace</b>', { exact: true }).waitFor();
    await look(staff.page, 'admin quote accepted');
    await untilMail(town, email, 'Quote Q-0001 accepted: £1,248.00');
    await untilMail(town, 'billing@northwind-it.example', 'Ashdown Architects accepted quote Q-0001');
    await convert.click();
    await staff.page.waitForURL('**/admin/invoices/*/edit');
    await staff.page.getByRole('button', { name: 'Save and issue…' }).click();
    await staff.page.getByRole('dialog', { name: 'Issue an invoice of £1,248.00?' }).waitFor();
    expect(await staff.issueAndSend()).toBe('NW-0001');
    const invoice = await untilMail(town, email, 'due by');
    expect(invoice.subject).toContain('£1,248.00');

    const list = await staff.tab();
    await list.goto('/admin/quotes');
    await list.getByRole('link', { name: 'Q-0001' }).first().waitFor();
    await look(list, 'admin quotes');
    await list.goto('/admin/quotes/new');
    await list.getByRole('heading', { level: 1, name: 'New quote' }).waitFor();
    await look(list, 'admin quote editor');
    expect([...staff.faults, ...customer.faults]).toEqual([]);
    await Promise.all([staff.leave(), customer.leave()]);
  },
);
