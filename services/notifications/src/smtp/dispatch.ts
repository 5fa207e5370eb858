import { createHash, randomBytes } from 'node:crypto';
import type { MessageFacts } from '@purser/bus';
import { directory } from '@purser/contracts';
import { linkPlace } from '@purser/mailtemplate';
import { newId } from '@purser/message';
import { randomToken } from '@purser/vault';
import type { Outside } from '../outside.ts';
import { findMailServer } from '../store/mailServers.ts';
import type { Posted } from './refusal.ts';
import type { SendRequest } from './request.ts';

type Facts = Pick<MessageFacts, 'tenant' | 'keys'>;

/** The link of a mail, made once and kept for its next try; nowhere but in memory. */
export type Links = (mailId: string, make: () => Promise<string>) => Promise<string>;

/**
 * Hands a mail to the tenant's server, or to the installation's. Which that is, is looked up for each try: a server that was set right
 * meanwhile takes what waits.
 */
export async function dispatch(
  outside: Outside,
  request: SendRequest,
  { tenant, keys }: Facts,
  links: Links,
): Promise<Posted> {
  const { post, files, runtime } = outside;
  const server = await runtime.tenantTx({ tenant }, (tx) => findMailServer(tx, keys));
  const attachments = await Promise.all(
    request.attachments.map(async ({ name, ref }) => ({
      name,
      type: ref.type,
      content: Buffer.from(await files.get(tenant, ref)),
    })),
  );
  const make = () => linkOf(outside, request, tenant);
  // A sign-in's lives for minutes, so that each try has its own.
  const link = await (request.link?.kind === 'signIn' ? make() : links(request.mailId, make));
  const { messageId, from, replyTo, to, subject } = request;
  const filled = (text: string) => text.replaceAll(linkPlace, link);
  const mail = {
    messageId,
    from,
    replyTo,
    to,
    subject,
    html: filled(request.html),
    text: filled(request.text),
    attachments: [...attachments, ...logoOf(request.logo)],
  };
  return post.send(mail, server);
}

/** The picture under the name by which a mail's page asks for it. */
export const logoOf = (logo: string | null) =>
  logo === null ? [] : [{ name: 'logo.png', type: 'image/png', content: Buffer.from(logo, 'base64'), cid: 'logo' }];

/** The page that each kind of link opens. */
const pages = { invoice: 'pay', quote: 'quote', signIn: 'signin' } as const;

/** A link of the mail's own: its secret is in the mail and nowhere else. Who signs in as they do, in the portal or as staff, has none. */
async function linkOf({ client, config }: Outside, { customerId, link }: SendRequest, tenant: string): Promise<string> {
  if (link === null) return '';
  if (link.kind === 'staff' || link.kind === 'portal') return `${config.publicUrl}${link.path}`;
  // A quote's is 64 characters: 32 random bytes, as all are, in hexadecimal.
  const token = link.kind === 'quote' ? randomBytes(32).toString('hex') : randomToken();
  const made = { linkId: newId(), tokenHash: createHash('sha256').update(token).digest('hex'), customerId, ...link };
  const actor = { kind: 'service' as const, name: 'notifications' };
  await client.command(directory.createLink, made, { tenant, actor });
  return `${config.publicUrl}/${pages[link.kind]}#${token}`;
}
