import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Contact, CurrencyCode, Invoice, LineAmountTypes, Payment } from 'xero-node';
import { firstOf, invoice, line, startXeroBed, unlimited, type XeroBed } from './xeroBed.ts';
import { faultsOf } from './xeroShape.ts';

/** The official client reads the answers of the sandbox as the real ones: its types are what they are held to. */
let bed: XeroBed;
beforeAll(async () => {
  bed = await startXeroBed();
  await unlimited(bed);
});
afterAll(() => bed.stop());

const only = <T>(list: T[] | undefined): T => {
  if (list?.length !== 1 || list[0] === undefined) throw new Error(`expected one, found ${list?.length}`);
  return list[0];
};
let count = 0;
const create = async (more: Partial<Contact> = {}): Promise<Contact> => {
  const contacts = [{ name: `Contact ${++count}`, ...more }];
  return only((await bed.api.createContacts(bed.tenant, { contacts }, false)).body.contacts);
};
const bill = async (more: Partial<Invoice> = {}, unitdp?: number): Promise<Invoice> => {
  const invoices: Invoice[] = [
    {
      type: Invoice.TypeEnum.ACCREC,
      contact: { contactID: (await create()).contactID },
      date: '2026-11-20',
      dueDate: '2026-12-04',
      status: Invoice.StatusEnum.AUTHORISED,
      lineItems: [{ description: 'Support', quantity: 1, unitAmount: 100, accountCode: '200' }],
      ...more,
    },
  ];
  return only((await bed.api.createInvoices(bed.tenant, { invoices }, false, unitdp)).body.invoices);
};

it('reads contacts: made, found by mail, number, id and words, and changed', async () => {
  const made = await create({
    name: 'Ada Ltd',
    emailAddress: 'ada@example.com',
    contactNumber: 'cus-1',
    firstName: 'Ada',
  });
  expect(made).toMatchObject({ name: 'Ada Ltd', contactStatus: 'ACTIVE', hasValidationErrors: false });
  expect(made.updatedDateUTC).toBeInstanceOf(Date);
  const { api, tenant } = bed;
  const find = async (where?: string, ids?: string[], term?: string) =>
    (await api.getContacts(tenant, undefined, where, undefined, ids, 1, false, true, term)).body.contacts?.map(
      ({ name }) => name,
    );
  expect(await find('EmailAddress=="ada@example.com"')).toEqual(['Ada Ltd']);
  expect(await find('ContactNumber=="cus-1"')).toEqual(['Ada Ltd']);
  expect(await find(undefined, [made.contactID ?? ''])).toEqual(['Ada Ltd']);
  expect(await find(undefined, undefined, 'ada@exam')).toEqual(['Ada Ltd']);
  expect(await find('EmailAddress=="nobody@example.com"')).toEqual([]);
  await api.updateContact(tenant, made.contactID ?? '', { contacts: [{ name: 'Ada Limited' }] });
  expect(only((await api.getContact(tenant, made.contactID ?? '')).body.contacts)).toMatchObject({
    name: 'Ada Limited',
    emailAddress: 'ada@example.com',
  });
});

it('reads invoices: made, found by number and status, and given page by page', async () => {
  const made = await bill({ invoiceNumber: 'NG-1', reference: 'PO 7', url: 'https://bills.example/i/1' });
  expect(made).toMatchObject({
    invoiceNumber: 'NG-1',
    status: 'AUTHORISED',
    subTotal: 100,
    totalTax: 20,
    total: 120,
    amountDue: 120,
  });
  expect(made.lineItems?.[0]).toMatchObject({ lineAmount: 100, taxAmount: 20, taxType: 'OUTPUT2', accountCode: '200' });
  const { api, tenant } = bed;
  const found = (await api.getInvoices(tenant, undefined, undefined, undefined, undefined, ['NG-1', 'NG-none'])).body
    .invoices;
  expect(only(found)).toMatchObject({ invoiceID: made.invoiceID, date: new Date('2026-11-20') });
  await bill({ status: Invoice.StatusEnum.DRAFT });
  const drafts = (
    await api.getInvoices(tenant, undefined, undefined, undefined, undefined, undefined, undefined, ['DRAFT'])
  ).body;
  expect(drafts.invoices?.every(({ status }) => String(status) === 'DRAFT')).toBe(true);
  const paged = (
    await api.getInvoices(
      tenant,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      1,
      undefined,
      undefined,
      undefined,
      undefined,
      1,
    )
  ).body;
  expect(paged.pagination).toMatchObject({ page: 1, pageSize: 1 });
  expect(only(paged.invoices).lineItems).toHaveLength(1);
  expect(only((await api.getInvoice(tenant, made.invoiceID ?? '')).body.invoices).invoiceNumber).toBe('NG-1');
});

it('reads invoices that are changed and voided', async () => {
  const made = await bill();
  const invoices = [{ invoiceID: made.invoiceID, status: Invoice.StatusEnum.VOIDED }];
  const voided = (await bed.api.updateInvoice(bed.tenant, made.invoiceID ?? '', { invoices })).body;
  expect(only(voided.invoices)).toMatchObject({ status: 'VOIDED', amountDue: 0 });
});

it('reads payments, one and many, and one that was taken back', async () => {
  const { api, tenant } = bed;
  const made = await bill();
  const payments = [
    {
      invoice: { invoiceID: made.invoiceID },
      account: { code: '090' },
      date: '2026-11-21',
      amount: 50,
      reference: 'ch_1',
    },
  ];
  const part = only((await api.createPayments(tenant, { payments }, false)).body.payments);
  expect(part).toMatchObject({ amount: 50, status: 'AUTHORISED', paymentType: 'ACCRECPAYMENT', reference: 'ch_1' });
  const rest = { invoice: { invoiceID: made.invoiceID }, account: { code: '090' }, date: '2026-11-22', amount: 70 };
  await api.createPayment(tenant, rest);
  const paid = only((await api.getInvoice(tenant, made.invoiceID ?? '')).body.invoices);
  expect(paid).toMatchObject({ status: 'PAID', amountDue: 0, amountPaid: 120 });
  expect(paid.payments).toHaveLength(2);
  const gone = await api.deletePayment(tenant, part.paymentID ?? '', { status: 'DELETED' });
  expect(only(gone.body.payments).status).toBe(Payment.StatusEnum.DELETED);
  expect(only((await api.getInvoice(tenant, made.invoiceID ?? '')).body.invoices)).toMatchObject({
    status: 'AUTHORISED',
    amountDue: 50,
  });
  expect((await api.getPayments(tenant)).body.payments).toHaveLength(2);
  expect(only((await api.getPayment(tenant, part.paymentID ?? '')).body.payments).amount).toBe(50);
});

it('reads credit notes and what is set against an invoice', async () => {
  const { api, tenant } = bed;
  const made = await bill();
  const creditNotes = [
    {
      type: 'ACCRECCREDIT' as never,
      contact: { contactID: made.contact?.contactID },
      date: '2026-11-22',
      status: 'AUTHORISED' as never,
      lineItems: [{ description: 'Back', quantity: 1, unitAmount: 50, accountCode: '200' }],
    },
  ];
  const note = only((await api.createCreditNotes(tenant, { creditNotes }, false)).body.creditNotes);
  expect(note).toMatchObject({ total: 60, remainingCredit: 60, creditNoteNumber: expect.stringMatching(/^CN-/) });
  const allocations = [{ invoice: { invoiceID: made.invoiceID }, amount: 60, date: '2026-11-22' }];
  await api.createCreditNoteAllocation(tenant, note.creditNoteID ?? '', { allocations });
  const after = only((await api.getInvoice(tenant, made.invoiceID ?? '')).body.invoices);
  expect(after).toMatchObject({ amountDue: 60, amountCredited: 60 });
});

it('reads accounts, tax rates, currencies and the organisation', async () => {
  const { api, tenant } = bed;
  const accounts = (await api.getAccounts(tenant)).body.accounts ?? [];
  expect(accounts).toContainEqual(expect.objectContaining({ code: '200', name: 'Sales', taxType: 'OUTPUT2' }));
  expect(accounts.filter(({ type }) => String(type) === 'BANK').map(({ code }) => code)).toContain(undefined);
  expect(only((await api.getAccounts(tenant, undefined, 'SystemAccount=="ROUNDING"')).body.accounts).code).toBe('860');
  const rates = (await api.getTaxRates(tenant)).body.taxRates?.map(({ taxType, effectiveRate }) => [
    taxType,
    effectiveRate,
  ]);
  expect(rates).toEqual(
    expect.arrayContaining([
      ['OUTPUT2', 20],
      ['RROUTPUT', 5],
      ['ZERORATEDOUTPUT', 0],
      ['EXEMPTOUTPUT', 0],
      ['ECZROUTPUTSERVICES', 0],
      ['NONE', 0],
    ]),
  );
  await api.createCurrency(tenant, { code: CurrencyCode.CHF });
  expect((await api.getCurrencies(tenant)).body.currencies?.map(({ code }) => code)).toEqual([
    'GBP',
    'EUR',
    'USD',
    'CHF',
  ]);
  expect(only((await api.getOrganisations(tenant)).body.organisations)).toMatchObject({
    baseCurrency: 'GBP',
    countryCode: 'GB',
  });
});

it('tells the client of an error with its status, body and headers', async () => {
  const contacts = [{ name: 'Twice' }];
  await bed.api.createContacts(bed.tenant, { contacts });
  const error: unknown = await bed.api.createContacts(bed.tenant, { contacts }).catch((thrown: unknown) => thrown);
  expect(JSON.parse(String(error))).toMatchObject({
    response: { statusCode: 400, headers: { 'x-minlimit-remaining': expect.any(String) } },
    body: {
      ErrorNumber: 10,
      Type: 'ValidationException',
      Elements: [{ ValidationErrors: [{ Message: expect.any(String) }] }],
    },
  });
});

it('keeps prices at four places only when asked', async () => {
  const lineItems = [
    { description: 'Gigabytes', quantity: 3, unitAmount: 33.3333, accountCode: '200', taxType: 'NONE' },
  ];
  expect((await bill({ lineItems }, 4)).total).toBe(100);
  expect((await bill({ lineItems })).total).toBe(99.99);
  const inclusive = await bill({
    lineAmountTypes: LineAmountTypes.Inclusive,
    lineItems: [{ description: 'x', quantity: 1, unitAmount: 12, accountCode: '200' }],
  });
  expect(inclusive).toMatchObject({ subTotal: 10, totalTax: 2, total: 12 });
});

it('answers nothing the client has no field for, and every field in its type', async () => {
  const made = firstOf(
    await bed.xero('PUT', '/Invoices', invoice({ CurrencyCode: 'EUR', Url: 'https://bills.example/1' })),
    'Invoices',
  );
  const contact = {
    Name: 'Shape Ltd',
    EmailAddress: 'a@b.example',
    Phones: [{ PhoneType: 'MOBILE', PhoneNumber: '1' }],
    Addresses: [{ AddressType: 'POBOX', City: 'Leeds' }],
  };
  const pay = { Invoice: { InvoiceID: made.InvoiceID }, Account: { Code: '092' }, Amount: 20, Date: '2026-11-21' };
  const credit = { ...invoice(), Type: 'ACCRECCREDIT', LineItems: [{ ...line, DiscountRate: 10 }] };
  for (const [method, path, type, body] of [
    ['PUT', '/Contacts', 'Contacts', contact],
    ['GET', '/Contacts?page=1', 'Contacts'],
    ['GET', '/Contacts?summaryOnly=true', 'Contacts'],
    ['PUT', '/Payments', 'Payments', pay],
    ['PUT', '/CreditNotes', 'CreditNotes', credit],
    ['GET', '/Invoices?page=1', 'Invoices'],
    ['GET', '/Invoices', 'Invoices'],
    ['GET', '/CreditNotes', 'CreditNotes'],
    ['GET', '/Payments', 'Payments'],
    ['GET', '/Accounts', 'Accounts'],
    ['GET', '/TaxRates', 'TaxRates'],
    ['GET', '/Currencies', 'Currencies'],
    ['GET', '/Organisation', 'Organisations'],
  ] as const) {
    const answer = await bed.xero(method, path, body);
    expect([answer.status, path, faultsOf(answer.body, type)]).toEqual([200, path, []]);
  }
});
