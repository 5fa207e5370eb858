import { expect, it } from 'vitest';
import { XeroError } from './errors.ts';
import { whereClause } from './where.ts';

const fields = ['Name', 'EmailAddress', 'Total', 'Status', 'Date', 'IsCustomer', 'Contact.ContactID'];
const ada = {
  Name: 'Ada "the first" Ltd',
  EmailAddress: 'ada@example.com',
  Total: 12.5,
  Status: 'AUTHORISED',
  Date: '/Date(1795132800000+0000)/',
  IsCustomer: true,
  Contact: { ContactID: 'a-b' },
};
const holds = (text: string, document: object = ada) => whereClause(text, fields)(document);

it.each([
  ['EmailAddress=="ada@example.com"', true],
  ['EmailAddress == "ADA@example.com"', true],
  ['EmailAddress=="other@example.com"', false],
  ['Name=="Ada \\"the first\\" Ltd"', true],
  ['Name.Contains("FIRST")', true],
  ['EmailAddress!=null && EmailAddress.StartsWith("ada@")', true],
  ['EmailAddress!=null AND Status=="PAID"', false],
  ['Status=="PAID" OR Status=="AUTHORISED"', true],
  ['Total>12', true],
  ['Total >= 12.51', false],
  ['IsCustomer==true', true],
  ['Contact.ContactID==guid("a-b")', true],
  ['Date>=DateTime(2026,11,20)', true],
  ['Date>=DateTime(2026,11,21)', false],
  ['Name=="a && b" OR Total=12.5', true],
])('%s is %s', (text, expected) => {
  expect(holds(text)).toBe(expected);
});

it('compares a field that is not there with null, and with nothing else', () => {
  expect(holds('EmailAddress==null', {})).toBe(true);
  expect(holds('EmailAddress=="x"', {})).toBe(false);
});

it.each([
  'Name=="a" Name=="b"',
  'Name==',
  'Name',
  '=="a"',
  'Secret=="a"',
  'Name=="a',
  'Name=="a" AND',
  'Name==guid("x"',
  'Name=="x" OR 1==1 --',
])('refuses %s', (text) => {
  expect(() => holds(text)).toThrow(XeroError);
});
