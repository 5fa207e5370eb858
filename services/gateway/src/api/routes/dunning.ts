import { dunningFaults, dunningTimeline } from '@purser/billing';
import { payments } from '@purser/contracts';
import { fault } from '@purser/fault';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { readAutopayRun, readStopped } from '../../joins/autopayRun.ts';
import { uuidOf } from '../ids.ts';
import { invoiceId } from '../models/common.ts';
import {
  autopayRunModel,
  type DunningPolicyModel,
  dunningPolicyBody,
  dunningPolicyModel,
  dunningPreviewBody,
  dunningPreviewModel,
  invoiceAutopayBody,
  invoiceAutopayModel,
  portalAutopayModel,
  stoppedBillsModel,
} from '../models/dunning.ts';
import { forCustomer, forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { invoiceAutopayView, portalAutopayView } from '../views/dunning.ts';

const tag = 'Dunning';
const policy = '/api/v1/dunning-policy';
const ofInvoice = '/api/v1/invoices/{id}/autopay';
const params = z.strictObject({ id: invoiceId });

/** What is done when a bank refuses an invoice that is charged by itself. */
export function dunningOperations(g: Gateway): Operation[] {
  return [...policyOperations(g), ...invoiceOperations(g), ...portalOperations(g)];
}

function policyOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      { method: 'get', path: policy, tag, summary: 'What is done when a bank refuses', answer: dunningPolicyModel },
      async ({ who }) => ok(await readPolicy(g, who)),
    ),
    forStaff(
      {
        method: 'put',
        path: policy,
        tag,
        summary: 'Sets what is done when a bank refuses, from the next refusal on',
        body: dunningPolicyBody,
        answer: dunningPolicyModel,
      },
      sending(g, payments.setDunningPolicy, {
        ask: ({ body: { waitsDays: waits_days, graceDays: grace_days, ...rest } }) => {
          checkWaits(waits_days);
          return { waits_days, grace_days, ...rest };
        },
        view: (_, call) => readPolicy(g, call.who),
      }),
    ),
    forStaff(
      {
        method: 'post',
        path: `${policy}/preview`,
        tag,
        summary: 'What a policy would do to an invoice first tried on a day; changes nothing',
        body: dunningPreviewBody,
        answer: dunningPreviewModel,
      },
      async ({ body: { waitsDays: waits_days, graceDays: grace_days, end, firstOn } }) => {
        checkWaits(waits_days);
        const steps = dunningTimeline({ waits_days, grace_days, end }, firstOn);
        return ok({
          steps: steps.map(({ on, what, ...rest }) => ({ on, what, try: 'try' in rest ? rest.try : null })),
        });
      },
    ),
    forStaff(
      {
        method: 'get',
        path: '/api/v1/autopay/next-run',
        tag,
        summary: 'What the coming run would charge: a dry run',
        answer: autopayRunModel,
      },
      async ({ who }) => ok(await readAutopayRun(g, who)),
    ),
    forStaff(
      {
        method: 'get',
        path: '/api/v1/autopay/stopped',
        tag,
        summary: 'Invoices whose automatic tries have stopped, and that wait for somebody',
        answer: stoppedBillsModel,
      },
      async ({ who }) => ok(await readStopped(g, who)),
    ),
  ];
}

/** @throws Fault invalid that names the field as the API does */
function checkWaits(waits: readonly number[]): void {
  const errors = dunningFaults(waits).map(({ at, code }) => ({
    ...{ path: `waitsDays.${at}`, code },
    message: 'Each from 1 to 30 days, none shorter than the one before, seven at the most.',
  }));
  if (errors.length > 0) throw fault('invalid', 'invalid_input', 'The input was refused.', { errors });
}

function invoiceOperations(g: Gateway): Operation[] {
  const read = async (who: Staff, id: string) =>
    invoiceAutopayView(await g.client.query(payments.getInvoiceAutopay, { invoiceId: uuidOf(id) }, who));
  const change = { tag, answer: invoiceAutopayModel, params, key: 'accepted' } as const;
  return [
    forStaff(
      {
        method: 'get',
        path: ofInvoice,
        tag,
        summary: 'Each try to charge an invoice by itself, and the next',
        params,
        answer: invoiceAutopayModel,
      },
      async (call) => ok(await read(call.who, call.params.id)),
    ),
    forStaff(
      {
        ...change,
        method: 'post',
        path: ofInvoice,
        summary: 'Stops the tries of an invoice, or has them begin anew',
        body: invoiceAutopayBody,
      },
      sending(g, payments.setInvoiceAutopay, {
        ask: (call) => ({ invoiceId: uuidOf(call.params.id), ...call.body }),
        view: (_, call) => read(call.who, call.params.id),
      }),
    ),
    forStaff(
      { ...change, method: 'post', path: `${ofInvoice}/try`, summary: 'Has the next try made now' },
      sending(g, payments.chargeInvoice, {
        ask: (call) => ({ invoiceId: uuidOf(call.params.id) }),
        view: (_, call) => read(call.who, call.params.id),
      }),
    ),
  ];
}

function portalOperations(g: Gateway): Operation[] {
  return [
    forCustomer(
      {
        method: 'get',
        path: '/api/v1/portal/invoices/{id}/autopay',
        tag: 'Portal',
        summary: 'How far it is with charging an invoice by itself',
        params,
        answer: portalAutopayModel,
        reach: { invoice: ({ params: { id } }) => uuidOf(id) },
      },
      async ({ who, params: { id } }) =>
        ok(portalAutopayView(await g.client.query(payments.getInvoiceAutopay, { invoiceId: uuidOf(id) }, who))),
    ),
  ];
}

async function readPolicy(g: Gateway, who: Staff): Promise<DunningPolicyModel> {
  const { waits_days, grace_days, ...rest } = await g.client.query(payments.getDunningPolicy, {}, who);
  return { waitsDays: waits_days, graceDays: grace_days, ...rest };
}
