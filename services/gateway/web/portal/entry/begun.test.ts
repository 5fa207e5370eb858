import { expect, test } from 'vitest';
import { takeBegun } from './begun.ts';

const invoice = '/api/v1/portal/invoices/inv_1';
const begunWith = (answer: Promise<Response>) => ({ [`GET ${invoice} `]: answer });

function asker() {
  const asked: string[] = [];
  const ask = async (input: Parameters<typeof fetch>[0]) => {
    asked.push(String(input));
    return new Response('asked');
  };
  return { asked, ask };
}

test('what was begun is taken by the request it was for, once', async () => {
  const { asked, ask } = asker();
  const take = takeBegun(begunWith(Promise.resolve(new Response('begun'))), ask);
  expect(await (await take(invoice)).text()).toBe('begun');
  expect(await (await take(invoice)).text()).toBe('asked');
  expect(asked).toEqual([invoice]);
});

test('another request, or the same with another body, is asked for', async () => {
  const { asked, ask } = asker();
  const take = takeBegun(begunWith(Promise.resolve(new Response('begun'))), ask);
  await take(invoice, { method: 'POST', body: '{}' });
  await take(`${invoice}/pdf`);
  expect(asked).toEqual([invoice, `${invoice}/pdf`]);
});

test('one whose connection broke is asked for again', async () => {
  const { asked, ask } = asker();
  const take = takeBegun(begunWith(Promise.reject(new TypeError('away'))), ask);
  expect(await (await take(invoice)).text()).toBe('asked');
  expect(asked).toEqual([invoice]);
});

test('without anything begun, everything is asked for', async () => {
  const { ask } = asker();
  expect(await (await takeBegun(undefined, ask)(invoice)).text()).toBe('asked');
});
