import { addDays, localDate } from '@purser/billing';
import { directory, invoicing, reporting } from '@purser/contracts';
import { newId } from '@purser/message';
import type { Town } from '../spine/town.ts';
import { openShop, type Shop, shownAs } from './house.ts';

/** A shop in the middle of its year, with its customers by id and what stands in it by the ids of addresses. */
export type BusyShop = Shop & {
  /** In its zone, `YYYY-MM-DD`. */
  today: string;
  customers: { ashdown: string; surveyors: string };
  shown: {
    customer: string;
    late: string;
    draft: string;
    unsent: string;
    run: string;
    recurring: string;
    quote: string;
  };
};

const vat = { id: 'vat20', name: 'VAT', percent: '20', inclusive: false };
const reduced = { id: 'vat5', name: 'VAT reduced', percent: '5', inclusive: false };
const ageInDays = [3, 25, 40, 58, 80, 110, 170];
const billed = [
  { name: 'Ashdown Architects', email: 'office@ashdown.example', tags: ['MSP', 'key account'] },
  {
    name: 'Brackenridge & Hollingsworth Chartered Surveyors LLP',
    email: 'accounts.payable@brackenridge-hollingsworth.example',
  },
  { name: 'Söhne & Co', email: 'post@soehne.example' },
];

/**
 * Customers with short names and long ones, invoices of every age in two currencies and with two taxes, some paid or half paid, a quote, a
 * schedule, and a run that did most of what it was asked. Nobody is mailed.
 */
export async function openBusyShop(town: Town, ownerId = newId()): Promise<BusyShop> {
  const shop = await openShop(town, ownerId);
  const { client } = town.platform;
  const { staff } = shop;
  const today = localDate(new Date(), 'Europe/London');
  const customerIds = billed.map(() => newId());
  const [ashdown = '', surveyors = ''] = customerIds;
  for (const [at, customer] of billed.entries())
    await client.command(directory.createCustomer, { customerId: customerIds[at] ?? '', ...customer }, staff);
  await town.platform.quiet();
  const lines = (unitAmount: number) => [
    {
      id: 'l1',
      description: 'Managed laptops, with patches and a helping hand',
      quantity: '12',
      unitAmount,
      taxes: [vat],
    },
    { id: 'l2', description: 'Heating of the server room', quantity: '1.5', unitAmount: 8_000, taxes: [reduced] },
  ];
  const draft = async (customerId: string, currency: string, unitAmount: number) => {
    const invoiceId = newId();
    await client.command(invoicing.draftInvoice, { invoiceId, customerId, currency, lines: lines(unitAmount) }, staff);
    return invoiceId;
  };
  const issue = (invoiceId: string, days: number) =>
    client.command(invoicing.issueInvoice, { invoiceId, issueDate: addDays(today, -days), send: false }, staff);
  const pay = (invoiceId: string, amount: number) =>
    client.command(
      invoicing.recordPayment,
      { paymentId: newId(), invoiceId, amount, method: 'bankTransfer', receivedOn: today, receipt: false },
      staff,
    );

  let late = '';
  for (const [at, days] of ageInDays.toReversed().entries()) {
    const customerId = customerIds[at % customerIds.length] ?? '';
    const invoiceId = await draft(customerId, at % 5 === 4 ? 'EUR' : 'GBP', 2_500 + 112_345 * at);
    await issue(invoiceId, days);
    if (customerId === ashdown && !late) late = invoiceId;
    if (at % 3 === 1) await pay(invoiceId, 10_000);
  }
  const unsent = await draft(surveyors, 'GBP', 4_900);
  const { total } = await issue(unsent, 1);
  const settled = await draft(ashdown, 'GBP', 3_300);
  await issue(settled, 30);
  await client.command(
    invoicing.creditInvoice,
    { creditNoteId: newId(), invoiceId: settled, amount: 5_000, reason: 'Two laptops came late' },
    staff,
  );
  await pay(unsent, total);

  const rates = [200, 30, 0, -7].map((days, at) => ({
    from: 'EUR',
    effectiveFrom: addDays(today, -days),
    rate: `0.86${at}5`,
  }));
  const dinar = { from: 'KWD', effectiveFrom: '2020-01-01', rate: '2.42812345678' };
  await client.command(reporting.setExchangeRates, { into: 'GBP', rates: [...rates, dinar] }, staff);

  const recurringId = newId();
  await client.command(
    invoicing.createRecurringInvoice,
    {
      recurringId,
      customerId: ashdown,
      name: 'Managed laptops, monthly',
      lines: lines(2_500),
      every: 1,
      unit: 'month',
      startOn: addDays(today, 3),
      review_days: 5,
    },
    staff,
  );
  const quoteId = newId();
  await client.command(invoicing.draftQuote, { quoteId, customerId: surveyors, lines: lines(9_900) }, staff);
  await client.command(invoicing.sendQuote, { quoteId, send: false }, staff);

  const runId = newId();
  const gone = await draft(ashdown, 'GBP', 1_000);
  await client.command(invoicing.discardDraft, { invoiceId: gone }, staff);
  const ids = [await draft(ashdown, 'GBP', 1_200), await draft(surveyors, 'GBP', 7_700), gone, late];
  await client.command(invoicing.startRun, { runId, kind: 'issue', invoices: { ids }, send: false }, staff);
  const draftId = await draft(ashdown, 'GBP', 1_900);
  await town.platform.quiet();
  return {
    ...shop,
    today,
    customers: { ashdown, surveyors },
    shown: {
      customer: shownAs('cus', ashdown),
      late: shownAs('inv', late),
      draft: shownAs('inv', draftId),
      unsent: shownAs('inv', unsent),
      run: shownAs('run', runId),
      recurring: shownAs('rec', recurringId),
      quote: shownAs('quo', quoteId),
    },
  };
}
