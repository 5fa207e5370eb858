import { afterAll, beforeAll, expect, it } from 'vitest';
import { firstOf, invoice, line, type Seen, startXeroBed, unlimited, type XeroBed } from './xeroBed.ts';

let bed: XeroBed;
beforeAll(async () => {
  bed = await startXeroBed();
  await unlimited(bed);
});
afterAll(() => bed.stop());

let count = 0;
const unique = (start: string) => `${start}-${++count}`;
const put = async (more: object = {}, query = '') => bed.xero('PUT', `/Invoices${query}`, invoice(more));
const made = async (more: object = {}, query = '') => firstOf(await put(more, query), 'Invoices');
const problems = ({ status, body }: Seen): string => `${status} ${JSON.stringify(body.Elements ?? body)}`;
const pay = (more: object) => bed.xero('PUT', '/Payments', { Date: '2026-11-21', Account: { Code: '090' }, ...more });
const read = async (id: unknown) => firstOf(await bed.xero('GET', `/Invoices/${id}`), 'Invoices');

it('PUT refuses an invoice number again, and POST overwrites the invoice that has it', async () => {
  const InvoiceNumber = unique('NG');
  const first = await made({ InvoiceNumber });
  const again = await put({ InvoiceNumber, Reference: 'second' });
  expect(again).toMatchObject({
    status: 400,
    body: {
      ErrorNumber: 10,
      Type: 'ValidationException',
      Elements: [{ ValidationErrors: [{ Message: 'Invoice # must be unique.' }] }],
    },
  });
  const posted = firstOf(
    await bed.xero('POST', '/Invoices', { Invoices: [invoice({ InvoiceNumber, Reference: 'third' })] }),
    'Invoices',
  );
  expect(posted).toMatchObject({ InvoiceID: first.InvoiceID, Reference: 'third' });
  expect(firstOf(await bed.xero('GET', `/Invoices?InvoiceNumbers=${InvoiceNumber}`), 'Invoices')).toMatchObject({
    Reference: 'third',
    LineItems: [],
  });
});

it('gives a number of its own series to an invoice without one', async () => {
  const numbers = [await made(), await made()].map(({ InvoiceNumber }) => String(InvoiceNumber));
  expect(numbers.every((number) => /^INV-\d{4}$/.test(number))).toBe(true);
  expect(new Set(numbers).size).toBe(2);
});

it('rounds each line by itself and adds up, whatever totals were sent', async () => {
  const lines = [
    { ...line, Quantity: 3, UnitAmount: 1.67 },
    { ...line, Quantity: 1, UnitAmount: 0.03, TaxType: 'RROUTPUT' },
    { ...line, Quantity: 1.5, UnitAmount: 6.67, TaxType: 'ZERORATEDOUTPUT' },
  ];
  const one = await made({ LineItems: lines, SubTotal: 1, TotalTax: 1, Total: 1 });
  expect(one).toMatchObject({ SubTotal: 15.05, TotalTax: 1, Total: 16.05, AmountDue: 16.05 });
  expect(one.LineItems).toMatchObject([
    { LineAmount: 5.01, TaxAmount: 1 },
    { LineAmount: 0.03, TaxAmount: 0 },
    { LineAmount: 10.01, TaxAmount: 0 },
  ]);
});

it('takes a tax amount that was worked out elsewhere', async () => {
  expect(await made({ LineItems: [{ ...line, TaxAmount: 19.99 }] })).toMatchObject({ TotalTax: 19.99, Total: 119.99 });
  expect(problems(await put({ LineAmountTypes: 'NoTax', LineItems: [{ ...line, TaxAmount: 1 }] }))).toContain('400');
});

it('keeps four places of a price only with unitdp=4', async () => {
  const LineItems = [{ ...line, UnitAmount: 0.0045, Quantity: 1000 }];
  expect(await made({ LineItems }, '?unitdp=4')).toMatchObject({ SubTotal: 4.5 });
  expect(await made({ LineItems })).toMatchObject({ SubTotal: 0 });
});

it.each([
  ['an unknown account', { LineItems: [{ ...line, AccountCode: '999' }] }, "Account code '999' is not a valid code"],
  ['a bank account', { LineItems: [{ ...line, AccountCode: '090' }] }, "Account code '090' is not a valid code"],
  ['no account', { LineItems: [{ ...line, AccountCode: undefined }] }, 'Account code or ID must be specified'],
  ['an unknown tax', { LineItems: [{ ...line, TaxType: 'OUTPUT9' }] }, "TaxType code 'OUTPUT9' does not exist"],
  ["the other side's tax", { LineItems: [{ ...line, TaxType: 'INPUT2' }] }, "TaxType code 'INPUT2' cannot be used"],
  [
    'a line total that is not quantity by price',
    { LineItems: [{ ...line, LineAmount: 100.01 }] },
    'does not match the expected line total 100.00',
  ],
  ['no lines', { LineItems: [] }, 'One or more line items must be specified'],
  ['no description', { LineItems: [{ ...line, Description: '' }] }, 'Description'],
  ['a currency that is not enabled', { CurrencyCode: 'JPY' }, 'Organisation is not subscribed to currency JPY'],
  ['no due date', { DueDate: undefined }, 'due date'],
  ['an address that is none', { Url: '/invoices/1' }, 'Url'],
  ['an unknown contact', { Contact: { ContactID: '00000000-0000-4000-8000-000000000000' } }, 'could not be found'],
  ['no contact', { Contact: undefined }, 'A Contact must be specified'],
  ['a number too long', { InvoiceNumber: 'x'.repeat(256) }, 'InvoiceNumber'],
  ['a negative total', { LineItems: [{ ...line, UnitAmount: -1 }] }, 'negative'],
])('refuses an authorised invoice with %s, and makes nothing', async (_, more, words) => {
  const before = await bed.xero('GET', '/Invoices');
  const answer = await put(more);
  expect(problems(answer)).toContain('400');
  expect(problems(answer)).toContain(words);
  const after = await bed.xero('GET', '/Invoices');
  expect(after.body.Invoices).toEqual(before.body.Invoices);
});

it('lets a draft have gaps, and refuses to authorise them', async () => {
  const draft = await made({ Status: 'DRAFT', DueDate: undefined, LineItems: [] });
  const answer = await bed.xero('POST', `/Invoices/${draft.InvoiceID}`, { Status: 'AUTHORISED' });
  expect(problems(answer)).toContain('One or more line items must be specified');
  expect(await read(draft.InvoiceID)).toMatchObject({ Status: 'DRAFT' });
});

it('a field that is not played is refused by name, so that a misspelt one is seen', async () => {
  expect(await put({ Refrence: 'x' })).toMatchObject({
    status: 400,
    body: { Message: expect.stringContaining('Refrence') },
  });
  expect((await bed.xero('GET', '/Invoices?stauses=PAID')).body).toMatchObject({
    Message: expect.stringContaining('stauses'),
  });
});

it('a batch with one bad element does the good ones, and says 400 unless told to say it by element', async () => {
  const [good, better] = [unique('B'), unique('B')];
  const bad = invoice({ LineItems: [{ ...line, AccountCode: '999' }] });
  const summed = await bed.xero('PUT', '/Invoices', { Invoices: [invoice({ InvoiceNumber: good }), bad] });
  expect(summed.status).toBe(400);
  expect((await bed.xero('GET', `/Invoices/${good}`)).status).toBe(200);
  const told = await bed.xero('PUT', '/Invoices?summarizeErrors=false', {
    Invoices: [bad, invoice({ InvoiceNumber: better })],
  });
  expect(told).toMatchObject({
    status: 200,
    body: {
      Invoices: [
        {
          HasErrors: true,
          StatusAttributeString: 'ERROR',
          ValidationErrors: [{ Message: expect.stringContaining('999') }],
        },
        { HasErrors: false, StatusAttributeString: 'OK', InvoiceNumber: better },
      ],
    },
  });
});

it('a body with a field that is not played does nothing, not even its good elements', async () => {
  const InvoiceNumber = unique('Half');
  const answer = await bed.xero('PUT', '/Invoices', {
    Invoices: [invoice({ InvoiceNumber }), invoice({ Refrence: 'x' })],
  });
  expect(answer.status).toBe(400);
  expect((await bed.xero('GET', `/Invoices/${InvoiceNumber}`)).status).toBe(404);
});

it('an invalid element leaves nothing behind, not even the contact it named', async () => {
  const Name = unique('Ghost');
  await put({ Contact: { Name }, LineItems: [{ ...line, AccountCode: '999' }] });
  expect((await bed.xero('GET', `/Contacts?where=${encodeURIComponent(`Name=="${Name}"`)}`)).body.Contacts).toEqual([]);
});

it('takes payments up to what is due, into accounts that take them, on authorised invoices', async () => {
  const { InvoiceID } = await made();
  const Invoice = { InvoiceID };
  expect(problems(await pay({ Invoice, Amount: 120.01 }))).toContain('exceeds the amount outstanding');
  expect(problems(await pay({ Invoice, Amount: 0 }))).toContain('greater than zero');
  expect(problems(await pay({ Invoice, Amount: 1, Account: { Code: '200' } }))).toContain(
    'not a valid account for payments',
  );
  expect(problems(await pay({ Invoice, Amount: 1, Account: { Code: '999' } }))).toContain('Account could not be found');
  const draft = await made({ Status: 'DRAFT' });
  expect(problems(await pay({ Invoice: { InvoiceID: draft.InvoiceID }, Amount: 1 }))).toContain('Authorised');
  expect((await pay({ Invoice, Amount: 120, Account: { Code: '835' } })).status).toBe(200);
  expect(await read(InvoiceID)).toMatchObject({ Status: 'PAID', AmountDue: 0, AmountPaid: 120 });
  expect(problems(await pay({ Invoice, Amount: 0.01 }))).toContain('exceeds the amount outstanding');
});

it('takes a payment by the id of a bank account that has no code', async () => {
  const accounts = await bed.xero('GET', `/Accounts?where=${encodeURIComponent('Name=="Card Payments Clearing"')}`);
  const account = firstOf(accounts, 'Accounts');
  expect(account).not.toHaveProperty('Code');
  const { InvoiceID } = await made();
  expect((await pay({ Invoice: { InvoiceID }, Amount: 120, Account: { AccountID: account.AccountID } })).status).toBe(
    200,
  );
});

it('pays a foreign invoice from an account of its currency or of the base, and from no other', async () => {
  const { InvoiceID } = await made({ CurrencyCode: 'EUR', CurrencyRate: 1.25 });
  const Invoice = { InvoiceID };
  expect(problems(await pay({ Invoice, Amount: 20, Account: { Code: '093' } }))).toContain('currency');
  expect(firstOf(await pay({ Invoice, Amount: 20, Account: { Code: '092' } }), 'Payments')).toMatchObject({
    BankAmount: 20,
    CurrencyRate: 1.25,
  });
  expect(firstOf(await pay({ Invoice, Amount: 20, Account: { Code: '090' } }), 'Payments')).toMatchObject({
    BankAmount: 16,
  });
});

it('a payment is taken back once, and never changed', async () => {
  const { InvoiceID } = await made();
  const { PaymentID } = firstOf(await pay({ Invoice: { InvoiceID }, Amount: 120 }), 'Payments');
  expect(problems(await bed.xero('POST', `/Payments/${PaymentID}`, { Amount: 5 }))).toContain('only deleted');
  expect((await bed.xero('POST', `/Payments/${PaymentID}`, { Status: 'DELETED' })).status).toBe(200);
  expect(await read(InvoiceID)).toMatchObject({ Status: 'AUTHORISED', AmountDue: 120 });
  expect(problems(await bed.xero('POST', `/Payments/${PaymentID}`, { Status: 'DELETED' }))).toContain(
    'already been deleted',
  );
});

it('an invoice with money on it can be neither changed nor voided; one without can, once', async () => {
  const { InvoiceID } = await made();
  await pay({ Invoice: { InvoiceID }, Amount: 1 });
  const change = (more: object) => bed.xero('POST', `/Invoices/${InvoiceID}`, more);
  expect(problems(await change({ Status: 'VOIDED' }))).toContain('cannot be edited as it has a payment');
  expect(problems(await change({ LineItems: [line] }))).toContain('cannot be edited as it has a payment');
  const other = await made();
  const end = () => bed.xero('POST', `/Invoices/${other.InvoiceID}`, { Status: 'VOIDED' });
  expect(firstOf(await end(), 'Invoices')).toMatchObject({ Status: 'VOIDED', AmountDue: 0 });
  expect(problems(await end())).toContain('Invoice not of valid status for modification');
});

it('a closed period takes no documents and no payments', async () => {
  const { InvoiceID } = await made();
  await bed.admin('POST', `/xero/organisations/${bed.tenant}/lock`, { date: '2026-11-20' });
  expect(problems(await put())).toContain('lock date');
  expect(problems(await pay({ Invoice: { InvoiceID }, Amount: 1, Date: '2026-11-20' }))).toContain('lock date');
  expect((await pay({ Invoice: { InvoiceID }, Amount: 1, Date: '2026-11-21' })).status).toBe(200);
  await bed.admin('POST', `/xero/organisations/${bed.tenant}/lock`, {});
});

it('credit is set against an invoice up to what is left of both', async () => {
  const Contact = { Name: unique('Credit') };
  const bill = await made({ Contact });
  const note = firstOf(
    await bed.xero('PUT', '/CreditNotes', {
      ...invoice({ Contact }),
      Type: 'ACCRECCREDIT',
      LineItems: [{ ...line, UnitAmount: 150 }],
    }),
    'CreditNotes',
  );
  const allocate = (Amount: number, InvoiceID = bill.InvoiceID) =>
    bed.xero('PUT', `/CreditNotes/${note.CreditNoteID}/Allocations`, {
      Allocations: [{ Amount, Date: '2026-11-22', Invoice: { InvoiceID } }],
    });
  expect(problems(await allocate(120.01))).toContain('outstanding on the invoice');
  expect((await allocate(120)).status).toBe(200);
  expect(await read(bill.InvoiceID)).toMatchObject({ Status: 'PAID', AmountCredited: 120, AmountDue: 0 });
  const second = await made({ Contact });
  expect(problems(await allocate(60.01, second.InvoiceID))).toContain('remaining credit');
  expect(problems(await allocate(1, (await made()).InvoiceID))).toContain('contact and currency');
});

it('PUT refuses the name of another active contact, in any case; POST finds it and changes it', async () => {
  const Name = unique('Name');
  const first = firstOf(await bed.xero('PUT', '/Contacts', { Name, EmailAddress: 'a@example.com' }), 'Contacts');
  expect(problems(await bed.xero('PUT', '/Contacts', { Name: Name.toUpperCase() }))).toContain(
    'must be unique across all active contacts',
  );
  const posted = firstOf(await bed.xero('POST', '/Contacts', { Contacts: [{ Name, FirstName: 'Ada' }] }), 'Contacts');
  expect(posted).toMatchObject({ ContactID: first.ContactID, FirstName: 'Ada', EmailAddress: 'a@example.com' });
});

it('a contact number belongs to one contact, and POST finds by it', async () => {
  const ContactNumber = unique('cus');
  const first = firstOf(await bed.xero('PUT', '/Contacts', { Name: unique('N'), ContactNumber }), 'Contacts');
  expect(problems(await bed.xero('PUT', '/Contacts', { Name: unique('N'), ContactNumber }))).toContain(
    'The contact number',
  );
  const renamed = firstOf(await bed.xero('POST', '/Contacts', { Name: unique('N'), ContactNumber }), 'Contacts');
  expect(renamed.ContactID).toBe(first.ContactID);
});

it('an address with a letter outside plain ones is refused', async () => {
  expect(
    problems(await bed.xero('PUT', '/Contacts', { Name: unique('N'), EmailAddress: 'jürgen@example.com' })),
  ).toContain('not a valid email address');
});

it('an archived contact is hidden, cannot be used or changed, and leaves its name free', async () => {
  const Name = unique('Gone');
  const { ContactID } = firstOf(await bed.xero('PUT', '/Contacts', { Name }), 'Contacts');
  expect((await bed.xero('POST', `/Contacts/${ContactID}`, { ContactStatus: 'ARCHIVED' })).status).toBe(200);
  expect((await bed.xero('GET', `/Contacts?IDs=${ContactID}`)).body.Contacts).toEqual([]);
  expect(firstOf(await bed.xero('GET', `/Contacts?IDs=${ContactID}&includeArchived=true`), 'Contacts')).toMatchObject({
    ContactStatus: 'ARCHIVED',
  });
  expect(problems(await bed.xero('POST', `/Contacts/${ContactID}`, { FirstName: 'x' }))).toContain('archived contact');
  expect(problems(await put({ Contact: { ContactID } }))).toContain('archived');
  expect((await bed.xero('PUT', '/Contacts', { Name })).status).toBe(200);
});

it('a contact that a person merged says into which; one that a person added collides', async () => {
  const [one, two] = [unique('Merge'), unique('Merge')];
  const from = firstOf(await bed.xero('PUT', '/Contacts', { Name: one }), 'Contacts').ContactID;
  const into = firstOf(await bed.xero('PUT', '/Contacts', { Name: two }), 'Contacts').ContactID;
  await bed.admin('POST', `/xero/organisations/${bed.tenant}/contacts/${from}/merge`, { into });
  expect(firstOf(await bed.xero('GET', `/Contacts/${from}`), 'Contacts')).toMatchObject({
    ContactStatus: 'ARCHIVED',
    MergedToContactID: into,
  });
  const Name = unique('Taken');
  await bed.admin('POST', `/xero/organisations/${bed.tenant}/contacts`, { name: Name, email: 'taken@example.com' });
  expect(problems(await bed.xero('PUT', '/Contacts', { Name }))).toContain('must be unique');
});

it('lists by page, order and change, and refuses a filter it cannot read', async () => {
  for (let i = 0; i < 3; i++) await bed.xero('PUT', '/Contacts', { Name: unique('Page') });
  const where = encodeURIComponent('Name.StartsWith("Page-")');
  const page = await bed.xero('GET', `/Contacts?where=${where}&page=2&pageSize=2&order=Name`);
  expect(page.body).toMatchObject({ pagination: { page: 2, pageSize: 2, pageCount: 2, itemCount: 3 }, Contacts: [{}] });
  const later = await bed.xero('GET', '/Contacts', undefined, {
    'if-modified-since': new Date(Date.now() + 60_000).toUTCString(),
  });
  expect(later.body.Contacts).toEqual([]);
  expect(await bed.xero('GET', `/Contacts?where=${encodeURIComponent('Password=="x"')}`)).toMatchObject({
    status: 400,
    body: { Type: 'QueryParseException' },
  });
});

it('answers 404 for what is not there, 405, 406 and 415 for the wrong form, 400 for no JSON', async () => {
  expect((await bed.xero('GET', '/Invoices/none')).status).toBe(404);
  expect((await bed.xero('GET', '/Quotes')).status).toBe(404);
  expect((await bed.xero('DELETE', '/Invoices')).status).toBe(405);
  expect((await bed.xero('GET', '/Invoices', undefined, { accept: '*/*' })).status).toBe(406);
  expect((await bed.xero('PUT', '/Invoices', '{}', { 'content-type': 'text/plain' })).status).toBe(415);
  expect((await bed.xero('PUT', '/Invoices', '{"Invoices":')).status).toBe(400);
});

it('what one organisation holds, another does not see', async () => {
  const { InvoiceID, InvoiceNumber } = await made();
  const { access_token } = await bed.connect(undefined, 2);
  const organisations: unknown = await bed.admin('GET', '/xero/organisations');
  const other = Array.isArray(organisations) ? String(organisations[1]?.OrganisationID) : '';
  const elsewhere = { authorization: `Bearer ${access_token}`, 'xero-tenant-id': other };
  for (const path of [`/Invoices/${InvoiceID}`, `/Invoices/${InvoiceNumber}`])
    expect((await bed.xero('GET', path, undefined, elsewhere)).status).toBe(404);
  const payment = { Invoice: { InvoiceID }, Account: { Code: '090' }, Amount: 1 };
  expect(problems(await bed.xero('PUT', '/Payments', payment, elsewhere))).toContain('could not be found');
});
