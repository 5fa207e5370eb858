import type { Context } from '@purser/bus';
import type { notifications as contract, PanelCell } from '@purser/contracts';
import { fault } from '@purser/fault';
import { definitionOf, mailDefinitions } from '@purser/mailtemplate';
import { isId } from '@purser/message';
import type { z } from 'zod';
import { countMails, listMailRows, type MailStatus } from '../store/mails.ts';
import { mailOut, recipientIndexOf } from './listMails.ts';

const filters: { id: string; label: string; status?: MailStatus }[] = [
  { id: 'all', label: 'All' },
  { id: 'sent', label: 'Sent', status: 'sent' },
  { id: 'sending', label: 'Being sent', status: 'sending' },
  { id: 'planned', label: 'Planned', status: 'planned' },
  { id: 'bounced', label: 'Bounced', status: 'bounced' },
  { id: 'failed', label: 'Failed', status: 'failed' },
  { id: 'dropped', label: 'Not needed', status: 'dropped' },
];

const columns = [
  { id: 'kind', label: 'Mail', align: 'start' as const, hideable: false, primary: true },
  { id: 'customer', label: 'Customer', align: 'start' as const, hideable: true },
  { id: 'to', label: 'To', align: 'start' as const, hideable: true },
  { id: 'created', label: 'Written', align: 'start' as const, hideable: true },
  { id: 'sent', label: 'Sent', align: 'start' as const, hideable: true },
  { id: 'status', label: 'Status', align: 'start' as const, hideable: false },
];

export async function mailsPanel(
  ctx: Pick<Context, 'tx' | 'keys'>,
  input: z.output<typeof contract.mailsPanel.input>,
): Promise<z.input<typeof contract.mailsPanel.output>> {
  const { after, limit, customerId } = input;
  if (after !== undefined && !isId(after)) throw fault('invalid', 'invalid_cursor', 'The cursor is not one of ours.');
  const active = filters.find(({ id }) => id === input.filter) ?? filters[0];
  const rows = await listMailRows(ctx.tx, {
    customerId,
    after,
    limit,
    status: active?.status,
    ...(await found(ctx, input.search)),
  });
  const counts = await countMails(ctx.tx);
  const page = rows.slice(0, limit);
  const mails = await Promise.all(page.map((mail) => mailOut(ctx, mail)));
  return {
    title: 'Mails',
    metrics: [
      { id: 'sent', label: 'Sent', value: { kind: 'count', count: counts.get('sent') ?? 0 }, filter: 'sent' },
      { id: 'failed', label: 'Failed', value: { kind: 'count', count: counts.get('failed') ?? 0 }, filter: 'failed' },
      {
        id: 'bounced',
        label: 'Bounced',
        value: { kind: 'count', count: counts.get('bounced') ?? 0 },
        filter: 'bounced',
      },
      {
        id: 'sending',
        label: 'Being sent',
        value: { kind: 'count', count: counts.get('sending') ?? 0 },
        filter: 'sending',
      },
    ],
    filters: filters.map(({ id, label, status }) => ({ id, label, count: status ? (counts.get(status) ?? 0) : null })),
    activeFilter: active?.id ?? 'all',
    columns,
    rows: mails.map((mail) => ({
      id: mail.mailId,
      href: `mail:${mail.mailId}`,
      cells: cellsOf(mail),
      actions:
        mail.kind === 'signInLink' || mail.status === 'planned' || mail.status === 'sending'
          ? []
          : [{ id: 'resend', label: 'Send again', tone: 'normal' as const }],
    })),
    bulkActions: [],
    search: { placeholder: 'A kind of mail, or a whole address' },
    next: rows.length > limit ? (page.at(-1)?.mailId ?? null) : null,
    empty: {
      title: 'No mails yet',
      text: 'When you issue an invoice or receive a payment, the mail to your customer shows here.',
      action: null,
    },
  };
}

/** Addresses are sealed: one is found by the whole of it. Anything else is looked for in the names of kinds. */
async function found(ctx: Pick<Context, 'keys'>, search = '') {
  const sought = search.trim().toLowerCase();
  if (sought === '') return {};
  if (sought.includes('@')) return { recipientIndex: await recipientIndexOf(ctx, sought) };
  return {
    kinds: mailDefinitions.filter(({ title }) => title.toLowerCase().includes(sought)).map(({ kind }) => kind),
  };
}

function cellsOf(mail: Awaited<ReturnType<typeof mailOut>>): Record<string, PanelCell> {
  return {
    kind: { kind: 'text', text: definitionOf(mail.kind).title, secondary: mail.subject },
    customer: { kind: 'customer', customerId: mail.customerId, name: null },
    to: { kind: 'text', text: mail.to },
    created: { kind: 'instant', at: mail.createdAt },
    sent: { kind: 'instant', at: mail.sentAt },
    status: { kind: 'status', status: mail.status },
  };
}
