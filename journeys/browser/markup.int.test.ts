import { directory } from '@purser/contracts';
import { payerOf, staffAt, type Visitor, visitor } from '@purser/local/people';
import { newId } from '@purser/message';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attachment, linkIn, untilMail } from '../spine/mailbox.ts';
import { type House, openHouse, openShop } from './house.ts';
import { customerAt } from './people/customer.ts';
import { journey } from './people/patience.ts';
import { pdfText } from './people/pdfText.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.stop());

/** What would run, were it not taken for text; each with its place in it, so that it can be found. */
const image = (place: string) => `${place} <img src=x onerror=alert(1)>`;
const script = (place: string) => `${place} </script><script>alert(1)</script>`;
const svg = (place: string) => `${place} "><svg onload=alert(1)>`;

/** Nothing ran and nothing was asked for. */
function watch({ context, faults }: Visitor) {
  const asked: string[] = [];
  context.on('request', (request) => asked.push(new URL(request.url()).pathname));
  return () => {
    expect(faults).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((path) => path.endsWith('/x'))).toEqual([]);
  };
}

const shows = async (page: Visitor['page'], texts: readonly string[]) => {
  for (const text of texts) await page.getByText(text, { exact: false }).filter({ visible: true }).first().waitFor();
};

test(
  'markup in any field is text: for staff, on the pay page, in the portal, in the mail and in the PDF',
  journey,
  async () => {
    const { town, browser } = house;
    const shop = await openShop(town);
    const company = {
      legalName: image('Company'),
      phone: svg('Tel'),
      taxNumber: svg('Tax'),
      registrationNumber: svg('Reg'),
      address: { line1: image('Lane'), city: script('City'), postcode: 'SE1 9PD', country: 'GB' },
      bank: { accountName: script('Account'), bankName: image('Bank') },
    };
    await town.platform.client.command(directory.updateTenant, { company }, shop.staff);
    await town.platform.quiet();
    const staff = await staffAt(browser, town.edge.url);
    const staffWell = watch(staff);
    await staff.signIn(shop.owner);
    const email = `ada-${newId()}@example.com`;
    const name = image('Ada');
    await staff.newCustomer({ name, email, street: script('Street'), town: svg('Town'), postcode: 'BN7 2AB' });
    await shows(staff.page, [name, script('Street'), svg('Town')]);
    const line = `${script('Line')} ${svg('and')}`;
    await staff.newInvoice({
      customer: name,
      lines: [{ description: line, quantity: '1', price: '10.00' }],
      poNumber: svg('PO'),
      note: `${image('Note')} ${script('end')}`,
    });
    await staff.issueAndSend();
    const written = [name, line, svg('PO'), `${image('Note')} ${script('end')}`];
    await shows(staff.page, [...written, company.legalName, company.taxNumber, company.bank.bankName]);
    for (const path of ['/admin', '/admin/invoices', '/admin/customers']) {
      await staff.page.goto(path);
      await shows(staff.page, [name]);
    }
    await staff.page.goto('/admin/settings/company');
    await staff.page.getByLabel('Legal name').waitFor();
    expect(await staff.page.getByLabel('Legal name').inputValue()).toBe(company.legalName);
    staffWell();

    const mail = await untilMail(town, email, 'due by');
    expect(mail.subject).toContain(company.legalName);
    const reader = await visitor(browser);
    const readerWell = watch(reader);
    await reader.page.goto(`${town.sandbox.url}/_sandbox/mail/${mail.id}`);
    await reader.page.frameLocator('iframe').getByText(company.legalName).first().waitFor();
    readerWell();

    const text = (await pdfText(await attachment(town, mail, 1))).replaceAll(/\s+/g, '');
    for (const each of [...written, company.legalName, company.address.line1, company.bank.accountName])
      expect(text).toContain(each.replaceAll(/\s+/g, ''));

    const payer = await payerOf(browser);
    const payerWell = watch(payer);
    await payer.openLink(linkIn(mail));
    await shows(payer.page, [...written, company.legalName, company.address.line1, company.phone]);
    payerWell();

    const customer = await customerAt(browser, town, shop);
    const customerWell = watch(customer);
    await customer.askForLink(email);
    await customer.signInWith(linkIn(await untilMail(town, email, 'Sign in')));
    await shows(customer.page, [company.legalName, 'NW-0001']);
    customerWell();
    await Promise.all([staff, reader, payer, customer].map((each) => each.leave()));
  },
);
