import { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import { shown } from '../api/ids.ts';
import type { TimelineModel } from '../api/models/timeline.ts';
import type { Gateway } from '../gateway.ts';
import type { Staff } from '../identity/who.ts';
import { nameOf } from './timeline.ts';

type Told = z.output<typeof invoicing.getQuoteTimeline.output>['entries'][number];

export const quoteTitles: Record<Told['what'], string> = {
  drafted: 'Drafted',
  changed: 'Draft changed',
  revised: 'New version drafted',
  sent: 'Sent',
  viewed: 'Opened by the customer',
  accepted: 'Accepted',
  declined: 'Declined',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
  superseded: 'Replaced by a newer version',
  converted: 'Turned into an invoice',
  invoiceDiscarded: 'Its draft invoice was discarded',
  askedFor: 'The customer asked for a new one',
};

/** All that happened to a quote in its versions; the oldest first. @throws Fault notFound */
export async function readQuoteTimeline(g: Gateway, who: Staff, quoteId: string): Promise<TimelineModel> {
  const { entries } = await g.client.query(invoicing.getQuoteTimeline, { quoteId }, who);
  const versions = new Set(entries.map(({ version }) => version)).size;
  return {
    entries: await Promise.all(
      entries.map(async ({ at, what, version, actor, amount, currency, sourceId }) => ({
        at,
        kind: what,
        title: quoteTitles[what],
        detail: versions > 1 ? `Version ${version}` : null,
        actor: { kind: actor.kind, name: await nameOf(g, who, actor) },
        status: null,
        amount: amount === null || currency === null ? null : { amount, currency },
        href: what === 'converted' && sourceId ? `/admin/invoices/${shown('inv', sourceId)}` : null,
      })),
    ),
    missing: [],
  };
}
