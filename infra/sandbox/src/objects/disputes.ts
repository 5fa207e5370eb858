import type Stripe from 'stripe';
import { changeDispute, decideDispute, isInquiry, isOver } from '../payments/dispute.ts';
import { evidenceFiles, evidenceTexts } from '../payments/disputeBody.ts';
import { find, load } from '../store/objects.ts';
import { scheduleTask } from '../store/tasks.ts';
import { expand, mergeMetadata, metadata, paging, timeRange } from '../transport/common.ts';
import { endpoint, ok } from '../transport/endpoint.ts';
import { invalidRequest, noSuch } from '../transport/errors.ts';
import { has, listObjects } from '../transport/page.ts';
import { clearable, flag, notSimulated, optional, type Parse, text } from '../transport/params.ts';
import type { Call } from '../world.ts';

function stored(call: Call): Stripe.Dispute {
  const [id = ''] = call.path;
  const found = find(call, 'dispute', id);
  if (!found) throw noSuch('dispute', id);
  return found.body;
}

const retrieve = endpoint(optional({ expand }), {
  method: 'GET',
  path: '/v1/disputes/:id',
  run: (call, params) => ok('dispute', stored(call), params.expand),
});

const texts: Record<(typeof evidenceTexts)[number], Parse<string | null>> = evidenceTexts.reduce(
  (fields, name) => Object.assign(fields, { [name]: clearable(text) }),
  Object.create(null),
);
const evidence = optional({ ...texts, ...notSimulated('appeal', 'enhanced_evidence', ...evidenceFiles) });

const update = endpoint(
  optional({ evidence, expand, metadata, submit: flag, ...notSimulated('intended_submission_method') }),
  {
    method: 'POST',
    path: '/v1/disputes/:id',
    run(call, params) {
      const before = stored(call);
      // Evidence is submitted with the request that brings it, unless that says no.
      const submits = params.submit ?? params.evidence !== undefined;
      if (params.evidence !== undefined || params.submit === true) checkOpen(before);
      const after = withEvidence(before, params.evidence ?? {}, submits);
      changeDispute(call, before, { ...after, metadata: mergeMetadata(before.metadata, params.metadata) });
      if (submits) scheduleTask(call, 'dispute_review', before.id, call.world.settings.disputeDelayMs);
      return ok('dispute', load(call, 'dispute', before.id).body, params.expand);
    },
  },
);

function checkOpen(dispute: Stripe.Dispute): void {
  if (isOver(dispute)) throw invalidRequest('This dispute is already closed');
  if (dispute.evidence_details.submission_count === 0) return;
  throw invalidRequest('Evidence for this dispute has been submitted already and can no longer be changed.');
}

function withEvidence(before: Stripe.Dispute, given: ReturnType<typeof evidence>, submits: boolean): Stripe.Dispute {
  const merged = { ...before.evidence, ...given };
  const hasEvidence = before.evidence_details.has_evidence || Object.values(given).some((value) => value !== null);
  const details = { ...before.evidence_details, has_evidence: hasEvidence };
  if (!submits) return { ...before, evidence: merged, evidence_details: details };
  return {
    ...before,
    evidence: merged,
    evidence_details: { ...details, submission_count: details.submission_count + 1, submission_method: 'manual' },
    status: isInquiry(before) ? 'warning_under_review' : 'under_review',
  };
}

const close = endpoint(optional({ expand }), {
  method: 'POST',
  path: '/v1/disputes/:id/close',
  run(call, params) {
    const { id } = stored(call);
    if (!decideDispute(call, id, 'lost')) throw invalidRequest('This dispute is already closed');
    return ok('dispute', load(call, 'dispute', id).body, params.expand);
  },
});

const list = endpoint(optional({ ...paging, charge: text, created: timeRange, payment_intent: text }), {
  method: 'GET',
  path: '/v1/disputes',
  run: (call, params) =>
    listObjects(
      call,
      'dispute',
      { reference: params.charge, also: has('payment_intent', params.payment_intent) },
      params,
    ),
});

export const disputes = [list, retrieve, update, close];
