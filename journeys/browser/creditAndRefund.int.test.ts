import { invoicing } from '@purser/contracts';
import { staffAt } from '@purser/local/people';
import { newId } from '@purser/message';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkIn, untilMail } from '../spine/mailbox.ts';
import { type House, invoiceOf, openHouse, openShop, type Shop, shownAs } from './house.ts';
import { customerAt } from './people/customer.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';
import { pdfText } from './people/pdfText.ts';

let house: House;
let shop: Shop;
beforeAll(async () => {
  house = await openHouse();
  shop = await openShop(house.town);
});
afterAll(() => house?.stop());

const script = '<script>alert(1)</script><img src=x onerror=alert(2)>';

test(
  'staff credit a paid invoice by line and by amount, to the customer’s credit, as a refund and off what is due; the customer reads it, and the credit settles another invoice',
  journey,
  async () => {
    const { town, browser } = house;
    const email = `ada-${newId()}@example.com`;
    const { customerId } = await town.customer(shop, email);
    const paid = await invoiceOver360(customerId);
    await payOutside(paid, 36_000);
    const open = await town.invoice(shop, customerId);
    await untilMail(town, email, 'NW-0002');

    const staff = await staffAt(browser, town.edge.url);
    await staff.signIn(shop.owner);
    const { page } = staff;
    await staff.openInvoice(shownAs('inv', paid));
    const dialog = await askForCredit(page, 'NW-0001');
    const submit = dialog.getByRole('button', { name: /^Credit/ });

    await dialog.getByLabel('What is credited').selectOption('amount');
    const amount = dialog.getByLabel('Amount, tax included');
    for (const [typed, answer] of [
      ['', 'Enter an amount.'],
      ['0', 'Enter an amount.'],
      ['-20', 'Enter an amount.'],
      ['360.01', 'More than is left to credit.'],
    ] as const) {
      await amount.fill(typed);
      await submit.click();
      await dialog.getByText(answer).waitFor();
    }
    await dialog.getByText('Say why it is credited.').waitFor();
    expect(await creditNotes(paid)).toEqual([]);

    await dialog.getByLabel('What is credited').selectOption('lines');
    const firewall = dialog.getByLabel('Credit of Firewall, installed', { exact: true });
    await firewall.fill('240.01');
    await dialog.getByText('More than the line.').waitFor();
    await firewall.fill('60');
    await dialog.getByLabel('Credit of Managed laptops', { exact: true }).fill('-1');
    await dialog.getByLabel('Reason').fill(script);
    await submit.click();
    await dialog.getByText('An amount above nothing.').waitFor();
    await dialog.getByLabel('Credit of Managed laptops', { exact: true }).fill('');
    await dialog.getByLabel('What was paid already goes to').selectOption('credit');
    await look(page, 'admin credit dialog');
    await submit.click();
    await page.getByText('Credit note CN-0001 of £60.00 is issued.').waitFor();
    const timeline = page.getByRole('complementary', { name: 'What happened' });
    await timeline.getByText(script).waitFor();

    const again = await askForCredit(page, 'NW-0001');
    await again.getByLabel('What is credited').selectOption('amount');
    await again.getByLabel('Amount, tax included').fill('30');
    await again.getByLabel('What was paid already goes to').selectOption('refund');
    await again.getByLabel('Reason').fill('Came a week late');
    await again.getByRole('button', { name: 'Credit £30.00' }).click();
    await page.getByText('Credit note CN-0002 of £30.00 is issued.').waitFor();
    await timeline.getByText('Came a week late').waitFor();
    await timeline
      .getByText(/refund/i)
      .first()
      .waitFor();

    // What a line has left only the server knows.
    const tooMuch = await askForCredit(page, 'NW-0001');
    await tooMuch.getByLabel('What is credited').selectOption('lines');
    await tooMuch.getByLabel('Credit of Firewall, installed', { exact: true }).fill('200');
    await tooMuch.getByLabel('Reason').fill('Once more');
    await tooMuch.getByRole('button', { name: /^Credit/ }).click();
    await tooMuch.getByRole('alert').waitFor();
    await tooMuch.getByRole('button', { name: 'Cancel' }).click();
    expect(await creditNotes(paid)).toMatchObject([
      { number: 'CN-0001', total: 6_000, offBalance: 0, toCredit: 6_000, refundAsked: 0 },
      { number: 'CN-0002', total: 3_000, offBalance: 0, toCredit: 3_000, refundAsked: 3_000 },
    ]);
    await look(page, 'admin invoice credited');

    await staff.openInvoice(shownAs('inv', open));
    const lower = await askForCredit(page, 'NW-0002');
    await lower.getByLabel('What is credited').selectOption('amount');
    await lower.getByLabel('Amount, tax included').fill('20');
    // Nothing was paid yet, so there is nothing to choose.
    expect(await lower.getByLabel('What was paid already goes to').count()).toBe(0);
    await lower.getByLabel('Reason').fill('One laptop less');
    await lower.getByRole('button', { name: 'Credit £20.00' }).click();
    await page.getByText('Credit note CN-0003 of £20.00 is issued.').waitFor();
    await page.getByText('£20.00 off the balance').waitFor();
    await page.getByText('Ada Ltd has £60.00 of credit.').waitFor();
    await page.getByRole('button', { name: /^Apply/ }).click();
    await page.getByText('Credit is applied to invoice NW-0002.').waitFor();
    await timeline
      .getByText(/credit/i)
      .first()
      .waitFor();
    expect(await invoiceOf(town, shop, open)).toMatchObject({ status: 'partlyPaid', creditApplied: 6_000, due: 4_000 });
    await look(page, 'admin invoice settled by credit');

    const customer = await customerAt(browser, town, shop);
    await customer.askForLink(email);
    await customer.signInWith(linkIn(await untilMail(town, email, 'Sign in')));
    await customer.page.goto(`/portal/${shop.slug}/invoices/${shownAs('inv', paid)}`);
    const credited = customer.page.getByRole('link', { name: 'CN-0001' });
    await credited.waitFor();
    await look(customer.page, 'portal invoice credited');
    const pdf = await customer.context.request.get((await credited.getAttribute('href')) ?? '');
    expect(pdf.headers()['content-type']).toBe('application/pdf');
    const words = (await pdfText(await pdf.body())).replaceAll(/\s+/g, ' ');
    expect(words).toContain('CN-0001');
    expect(words).toContain('NW-0001');
    expect(words).toContain(script);
    await customer.page.goto(`/portal/${shop.slug}/invoices/${shownAs('inv', open)}`);
    await customer.page.getByText('Credit applied').waitFor();
    await customer.page.goto(`/portal/${shop.slug}/statement`);
    await customer.page.getByText('Credit note CN-0001').first().waitFor();
    await look(customer.page, 'portal statement');
    const mail = await untilMail(town, email, 'CN-0001');
    expect(mail.html).not.toContain('<img src=x');
    expect([...staff.faults, ...customer.faults]).toEqual([]);
    await Promise.all([staff.leave(), customer.leave()]);
  },
);

test(
  'credit that a customer has is used as the next invoice is issued, as the dialog says, unless staff keep it',
  journey,
  async () => {
    const { town, browser } = house;
    const email = `grace-${newId()}@example.com`;
    const { customerId } = await town.customer(shop, email);
    await payOutside(await invoiceOver360(customerId), 42_000);
    const [kept, used] = [await draftOver360(customerId), await draftOver360(customerId)];

    const staff = await staffAt(browser, town.edge.url);
    await staff.signIn(shop.owner);
    const { page } = staff;
    const issueDialog = async (invoiceId: string) => {
      await staff.openInvoice(shownAs('inv', invoiceId));
      await page.getByRole('button', { name: 'Issue…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Issue an invoice of £360.00?' });
      await dialog.getByText('£300.00 is left to pay.').waitFor();
      return dialog;
    };
    const first = await issueDialog(kept);
    await first.getByRole('checkbox', { name: 'Use £60.00 of their credit' }).click();
    await first.getByText('£360.00 is left to pay.').waitFor();
    await first.getByRole('button', { name: 'Issue only' }).click();
    await page.getByText(/is issued\. No mail was sent\./).waitFor();
    expect(await invoiceOf(town, shop, kept)).toMatchObject({ status: 'open', creditApplied: 0, due: 36_000 });

    await issueDialog(used);
    await look(page, 'admin issue with credit');
    await page.getByRole('button', { name: 'Issue and send' }).click();
    const mail = await untilMail(town, email, 'due by');
    expect(mail.subject).toContain('£300.00');
    expect(await invoiceOf(town, shop, used)).toMatchObject({
      status: 'partlyPaid',
      creditApplied: 6_000,
      due: 30_000,
    });
    await page.getByText('Credit applied').first().waitFor();
    await look(page, 'admin invoice issued with credit');
    expect(staff.faults).toEqual([]);
    await staff.leave();
  },
);

async function askForCredit(page: Page, number: string) {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Credit note…' }).click();
  const dialog = page.getByRole('dialog', { name: `Credit invoice ${number}` });
  await dialog.waitFor();
  return dialog;
}

async function invoiceOver360(customerId: string): Promise<string> {
  const invoiceId = await draftOver360(customerId);
  await house.town.platform.client.command(invoicing.issueInvoice, { invoiceId, send: false }, shop.staff);
  return invoiceId;
}

async function draftOver360(customerId: string): Promise<string> {
  const { client } = house.town.platform;
  const invoiceId = newId();
  const taxes = [{ id: 'vat20', name: 'VAT', percent: '20', inclusive: false }];
  const lines = [
    { id: 'l1', description: 'Managed laptops', quantity: '4', unitAmount: 2_500, taxes },
    { id: 'l2', description: 'Firewall, installed', quantity: '1', unitAmount: 20_000, taxes },
  ];
  await client.command(invoicing.draftInvoice, { invoiceId, customerId, lines }, shop.staff);
  return invoiceId;
}

async function payOutside(invoiceId: string, amount: number): Promise<void> {
  const { issueDate } = await invoiceOf(house.town, shop, invoiceId);
  await house.town.platform.client.command(
    invoicing.recordPayment,
    { paymentId: newId(), invoiceId, amount, method: 'bankTransfer', receivedOn: issueDate ?? '', receipt: false },
    shop.staff,
  );
}

async function creditNotes(invoiceId: string) {
  return (await invoiceOf(house.town, shop, invoiceId)).creditNotes;
}
