import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { type DocumentModel, documentModel } from '@purser/document';
import { type Fault, fault, toFault } from '@purser/fault';
import { newId } from '@purser/message';
import { planChases } from '../chasing/planChases.ts';
import { invoiceDocument } from '../documents/invoiceDocument.ts';
import type { Recipient, Tenant } from '../documents/issuer.ts';
import { payAddress } from '../documents/payAddress.ts';
import { settledAtIssue } from '../domain/applyCredit.ts';
import { statusOf } from '../domain/invoice.ts';
import { decideIssue, type Issued } from '../domain/issue.ts';
import { yearOf } from '../domain/number.ts';
import { customerArchived, notFound } from '../domain/refusals.ts';
import { taxOut } from '../domain/taxOut.ts';
import { ratesNamed, type StoredRate } from '../domain/taxRates.ts';
import { checkRatesOn, ratesToIssue } from '../namedRates.ts';
import { settleWithCredit } from '../store/creditApplications.ts';
import { creditBalances, type Purse } from '../store/creditBalances.ts';
import { documentText, readReckoning } from '../store/documents.ts';
import { freezeDocuments, keepBrand } from '../store/frozenDocuments.ts';
import { type LockedDraft, type LockedInvoice, lockDrafts } from '../store/lockInvoice.ts';
import { openTexts } from '../store/openTexts.ts';
import { takeNumbers } from '../store/takeNumber.ts';
import { noteTaxes } from '../store/taxEntries.ts';
import { markUsed } from '../store/taxRates.ts';
import { noteOnTimelines } from '../store/timeline.ts';

// Issuing one invoice by hand and a month's by a run are the same work.

/** What directory knows of who sends them and who gets them, by customer. */
export type Parties = { from: Tenant; customers: ReadonlyMap<string, Recipient>; publicUrl: string | undefined };
type Known = Parties & { rates: ReadonlyMap<string, StoredRate>; purse: Purse };
export type Issuing = {
  issueDate?: string | undefined;
  send?: boolean | undefined;
  /** Whether the customer's credit settles what it can; true without it. */
  applyCredit?: boolean | undefined;
  inRun?: boolean;
};
export type IssuedInvoice = {
  invoice: LockedInvoice;
  number: string;
  status: ReturnType<typeof statusOf>;
  applied: bigint;
} & Issued;

/** What stands where the number will. */
const unnumbered = 'none yet';

/** All but its number. */
type Leaving = {
  invoice: LockedInvoice;
  issued: Issued;
  terms_days: number;
  model: DocumentModel;
  /** What the customer's credit settles of it; minor units. */
  applied: bigint;
};

/**
 * Drafts become debts, in one transaction: each frozen whole as its customer gets it, dated and numbered. One that cannot be
 * issued stays a draft and keeps nobody back. The numbers are taken last, in the order asked: until the commit nobody else
 * gets one.
 */
export async function issueDrafts(
  ctx: Context,
  invoiceIds: readonly string[],
  parties: Parties,
  { issueDate, send, applyCredit = true, inRun }: Issuing,
): Promise<Map<string, IssuedInvoice | Fault>> {
  const locked = await lockDrafts(ctx, invoiceIds);
  // Asked for here, so that a store that is away stops all of them: what goes wrong below is one draft's own affair.
  await Promise.all([...locked.values()].map(({ invoice }) => ctx.keys(invoice.customerId)));
  const drafts = [...locked.values()];
  const [rates, purse] = await Promise.all([
    ratesToIssue(
      ctx,
      drafts.map(({ content }) => content.document),
    ),
    creditBalances(
      ctx,
      drafts.map(({ invoice }) => invoice.customerId),
      { locked: applyCredit },
    ),
  ]);
  const known = { ...parties, rates, purse };
  const outcomes = new Map<string, IssuedInvoice | Fault>();
  const leaving: Leaving[] = [];
  for (const id of invoiceIds) {
    try {
      leaving.push(await decide(ctx, locked.get(id), known, { issueDate, applyCredit }));
    } catch (error) {
      outcomes.set(id, toFault(error));
    }
  }
  await planChases(
    ctx,
    leaving.map(({ invoice, issued: { dueOn, today } }) => ({ ...invoice, dueOn, today })),
  );
  const frozen = await freeze(ctx, leaving, parties.from);
  for (const issued of frozen) {
    const { invoiceId } = issued.invoice;
    outcomes.set(invoiceId, issued);
    ctx.stage.send(contract.invoiceIssued, {
      ...issuedEvent(issued),
      ...(send !== undefined && { send }),
      ...(inRun && { inRun }),
    });
    ctx.stage.appeared(`invoice:${invoiceId}`);
  }
  await settleWithCredit(
    ctx,
    frozen.flatMap(({ invoice, applied, today }) =>
      applied > 0n ? [{ applicationId: newId(), invoice, amount: applied, date: today }] : [],
    ),
  );
  return outcomes;
}

async function decide(
  ctx: Context,
  draft: LockedDraft | undefined,
  { from, customers, publicUrl, rates, purse }: Known,
  { issueDate, applyCredit }: { issueDate: string | undefined; applyCredit: boolean },
): Promise<Leaving> {
  if (!draft) throw notFound('invoice');
  const { invoice, content } = draft;
  const to = customers.get(invoice.customerId);
  const terms_days = content.terms_days ?? to?.terms_days ?? from.terms_days;
  const reckoning = readReckoning(content.document);
  const issued = decideIssue({ invoice, reckoning, terms_days, timeZone: invoice.timeZone }, ctx.now, issueDate);
  checkRatesOn(issued.input.lines, rates, issued.issuedOn);
  if (!to)
    throw fault('conflict', 'draft_changed', 'This draft has just been changed. It was not issued; look at it again.');
  if (to.archived) throw customerArchived();
  if ((await ctx.keys(invoice.customerId)).destroyed)
    throw fault('rejected', 'erased', 'The person this was about has been erased.');
  const texts = await openTexts(ctx, { ...invoice, ...content });
  const balance = purse.has(invoice);
  const applied = applyCredit ? settledAtIssue(issued.totals.total, balance) : 0n;
  const payAt = payAddress(publicUrl, from.slug, invoice.invoiceId);
  const facts = {
    number: unnumbered,
    issuedOn: issued.issuedOn,
    dueOn: issued.dueOn,
    terms_days,
    ...texts,
    credit: balance - applied,
    creditApplied: applied,
    payAt,
  };
  const model = documentModel.parse(invoiceDocument(issued, facts, { from, to }));
  // Nothing fails from here on: what the next draft of this customer finds is what is left.
  purse.take(invoice, applied);
  return { invoice, issued, terms_days, model, applied };
}

/** Writes what leaves the house. */
async function freeze(ctx: Context, leaving: readonly Leaving[], from: Tenant): Promise<IssuedInvoice[]> {
  const [first] = leaving;
  if (!first) return [];
  const [brandHash] = await Promise.all([
    keepBrand(ctx, from.brand),
    noteOnTimelines(
      ctx,
      leaving.map(({ invoice, issued }) => ({
        invoice,
        what: 'issued',
        amount: issued.totals.total,
        sourceId: invoice.invoiceId,
      })),
    ),
  ]);
  await Promise.all([
    markUsed(
      ctx,
      leaving.flatMap(({ issued }) => ratesNamed(issued.input.lines)),
    ),
    noteTaxes(ctx, leaving.map(chargedBy)),
  ]);
  // All are dated alike: as asked, or today.
  const numbers = await takeNumbers(ctx, 'invoice', leaving.length, yearOf(first.issued.issuedOn));
  const numbered = leaving.map((one, i) => ({ ...one, number: numbers[i] ?? '' }));
  await Promise.all([
    freezeDocuments(
      ctx,
      numbered.map(({ invoice: { invoiceId, customerId }, number, model }) => ({
        documentId: invoiceId,
        invoiceId,
        customerId,
        brandHash,
        model: { ...model, number },
      })),
    ),
    setIssued(ctx, numbered),
  ]);
  return numbered.map(({ invoice: draft, issued, number, applied }) => {
    const { totals, dueOn, issuedOn, today } = issued;
    const { netTotal: net, taxTotal: tax, total } = totals;
    const invoice = { ...draft, net, tax, total, number, issuedOn, dueOn };
    const status = statusOf({ ...invoice, creditApplied: applied }, today);
    return { ...issued, invoice, number, status, applied };
  });
}

function chargedBy({ invoice: { invoiceId, customerId, currency }, issued: { issuedOn, totals } }: Leaving) {
  return { source: 'invoice' as const, sourceId: invoiceId, customerId, currency, on: issuedOn, totals };
}

async function setIssued(
  { tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>,
  leaving: readonly (Leaving & { number: string })[],
): Promise<void> {
  const issued = leaving.map((one) => one.issued);
  const units = (of: (totals: Issued['totals']) => bigint) => issued.map(({ totals }) => String(of(totals)));
  await tx.sql`
    update invoices i set number = u.number, issued_on = u.issued_on::date, due_on = u.due_on::date, issued_at = ${now.toISOString()},
      terms_days = u.terms_days, document = u.document, net = u.net, tax = u.tax, total = u.total
    from unnest(${leaving.map(({ invoice }) => invoice.invoiceId)}::uuid[], ${leaving.map(({ number }) => number)}::text[],
      ${issued.map(({ issuedOn }) => issuedOn)}::text[], ${issued.map(({ dueOn }) => dueOn)}::text[],
      ${leaving.map(({ terms_days }) => terms_days)}::int[],
      ${issued.map(({ input, totals }) => documentText({ input, totals }))}::text[],
      ${units((totals) => totals.netTotal)}::bigint[], ${units((totals) => totals.taxTotal)}::bigint[],
      ${units((totals) => totals.total)}::bigint[])
      as u(id, number, issued_on, due_on, terms_days, document, net, tax, total)
    where i.tenant_id = ${tenant} and i.invoice_id = u.id`;
}

function issuedEvent({ invoice, number, issuedOn, dueOn, totals }: IssuedInvoice) {
  const { invoiceId, customerId, currency } = invoice;
  return {
    invoiceId,
    customerId,
    currency,
    number,
    issueDate: issuedOn,
    dueDate: dueOn,
    net: Number(totals.netTotal),
    tax: Number(totals.taxTotal),
    total: Number(totals.total),
    taxes: totals.taxTotals.map(taxOut),
  };
}
