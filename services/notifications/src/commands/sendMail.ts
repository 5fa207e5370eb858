import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { notifications as contract } from '@purser/contracts';
import { fault, isFault } from '@purser/fault';
import { definitionOf } from '@purser/mailtemplate';
import type { z } from 'zod';
import { patience_ms } from '../domain/outage.ts';
import { afterTry, type Pace } from '../domain/pace.ts';
import { gatherMail, type ReadyMail } from '../gather/gatherMail.ts';
import { ownIn } from '../gather/ownFacts.ts';
import type { Outside } from '../outside.ts';
import { dispatch, type Links } from '../smtp/dispatch.ts';
import { createHeard } from '../smtp/heard.ts';
import { isAway, isUnanswered, type Posted } from '../smtp/refusal.ts';
import { requestSchema, type SendRequest } from '../smtp/request.ts';
import { clearBounces, countBounce } from '../store/bounces.ts';
import { findMailServer } from '../store/mailServers.ts';
import {
  countTry,
  findMail,
  lockMail,
  type Mail,
  setEnded,
  setPlanned,
  setProblem,
  setSending,
} from '../store/mails.ts';
import { endOutage, findOutage, mayAsk, noteOutage } from '../store/outages.ts';
import { takePlaces } from '../store/pace.ts';
import { isStaffMailOn } from '../store/staffMails.ts';
import { planAndSend } from './planAndSend.ts';

type Input = z.output<typeof contract.sendMail.input>;
type Output = z.input<typeof contract.sendMail.output>;
type Gathered = ReadyMail | { impossible: string } | { waitsUntil: Date } | null;

/** What came of a try: `away` when the server takes no mail, whichever it is. */
type Tried = Posted | { said: 'away'; problem: string };

/**
 * A planned mail goes out. What it says is decided and stored once; then each try sends the same mail under the same Message-ID. Between the
 * server's yes and our record a crash means that it goes out again: a reader may see it twice, and never not at all. As long as we live, what
 * the server said is known. While the server takes no mail at all it is planned again: written only when the server is back, and only if there
 * is something to say then.
 */
export function sendMail(outside: Outside) {
  const once = createHeard<Posted>();
  const links = createHeard<string>();
  return {
    gather: async (facts: MessageFacts & { ask: Ask }, { mailId }: Input): Promise<Gathered> => {
      const mail = await outside.runtime.tenantTx({ tenant: facts.tenant }, (tx) => findMail(tx, mailId));
      if (!mail) throw fault('notFound', 'mail_not_found', 'There is no such mail.');
      if (mail.status !== 'planned') return null;
      const may = await outside.runtime.tenantTx({ tenant: facts.tenant }, (tx) =>
        mayAsk(tx, facts.now, outside.config.pace),
      );
      if (may !== true) return { waitsUntil: may.until };
      return gatherMail(facts.ask, mail, ownIn(outside.runtime, facts)).catch((error: unknown) => {
        // A refusal is final: the mail would stay planned for ever, and nobody be told.
        if (isFault(error) && !error.passing) return { impossible: error.message };
        throw error;
      });
    },
    plan: (ctx: Context, input: Input, ready: Gathered) => plan(outside, ctx, input, ready),
    steps: {
      send: {
        call: (raw: unknown, facts: MessageFacts) => {
          const request = requestSchema.parse(raw);
          return once(request.mailId, () => call(outside, request, facts, links)).catch((error: unknown): Tried => {
            if (error instanceof Away) return { said: 'away', problem: error.message };
            throw error;
          });
        },
        record: (ctx: Context, raw: unknown, response: unknown) =>
          record(ctx, requestSchema.parse(raw), response as Tried, outside.config.pace),
      },
    },
  };
}

async function plan({ config }: Outside, ctx: Context, { mailId }: Input, ready: Gathered): Promise<Next<Output>> {
  const mail = await lockMail(ctx.tx, mailId);
  if (!mail || ready === null || mail.status !== 'planned')
    return { done: { mailId, status: mail?.status ?? 'failed' } };
  if ('dropped' in ready) {
    await setEnded(ctx.tx, mailId, { status: 'dropped', problem: ready.dropped });
    return { done: { mailId, status: 'dropped' } };
  }
  if ('waitsUntil' in ready) return wait(ctx, mail, ready.waitsUntil);
  if ('impossible' in ready) return fail(ctx, mail, `It could not be written. ${ready.impossible}`);
  const { customerId } = mail;
  const server = await findMailServer(ctx.tx, ctx.keys);
  const address = server?.fromAddress ?? config.from;
  const messageId = `${mailId}@${address.slice(address.lastIndexOf('@') + 1)}`;
  const { fromName, to, contactId, others, subject, html, text, logo, attachments, link } = ready;
  const request: SendRequest = {
    mailId,
    customerId,
    messageId,
    from: { name: server?.fromName ?? fromName, address },
    replyTo: server?.replyTo ?? ready.replyTo,
    to,
    subject,
    html,
    text,
    logo,
    attachments,
    link,
  };
  const ring = await ctx.keys(customerId);
  const content = JSON.stringify({ html, text, attachments: attachments.map(({ name }) => name) });
  await setSending(ctx.tx, mailId, {
    contactId,
    recipient: ring.seal('mail.recipient', mailId, to),
    recipientIndex: ring.index('mail.recipient', to.toLowerCase()),
    subject: ring.seal('mail.subject', mailId, subject),
    content: ring.seal('mail.content', mailId, content),
    messageId,
  });
  for (const [at, other] of others.entries()) await planCopy(ctx, mail, other, at + 1);
  return { step: 'send', request };
}

/** The same for another contact, as a mail of its own: it is written, tried and fails by itself. */
async function planCopy(ctx: Context, mail: Mail, contactId: string, copy: number): Promise<void> {
  const { kind, sourceId, customerId, invoiceId, documentId, declineCode, aboutMailId, reference, sum } = mail;
  const about = { kind, sourceId, customerId, invoiceId, documentId, declineCode, aboutMailId, reference, sum };
  await planAndSend(ctx, { ...about, contactId, copy });
}

/** Thrown for a try that told nothing of the mail: nobody remembers it as an answer. */
class Away extends Error {}

async function call(outside: Outside, request: SendRequest, facts: MessageFacts, links: Links): Promise<Posted> {
  const { runtime } = outside;
  const { tenant } = facts;
  const { tried, mayHaveIt } = await runtime.tenantTx({ tenant }, (tx) => countTry(tx, request.mailId));
  try {
    return await dispatch(outside, request, facts, links);
  } catch (error) {
    // It may only be starting again: the first time the mail is tried once more, at once. One that the server may have is not written anew.
    if (isAway(error) && tried > 1 && !mayHaveIt) throw new Away(error.message);
    const problem = isFault(error) ? error.message : 'Something went wrong on our side.';
    const next = afterTry(tried, outside.config.pace);
    if (next === 'giveUp') return { said: 'never', problem: `Given up after ${tried} tries. ${problem}` };
    const inHand = mayHaveIt || isUnanswered(error);
    await runtime.tenantTx({ tenant }, (tx) => setProblem(tx, request.mailId, { problem, inHand }));
    throw later(error, next.wait_ms);
  }
}

/** The same fault, and when to try again; what is broken on our side is tried at the bus's own pace. */
function later(error: unknown, wait_ms: number): unknown {
  if (!isFault(error) || !error.passing) return error;
  const { kind, code, message, internal } = error;
  return fault(kind, code, message, { ...(internal && { internal }), retryAfter_ms: wait_ms, cause: error });
}

async function record(
  ctx: Context,
  { mailId, customerId, to }: SendRequest,
  posted: Tried,
  pace: Pace,
): Promise<Next<Output>> {
  const mail = await lockMail(ctx.tx, mailId);
  if (!mail || mail.status === 'sent') return { done: { mailId, status: mail?.status ?? 'failed' } };
  if (posted.said === 'away') {
    await setPlanned(ctx.tx, mailId, posted.problem);
    const askedAgain = await noteOutage(ctx, posted.problem, pace);
    // One at which the server breaks off each time asks ever less often.
    const own = afterTry(mail.attempts, { ...pace, tries: Number.POSITIVE_INFINITY });
    const at = own === 'giveUp' ? ctx.now.getTime() : ctx.now.getTime() + own.wait_ms;
    return wait(ctx, mail, new Date(Math.max(askedAgain.getTime(), at)));
  }
  await endOutage(ctx.tx);
  const isForCustomer = definitionOf(mail.kind).audience === 'customer';
  if (posted.said === 'taken') {
    const { kind, invoiceId } = mail;
    await setEnded(ctx.tx, mailId, { status: 'sent', at: ctx.now });
    if (isForCustomer) await clearBounces(ctx, customerId, to);
    ctx.stage.send(contract.mailSent, { mailId, kind, customerId, invoiceId });
    return { done: { mailId, status: 'sent' } };
  }
  if (posted.bounced && isForCustomer) await countBounce(ctx, customerId, to, posted.problem);
  return fail(ctx, mail, posted.problem, posted.bounced ? 'bounced' : 'failed');
}

/**
 * The server takes no mail: it is tried another time, behind those that wait already, so that a server that is back is not run over. What has
 * waited for days is given up.
 */
async function wait(ctx: Context, mail: Mail, until: Date): Promise<Next<Output>> {
  const { mailId, kind, customerId, createdAt } = mail;
  if (ctx.now.getTime() - new Date(createdAt).getTime() > patience_ms(kind)) {
    const outage = await findOutage(ctx.tx);
    return fail(ctx, mail, `Given up: the mail server took no mail for too long. ${outage?.problem ?? ''}`.trim());
  }
  const [place = until] = kind === 'signInLink' ? [] : await takePlaces(ctx, 1);
  ctx.stage.later(contract.sendMail, { mailId, customerId }, place > until ? place : until);
  return { done: { mailId, status: 'planned' } };
}

/** It will not arrive: staff see it, and are told by mail if they want to be. */
async function fail(
  ctx: Context,
  { mailId, kind, customerId, invoiceId }: Mail,
  problem: string,
  status: 'bounced' | 'failed' = 'failed',
): Promise<Next<Output>> {
  await setEnded(ctx.tx, mailId, { status, problem });
  ctx.stage.send(contract.mailFailed, { mailId, kind, customerId, invoiceId, problem });
  // Of a mail to staff that failed, no mail to staff can tell.
  if (definitionOf(kind).audience === 'customer' && (await isStaffMailOn(ctx.tx, 'staffMailBounced')))
    await planAndSend(ctx, {
      kind: 'staffMailBounced',
      sourceId: mailId,
      customerId,
      invoiceId,
      aboutMailId: mailId,
    });
  return { done: { mailId, status } };
}
