import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { Email } from 'postal-mime';
import { isShown } from './attachment.ts';
import { asksForPictures } from './frame.ts';
import type { Message } from './messages.ts';
import { addressText, type Part, parseMail, partsOf } from './parsed.ts';
import { timeOf } from './timeOf.ts';

const views = ['html', 'text', 'headers', 'source'] as const;
type View = (typeof views)[number];
const viewNames: Record<View, string> = { html: 'Message', text: 'Plain text', headers: 'Headers', source: 'Source' };

const viewFrom = (asked: string | undefined): View => views.find((view) => view === asked) ?? 'html';

const sizeText = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 ** 2
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1024 ** 2).toFixed(1)} MB`;

function attachmentLink(id: string, part: Part, number: number) {
  const href = `/_sandbox/mail/messages/${id}/attachments/${number}`;
  const label = `${part.name} (${sizeText(part.content.byteLength)})`;
  return isShown(part)
    ? html`<li><a href="${href}" target="_blank" rel="noopener">${label}</a><a href="${href}?save" aria-label="Save ${part.name}">Save</a></li>`
    : html`<li><a href="${href}?save">${label}</a></li>`;
}

function attachments(id: string, email: Email | undefined) {
  const parts = partsOf(email);
  if (parts.every(({ inline }) => inline)) return '';
  return html`<ul class="files" aria-label="Attachments">${parts.map((part, index) => (part.inline ? '' : attachmentLink(id, part, index + 1)))}</ul>`;
}

function body(message: Message, email: Email | undefined, view: View, pictures: boolean) {
  if (view === 'source')
    return html`<pre class="source" tabindex="0">${Buffer.from(message.raw).toString('utf8')}</pre>`;
  if (view === 'text')
    return html`<pre class="source" tabindex="0">${email?.text ?? 'This message has no plain text.'}</pre>`;
  if (view === 'headers')
    return html`<div class="headers" tabindex="0"><table><tbody>${(email?.headers ?? []).map(({ originalKey, value }) => html`<tr><td>${originalKey}</td><td>${value}</td></tr>`)}</tbody></table></div>`;
  // Without scripts and in an origin of its own: what a mail brings along can touch nothing here.
  return html`<iframe title="The message as its reader sees it" sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer" src="/_sandbox/mail/messages/${message.id}/frame${pictures ? '?pictures=all' : ''}"></iframe>`;
}

const joined = (list: string[]): string => list.join(', ');

/** The pane that shows one message: who, when, attachments, and the view that was chosen. */
export async function reading(c: Context, message: Message, query: string) {
  const email = await parseMail(message.raw);
  const view = viewFrom(c.req.query('view'));
  const pictures = c.req.query('pictures') === 'all';
  const here = `/_sandbox/mail/${message.id}${query}${query === '' ? '?' : '&'}`;
  const toHeader = joined(email?.to?.map(addressText) ?? []);
  const envelope = joined(message.recipients);
  return html`<main class="reading">
    <div class="head">
      <a class="back" href="/_sandbox/mail${query}">‹ All messages</a>
      <h1>${email?.subject || '(no subject)'}</h1>
      <dl>
        <dt>From</dt><dd>${addressText(email?.from) || message.sender}</dd>
        <dt>To</dt><dd>${toHeader || envelope}</dd>
        ${message.recipients.every((address) => toHeader.toLowerCase().includes(address)) ? '' : html`<dt>Delivered to</dt><dd>${envelope}</dd>`}
        ${email?.replyTo?.length ? html`<dt>Reply to</dt><dd>${joined(email.replyTo.map(addressText))}</dd>` : ''}
        <dt>Received</dt><dd>${timeOf(message.atMs, true)}</dd>
      </dl>
      ${attachments(message.id, email)}
      <nav class="tabs" aria-label="Views of the message">
        ${views.map((one) => html`<a href="${here}view=${one}" ${one === view ? raw('aria-current="page"') : ''}>${viewNames[one]}</a>`)}
        ${view === 'html' && !pictures && asksForPictures(email) ? html`<a class="end" href="${here}pictures=all">Load remote pictures</a>` : ''}
      </nav>
    </div>
    ${body(message, email, view, pictures)}
  </main>`;
}
