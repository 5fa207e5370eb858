import { notifications } from '@purser/contracts';
import { z } from 'zod';
import { requestIds, send } from '../../commands/send.ts';
import { settled } from '../../commands/settled.ts';
import type { Gateway } from '../../gateway.ts';
import { uuidOf } from '../ids.ts';
import { pageOf } from '../list.ts';
import { listOf, mailId } from '../models/common.ts';
import { mailListQuery, mailModel, mailSummary } from '../models/mail.ts';
import { acknowledged } from '../models/portal.ts';
import { forStaff, type Operation, ok } from '../operation.ts';
import { mailSummaryView, mailView } from '../views/mail.ts';

const tag = 'Mail';
const one = '/api/v1/mails/{id}';
const params = z.strictObject({ id: mailId });

/** What was mailed to customers. */
export function mailOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: '/api/v1/mails',
        tag,
        summary: 'Mails, the newest first',
        query: mailListQuery,
        answer: listOf(mailSummary),
      },
      async (call) => {
        const { invoice, customer, status } = call.query;
        const { page, next } = pageOf(g, call);
        const filter = {
          ...(invoice && { invoiceId: uuidOf(invoice) }),
          ...(customer && { customerId: uuidOf(customer) }),
          ...(status && { status }),
        };
        const list = await g.client.query(notifications.listMails, { ...filter, ...page }, call.who);
        return ok({ data: list.mails.map(mailSummaryView), next: next(list.next) });
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
        later: true,
        status: 202,
        answer: acknowledged,
      },
      async (call) => {
        const ids = await requestIds(g, call);
        const asked = { mailId: uuidOf(call.params.id), newMailId: ids.madeId };
        return settled(await send(g, call, notifications.resendMail, asked, ids), () => ({}), 202);
      },
    ),
  ];
}
