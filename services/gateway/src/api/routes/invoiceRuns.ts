import { invoicing } from '@purser/contracts';
import { z } from 'zod';
import { csvAnswer } from '../../documents/csv.ts';
import { invoiceTable } from '../../documents/invoiceTable.ts';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { uuidOf } from '../ids.ts';
import { counted, listForStaff, pageOf } from '../list.ts';
import { listOf, runId } from '../models/common.ts';
import {
  csvQuery,
  type RunBody,
  type RunModel,
  runBody,
  runItemModel,
  runItemsQuery,
  runListQuery,
  runModel,
} from '../models/run.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { runItemView, runView } from '../views/run.ts';

const tag = 'Invoices';
const params = z.strictObject({ id: runId });
const all = '/api/v1/invoice-runs';
const one = `${all}/{id}` as const;

/** One thing done to many invoices: begun, watched, left and found again. */
export function invoiceRunOperations(g: Gateway): Operation[] {
  return [...runCommands(g), ...runQueries(g), exportOperation(g)];
}

function runCommands(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'post',
        path: all,
        tag,
        summary: 'Issues, mails again or voids many invoices in one run',
        body: runBody,
        answer: runModel,
        key: 'required',
        status: 201,
        problems: [422],
      },
      sending(g, invoicing.startRun, {
        ask: (call, ids) => ({ runId: ids.madeId, ...runFields(call.body) }),
        view: (begun, call) => readRun(g, call.who, begun.runId),
      }),
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/cancel`,
        tag,
        summary: 'Ends a run where it is; what it did stays done',
        params,
        answer: runModel,
        key: 'accepted',
        problems: [422],
      },
      sending(g, invoicing.cancelRun, {
        ask: (call) => ({ runId: uuidOf(call.params.id) }),
        view: (_, call) => readRun(g, call.who, uuidOf(call.params.id)),
      }),
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/resume`,
        tag,
        summary: 'Has a stalled run go on where it is',
        params,
        answer: runModel,
        key: 'accepted',
        problems: [422],
      },
      sending(g, invoicing.resumeRun, {
        ask: (call) => ({ runId: uuidOf(call.params.id) }),
        view: (_, call) => readRun(g, call.who, uuidOf(call.params.id)),
      }),
    ),
  ];
}

function runQueries(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: all,
        tag,
        summary: 'Runs, the newest first',
        query: runListQuery,
        answer: listOf(runModel),
      },
      async (call) => {
        const { page, next } = pageOf(g, call);
        const list = await g.client.query(invoicing.listRuns, page, call.who);
        const named = list.runs.map(async (run) => runView(run, await g.names.ofActor(call.who.tenant, run.startedBy)));
        return ok({ data: await Promise.all(named), next: next(list.next) });
      },
    ),
    forStaff({ method: 'get', path: one, tag, summary: 'How far a run came', params, answer: runModel }, async (call) =>
      ok(await readRun(g, call.who, uuidOf(call.params.id))),
    ),
    listForStaff(
      g,
      {
        path: `${one}/items`,
        tag,
        summary: 'What came of each invoice of a run, in their order',
        params,
        query: runItemsQuery,
        answer: listOf(runItemModel),
      },
      {
        read: ({ who, params: { id }, query: { result } }, page) =>
          g.client.query(invoicing.listRunItems, { runId: uuidOf(id), result, ...counted(page) }, who),
        rows: (list) => list.items,
        customer: (item) => item.customerId,
        view: runItemView,
      },
    ),
  ];
}

/** Invoices as a table for a spreadsheet, as many as there are. */
function exportOperation(g: Gateway): Operation {
  return forStaff(
    {
      method: 'get',
      path: '/api/v1/invoices.csv',
      tag,
      summary:
        'Invoices as CSV: UTF-8 with a byte order mark, commas, CRLF; text that a spreadsheet would run is quoted',
      query: csvQuery,
      type: 'text/csv',
    },
    async ({ who, query }) => {
      const { customer, status, number, ids } = query;
      const filter = {
        ...(customer && { customerId: uuidOf(customer) }),
        ...(status && { status }),
        ...(number && { number }),
        ...(ids && { ids: ids.map(uuidOf) }),
      };
      return csvAnswer(g, 'invoices', invoiceTable(g, who, filter));
    },
  );
}

async function readRun(g: Gateway, who: Staff, id: string): Promise<RunModel> {
  const run = await g.client.query(invoicing.getRun, { runId: id }, who);
  return runView(run, await g.names.ofActor(who.tenant, run.startedBy));
}

function runFields({ ids, filter, ...rest }: RunBody) {
  const { customer, status } = filter ?? {};
  const found = { ...(customer && { customerId: uuidOf(customer) }), ...(status && { status }) };
  return { ...rest, invoices: ids ? { ids: ids.map(uuidOf) } : { filter: found } };
}
