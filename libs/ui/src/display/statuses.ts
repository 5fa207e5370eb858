import type { Tone } from './badge.tsx';

type Status = { word: string; tone: Tone };

/** Every status the platform knows, with the word people use and how much it asks of them. */
const statuses: Record<string, Status> = {
  // Invoices and quotes.
  draft: { word: 'Draft', tone: 'neutral' },
  open: { word: 'Open', tone: 'info' },
  partlyPaid: { word: 'Partly paid', tone: 'info' },
  paid: { word: 'Paid', tone: 'success' },
  overdue: { word: 'Overdue', tone: 'danger' },
  void: { word: 'Void', tone: 'neutral' },
  uncollectible: { word: 'Uncollectible', tone: 'neutral' },
  disputed: { word: 'Disputed', tone: 'danger' },
  underReview: { word: 'With the bank', tone: 'info' },
  won: { word: 'Won', tone: 'success' },
  lost: { word: 'Lost', tone: 'neutral' },
  accepted: { word: 'Accepted', tone: 'success' },
  declined: { word: 'Declined', tone: 'danger' },
  expired: { word: 'Expired', tone: 'neutral' },
  withdrawn: { word: 'Withdrawn', tone: 'neutral' },
  converted: { word: 'Invoiced', tone: 'success' },
  // Customers.
  archived: { word: 'Archived', tone: 'neutral' },
  // What recurring invoices have made.
  ended: { word: 'Ended', tone: 'neutral' },
  issued: { word: 'Issued', tone: 'success' },
  skipped: { word: 'Skipped', tone: 'neutral' },
  review: { word: 'To look at', tone: 'info' },
  // Payments and refunds.
  planned: { word: 'Planned', tone: 'neutral' },
  created: { word: 'Started', tone: 'neutral' },
  processing: { word: 'Processing', tone: 'info' },
  requiresAction: { word: 'Needs action', tone: 'warning' },
  unknown: { word: 'Being checked', tone: 'warning' },
  succeeded: { word: 'Succeeded', tone: 'success' },
  failed: { word: 'Failed', tone: 'danger' },
  cancelled: { word: 'Cancelled', tone: 'neutral' },
  refunded: { word: 'Refunded', tone: 'neutral' },
  partlyRefunded: { word: 'Partly refunded', tone: 'neutral' },
  allocated: { word: 'Allocated', tone: 'success' },
  // Reconciliation and payouts.
  matches: { word: 'All matches', tone: 'success' },
  proved: { word: 'Proved', tone: 'success' },
  notProved: { word: 'Not proved', tone: 'danger' },
  incomplete: { word: 'Incomplete', tone: 'warning' },
  settling: { word: 'Being settled', tone: 'info' },
  linked: { word: 'Linked', tone: 'success' },
  credited: { word: 'Credit', tone: 'success' },
  gone: { word: 'Mended', tone: 'neutral' },
  onItsWay: { word: 'On its way', tone: 'info' },
  arrived: { word: 'At the bank', tone: 'success' },
  // Mail, accounting, webhooks.
  queued: { word: 'Queued', tone: 'neutral' },
  sending: { word: 'Sending', tone: 'info' },
  dropped: { word: 'Not needed', tone: 'neutral' },
  sent: { word: 'Sent', tone: 'success' },
  delivered: { word: 'Delivered', tone: 'success' },
  bounced: { word: 'Bounced', tone: 'danger' },
  pending: { word: 'Pending', tone: 'neutral' },
  pushing: { word: 'On its way', tone: 'info' },
  needsAttention: { word: 'Needs attention', tone: 'warning' },
  pushed: { word: 'In the books', tone: 'success' },
  received: { word: 'Received', tone: 'neutral' },
  processed: { word: 'Processed', tone: 'success' },
  superseded: { word: 'Superseded', tone: 'neutral' },
  ignored: { word: 'Ignored', tone: 'neutral' },
  unmatched: { word: 'Unmatched', tone: 'warning' },
  unrouted: { word: 'Unknown account', tone: 'warning' },
  routed: { word: 'Handed on', tone: 'neutral' },
  none: { word: 'Not connected', tone: 'neutral' },
  connected: { word: 'Connected', tone: 'success' },
  disconnected: { word: 'Disconnected', tone: 'neutral' },
  // Commands.
  waiting: { word: 'Waiting', tone: 'neutral' },
  running: { word: 'Running', tone: 'info' },
  stalled: { word: 'Came to a stop', tone: 'danger' },
  retrying: { word: 'Retrying', tone: 'warning' },
  parked: { word: 'Parked', tone: 'warning' },
  done: { word: 'Done', tone: 'success' },
  rejected: { word: 'Rejected', tone: 'danger' },
  // People, subscriptions, licences.
  active: { word: 'Active', tone: 'success' },
  inactive: { word: 'Inactive', tone: 'neutral' },
  invited: { word: 'Invited', tone: 'info' },
  trial: { word: 'Trial', tone: 'info' },
  paused: { word: 'Paused', tone: 'warning' },
  suspended: { word: 'Suspended', tone: 'warning' },
  revoked: { word: 'Revoked', tone: 'danger' },
  on: { word: 'On', tone: 'success' },
  off: { word: 'Off', tone: 'neutral' },
  test: { word: 'Test', tone: 'warning' },
  live: { word: 'Live', tone: 'success' },
};

/** The word and tone of a status. One that nobody has named yet shows its own name in words, as in `inReview`, "In review". */
export function statusOf(status: string): Status {
  return (hasName(status) ? statuses[status] : undefined) ?? unnamed(status);
}

/** Whether somebody chose the words for a status. */
export const hasName = (status: string): boolean => Object.hasOwn(statuses, status);

function unnamed(status: string): Status {
  const words = status
    .replace(/[_-]+/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .trim();
  return { word: words.charAt(0).toUpperCase() + words.slice(1), tone: 'neutral' };
}
