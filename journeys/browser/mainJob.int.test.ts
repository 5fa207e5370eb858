import { join } from 'node:path';
import { cards, payerOf, staffAt } from '@purser/local/people';
import { newId } from '@purser/message';
import { until } from '@purser/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBooks } from '../spine/books.ts';
import { attachment, linkIn, untilMail } from '../spine/mailbox.ts';
import { type House, openHouse, openShop } from './house.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';
import { pdfText } from './people/pdfText.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.stop());

test(
  'staff bill a customer, who pays from the mail with 3D Secure; both see it move, and the books have it',
  journey,
  async () => {
    const { town, browser } = house;
    const shop = await openShop(town);
    const books = await openBooks(town, shop);
    await books.connect();
    const staff = await staffAt(browser, town.edge.url);
    await staff.signIn(shop.owner);
    const email = `office-${newId()}@ashdown.example`;
    await staff.newCustomer({
      name: 'Ashdown Architects',
      email,
      street: '12 Mill Road',
      town: 'Lewes',
      postcode: 'BN7 2AB',
    });
    const id = await staff.newInvoice({
      customer: 'Ashdown Architects',
      lines: [
        { description: 'Managed workstation, per seat', quantity: '14', price: '45.00' },
        { description: 'Server care and patching', quantity: '1', price: '180.00' },
      ],
      poNumber: 'PO-7781',
      note: 'Thank you for your business.',
    });
    const number = await staff.issueAndSend();
    expect(number).toBe('NW-0001');
    const dashboard = await staff.tab();
    await dashboard.goto('/admin');
    const outstanding = dashboard.getByRole('link', { name: /^Outstanding/ });
    const collected = dashboard.getByRole('link', { name: /^Collected this month/ });
    await outstanding.getByText('£972.00').waitFor();
    await collected.getByText('£0.00').waitFor();

    const issued = await untilMail(town, email, 'due by');
    expect(issued.subject).toContain('Invoice NW-0001 from Northwind IT Ltd: £972.00');
    await staff.page.getByRole('link', { name: issued.subject }).waitFor();
    await look(staff.page, 'admin invoice open');
    const payer = await payerOf(browser);
    await payer.openLink(linkIn(issued));
    expect(payer.page.url()).toBe(`${town.edge.url}/pay`);
    await payer.page.getByText('Due to Northwind IT Ltd').waitFor();
    await look(payer.page, 'pay open');
    await payer.choose('all');
    await payer.typeCard(cards.threeDSecure);
    await look(payer.page, 'pay card form');
    await payer.pressPay();
    await payer.bank.getByText('972.00 GBP').waitFor();
    await payer.page.screenshot({ path: join(import.meta.dirname, 'shots/pay-bank-390-light.png') });
    await payer.confirmAtBank();
    await payer.paid();
    await look(payer.page, 'pay paid');

    // No page of theirs was loaded again since the customer paid.
    await staff.page.getByRole('main').getByText('Paid', { exact: true }).first().waitFor();
    await outstanding.getByText('£0.00').waitFor();
    await collected.getByText('£972.00').waitFor();
    await look(staff.page, 'admin invoice paid');
    await look(dashboard, 'admin dashboard');

    const receipt = await untilMail(town, email, 'Payment received');
    expect(receipt.subject).toBe('Payment received: £972.00 for invoice NW-0001');
    expect(receipt.parts).toMatchObject([{ type: 'application/pdf' }]);
    const text = await pdfText(await attachment(town, receipt, 1));
    expect(text).toContain('NW-0001');
    expect(text).toContain('£972.00');

    const inBooks = await until('the books have the payment', async () => {
      const { Invoices } = await books.read('/Invoices');
      const [only, ...more] = Invoices as { AmountPaid: number }[];
      return only?.AmountPaid === 972 && more.length === 0 && only;
    });
    expect(inBooks).toMatchObject({ InvoiceNumber: 'NW-0001', Total: 972, AmountDue: 0, Status: 'PAID' });
    expect((await books.read('/Payments')).Payments).toMatchObject([{ Amount: 972 }]);
    await staff.page.goto('/admin/settings/accounting');
    for (const name of ['Payment of NW-0001', 'Invoice NW-0001', 'Contact Ashdown Architects'])
      await staff.page.getByRole('link', { name, exact: true }).waitFor();
    await look(staff.page, 'admin books');
    expect(id).toMatch(/^inv_/);
    expect([...staff.faults, ...payer.faults]).toEqual([]);
    await Promise.all([staff.leave(), payer.leave()]);
  },
);
