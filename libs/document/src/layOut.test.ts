import { expect, test } from 'vitest';
import { layOut } from './layOut.ts';
import type { DocumentModel, InvoiceDocument } from './model.ts';
import { paymentMethodIn } from './paymentMethod.ts';
import { invoice, invoiceToPay, quote, receipt } from './sample.fixture.ts';
import { type Block, sheetText } from './sheet.ts';

function block<K extends Block['kind']>(model: DocumentModel, kind: K): Extract<Block, { kind: K }> {
  const found = layOut(model).blocks.find((each): each is Extract<Block, { kind: K }> => each.kind === kind);
  if (!found) throw new Error(`there is no ${kind}`);
  return found;
}
const textOf = (model: DocumentModel) => sheetText(layOut(model)).join('\n');
const normal = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test.each([
  ['en-GB', 'GBP', 123456, '£1,234.56', '17 February 2026', 'Invoice'],
  ['de-DE', 'EUR', 123456, '1.234,56 €', '17. Februar 2026', 'Rechnung'],
  ['fr-FR', 'EUR', 123456, '1 234,56 €', '17 février 2026', 'Facture'],
  ['en-US', 'USD', 123456, '$1,234.56', 'February 17, 2026', 'Invoice'],
  ['ja-JP', 'JPY', 123456, '¥123,456', 'February 17, 2026', 'Invoice'],
  ['en-GB', 'BHD', 123456, 'BHD 123.456', '17 February 2026', 'Invoice'],
  ['ar-EG', 'EUR', 123456, '€1,234.56', 'February 17, 2026', 'Invoice'],
  ['pl-PL', 'PLN', 1234567, '12 345,67 zł', '17 lutego 2026', 'Faktura'],
  ['es-ES', 'EUR', 123456, '1234,56 €', '17 de febrero de 2026', 'Factura'],
  ['it-IT', 'EUR', 123456, '1234,56 €', '17 febbraio 2026', 'Fattura'],
  ['nl-NL', 'EUR', 123456, '€ 1.234,56', '17 februari 2026', 'Factuur'],
  ['pt-PT', 'EUR', 123456, '1234,56 €', '17 de fevereiro de 2026', 'Fatura'],
  ['el-GR', 'EUR', 123456, '1.234,56 €', '17 Φεβρουαρίου 2026', 'Τιμολόγιο'],
  ['uk-UA', 'UAH', 123456, '1 234,56 ₴', '17 лютого 2026 р.', 'Рахунок'],
  ['not a locale', 'GBP', 123456, '£1,234.56', '17 February 2026', 'Invoice'],
  ['sr-RS-u-nu-arab-ca-buddhist', 'EUR', 123456, '1.234,56 €', '17. фебруар 2026.', 'Invoice'],
])('under %s, %s %d is %s, the day is %s', (locale, currency, total, figure, day, word) => {
  const model = invoice(1, { locale, currency });
  const due = block({ ...model, totals: { ...model.totals, total } }, 'amount');
  expect(normal(due.figure)).toBe(figure);
  expect(due.facts[0]?.value).toBe(day);
  expect(layOut(model).heading.word).toBe(word);
});

test('a day is the day that was given, wherever it is drawn', () => {
  const zone = process.env.TZ;
  try {
    for (const TZ of ['Pacific/Kiritimati', 'America/Los_Angeles']) {
      process.env.TZ = TZ;
      expect(block(invoice(1), 'amount').remark).toBe('Due 3 March 2026');
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
});

const figure = (text: string) => Math.round(Number(text.replace(/[^\d.-]/g, '')) * 100);

function columnAndSums(model: InvoiceDocument) {
  const column = block(model, 'table').rows.reduce((sum, { cells }) => sum + figure(cells.at(-1) ?? ''), 0);
  const sums = block(model, 'sums').sums.map(({ label, value }) => [label, figure(value)] as const);
  return { column, sums: Object.fromEntries(sums) };
}

test('the last column adds up to subtotal less discounts, and with the tax to the total', () => {
  const { column, sums } = columnAndSums(invoice(7));
  expect(column).toBe((sums.Subtotal ?? 0) + (sums.Discounts ?? 0));
  expect(column + (sums.Tax ?? 0)).toBe(sums.Total);
});

test('where prices contain their tax the last column adds up to the total, which says what tax is in it', () => {
  const model = invoice(3);
  const [tax] = model.totals.taxes;
  const { total, taxTotal, discountTotal } = model.totals;
  const totals = { ...model.totals, subtotal: total + discountTotal, taxes: [{ ...tax!, inclusive: true }] };
  const { column, sums } = columnAndSums({ ...model, totals });
  expect([column, column]).toEqual([sums.Total, (sums.Subtotal ?? 0) + (sums.Discounts ?? 0)]);
  expect(sums).not.toHaveProperty('Tax');
  expect(sums['Tax included in the total']).toBe(taxTotal);
  expect(textOf({ ...model, totals })).toContain('VAT 20%, included in prices');
});

test('reverse charge says who accounts for the tax', () => {
  const model = invoice(1);
  const taxes = [
    { name: 'VAT', percent: '20', inclusive: false, kind: 'reverseCharge' as const, taxable: 2500, amount: 0 },
  ];
  const text = textOf({ ...model, totals: { ...model.totals, taxes } });
  expect(text).toContain('VAT 20%, reverse charge');
  expect(text).toContain('Reverse charge: the customer accounts for the tax.');
  expect(textOf(model)).not.toContain('everse charge');
});

const rate = (name: string, amount: number) =>
  ({ name, percent: '20', inclusive: false, kind: 'standard', taxable: amount * 5, amount }) as const;

test.each([
  ['one rate', [rate('VAT', 2900)], true],
  ['several rates', [rate('VAT', 2900), rate('State levy', 120), rate('VAT', 0)], true],
  ['the largest amounts', [rate('VAT', 99_999_999_999_99)], false],
  ['a name of one long word', [rate('Donaudampfschifffahrtsabgabe', 2900)], false],
  ['a name that goes on and on', [rate('on goods and services of the first and second class', 2900)], false],
])('taxes of %s stand beside the totals where there is room for them', (_, taxes, isBeside) => {
  const model = invoiceToPay(1);
  const sheet = layOut({ ...model, totals: { ...model.totals, taxes } });
  const names = sheet.blocks.flatMap((each) => (each.kind === 'table' ? [each.name] : []));
  expect(block({ ...model, totals: { ...model.totals, taxes } }, 'sums').beside !== undefined).toBe(isBeside);
  expect(names.includes('taxes')).toBe(!isBeside);
  expect(sheetText(sheet)).toEqual(
    expect.arrayContaining(['Taxes', 'Taxable amount', ...taxes.map(({ name }) => `${name} 20%`)]),
  );
});

test('a quote says the order it is for, where there is one', () => {
  expect(block(quote(), 'amount').facts).toContainEqual({ label: 'Purchase order', value: 'PO-7781' });
  expect(textOf(quote({ poNumber: null }))).not.toContain('Purchase order');
});

test('a receipt says what was paid, for what, and what remains', () => {
  expect(block(receipt(), 'amount')).toMatchObject({
    label: 'Amount paid',
    figure: '£50.00',
    remark: 'Paid 1 March 2026',
  });
  expect(block(receipt(), 'sums').sums).toEqual([
    { label: 'Invoice total', value: '£174.00' },
    { label: 'Paid before', value: '-£24.00' },
    { label: 'This payment', value: '-£50.00' },
    { label: 'Remaining', value: '£100.00', strong: true },
  ]);
});

test.each([
  ['en-GB', 'Bank transfer'],
  ['de-AT', 'Überweisung'],
  ['el-GR', 'Τραπεζικό έμβασμα'],
  ['uk-UA', 'Банківський переказ'],
  ['ja-JP', 'Bank transfer'],
])('in %s, a bank transfer is called %s', (locale, words) => {
  expect(paymentMethodIn(locale, 'bankTransfer')).toBe(words);
});

test('what there is nothing to say of is left out', () => {
  const model = invoice(1, { bank: null, note: '  ', poNumber: null });
  const { issuer } = model;
  const bare = { ...model, issuer: { ...issuer, address: null, email: null, phone: '', taxNumber: null } };
  const text = textOf(bare);
  for (const label of ['Pay by bank transfer', 'Note', 'Purchase order', 'Tax number', 'Discount'])
    expect(text).not.toContain(label);
  expect(sheetText(layOut(bare)).every((each) => each.trim() === each && each !== '')).toBe(true);
});

test('no unseen character turns one name into another', () => {
  const model = invoice(1);
  const recipient = { ...model.recipient, name: 'Acme\u202e e\u0301L\u0000\u200b\u2066 Ltd\ufeff' };
  const parties = block({ ...model, recipient, note: 'one\r\ntwo\u0007' }, 'parties');
  expect(parties.parties[1]?.name).toBe('Acme éL Ltd');
  expect(block({ ...model, note: 'one\r\ntwo\u0007' }, 'text').text).toBe('one\ntwo');
});

test.each([
  ['GB', { city: 'Leeds', postcode: 'LS1 1AA' }, ['Leeds LS1 1AA']],
  ['US', { city: 'Austin', region: 'TX', postcode: '78701' }, ['Austin, TX 78701']],
  ['DE', { city: 'Ulm', region: 'Bayern', postcode: '89073' }, ['89073 Ulm', 'Bayern']],
])('an address in %s is written as there', (country, place, town) => {
  const model = invoice(1);
  const recipient = { ...model.recipient, email: null, address: { line1: '1 Road', country, ...place } };
  expect(block({ ...model, recipient }, 'parties').parties[1]?.lines.slice(1, -1)).toEqual(town);
});

test('the customer’s tax number stands with their address', () => {
  const model = invoice(1);
  const lines = (recipient: InvoiceDocument['recipient']) =>
    block({ ...model, recipient }, 'parties').parties[1]?.lines;
  expect(lines({ ...model.recipient, taxNumber: 'DE 811 907 980' })?.at(-1)).toBe('Tax number DE 811 907 980');
  expect(lines(model.recipient)?.join()).not.toContain('Tax number');
});

test('what credit has settled goes off the total, and what is left is what is due', () => {
  const model = invoiceToPay(1, { credit: undefined, creditApplied: 1000 });
  expect(block(model, 'amount').figure).toBe('£20.00');
  expect(block(model, 'sums').sums.slice(-3)).toEqual([
    { label: 'Total', value: '£30.00' },
    { label: 'Credit applied', value: '-£10.00' },
    { label: 'Amount due', value: '£20.00', strong: true },
  ]);
  expect(block(invoiceToPay(1), 'sums').sums.at(-1)).toMatchObject({ label: 'Total' });
});

test('a receipt goes from the invoice’s total to what remains, by money and by credit', () => {
  const { invoice: paidFor } = receipt();
  const model = receipt({
    amount: 5000,
    invoice: { ...paidFor, total: 17400, paidBefore: 2400, credit: 1000, remaining: 9000 },
  });
  expect(block(model, 'sums').sums.map(({ label, value }) => [label, value])).toEqual([
    ['Invoice total', '£174.00'],
    ['Paid before', '-£24.00'],
    ['Credit', '-£10.00'],
    ['This payment', '-£50.00'],
    ['Remaining', '£90.00'],
  ]);
});
