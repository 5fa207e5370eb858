import type { WebhookEventModel } from '../../../../src/api/models/webhookEvent.ts';

type Status = WebhookEventModel['status'];

const statuses: Record<Status, string> = {
  received: 'Received',
  processed: 'Processed',
  superseded: 'Superseded',
  ignored: 'Ignored',
  unmatched: 'Unmatched',
  failed: 'Failed',
  unrouted: 'Unknown account',
  routed: 'Handed on',
};

export const statusOptions = Object.entries(statuses).map(([value, label]) => ({ value, label }));

/** What a status means for whoever looks at an event. */
export const statusMeanings: Record<Status, string> = {
  received: 'It is stored and will be applied in a moment.',
  processed: 'What it tells of was taken over.',
  superseded: 'Something newer was known already: it changed nothing.',
  ignored: 'Events of this type are not used.',
  unmatched: 'It speaks of something that nobody here knows. Charges made outside of Purser look like this.',
  failed: 'It could not be applied, many times over. Once the reason is gone, replay it.',
  unrouted:
    'It is of a connected account that nobody here knows. Once the account is connected it is handed on by itself.',
  routed: 'It was handed on to the tenant whose account it is of.',
};

/** Why it was not applied, as payments notes it, in words. */
export function problemWords(problem: string): string {
  const unknown = /^no attempt for (\S+)$/.exec(problem)?.[1];
  return unknown ? `No payment that was begun here goes by ${unknown}.` : problem;
}

/** What may be of use to apply again. */
export const mayReplay = (status: Status): boolean =>
  ['failed', 'unmatched', 'unrouted', 'processed', 'superseded'].includes(status);

const lists = ['/webhook-events', '/webhook-replays'];
export const touched = () => [
  ...lists,
  ...lists.map((path) => `/operator${path}`),
  '/operator/unknown-accounts',
  '/dashboard',
];
