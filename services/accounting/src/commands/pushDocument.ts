import { type Ask as AskServices, type Context, type MessageFacts, type Next, notYet } from '@purser/bus';
import { accounting as contract, directory, invoicing } from '@purser/contracts';
import { fault, isFault } from '@purser/fault';
import { currency as knownCurrency } from '@purser/money';
import type { z } from 'zod';
import { contactBody, contactNumber, isPlainMail } from '../domain/contactBody.ts';
import { decimal } from '../domain/figures.ts';
import { invoiceBody } from '../domain/invoiceBody.ts';
import type { Mapping } from '../domain/mapping.ts';
import { type Pushed, type PushRequest, pushRequest } from '../push/push.ts';
import { pushContact } from '../push/pushContact.ts';
import { pushInvoice } from '../push/pushInvoice.ts';
import { pushPayment } from '../push/pushPayment.ts';
import { findConnection, noteSuccess } from '../store/connections.ts';
import { findDocument, lockDocument, moveDocument, noteProblem, type Pushed as Row } from '../store/documents.ts';
import { askXero, type XeroRequest } from '../xero/api.ts';
import { awayWords, waitWhileAway } from '../xero/away.ts';
import { connectionKey, type SessionParts } from '../xero/session.ts';

type Input = z.output<typeof contract.pushDocument.input>;
type Output = z.input<typeof contract.pushDocument.output>;

/** Others wait under this until the thing is in the books. */
const pushedKey = (kind: string, sourceId: string): string => `pushed:${kind}:${sourceId}`;

type Prepared = { request: PushRequest } | { problem: string } | { settled: Row };

/**
 * One thing of ours goes to the books, once. A payment waits for its invoice and an invoice for its contact, parked; one bad document stops
 * no other.
 */
export function pushDocument(parts: SessionParts) {
  return {
    gather: (facts: MessageFacts & { ask: AskServices }, input: Input) =>
      gather(parts, facts, input).catch((error: unknown): Prepared => {
        // A refusal is final: the document would wait for ever, and nobody be told.
        if (isFault(error) && !error.passing && error.code !== 'document_not_found') return { problem: error.message };
        throw error;
      }),
    plan,
    steps: {
      push: {
        call: async (raw: unknown, { tenant }: MessageFacts): Promise<Pushed> => {
          const request = pushRequest.parse(raw);
          const ask = (xero: XeroRequest) => askXero(parts, tenant, xero).catch(away(parts, tenant, request));
          if (request.kind === 'contact') return pushContact(ask, request);
          return request.kind === 'invoice' ? pushInvoice(ask, request) : pushPayment(ask, request);
        },
        record,
      },
    },
  };
}

/** The document says why it waits, and waits. */
function away({ runtime }: SessionParts, tenant: string, { kind, sourceId }: PushRequest) {
  return async (error: unknown): Promise<never> => {
    const next = waitWhileAway(error);
    if (next !== error) await runtime.tenantTx({ tenant }, (tx) => noteProblem(tx, { kind, sourceId }, awayWords));
    throw next;
  };
}

async function gather(
  { runtime }: SessionParts,
  { tenant, ask }: Pick<MessageFacts, 'tenant'> & { ask: AskServices },
  { kind, sourceId }: Input,
): Promise<Prepared> {
  const found = await runtime.tenantTx({ tenant }, async (tx) => {
    const document = await findDocument(tx, kind, sourceId);
    const connection = await findConnection(tx);
    const contact = document && (await findDocument(tx, 'contact', document.customerId));
    const invoice = document?.invoiceId ? await findDocument(tx, 'invoice', document.invoiceId) : undefined;
    return { document, connection, contact, invoice };
  });
  const { document, connection, contact, invoice } = found;
  if (!document) throw fault('notFound', 'document_not_found', 'There is no such document.');
  if (document.state === 'pushed') return { settled: document };
  const waits = async (key: string, words: string): Promise<never> => {
    await runtime.tenantTx({ tenant }, (tx) => noteProblem(tx, { kind, sourceId }, words));
    throw notYet(key);
  };
  if (!connection || connection.state === 'revoked' || connection.state === 'disconnected')
    return waits(connectionKey, 'Waits for a connection to the books.');
  const key = `${kind}-${sourceId}-${document.attempts}`;
  if (kind === 'contact') return contactRequest(ask, document, key);
  if (kind === 'invoice') {
    if (contact?.state !== 'pushed' || !contact.externalId)
      return waits(pushedKey('contact', document.customerId), 'Waits for its customer to be in the books.');
    return invoiceRequest(ask, document, key, contact.externalId, connection.mapping);
  }
  if (invoice?.state !== 'pushed' || !invoice.externalId)
    return waits(pushedKey('invoice', document.invoiceId ?? ''), 'Waits for its invoice to be in the books.');
  return paymentRequest(document, key, invoice.externalId, connection.mapping);
}

async function contactRequest(ask: AskServices, { customerId, sourceId }: Row, key: string): Promise<Prepared> {
  const customer = await ask.query(directory.getCustomer, { customerId });
  if (customer.erased) return { problem: 'The customer was erased before they came to the books.' };
  const { email } = customer;
  const request: PushRequest = {
    kind: 'contact',
    sourceId,
    key,
    number: contactNumber(customerId),
    email,
    searchable: isPlainMail(email),
    create: contactBody(customer, false),
    createWithId: contactBody(customer, true),
  };
  return { request };
}

async function invoiceRequest(
  ask: AskServices,
  { sourceId }: Row,
  key: string,
  contactId: string,
  mapping: Mapping,
): Promise<Prepared> {
  const invoice = await ask.query(invoicing.getInvoice, { invoiceId: sourceId });
  const { number, issueDate, dueDate, poNumber, lines, totals } = invoice;
  if (number === null || issueDate === null || dueDate === null) return { problem: 'It has not been issued.' };
  const currency = knownCurrency(invoice.currency);
  const body = invoiceBody({ number, issueDate, dueDate, currency, poNumber, lines }, contactId, mapping);
  if (!body.ok) return { problem: body.problem };
  const ours = { total: totals.total, tax: totals.taxTotal, currency, contactId };
  return { request: { kind: 'invoice', sourceId, key, number, create: body.body, ours } };
}

function paymentRequest(
  { sourceId, payment }: Row,
  key: string,
  invoiceExternalId: string,
  mapping: Mapping,
): Prepared {
  if (!payment) return { problem: 'It is no payment.' };
  const amount = Number(decimal(payment.amount, knownCurrency(payment.currency)));
  const create = {
    Payments: [
      {
        Invoice: { InvoiceID: invoiceExternalId },
        Account: { Code: mapping.paymentAccount },
        Date: payment.paidOn,
        Amount: amount,
        Reference: sourceId,
      },
    ],
  };
  const { currency } = payment;
  return {
    request: { kind: 'payment', sourceId, key, invoiceExternalId, amount: Number(payment.amount), currency, create },
  };
}

async function plan(ctx: Context, { kind, sourceId }: Input, prepared: Prepared): Promise<Next<Output>> {
  const document = await lockDocument(ctx.tx, kind, sourceId);
  if (!document) throw fault('notFound', 'document_not_found', 'There is no such document.');
  if ('settled' in prepared || document.state === 'pushed')
    return { done: { state: document.state, externalId: document.externalId } };
  if ('problem' in prepared) return fail(ctx, document, prepared.problem, 'failed');
  await moveDocument(ctx, document, { state: 'pushing' });
  return { step: 'push', request: prepared.request };
}

async function record(ctx: Context, raw: unknown, response: unknown): Promise<Next<Output>> {
  const { kind, sourceId } = pushRequest.parse(raw);
  const document = await lockDocument(ctx.tx, kind, sourceId);
  if (!document) throw fault('notFound', 'document_not_found', 'There is no such document.');
  if (document.state === 'pushed') return { done: { state: 'pushed', externalId: document.externalId } };
  const pushed = response as Pushed;
  if (pushed.said !== 'done')
    return fail(ctx, document, pushed.problem, pushed.said === 'refused' ? 'failed' : 'needsAttention');
  const { externalId } = pushed;
  await moveDocument(ctx, document, { state: 'pushed', externalId });
  await noteSuccess(ctx.tx, ctx.now);
  const { customerId, invoiceId } = document;
  ctx.stage.send(contract.documentPushed, { kind, sourceId, customerId, invoiceId, externalId });
  ctx.stage.appeared(pushedKey(kind, sourceId));
  return { done: { state: 'pushed', externalId } };
}

async function fail(
  ctx: Context,
  { kind, sourceId, customerId, invoiceId }: Row,
  problem: string,
  state: 'failed' | 'needsAttention',
): Promise<Next<Output>> {
  await moveDocument(ctx, { kind, sourceId }, { state, problem });
  ctx.stage.send(contract.documentFailed, { kind, sourceId, customerId, invoiceId, problem });
  return { done: { state, externalId: null } };
}
