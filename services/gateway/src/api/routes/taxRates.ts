import { invoicing } from '@purser/contracts';
import { fault } from '@purser/fault';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { shown, uuidOf } from '../ids.ts';
import { taxRateId } from '../models/common.ts';
import {
  changeTaxRateBody,
  endTaxRateBody,
  type TaxRateModel,
  taxRateBody,
  taxRateList,
  taxRateModel,
  taxRateQuery,
} from '../models/taxRate.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';

const tag = 'Tax rates';
const all = '/api/v1/tax-rates';
const one = '/api/v1/tax-rates/{id}';
const params = z.strictObject({ id: taxRateId });

/** The rates that the tenant charges. */
export function taxRateOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: all,
        tag,
        summary: 'Every tax rate, and which are valid on a day',
        query: taxRateQuery,
        answer: taxRateList,
      },
      async ({ who, query }) => ok(await readRates(g, who, query.on)),
    ),
    forStaff(
      {
        method: 'post',
        path: all,
        tag,
        summary: 'Adds a tax rate; one it replaces ends the day before',
        body: taxRateBody,
        answer: taxRateModel,
        status: 201,
        key: 'accepted',
        problems: [404, 409, 422],
      },
      sending(g, invoicing.createTaxRate, {
        ask: ({ body: { replaces, ...rate } }, { madeId }) => ({
          ...{ rateId: madeId, ...rate },
          ...(replaces && { replaces: uuidOf(replaces) }),
        }),
        view: ({ rateId }, call) => readRate(g, call.who, rateId),
      }),
    ),
    ...changes(g),
  ];
}

function changes(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'patch',
        path: one,
        tag,
        summary: 'Changes a tax rate; what a used one charges stays',
        params,
        body: changeTaxRateBody,
        answer: taxRateModel,
        problems: [409, 422],
      },
      sending(g, invoicing.updateTaxRate, {
        ask: (call) => ({ rateId: uuidOf(call.params.id), ...call.body }),
        view: ({ rateId }, call) => readRate(g, call.who, rateId),
      }),
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/end`,
        tag,
        summary: 'Ends a tax rate after a day; today without one',
        params,
        body: endTaxRateBody,
        answer: taxRateModel,
        key: 'accepted',
      },
      sending(g, invoicing.endTaxRate, {
        ask: (call) => ({ rateId: uuidOf(call.params.id), ...call.body }),
        view: ({ rateId }, call) => readRate(g, call.who, rateId),
      }),
    ),
  ];
}

async function readRates(g: Gateway, who: Staff, on?: string) {
  const { on: day, rates } = await g.client.query(invoicing.listTaxRates, { ...(on && { on }) }, who);
  const data = rates.map(({ rateId, ...rate }): TaxRateModel => ({ id: shown('txr', rateId), ...rate }));
  return { on: day, data };
}

async function readRate(g: Gateway, who: Staff, rateId: string): Promise<TaxRateModel> {
  const { data } = await readRates(g, who);
  const rate = data.find(({ id }) => id === shown('txr', rateId));
  if (!rate) throw fault('notFound', 'tax_rate_not_found', 'There is no such tax rate.');
  return rate;
}
