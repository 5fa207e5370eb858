import type { Ask, Context, MessageFacts, Next } from '@purser/bus';
import { type notifications as contract, directory } from '@purser/contracts';
import { plainBrand } from '@purser/document';
import { definitionOf, languageFor, letterHtml, letterText, linkPlace, writeLetter } from '@purser/mailtemplate';
import { platformTenant } from '@purser/message';
import type { z } from 'zod';
import { alarmWords } from '../domain/alarms.ts';
import { lookOf, senderName } from '../gather/gatherMail.ts';
import { ownIn } from '../gather/ownFacts.ts';
import type { Tenant } from '../gather/writer.ts';
import type { Outside } from '../outside.ts';
import { logoOf } from '../smtp/dispatch.ts';
import type { Posted } from '../smtp/refusal.ts';
import { endMailing, lockMailing, type Notice, noticesOf } from '../store/alarms.ts';
import { findMailServer } from '../store/mailServers.ts';
import { looseMail, messageId, senderOf } from './sendTestMail.ts';

type Input = z.output<typeof contract.mailAlarms.input>;
type Output = z.input<typeof contract.mailAlarms.output>;

/** Whom it goes to and how it looks; the operator's is from nobody in particular. */
type Reader = { to: string | undefined; sender: string; language: string | null; tenant: Tenant | null };
type Gathered = { reader: Reader; subject: string; html: string; text: string; logo: string | null };

const kind = 'staffAlarm';

/** One mail about all that was raised. What is raised after it waits for the next. */
export function mailAlarms(outside: Outside) {
  const { post, runtime } = outside;
  return {
    gather: (facts: MessageFacts & { ask: Ask }, input: Input) => gather(outside, facts, input),
    plan: async (ctx: Context, { mailingId }: Input, ready: Gathered): Promise<Next<Output>> => {
      if (!(await lockMailing(ctx, mailingId))) return { done: { problem: null } };
      const { reader, ...mail } = ready;
      if (reader.to === undefined) {
        const problem = 'No address is set that mails for staff go to.';
        await endMailing(ctx, mailingId, { state: 'dropped', problem });
        return { done: { problem } };
      }
      const from = senderOf(await findMailServer(ctx.tx, ctx.keys), asSender(reader), outside.config.from);
      return { step: 'send', request: { ...mail, ...from, to: reader.to, messageId: messageId(mailingId, from) } };
    },
    steps: {
      send: {
        call: async (raw: unknown, { tenant, keys }: MessageFacts): Promise<Posted> => {
          const { logo, ...mail } = looseMail.parse(raw);
          const server = await runtime.tenantTx({ tenant }, (tx) => findMailServer(tx, keys));
          return post.send({ ...mail, attachments: logoOf(logo) }, server);
        },
        record: async (ctx: Context, raw: unknown, response: unknown): Promise<Next<Output>> => {
          const mailingId = looseMail.parse(raw).messageId.split('@')[0] ?? '';
          const posted = response as Posted;
          const problem = posted.said === 'taken' ? null : posted.problem;
          await endMailing(ctx, mailingId, { state: problem === null ? 'sent' : 'failed', problem });
          return { done: { problem } };
        },
      },
    },
  };
}

async function gather(
  { runtime, config }: Outside,
  facts: MessageFacts & { ask: Ask },
  { mailingId }: Input,
): Promise<Gathered> {
  const { tenant } = facts;
  const own = ownIn(runtime, facts);
  const notices = await runtime.tenantTx({ tenant }, (tx) => noticesOf({ tx, tenant }, mailingId));
  const reader =
    tenant === platformTenant
      ? operator(config.operatorAddress)
      : await staffOf(await facts.ask.query(directory.getTenant, {}));
  const language = languageFor(reader.language);
  const letter = writeLetter(definitionOf(kind), await own.wordingOf(kind, language), {
    language,
    sender: reader.sender,
    values: {
      company_name: reader.sender,
      problem: tenant === platformTenant ? alarmWords(notices.map(withTenant)) : alarmWords(notices),
      alarm_count: String(notices.length),
    },
  });
  const { look, picture } = lookOf(reader.tenant ?? { brand: plainBrand });
  const link = `${config.publicUrl}/admin/alarms`;
  return {
    reader,
    subject: letter.subject,
    html: letterHtml(letter, look).replaceAll(linkPlace, link),
    text: letterText(letter).replaceAll(linkPlace, link),
    logo: picture,
  };

  async function staffOf(from: Tenant): Promise<Reader> {
    const to = (await own.staffAddress(kind)) ?? from.company?.email;
    return { to, sender: senderName(from), language: from.language, tenant: from };
  }
}

const operator = (address: string | null): Reader => ({
  to: address ?? undefined,
  sender: 'Purser',
  language: null,
  tenant: null,
});
const withTenant = ({ ofTenant, reason, ...notice }: Notice) => ({
  ...notice,
  reason: `${reason} (tenant ${ofTenant})`,
});
const asSender = ({ tenant, sender }: Reader) => tenant ?? { name: sender, company: null };
