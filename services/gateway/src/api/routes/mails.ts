import { notifications } from '@purser/contracts';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import { uuidOf } from '../ids.ts';
import { listForStaff, ofThem } from '../list.ts';
import { listOf, mailId } from '../models/common.ts';
import { mailListQuery, mailModel, mailSummary } from '../models/mail.ts';
import { acknowledged } from '../models/portal.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { mailSummaryView, mailView } from '../views/mail.ts';

const tag = 'Mail';
const one = '/api/v1/mails/{id}';
const params = z.strictObject({ id: mailId });

/** What was mailed to customers. */
export function mailOperations(g: Gateway): Operation[] {
  return [
    listForStaff(
      g,
      {
        path: '/api/v1/mails',
        tag,
        summary: 'Mails, the newest first',
        query: mailListQuery,
        answer: listOf(mailSummary),
      },
      {
        read: ({ who, query: { status, kind, to, ...them } }, page) =>
          g.client.query(notifications.listMails, { ...ofThem(them), status, kind, to, ...page }, who),
        rows: (list) => list.mails,
        view: mailSummaryView,
      },
    ),
    forStaff(
      { method: 'get', path: one, tag, summary: 'A mail as its reader got it', params, answer: mailModel },
      async (call) =>
        ok(mailView(await g.client.query(notifications.getMail, { mailId: uuidOf(call.params.id) }, call.who))),
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/resend`,
        tag,
        summary: 'Sends it as a new mail',
        params,
        key: 'accepted',
        answer: acknowledged,
      },
      sending(g, notifications.resendMail, {
        ask: (call, ids) => ({ mailId: uuidOf(call.params.id), newMailId: ids.madeId }),
        view: () => ({}),
      }),
    ),
  ];
}
