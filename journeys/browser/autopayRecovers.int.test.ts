import { invoicing, payments } from '@purser/contracts';
import { cards, payerOf, payPage, staffAt } from '@purser/local/people';
import { until } from '@purser/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { linkIn, mailsTo, untilMail } from '../spine/mailbox.ts';
import { type Payers, payersOf } from '../spine/payers.ts';
import { untilInvoice } from '../spine/town.ts';
import { bill, chargesFor, type House, openHouse, openShop, type Shop, shownAs } from './house.ts';
import { customerAt } from './people/customer.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

let house: House;
let shop: Shop;
let payers: Payers;
beforeAll(async () => {
  house = await openHouse();
  shop = await openShop(house.town);
  payers = payersOf(house.town);
});
afterEach(() => house.town.platform.clock.setOffset(0));
afterAll(async () => {
  await payers?.stop();
  await house?.stop();
});

test(
  'a card kept with 3D Secure is refused at night for want of its holder, who finishes that very payment by the link in the mail',
  journey,
  async () => {
    const { town, browser } = house;
    const { email, customerId, invoiceId, shownId } = await bill(town, shop);
    const customer = await customerAt(browser, town, shop);
    await customer.askForLink(email);
    await customer.signInWith(linkIn(await untilMail(town, email, 'Sign in')));
    await customer.page.getByRole('link', { name: 'Cards' }).click();
    await customer.page.getByRole('button', { name: 'Add a card' }).click();
    await payPage(customer.page).typeCard(cards.threeDSecure);
    await customer.page.getByRole('button', { name: 'Keep this card' }).click();
    await payPage(customer.page).confirmAtBank();
    await customer.page.getByRole('button', { name: 'Agree and switch on' }).click();
    await customer.page.getByText(/Each invoice is charged to Visa •••• 3184 on its due date/).waitFor();

    await payers.night(shop, 14);
    const [refused] = await until('the bank wanted its customer', async () => {
      const { tries } = await payers.autopayOf(shop, invoiceId);
      return tries[0]?.verdict === 'authenticate' && tries;
    });
    const [attempt] = await payers.attempts(shop, invoiceId);
    expect(attempt?.attemptId).toBe(refused?.attemptId);
    const mail = await untilMail(town, email, 'Please confirm your payment');
    expect(mail.text).not.toMatch(/declined|fraud|stolen|lost/i);

    const desk = await staffAt(browser, town.edge.url);
    await desk.signIn(shop.owner);
    await desk.page.getByText(/Automatic payment of NW-\d+ has stopped/).waitFor();
    await desk.page.goto('/admin/autopay');
    await desk.page.getByRole('heading', { name: 'Waits for somebody' }).waitFor();
    await desk.page.getByText('The bank wants the customer to confirm it.').waitFor();
    await look(desk.page, 'admin autopay waits');
    expect(desk.faults).toEqual([]);
    await desk.leave();

    const payer = await payerOf(browser);
    await payer.page.goto(linkIn(mail));
    await payer.page.getByText('Your bank wants you to confirm this payment.').first().waitFor();
    await look(payer.page, 'pay after autopay was refused');
    await payer.page.getByRole('button', { name: 'Continue to pay £120.00' }).click();
    const confirm = payer.page.getByRole('button', { name: 'Confirm at my bank' });
    await confirm.waitFor();
    await look(payer.page, 'pay confirm at the bank');
    await confirm.click();
    await payPage(payer.page).confirmAtBank();
    await payer.page.getByText('Paid, thank you').waitFor();
    await untilInvoice(town, shop.staff, invoiceId, 'paid');
    const charges = await chargesFor(town, invoiceId);
    expect(charges).toHaveLength(1);
    expect(charges[0]?.payment_intent).toBe(attempt?.paymentIntentId);
    expect(payer.faults).toEqual([]);
    expect(customer.faults).toEqual([]);
    await payer.leave();
    await customer.leave();

    const staff = await staffAt(browser, town.edge.url);
    await staff.signIn(shop.owner);
    await staff.openInvoice(shownId);
    await staff.page
      .getByText(/authentication required/)
      .first()
      .waitFor();
    expect(await payers.autopayOf(shop, invoiceId)).toMatchObject({ state: 'done' });
    expect((await town.platform.client.query(payments.listStoppedBills, {}, shop.staff)).count).toBe(0);
    await payers.night(shop, 16);
    expect(await chargesFor(town, invoiceId)).toHaveLength(1);
    await staff.leave();
    expect(customerId).toBeTruthy();
  },
);

test(
  'staff set the policy while they see what it does, look at the coming run, have a try made or stopped, and ask for another card',
  journey,
  async () => {
    const { town, browser } = house;
    const other = await openShop(town);
    const { customer } = await payers.payer('pm_card_chargeCustomerFail', other);
    const invoiceId = await town.invoice(other, customer.customerId);
    await town.platform.quiet();
    const staff = await staffAt(browser, town.edge.url);
    await staff.signIn(other.owner);
    const { page } = staff;

    await page.goto('/admin/settings/dunning');
    await page.getByRole('heading', { name: 'If no try works' }).waitFor();
    const days = page.getByLabel('Days before try 3');
    await days.fill('31');
    await page.getByText('1 to 30 days.').waitFor();
    await days.fill('0');
    await page.getByText('Once the days on the left are right').waitFor();
    await days.fill('2');
    await page.getByText('Last notice', { exact: true }).waitFor();
    await page.getByLabel('Remove try 5').click();
    await page.getByLabel('What then becomes of the invoice').selectOption('writeOff');
    await page.getByText('Written off', { exact: true }).waitFor();
    await look(page, 'admin dunning policy');
    await page.getByRole('button', { name: 'Save policy' }).click();
    await page.getByText('It counts from the next refusal on.').waitFor();
    expect(await town.platform.client.query(payments.getDunningPolicy, {}, other.staff)).toMatchObject({
      version: 1,
      waits_days: [1, 2, 5],
      end: 'writeOff',
    });

    await payers.nightAfter(13);
    await page.goto('/admin/payments');
    await page.getByRole('link', { name: 'Coming run' }).click();
    await page.getByRole('heading', { name: 'The coming run' }).waitFor();
    await look(page, 'admin autopay coming run');

    await payers.night(other, 14);
    await page.goto('/admin');
    await page.goto(`/admin/invoices/${shownAs('inv', invoiceId)}`);
    await page.getByText(/declined, no reason given, advice: try again later/).waitFor();
    await look(page, 'admin invoice with tries');
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByText('Staff stopped it.').waitFor();
    await page.getByRole('button', { name: 'Begin again tonight' }).click();
    await page.getByText(/Next try on/).waitFor();
    await page.getByRole('button', { name: 'Try now' }).click();
    await until('it was tried again', async () => (await payers.autopayOf(other, invoiceId)).tries.length === 2);

    await page.goto(`/admin/customers/${shownAs('cus', customer.customerId)}`);
    await page.getByRole('button', { name: 'Ask for a card' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ask' }).click();
    const asked = await untilMail(town, 'ada@example.com', 'asks you for a card');
    expect(asked.text).toContain(`/portal/${other.slug}/payment-methods`);
    expect(staff.faults).toEqual([]);
    await staff.leave();
    expect((await mailsTo(town, 'ada@example.com')).length).toBeGreaterThan(1);
    expect((await town.platform.client.query(invoicing.getInvoice, { invoiceId }, other.staff)).paid).toBe(0);
  },
);
