import { invoicing } from '@purser/contracts';
import type { TagValues } from '@purser/mailtemplate';
import type { z } from 'zod';
import { amountWords, dateWords } from './words.ts';
import { attached, type Link, type Subject, type Writer, type Written } from './writer.ts';
import { staffPath } from './writeStaffMails.ts';

type Quote = z.output<typeof invoicing.getQuote.output>;
type About = Subject & { quote: Quote; values: TagValues };

/** For mails about a quote, whose document has its id: it, with its figures in words. */
function aboutQuote(write: (subject: About) => Promise<Written> | Written): Writer {
  return async (subject) => {
    const { ask, mail, locale } = subject;
    if (mail.documentId === null) return { dropped: 'It is about no quote.' };
    const quote = await ask.query(invoicing.getQuote, { quoteId: mail.documentId });
    return write({ ...subject, quote, values: quoteValues(quote, locale) });
  };
}

function quoteValues({ number, version, currency, totals, validUntil }: Quote, locale: string): TagValues {
  return {
    quote_number: version > 1 ? `${number} (${version})` : (number ?? ''),
    quote_total: amountWords(totals.total, currency, locale),
    valid_until: validUntil === null ? '' : dateWords(validUntil, locale),
  };
}

const linkOf = ({ quoteId, opensUntil }: Quote): Link | null =>
  opensUntil === null ? null : { kind: 'quote', quoteId, expiresAt: opensUntil };

export const writeQuoteSent = aboutQuote(async ({ ask, quote, values }) => {
  if (quote.status !== 'sent') return { dropped: 'The quote can be answered no more.' };
  return { values, attachments: [await attached(ask, quote.quoteId)], link: linkOf(quote) };
});

export const writeQuoteAccepted = aboutQuote(async ({ ask, quote, values }) => {
  if (quote.acceptance === null) return { dropped: 'The quote was not accepted.' };
  const accepted = { ...values, accepted_by: quote.acceptance.name ?? '' };
  return { values: accepted, attachments: [await attached(ask, quote.quoteId)], link: linkOf(quote) };
});

/** Staff read it in their own pages. */
const toStaff = (more: (quote: Quote) => TagValues) =>
  aboutQuote(({ quote, values }) => ({
    values: { ...values, ...more(quote) },
    attachments: [],
    link: { kind: 'staff', path: staffPath('quotes', 'quo', quote.quoteId) },
  }));

export const writeStaffQuoteAccepted = toStaff(({ acceptance }) => ({ accepted_by: acceptance?.name ?? '' }));
export const writeStaffQuoteDeclined = toStaff(({ decline }) => ({
  ...(decline?.reason && { decline_reason: decline.reason }),
}));
export const writeStaffQuoteAskedFor = toStaff(() => ({}));
