import { notifications } from '@purser/contracts';
import { staffAt } from '@purser/local/people';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailsTo, untilMail } from '../spine/mailbox.ts';
import { brokenServer, serverAt } from '../spine/mailServers.ts';
import { bill, type House, openHouse, openShop } from './house.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.stop());

test(
  'an owner changes what a mail says, sees it as it will be, tries it on herself, and the next customer gets it',
  journey,
  async () => {
    const { town, browser } = house;
    const shop = await openShop(town);
    const staff = await staffAt(browser, town.edge.url);
    await staff.signIn(shop.owner);
    const { page } = staff;
    await page.goto('/admin/settings/mail-templates');
    await page.getByRole('link', { name: /^Invoice Default|^Invoice When an invoice is issued/ }).waitFor();
    await look(page, 'admin mail templates');
    await page.getByRole('link', { name: /^Invoice When an invoice is issued/ }).click();
    const body = page.getByRole('textbox', { name: 'Text' });
    await body.waitFor();
    await look(page, 'admin mail template');

    // A mistake is shown at its place, and nothing can be saved.
    await body.fill('Hello {customer},');
    await page.getByRole('button', { name: /^Line 1, column 7: There is no tag/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    await look(page, 'admin mail template wrong');
    await body.fill('Hello ');
    await page.getByRole('button', { name: '{customer_name}' }).click();
    expect(await body.inputValue()).toBe('Hello {customer_name}');
    await body.fill('Hello {customer_name}, <b>here</b> is **your bill**.');
    const preview = page.frameLocator('iframe[title="How the mail looks"]');
    await preview.getByText('Hello Ada Ltd, <b>here</b> is your bill.').waitFor();

    // What was not saved is there after a reload.
    await page.reload();
    await page.getByText('Your unsaved work is back.').waitFor();
    await page.getByRole('button', { name: 'Send test to me' }).click();
    await page.getByText(`A test is on its way to ${shop.owner.email}.`).waitFor();
    const tried = await untilMail(town, shop.owner.email, '[Test] Invoice');
    expect(tried.html).toContain('&lt;b&gt;here&lt;/b&gt; is <strong>your bill</strong>.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved. The next mail says this.').waitFor();

    const email = `ada-${newId()}@example.com`;
    await bill(town, shop, email);
    const [mail] = await mailsTo(town, email);
    expect(mail?.text).toContain('Hello Ada Ltd, <b>here</b> is your bill.');

    await page.getByRole('button', { name: 'Reset to default' }).click();
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    await page.getByText('The template is as it was in the beginning.').waitFor();
    expect(await body.inputValue()).toContain('Here is your invoice');
    expect(staff.faults).toEqual([]);
  },
);

test('an owner sets a mail server, tests it step by step, and says which mails staff get', journey, async () => {
  const { town, browser } = house;
  const shop = await openShop(town);
  const staff = await staffAt(browser, town.edge.url);
  await staff.signIn(shop.owner);
  const { page } = staff;
  await page.goto('/admin/settings/mail');
  const { hostname, port, username, password } = new URL(town.sandbox.mail.url);
  await page.getByLabel('Server', { exact: true }).fill(hostname);
  await page.getByLabel('Port').fill(port);
  await page.getByLabel('Encryption').selectOption('none');
  await page.getByLabel('User').fill(decodeURIComponent(username));
  await page.getByLabel('Password').fill(decodeURIComponent(password));
  await page.getByLabel('From address').fill('bills@northwind-it.example');
  await page.getByRole('button', { name: 'Save server' }).click();
  await page.getByText('Saved. Mails go out this way from now on.').waitFor();
  await page.getByRole('button', { name: 'Test it' }).click();
  await page.getByText('It took the mail.').waitFor();
  expect((await mailsTo(town, shop.owner.email)).map(({ subject }) => subject)).toEqual([
    'A test of the mail server of Northwind IT Ltd',
  ]);
  await page.getByRole('switch', { name: 'Payment received' }).click();
  await page.getByLabel('Address for “Payment received”').waitFor();
  await look(page, 'admin mail settings');
  expect(staff.faults).toEqual([]);
});

test(
  'a mail server that takes no mails is seen on the dashboard and over the list, until another is set',
  journey,
  async () => {
    const { town, browser } = house;
    const shop = await openShop(town);
    const dead = await brokenServer(town);
    const { client } = town.platform;
    await client.command(notifications.setMailServer, serverAt(town, dead.port), shop.staff);
    const { customerId } = await town.customer(shop, `ada-${newId()}@example.com`);
    await town.invoice(shop, customerId);
    await until('the outage is known', async () => {
      const { outage } = await client.query(notifications.getMailOutage, {}, shop.staff);
      return outage?.waiting === 1;
    });
    const staff = await staffAt(browser, town.edge.url);
    await staff.signIn(shop.owner);
    const { page } = staff;
    await page.getByText(/mail server takes no mails/i).waitFor();
    await look(page, 'admin dashboard mail outage');
    await page.getByText(/mail server takes no mails/i).click();
    await page.getByText('Your mail server takes no mails; 1 waits').waitFor();
    await page.getByText('The mail server cannot be reached, or breaks off').waitFor();
    await look(page, 'admin mails outage');
    await client.command(notifications.setMailServer, serverAt(town), shop.staff);
    await until('the notice goes', async () => {
      await page.reload();
      await page.getByRole('heading', { name: 'Mails' }).waitFor();
      return (await page.getByText('Your mail server takes no mails').count()) === 0;
    });
    expect(staff.faults).toEqual([]);
    dead.close();
  },
);
