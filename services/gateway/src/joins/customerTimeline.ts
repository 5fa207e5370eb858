import { invoicing, notifications } from '@purser/contracts';
import { fault } from '@purser/fault';
import { z } from 'zod';
import { shown } from '../api/ids.ts';
import type { CustomerTimelineModel, TimelineEntryModel } from '../api/models/timeline.ts';
import type { Gateway } from '../gateway.ts';
import type { Staff } from '../identity/who.ts';
import { quoteTitles } from './quoteTimeline.ts';
import { gathering } from './settle.ts';
import { invoiceTitles, nameOf, ofMail } from './timeline.ts';

type Told = z.output<typeof invoicing.getCustomerTimeline.output>['entries'][number];

/** Where each of the two lists goes on. */
const places = z.strictObject({ told: z.string().optional(), mail: z.string().optional() });
type Places = z.output<typeof places>;
type Merged = { at: string; after: Places; view: () => Promise<TimelineEntryModel> | TimelineEntryModel };

/**
 * What happened to a customer's invoices and quotes and what they were mailed, the newest first: two lists, each in the order it is kept
 * in, and after each page where either goes on.
 * @throws Fault notFound; invalid for a cursor that is none
 */
export async function readCustomerTimeline(
  g: Gateway,
  who: Staff,
  { customerId, after, limit }: { customerId: string; after: string | undefined; limit: number },
): Promise<CustomerTimelineModel> {
  const from = readPlaces(after);
  const parts = gathering(g.log);
  const [told, mails] = await Promise.all([
    parts.ask('invoicing', g.client.query(invoicing.getCustomerTimeline, asking(customerId, from.told, limit), who)),
    parts.ask('notifications', g.client.query(notifications.listMails, asking(customerId, from.mail, limit), who)),
  ]);
  const all: Merged[] = [
    ...(told?.entries ?? []).map((entry) => ({
      at: entry.at,
      after: { told: entry.cursor },
      view: () => ofBill(g, who, entry),
    })),
    ...(mails?.mails ?? []).map((mail) => ({
      at: mail.createdAt,
      after: { mail: mail.mailId },
      view: () => ofMail(mail),
    })),
  ].toSorted((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : 0));
  const page = all.slice(0, limit);
  const isMore = all.length > page.length || told?.entries.length === limit || (mails?.next ?? null) !== null;
  // What did not answer is asked again from where it was.
  const next: Places = Object.assign({}, from, ...page.map((entry) => entry.after));
  return {
    data: await Promise.all(page.map(({ view }) => view())),
    next: isMore && page.length > 0 ? JSON.stringify(next) : null,
    missing: parts.missing(),
  };
}

const asking = (customerId: string, after: string | undefined, limit: number) => ({
  customerId,
  limit,
  ...(after !== undefined && { after }),
});

function readPlaces(after: string | undefined): Places {
  if (after === undefined) return {};
  try {
    return places.parse(JSON.parse(after));
  } catch {
    throw fault('invalid', 'invalid_cursor', 'The cursor is not one of ours.');
  }
}

async function ofBill(g: Gateway, who: Staff, entry: Told): Promise<TimelineEntryModel> {
  const { at, about, aboutId, number, version, what, actor, amount, currency } = entry;
  const titles: Partial<Record<Told['what'], string>> = about === 'invoice' ? invoiceTitles : quoteTitles;
  const name = number ?? (about === 'invoice' ? 'Draft invoice' : 'Draft quote');
  return {
    at,
    kind: what,
    title: `${name}: ${(titles[what] ?? what).toLowerCase()}`,
    detail: version !== null && version > 1 ? `Version ${version}` : null,
    actor: { kind: actor.kind, name: await nameOf(g, who, actor) },
    status: null,
    amount: amount === null || currency === null ? null : { amount, currency },
    href: about === 'invoice' ? `/admin/invoices/${shown('inv', aboutId)}` : `/admin/quotes/${shown('quo', aboutId)}`,
  };
}
