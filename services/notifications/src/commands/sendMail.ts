import { createHash } from 'node:crypto';
import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { notifications as contract, directory } from '@purser/contracts';
import { fileRef } from '@purser/document';
import { fault, isFault } from '@purser/fault';
import { newId } from '@purser/message';
import { randomToken } from '@purser/vault';
import { z } from 'zod';
import { linkPlace } from '../domain/letter.ts';
import { afterTry } from '../domain/pace.ts';
import { gatherMail, type ReadyMail } from '../gather/gatherMail.ts';
import type { Outside } from '../outside.ts';
import { createHeard } from '../smtp/heard.ts';
import type { Posted } from '../smtp/post.ts';
import { countTry, findMail, lockMail, type Mail, setEnded, setProblem, setSending } from '../store/mails.ts';

type Input = z.output<typeof contract.sendMail.input>;
type Output = z.input<typeof contract.sendMail.output>;
type Gathered = ReadyMail | { impossible: string } | null;

/** What will be sent, the same at each try; the link alone is made for each. */
const requestSchema = z.strictObject({
  mailId: z.uuid(),
  customerId: z.uuid(),
  messageId: z.string(),
  from: z.strictObject({ name: z.string(), address: z.string() }),
  replyTo: z.string().nullable(),
  to: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  logo: z.string().nullable(),
  attachments: z.array(z.strictObject({ name: z.string(), ref: fileRef })),
  link: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('invoice'), invoiceId: z.uuid() }),
      z.strictObject({ kind: z.literal('signIn'), contactId: z.uuid().nullable(), browserHash: z.string() }),
    ])
    .nullable(),
});
export type SendRequest = z.infer<typeof requestSchema>;

/**
 * A planned mail goes out. What it says is decided and stored once; then each try sends the same mail under the same Message-ID. Between the
 * server's yes and our record a crash means that it goes out again: a reader may see it twice, and never not at all. As long as we live, what
 * the server said is known.
 */
export function sendMail(outside: Outside) {
  const once = createHeard<Posted>();
  return {
    gather: async (facts: MessageFacts & { ask: Ask }, { mailId }: Input): Promise<Gathered> => {
      const mail = await outside.runtime.tenantTx({ tenant: facts.tenant }, (tx) => findMail(tx, mailId));
      if (!mail) throw fault('notFound', 'mail_not_found', 'There is no such mail.');
      if (mail.status !== 'planned') return null;
      return gatherMail(facts.ask, mail).catch((error: unknown) => {
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
          return once(request.mailId, () => call(outside, request, facts));
        },
        record,
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
  if ('impossible' in ready) return fail(ctx, mail, `It could not be written. ${ready.impossible}`);
  const { customerId } = mail;
  const domain = config.from.slice(config.from.lastIndexOf('@') + 1);
  const messageId = `${mailId}@${domain}`;
  const request: SendRequest = {
    mailId,
    customerId,
    messageId,
    from: { name: ready.fromName, address: config.from },
    replyTo: ready.replyTo,
    to: ready.to,
    subject: ready.subject,
    html: ready.html,
    text: ready.text,
    logo: ready.logo,
    attachments: ready.attachments,
    link: ready.link,
  };
  const ring = await ctx.keys(customerId);
  const content = JSON.stringify({
    html: ready.html,
    text: ready.text,
    attachments: ready.attachments.map(({ name }) => name),
  });
  await setSending(ctx.tx, mailId, {
    recipient: ring.seal('mail.recipient', mailId, ready.to),
    subject: ring.seal('mail.subject', mailId, ready.subject),
    content: ring.seal('mail.content', mailId, content),
    messageId,
  });
  return { step: 'send', request };
}

async function call(outside: Outside, request: SendRequest, { tenant }: MessageFacts): Promise<Posted> {
  const { runtime } = outside;
  const tried = await runtime.tenantTx({ tenant }, (tx) => countTry(tx, request.mailId));
  try {
    return await send(outside, request, tenant);
  } catch (error) {
    const problem = isFault(error) ? error.message : 'Something went wrong on our side.';
    const next = afterTry(tried, outside.config.pace);
    if (next === 'giveUp') return { said: 'never', problem: `Given up after ${tried} tries. ${problem}` };
    await runtime.tenantTx({ tenant }, (tx) => setProblem(tx, request.mailId, problem));
    throw later(error, next.wait_ms);
  }
}

/** The same fault, and when to try again; what is broken on our side is tried at the bus's own pace. */
function later(error: unknown, wait_ms: number): unknown {
  if (!isFault(error) || !error.passing) return error;
  const { kind, code, message, internal } = error;
  return fault(kind, code, message, { ...(internal && { internal }), retryAfter_ms: wait_ms, cause: error });
}

async function send(outside: Outside, request: SendRequest, tenant: string): Promise<Posted> {
  const { post, files } = outside;
  const attachments = await Promise.all(
    request.attachments.map(async ({ name, ref }) => ({
      name,
      type: ref.type,
      content: Buffer.from(await files.get(tenant, ref)),
    })),
  );
  const logo =
    request.logo === null
      ? []
      : [{ name: 'logo.png', type: 'image/png', content: Buffer.from(request.logo, 'base64'), cid: logoName }];
  const link = request.link === null ? '' : await mintLink(outside, request, tenant);
  const { messageId, from, replyTo, to, subject } = request;
  const filled = (text: string) => text.replaceAll(linkPlace, link);
  return post.send({
    messageId,
    from,
    replyTo,
    to,
    subject,
    html: filled(request.html),
    text: filled(request.text),
    attachments: [...attachments, ...logo],
  });
}

/** Under which a mail's page names its logo. */
const logoName = 'logo';

/** A link of this try's own: its secret is in the mail and nowhere else. */
async function mintLink({ client, config }: Outside, request: SendRequest, tenant: string): Promise<string> {
  const token = randomToken();
  const { customerId, link } = request;
  if (link === null) return '';
  const made = { linkId: newId(), tokenHash: createHash('sha256').update(token).digest('hex'), customerId, ...link };
  const actor = { kind: 'service' as const, name: 'notifications' };
  await client.command(directory.createLink, made, { tenant, actor });
  return `${config.publicUrl}/${link.kind === 'invoice' ? 'pay' : 'signin'}#${token}`;
}

async function record(ctx: Context, raw: unknown, response: unknown): Promise<Next<Output>> {
  const { mailId, customerId } = requestSchema.parse(raw);
  const posted = response as Posted;
  const mail = await lockMail(ctx.tx, mailId);
  if (!mail || mail.status === 'sent') return { done: { mailId, status: mail?.status ?? 'failed' } };
  if (posted.said === 'taken') {
    const { kind, invoiceId } = mail;
    await setEnded(ctx.tx, mailId, { status: 'sent', at: ctx.now });
    ctx.stage.send(contract.mailSent, { mailId, kind, customerId, invoiceId });
    return { done: { mailId, status: 'sent' } };
  }
  return fail(ctx, mail, posted.problem);
}

async function fail(
  ctx: Context,
  { mailId, kind, customerId, invoiceId }: Mail,
  problem: string,
): Promise<Next<Output>> {
  await setEnded(ctx.tx, mailId, { status: 'failed', problem });
  ctx.stage.send(contract.mailFailed, { mailId, kind, customerId, invoiceId, problem });
  return { done: { mailId, status: 'failed' } };
}
