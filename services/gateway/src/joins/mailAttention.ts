import { notifications } from '@purser/contracts';
import { shown } from '../api/ids.ts';
import type { AttentionItemModel } from '../api/models/dashboard.ts';
import type { Gateway } from '../gateway.ts';
import type { Staff } from '../identity/who.ts';
import type { Gathering } from './settle.ts';

/** A server that takes no mail, and mails that were given up. */
export async function readMailAttention(g: Gateway, who: Staff, parts: Gathering): Promise<AttentionItemModel[]> {
  const [told, failed] = await Promise.all([
    parts.ask('notifications', g.client.query(notifications.getMailOutage, {}, who)),
    parts.ask('notifications', g.client.query(notifications.listMails, { status: 'failed', limit: 10 }, who)),
  ]);
  const outage = told?.outage;
  return [
    ...(outage
      ? [
          {
            kind: 'mailServer' as const,
            id: 'outage',
            title: 'Your mail server takes no mails',
            detail: `${outage.problem} ${waitingWords(outage.waiting)}`,
            href: '/admin/mails?filter=planned',
            at: outage.since,
            amount: null,
          },
        ]
      : []),
    ...(failed?.mails ?? []).map(({ mailId, problem, subject, createdAt }) => ({
      kind: 'mail' as const,
      id: shown('eml', mailId),
      title: 'A mail could not be sent',
      detail: problem ?? subject,
      href: `/admin/mails/${shown('eml', mailId)}`,
      at: createdAt,
      amount: null,
    })),
  ];
}

const waitingWords = (waiting: number) => (waiting === 1 ? '1 mail waits.' : `${waiting} mails wait.`);
