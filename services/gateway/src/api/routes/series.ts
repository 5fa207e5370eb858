import { invoicing } from '@purser/contracts';
import type { Gateway } from '../../gateway.ts';
import { seriesBody, seriesList, seriesModel, seriesParams } from '../models/series.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';

const tag = 'Tenant';
const all = '/api/v1/number-series';

/** How documents are numbered. */
export function seriesOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: all,
        tag,
        summary: 'How documents are numbered, and the next number of each kind',
        answer: seriesList,
      },
      async ({ who }) => ok({ data: (await g.client.query(invoicing.listSeries, {}, who)).series }),
    ),
    forStaff(
      {
        method: 'put',
        path: `${all}/{kind}`,
        tag,
        summary: 'Numbers documents of a kind another way from now on',
        params: seriesParams,
        body: seriesBody,
        answer: seriesModel,
        problems: [422],
      },
      sending(g, invoicing.updateSeries, {
        ask: (call) => ({ kind: call.params.kind, ...call.body }),
        view: (series) => series,
      }),
    ),
  ];
}
