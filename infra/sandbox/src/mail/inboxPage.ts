import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import { deskPage } from '../admin/desk.ts';
import { inboxScript, inboxStyle } from './inboxStyle.ts';
import { countMessages, type Listed, latestMessages, type Message, newestId } from './messages.ts';
import { reading } from './reading.ts';
import { timeOf } from './timeOf.ts';
import type { MailWorld } from './world.ts';

const shown = 200;

const extra = ({ attachments, bounced }: Listed) =>
  bounced
    ? html`<span class="chip bad">bounced</span>`
    : attachments === 0
      ? ''
      : html`${attachments} ${attachments === 1 ? 'attachment' : 'attachments'}`;

function line(message: Listed, open: Message | undefined, query: string) {
  const current = message.id === open?.id;
  const [first = '', ...others] = message.recipients;
  return html`<li><a href="/_sandbox/mail/${message.id}${query}" ${current ? raw('aria-current="true"') : ''}>
    <span class="who">${first}${others.length > 0 ? ` and ${others.length} more` : ''}</span>${timeOf(message.atMs)}
    <span class="subject">${message.subject || '(no subject)'}</span>
    <span class="from">${message.from || message.sender}</span><span class="extra">${extra(message)}</span>
  </a></li>`;
}

const nothing = (address: string) =>
  address === ''
    ? html`<li class="empty">No mail yet.<br>What the platform sends arrives here; nothing leaves this machine.</li>`
    : html`<li class="empty">No mail from or to an address with “${address}”.</li>`;

/** The inbox and, when one is open, a message beside it; on a phone one or the other. */
export async function inboxPage(c: Context, world: MailWorld, open: Message | undefined) {
  const address = c.req.query('address') ?? '';
  const query = address === '' ? '' : `?address=${encodeURIComponent(address)}`;
  const messages = (await latestMessages(world, { address }, shown)) ?? [];
  const count = countMessages(world);
  const content = html`<div class="split ${open ? 'one' : 'many'}">
    <section class="list" aria-label="Messages" data-newest="${newestId(world) ?? ''}">
      <div class="tools">
        <form method="get" action="/_sandbox/mail"><input type="search" name="address" value="${address}" placeholder="Filter by address" aria-label="Filter by address" autocomplete="off"><button class="small">Filter</button></form>
        <p class="soft"><span id="counted">${messages.length < count ? `${messages.length} of ${count}` : count} ${count === 1 ? 'message' : 'messages'}</span><button class="small" id="forget" type="button">Delete all</button></p>
      </div>
      <ul id="inbox">${messages.length === 0 ? nothing(address) : messages.map((message) => line(message, open, query))}</ul>
    </section>
    ${open ? await reading(c, open, query) : html`<main class="reading empty">Choose a message to read it.</main>`}
  </div>`;
  return deskPage(c, { title: 'Mail · Sandbox', part: 'mail', style: inboxStyle, script: inboxScript, content });
}
