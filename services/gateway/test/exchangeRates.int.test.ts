import { reporting } from '@purser/reporting/service';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DashboardModel } from '../src/api/models/dashboard.ts';
import type { ExchangeRateListModel } from '../src/api/models/exchangeRate.ts';
import { draftOf, key, openWorld, type Staff, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ services: [reporting] });
});
afterAll(() => world?.stop());

const all = '/api/v1/exchange-rates';
type Problem = { code: string; errors?: { message: string }[] };
const rate = (currency: string, effectiveFrom: string, text: string) => ({ currency, effectiveFrom, rate: text });
const put = ({ browser }: Staff, ...rates: ReturnType<typeof rate>[]) => browser.send<Problem>('PUT', all, { rates });
const putCsv = ({ browser }: Staff, csv: string) => browser.send<Problem>('PUT', `${all}/csv`, { csv });
const list = async ({ browser }: Staff, query = '') =>
  (await browser.get<ExchangeRateListModel>(`${all}${query}`)).body;
const aStaff = async () => world.staff(await world.tenant(), 'accountant');

test('rates into the own currency are stored, listed page by page, replaced and removed', async () => {
  const staff = await aStaff();
  const answer = await put(staff, rate('USD', '2026-01-01', '0.79'), rate('EUR', '2026-01-01', '0.85'));
  expect([answer.status, answer.body]).toEqual([200, { set: 2 }]);
  await put(staff, rate('USD', '2026-01-01', '0.8'));
  const eur = rate('EUR', '2026-01-01', '0.85');
  const usd = rate('USD', '2026-01-01', '0.8');
  expect(await list(staff)).toEqual({ data: [eur, usd], next: null, into: 'GBP' });
  expect((await list(staff, '?currency=USD')).data).toEqual([usd]);
  const first = await list(staff, '?limit=1');
  expect(first.data).toEqual([eur]);
  expect(await list(staff, `?limit=1&after=${first.next}`)).toMatchObject({ data: [usd], next: null });
  expect((await staff.browser.send('DELETE', `${all}/USD/2026-01-01`)).status).toBe(204);
  const again = await staff.browser.send<Problem>('DELETE', `${all}/USD/2026-01-01`);
  expect([again.status, again.body.code]).toEqual([404, 'exchange_rate_not_found']);
  expect((await list(staff)).data).toEqual([eur]);
});

test.each([
  ['the own currency', rate('GBP', '2026-01-01', '1'), 422, 'same_currency'],
  ['no currency', rate('QQQ', '2026-01-01', '1'), 422, 'unknown_currency'],
  ['zero', rate('USD', '2026-01-01', '0'), 400, 'invalid_input'],
  ['no day', rate('USD', '2026-13-01', '1'), 400, 'invalid_input'],
])('%s is refused', async (_, wrong, status, code) => {
  const staff = await aStaff();
  const answer = await put(staff, wrong);
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect((await list(staff)).data).toEqual([]);
});

test('a table is stored whole, or not at all, and says which lines are no rates', async () => {
  const staff = await aStaff();
  const good = 'Effective from;Note;Rate;Currency\r\n2026-01-01;x;0.79;usd\r\n2026-02-01;;0.8;USD\r\n';
  const stored = await putCsv(staff, good);
  expect([stored.status, stored.body]).toEqual([200, { set: 2 }]);
  const wrong = await putCsv(
    staff,
    'currency,effectiveFrom,rate\nEUR,2026-01-01,0.85\nUSD,1 March,0.8\nUSD,2026-03-01,-1\n',
  );
  expect([wrong.status, wrong.body.code]).toEqual([400, 'invalid_input']);
  expect(wrong.body.errors?.map(({ message }) => message.slice(0, 6))).toEqual(['Line 3', 'Line 4']);
  for (const csv of ['currency,rate\nUSD,1\n', 'currency,currency,effectiveFrom,rate\nUSD,USD,2026-01-01,1\n'])
    expect((await putCsv(staff, csv)).body.code).toBe('csv_columns');
  expect((await putCsv(staff, 'currency,effectiveFrom,rate\n')).body.code).toBe('csv_malformed');
  expect((await list(staff)).data.map((each) => each.rate)).toEqual(['0.8', '0.79']);
});

test('who may not bill reads them and changes none; another tenant sees its own alone', async () => {
  const tenant = await world.tenant();
  const [keeper, reader] = [await world.staff(tenant, 'owner'), await world.staff(tenant, 'readOnly')];
  await put(keeper, rate('USD', '2026-01-01', '0.8'));
  expect((await list(reader)).data).toHaveLength(1);
  for (const answer of [
    await put(reader, rate('USD', '2026-01-01', '7')),
    await putCsv(reader, 'currency,effectiveFrom,rate\nUSD,2026-01-01,7\n'),
    await reader.browser.send('DELETE', `${all}/USD/2026-01-01`),
  ])
    expect(answer.status).toBe(403);
  const other = await aStaff();
  expect((await list(other)).data).toEqual([]);
  expect((await other.browser.send('DELETE', `${all}/USD/2026-01-01`)).status).toBe(404);
  expect((await list(keeper)).data).toEqual([rate('USD', '2026-01-01', '0.8')]);
});

test('the dashboard adds a month up in the own currency, and names what it has no rate for', async () => {
  const staff = await aStaff();
  const { id: customerId } = await world.customer(staff);
  await world.invoice(staff, customerId);
  const draft = { ...draftOf(customerId), currency: 'USD' };
  const { body } = await staff.browser.send<{ id: string }>('POST', '/api/v1/invoices', draft);
  await staff.browser.send('POST', `/api/v1/invoices/${body.id}/issue`, {}, key());
  await world.platform.quiet();
  const thisMonth = async () => (await staff.browser.get<DashboardModel>('/api/v1/dashboard')).body.converted.at(-1);
  expect(await thisMonth()).toMatchObject({ currency: 'GBP', billed: 100_00, tax: 20_00, withoutRate: ['USD'] });
  await put(staff, rate('USD', '2026-01-01', '0.5'));
  expect(await thisMonth()).toMatchObject({ billed: 150_00, tax: 30_00, withoutRate: [] });
});
