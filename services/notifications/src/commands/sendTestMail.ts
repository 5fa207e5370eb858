import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { type notifications as contract, directory } from '@purser/contracts';
import { isFault } from '@purser/fault';
import { definitionOf, isTag, letterHtml, letterText, linkPlace, writeLetter } from '@purser/mailtemplate';
import { z } from 'zod';
import { refuseWrong } from '../domain/refuseWrong.ts';
import { lookOf, senderName } from '../gather/gatherMail.ts';
import type { Tenant } from '../gather/writer.ts';
import type { Outside } from '../outside.ts';
import { logoOf } from '../smtp/dispatch.ts';
import type { Posted } from '../smtp/refusal.ts';
import { findMailServer, type MailServer } from '../store/mailServers.ts';

type Input = z.output<typeof contract.sendTestMail.input>;
type Output = z.input<typeof contract.sendTestMail.output>;

/** A mail that stands in no list: a test, or one about alarms. */
export const looseMail = z.strictObject({
  messageId: z.string(),
  from: z.strictObject({ name: z.string(), address: z.string() }),
  replyTo: z.string().nullable(),
  to: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  logo: z.string().nullable(),
});

/** A template as a mail, to the person who is at it. It is tried once: who waits for it may ask again. */
export function sendTestMail(outside: Outside) {
  const { post, runtime, config } = outside;
  return {
    gather: ({ ask }: MessageFacts & { ask: Ask }) => ask.query(directory.getTenant, {}),
    plan: async (ctx: Context, input: Input, tenant: Tenant): Promise<Next<Output>> => {
      refuseWrong(input.kind, input.wording);
      const from = senderOf(await findMailServer(ctx.tx, ctx.keys), tenant, config.from);
      return { step: 'send', request: { ...write(input, tenant), ...from, messageId: messageId(input.testId, from) } };
    },
    steps: {
      send: {
        call: async (raw: unknown, { tenant, keys }: MessageFacts): Promise<Output> => {
          const { logo, ...mail } = looseMail.parse(raw);
          const server = await runtime.tenantTx({ tenant }, (tx) => findMailServer(tx, keys));
          const posted = await post
            .send({ ...mail, attachments: logoOf(logo) }, server)
            .catch((error: unknown): Posted => {
              if (!isFault(error)) throw error;
              return { said: 'never', problem: error.message };
            });
          return posted.said === 'taken' ? { isSent: true, problem: null } : { isSent: false, problem: posted.problem };
        },
        record: async (_ctx: Context, _request: unknown, response: unknown): Promise<Next<Output>> => ({
          done: response as Output,
        }),
      },
    },
  };
}

type From = { from: { name: string; address: string }; replyTo: string | null };

/** Whom mails are from, with a server of the tenant's own and without. */
export const senderOf = (
  server: MailServer | undefined,
  tenant: Pick<Tenant, 'company' | 'name'>,
  installation: string,
): From => ({
  from: { name: server?.fromName ?? senderName(tenant), address: server?.fromAddress ?? installation },
  replyTo: server?.replyTo ?? tenant.company?.email ?? null,
});

export const messageId = (id: string, { from: { address } }: From): string =>
  `${id}@${address.slice(address.lastIndexOf('@') + 1)}`;

function write({ kind, language, wording, values, to }: Input, tenant: Tenant) {
  const letter = writeLetter(definitionOf(kind), wording, {
    language,
    sender: senderName(tenant),
    values: Object.fromEntries(values.filter(({ tag }) => isTag(tag)).map(({ tag, value }) => [tag, value])),
  });
  const { look, picture } = lookOf(tenant);
  return {
    to,
    subject: `[Test] ${letter.subject}`,
    html: letterHtml(letter, look).replaceAll(linkPlace, '#'),
    text: letterText(letter).replaceAll(linkPlace, '#'),
    logo: picture,
  };
}
