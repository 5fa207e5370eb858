import { directory, reporting } from '@purser/contracts';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { readPage } from '../list.ts';
import {
  type ExchangeRateBody,
  exchangeRateBody,
  exchangeRateCsv,
  exchangeRateList,
  exchangeRateParams,
  exchangeRateQuery,
  exchangeRatesSet,
} from '../models/exchangeRate.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { readRatesCsv } from '../views/exchangeRateCsv.ts';

const tag = 'Exchange rates';
const all = '/api/v1/exchange-rates';
const roles = ['owner', 'admin', 'accountant'] as const;
const answered = { answer: exchangeRatesSet, problems: [422], roles };

/** What other currencies are worth in the tenant's own: reports add up by them, and nothing is billed by them. */
export function exchangeRateOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: all,
        tag,
        summary: 'Exchange rates into the own currency, by currency, the latest day first',
        query: exchangeRateQuery,
        answer: exchangeRateList,
      },
      async (call) => {
        const into = await ownCurrency(g, call.who);
        const { data, next } = await readPage(g, call, {
          read: ({ who, query: { currency: from } }, page) =>
            g.client.query(reporting.listExchangeRates, { into, from, ...page }, who),
          rows: ({ rates }) => rates,
          view: ({ from, ...rate }) => ({ currency: from, ...rate }),
        });
        return ok({ data, next, into });
      },
    ),
    forStaff(
      {
        method: 'put',
        path: all,
        tag,
        summary: 'Stores exchange rates into the own currency, all or none; one of the same day is replaced',
        body: exchangeRateBody,
        ...answered,
      },
      sending(g, reporting.setExchangeRates, {
        ask: ({ who, body }) => ratesSet(g, who, body.rates),
        view: (done) => done,
      }),
    ),
    forStaff(
      {
        method: 'put',
        path: `${all}/csv`,
        tag,
        summary: 'Stores exchange rates from a table in CSV, all or none',
        body: exchangeRateCsv,
        ...answered,
      },
      sending(g, reporting.setExchangeRates, {
        ask: ({ who, body }) => ratesSet(g, who, readRatesCsv(body.csv)),
        view: (done) => done,
      }),
    ),
    forStaff(
      {
        method: 'delete',
        path: `${all}/{currency}/{effectiveFrom}`,
        tag,
        summary: 'Removes an exchange rate; the one before it holds in its place',
        params: exchangeRateParams,
        roles,
      },
      sending(g, reporting.removeExchangeRate, {
        ask: async ({ who, params: { currency, effectiveFrom } }) => ({
          ...{ into: await ownCurrency(g, who), from: currency, effectiveFrom },
        }),
        view: () => null,
      }),
    ),
  ];
}

async function ownCurrency(g: Gateway, who: Staff): Promise<string> {
  return (await g.client.query(directory.getTenant, {}, who)).currency;
}

/** As reporting takes them. */
async function ratesSet(g: Gateway, who: Staff, rates: ExchangeRateBody['rates']) {
  const into = await ownCurrency(g, who);
  return { into, rates: rates.map(({ currency, ...rate }) => ({ from: currency, ...rate })) };
}
