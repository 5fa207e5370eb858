import { expect, test } from 'vitest';
import { mappingBody } from '../../../src/api/models/accounting.ts';
import { company } from '../../../src/api/models/tenant.ts';
import { tenant } from '../drafting/draft.fixture.ts';
import { bodyOfCompany, formOfCompany } from './companyForm.ts';
import { contrast, LEAST, readableOn } from './contrast.ts';
import { bodyOfMapping, formOfMapping } from './mappingForm.ts';
import { readLogo } from './readLogo.ts';

const address = { line1: '14 Canal Wharf', line2: '', city: 'Leeds', region: '', postcode: 'LS11', country: 'GB' };

test('contrast is reckoned as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('blue', '#ffffff')).toBeUndefined();
});

test.each(['#1f4fd8', '#ffd400', '#0a0a0a', '#e11d48'])('what stands on %s can be read', (colour) => {
  expect(contrast(colour, readableOn(colour))).toBeGreaterThan(LEAST);
});

test('what is filled in is what the API takes, and what is empty is left out', () => {
  const form = { ...formOfCompany(tenant), website: 'northgate.example', address };
  const written = bodyOfCompany(form);
  expect(written).toEqual({
    ok: true,
    body: {
      legalName: 'Northgate',
      website: 'https://northgate.example',
      address: { line1: '14 Canal Wharf', city: 'Leeds', postcode: 'LS11', country: 'GB' },
    },
  });
  expect(written.ok && company.safeParse(written.body).success).toBe(true);
});

test.each([
  ['a website that runs', { website: 'javascript:alert(1)' }, 'website'],
  ['no name', { legalName: ' ' }, 'legalName'],
  ['half an address', { address: { ...address, city: '' } }, 'address.city'],
  ['an account of nobody', { bank: { ...formOfCompany(tenant).bank, iban: 'GB00' } }, 'bank.accountName'],
  ['a name without an account', { bank: { ...formOfCompany(tenant).bank, accountName: 'N' } }, 'bank.iban'],
])('%s is told at its field', (_what, part, path) => {
  const written = bodyOfCompany({ ...formOfCompany(tenant), ...part });
  expect(written.ok ? [] : Object.keys(written.faults)).toEqual([path]);
});

test('accounts and tax types are what the API takes; an empty rate is none, one twice is told', () => {
  const form = { ...formOfMapping(null), salesAccount: '200', paymentAccount: '090' };
  const rate = (id: string, percent: string, type: string) => ({ id, kind: 'standard' as const, percent, type });
  const written = bodyOfMapping({ ...form, rates: [rate('a', '17,5', 'OUTPUT'), rate('b', '', '')] });
  expect(written.ok && mappingBody.safeParse(written.body).success).toBe(true);
  expect(written).toMatchObject({ body: { taxTypes: { '17.5': 'OUTPUT' } } });
  const twice = bodyOfMapping({ ...form, rates: [rate('a', '20', 'X'), rate('b', '20', 'Y')] });
  expect(twice.ok ? {} : twice.faults).toHaveProperty(['percent.b']);
});

test('each kind of tax is shown and keeps its type; a kind without one is not in use', () => {
  const stored = { salesAccount: '200', paymentAccount: '090', taxTypes: { 'exempt:0': 'EXEMPTOUTPUT', '0': 'ZERO' } };
  const form = formOfMapping(stored);
  expect(form.rates.map(({ kind, percent, type }) => [kind, percent, type])).toEqual([
    ['standard', '0', 'ZERO'],
    ['exempt', '0', 'EXEMPTOUTPUT'],
    ['reverseCharge', '0', ''],
  ]);
  expect(bodyOfMapping(form)).toEqual({ ok: true, body: stored });
  const set = { ...form, rates: form.rates.map((rate) => (rate.type === '' ? { ...rate, type: 'ECZ' } : rate)) };
  const written = bodyOfMapping(set);
  expect(written).toMatchObject({ body: { taxTypes: { ...stored.taxTypes, 'reverseCharge:0': 'ECZ' } } });
  expect(written.ok && mappingBody.safeParse(written.body).success).toBe(true);
});

test('a logo is what is in the file, not what it is called', async () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
  expect(await readLogo(new Blob([png]))).toMatchObject({ ok: true, logo: { type: 'image/png' } });
  expect(await readLogo(new Blob(['<?xml version="1.0"?><svg xmlns="x"/>']))).toMatchObject({
    logo: { type: 'image/svg+xml' },
  });
  expect(await readLogo(new Blob(['<html><svg/></html>'], { type: 'image/png' }))).toMatchObject({ ok: false });
});

test('a logo above 200 KB is refused before it is read', async () => {
  const read = await readLogo(new Blob([new Uint8Array(200 * 1024 + 1)]));
  expect(read.ok ? '' : read.problem).toContain('200 KB');
});
