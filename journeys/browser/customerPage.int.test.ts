import { invoicing } from '@purser/contracts';
import { staffAt } from '@purser/local/people';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { untilMail } from '../spine/mailbox.ts';
import { openBusyShop } from './busyShop.ts';
import { type House, openHouse } from './house.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.stop());

test(
  'staff find a quote by its number, see all of a customer on their page, end their reminders, mail their statement, and send an invoice that was never sent',
  journey,
  async () => {
    const { town, browser } = house;
    const shop = await openBusyShop(town);
    const { shown, customers } = shop;
    const staff = await staffAt(browser, town.edge.url);
    await staff.signIn(shop.owner);
    const { page } = staff;

    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Find anything' }).fill('q-00');
    await page.getByRole('option', { name: /^Q-0001 · Brackenridge/ }).click();
    await page.waitForURL(`**/admin/quotes/${shown.quote}`);
    await page
      .getByRole('link', { name: /^Brackenridge/ })
      .first()
      .click();
    await page.getByRole('tab', { name: 'Quotes' }).click();
    await page.getByRole('table', { name: 'Quotes' }).getByRole('link', { name: 'Q-0001' }).waitFor();
    await look(page, 'admin customer quotes');

    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.getByText('Q-0001: sent').waitFor();
    await look(page, 'admin customer timeline');

    const reminders = page.getByRole('switch', { name: 'Reminders' });
    expect(await reminders.isChecked()).toBe(true);
    await reminders.click();
    await page.getByText(/is not reminded any more\.$/).waitFor();
    const asked = { customerId: customers.surveyors };
    const told = () => town.platform.client.query(invoicing.getCustomerReminders, asked, shop.staff);
    expect(await told()).toEqual({ reminders: false });
    await page.reload();
    await until('the switch is off', async () => !(await reminders.isChecked()));

    await page.goto(`/admin/customers/${shown.customer}/statement?from=2020-01-01&until=${shop.today}`);
    await page.getByRole('button', { name: 'Mail it' }).click();
    const ask = page.getByRole('dialog', { name: 'Mail the statement?' });
    await ask.getByText(/to office@ashdown\.example\.$/).waitFor();
    await look(page, 'admin statement to mail');
    await ask.getByRole('button', { name: 'Mail', exact: true }).click();
    await page.getByText('The statement is on its way to office@ashdown.example.').waitFor();
    const statement = await untilMail(town, 'office@ashdown.example', 'Statement of account');
    expect(statement.parts).toMatchObject([{ type: 'application/pdf' }]);

    // Nothing is due on a draft, and nothing is sent again that was never sent.
    await page.goto('/admin/invoices?filter=draft');
    const drafts = page.getByRole('table', { name: 'Invoices' });
    await drafts.getByRole('row').nth(1).waitFor();
    expect(await drafts.textContent()).not.toContain('£0.00');
    await staff.openInvoice(shown.late);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('Invoice NW-0001 is on its way to office@ashdown.example.').waitFor();
    const mail = await untilMail(town, 'office@ashdown.example', 'NW-0001');
    expect(mail.subject).toContain('due by');
    await page.getByRole('button', { name: 'Send again', exact: true }).waitFor();
    expect(staff.faults).toEqual([]);
    await staff.leave();
  },
);
