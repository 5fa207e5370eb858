import { type Staff, staffAt } from '@purser/local/people';
import { newId } from '@purser/message';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BusyShop, openBusyShop } from './busyShop.ts';
import { type House, openHouse } from './house.ts';
import { look } from './people/looks.ts';
import { journey } from './people/patience.ts';

let house: House;
let shop: BusyShop;
let staff: Staff;
beforeAll(async () => {
  // Operators see every page that there is.
  const ownerId = newId();
  house = await openHouse({}, { PURSER_OPERATORS: ownerId });
  shop = await openBusyShop(house.town, ownerId);
  staff = await staffAt(house.browser, house.town.edge.url);
  await staff.signIn(shop.owner);
});
afterAll(() => house?.stop());

/** An address, with words that stand on its page once it is there. */
type Address = [path: string, there: string];

test('pages about bills fit a phone and a desk, by day and by night, and axe objects to nothing', journey, async () => {
  const { shown } = shop;
  await lookAt({
    dashboard: ['', 'Overdue'],
    invoices: ['/invoices', 'NW-0001'],
    'invoice late': [`/invoices/${shown.late}`, 'NW-0001'],
    'invoice draft': [`/invoices/${shown.draft}`, 'Managed laptops'],
    'invoice paid': [`/invoices/${shown.unsent}`, 'Brackenridge'],
    'invoice editor': [`/invoices/${shown.draft}/edit`, 'Add line'],
    runs: ['/invoices/runs', '2 issued, 2 could not be.'],
    run: [`/invoices/runs/${shown.run}`, 'There is no such invoice.'],
    recurring: ['/recurring', 'Managed laptops, monthly'],
    'recurring one': [`/recurring/${shown.recurring}`, 'The first draft'],
    'recurring editor': [`/recurring/${shown.recurring}/edit`, 'Add line'],
    quote: [`/quotes/${shown.quote}`, 'Brackenridge'],
  });
});

test('pages about customers, reports and what lies behind do so too', journey, async () => {
  const { shown } = shop;
  await lookAt({
    customers: ['/customers', 'Ashdown Architects'],
    'customer busy': [`/customers/${shown.customer}`, 'How they pay'],
    statement: [`/customers/${shown.customer}/statement?from=2020-01-01&until=${shop.today}`, 'Opening balance'],
    'customers import': ['/customers/import', 'CSV file'],
    ageing: ['/reports/ageing', 'Owed in GBP'],
    'ageing figure': ['/reports/ageing?currency=GBP', 'All that is owed in GBP'],
    'tax report': [`/reports/tax?from=2020-01-01&until=${shop.today}`, 'Tax in all'],
    payments: ['/payments', 'No payments yet'],
    'autopay none': ['/autopay', 'Nobody pays automatically yet'],
    'disputes none': ['/disputes', 'No disputes'],
    'payouts none': ['/payouts', 'No payouts yet'],
    'reconciliation none': ['/reconciliation', 'Everything matches'],
    mails: ['/mails', 'Mails'],
    commands: ['/commands', 'Commands'],
    alarms: ['/alarms', 'Alarms'],
    webhooks: ['/webhooks', 'No events yet'],
  });
});

test('pages of settings do so too', journey, () =>
  lookAt({
    'settings company': ['/settings/company', 'Legal name'],
    'settings reminders': ['/settings/reminders', 'Start with the usual ones'],
    'settings late fees': ['/settings/late-fees', 'Charge a fee on overdue invoices'],
    'settings numbering': ['/settings/numbering', 'Next number'],
    'settings terms': ['/settings/terms', 'Days to pay'],
    'settings tax': ['/settings/tax', 'VAT, reverse charge'],
    'settings exchange rates': ['/settings/exchange-rates', '1 EUR = '],
    'settings mail templates': ['/settings/mail-templates', 'Receipt, part payment'],
    'settings mail': ['/settings/mail', 'Mails to your staff'],
    'settings stripe': ['/settings/stripe', 'Before you go live'],
    'settings stripe connect': ['/settings/stripe-connect', 'Stripe Connect is not offered here.'],
    'settings dunning': ['/settings/dunning', 'If no try works'],
    'settings platform stripe': ['/settings/platform-stripe', 'No tenant can connect an account yet'],
    'settings platform events': ['/settings/platform-events', 'Unknown accounts'],
    'settings application fees': ['/settings/platform', 'Nobody has connected an account yet'],
    'settings of none': ['/settings/nothing', 'There is no page here'],
    'settings accounting': ['/settings/accounting', 'Connect Xero'],
    'settings api keys': ['/settings/api-keys', 'No keys yet'],
    'settings account': ['/settings/account', 'This browser'],
  }),
);

async function lookAt(pages: Record<string, Address>): Promise<void> {
  const { page, faults } = staff;
  for (const [name, [path, there]] of Object.entries(pages)) {
    await page.goto(`/admin${path}`);
    await page.getByRole('main').getByText(there).first().waitFor();
    await look(page, `admin ${name}`);
  }
  expect(faults).toEqual([]);
}
