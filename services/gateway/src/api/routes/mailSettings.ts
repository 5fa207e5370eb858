import { notifications } from '@purser/contracts';
import { requestIds } from '../../commands/send.ts';
import type { Gateway } from '../../gateway.ts';
import { limits } from '../../identity/limits.ts';
import { shown, uuidOf } from '../ids.ts';
import {
  bounceList,
  bounceQuery,
  mailOutageModel,
  mailServerBody,
  mailServerModel,
  serverTestAnswer,
  staffMailsBody,
  staffMailsModel,
} from '../models/mailSettings.ts';
import { forPeople, forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { asGateway, ownAddress } from './ownAddress.ts';

const tag = 'Mail settings';
const server = '/api/v1/mail-server';
const staffMails = '/api/v1/staff-mails';
const roles = ['owner', 'admin'] as const;

/** The way mails take, which of them staff get, and which addresses took none. */
export function mailSettingsOperations(g: Gateway): Operation[] {
  return [
    ...serverOperations(g),
    forStaff(
      { method: 'get', path: staffMails, tag, summary: 'Which mails staff get', answer: staffMailsModel },
      async ({ who }) => ok(await g.client.query(notifications.getStaffMails, {}, who)),
    ),
    forStaff(
      {
        method: 'put',
        path: staffMails,
        tag,
        summary: 'Sets which, and where they go',
        body: staffMailsBody,
        answer: staffMailsModel,
        problems: [422],
      },
      sending(g, notifications.setStaffMails, {
        ask: (call) => call.body,
        view: (_, call) => g.client.query(notifications.getStaffMails, {}, call.who),
      }),
    ),
    forStaff(
      {
        method: 'get',
        path: '/api/v1/mail-outage',
        tag,
        summary: 'Since when the mail server takes no mails, if it does not',
        answer: mailOutageModel,
      },
      async ({ who }) => ok(await g.client.query(notifications.getMailOutage, {}, who)),
    ),
    forStaff(
      {
        method: 'get',
        path: '/api/v1/mail-bounces',
        tag,
        summary: 'Addresses that took no mail',
        query: bounceQuery,
        answer: bounceList,
      },
      async ({ who, query: { customer } }) => {
        const filter = customer ? { customerId: uuidOf(customer) } : {};
        const { bounces } = await g.client.query(notifications.listBounces, filter, who);
        return ok({ data: bounces.map((each) => ({ ...each, customerId: shown('cus', each.customerId) })) });
      },
    ),
  ];
}

function serverOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      { method: 'get', path: server, tag, summary: 'The mail server', roles, answer: mailServerModel },
      async ({ who }) => ok(await g.client.query(notifications.getMailServer, {}, who)),
    ),
    forStaff(
      {
        method: 'put',
        path: server,
        tag,
        summary: 'Sets a mail server of one’s own',
        roles,
        body: mailServerBody,
        answer: mailServerModel,
        problems: [422],
      },
      sending(g, notifications.setMailServer, {
        ask: (call) => call.body,
        view: (_, call) => g.client.query(notifications.getMailServer, {}, call.who),
      }),
    ),
    forStaff(
      { method: 'delete', path: server, tag, summary: 'Back to the installation’s server', roles },
      sending(g, notifications.clearMailServer, { ask: () => ({}), view: () => null }),
    ),
    forPeople(
      {
        method: 'post',
        path: `${server}/test`,
        tag,
        summary: 'Tries the server, with a mail to oneself',
        roles,
        answer: serverTestAnswer,
        problems: [429],
      },
      async (call) => {
        const { to, staffId } = ownAddress(call.who);
        await g.limits.count(limits.testMail, staffId);
        const testId = (await requestIds(g, call)).madeId;
        return ok({
          to,
          ...(await g.client.command(notifications.testMailServer, { testId, to }, asGateway(call.who))),
        });
      },
    ),
  ];
}
