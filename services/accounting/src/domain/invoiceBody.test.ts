import { currency } from '@purser/money';
import { expect, test } from 'vitest';
import { invoiceBody } from './invoiceBody.ts';
import { type Mapping, type TaxKind, taxTypeOf, usualMapping } from './mapping.ts';

const line = (kind: TaxKind | undefined, percent = '0') => ({
  description: kind ?? 'no kind',
  quantity: '1',
  net: 1000,
  tax: 0,
  taxes: [{ name: 'VAT', percent, ...(kind && { kind }) }],
});
const invoice = (lines: ReturnType<typeof line>[]) => ({
  number: 'NW-0001',
  issueDate: '2026-11-20',
  dueDate: '2026-12-04',
  currency: currency('GBP'),
  poNumber: null,
  lines,
});

test('zero-rated, exempt and reverse charge are all 0 %, and each goes out as its own', () => {
  const lines = [line('standard'), line('exempt'), line('reverseCharge'), line(undefined), line('standard', '20.00')];
  expect(invoiceBody(invoice(lines), 'contact', usualMapping)).toMatchObject({
    body: {
      Invoices: [
        {
          LineItems: [
            { Description: 'standard', TaxType: 'ZERORATEDOUTPUT' },
            { Description: 'exempt', TaxType: 'EXEMPTOUTPUT' },
            { Description: 'reverseCharge', TaxType: 'ECZROUTPUTSERVICES' },
            { Description: 'no kind', TaxType: 'ZERORATEDOUTPUT' },
            { TaxType: 'OUTPUT2' },
          ],
        },
      ],
    },
  });
});

test('a mapping from before kinds keeps what it says of charged taxes, and sends no other kind as one of them', () => {
  const old: Mapping = {
    salesAccount: '200',
    paymentAccount: '090',
    taxTypes: { '15.0': 'OUTPUT2', '0': 'ZERORATED' },
  };
  expect(taxTypeOf(old, { percent: '15' })).toBe('OUTPUT2');
  expect(taxTypeOf(old, { percent: '0.00', kind: 'standard' })).toBe('ZERORATED');
  expect(invoiceBody(invoice([line('reverseCharge')]), 'contact', old)).toEqual({
    ok: false,
    problem: 'No tax type is set for VAT, reverse charge at 0 %. Set one under Settings, Accounting.',
  });
  expect(invoiceBody(invoice([line('exempt')]), 'contact', old)).toMatchObject({
    problem: expect.stringContaining('VAT, exempt at 0 %'),
  });
});
