import { payments } from '@purser/contracts';
import { csvAnswer } from '../../documents/csv.ts';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { feesTable, readFees } from '../../joins/feeStatement.ts';
import { stripePages } from '../../pages/stripeCallback.ts';
import {
  beginConnectBody,
  beginConsentBody,
  connectHome,
  feeStatementModel,
  feeStatementQuery,
  stripeConnectModel,
  wayToStripe,
} from '../models/stripeConnect.ts';
import { forPeople, forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';

const tag = 'Stripe Connect';
const path = '/api/v1/stripe-connect';
const roles = ['owner', 'admin'] as const;

/** An account at Stripe that is connected to this installation, and what it takes of its payments. */
export function stripeConnectOperations(g: Gateway): Operation[] {
  const pages = stripePages(g);
  return [
    forStaff(
      { method: 'get', path, tag, summary: 'How the connected accounts stand', answer: stripeConnectModel },
      async ({ who }) => ok(await read(g, who)),
    ),
    forPeople(
      {
        method: 'post',
        path: `${path}/onboarding`,
        tag,
        roles,
        summary: 'A way into Stripe’s pages, for an account that is made or made already; it opens once',
        body: beginConnectBody,
        answer: wayToStripe,
        problems: [422],
      },
      async ({ who, body }) => {
        const { url = '' } = await g.client.command(
          payments.beginConnection,
          { ...body, ...pages.onboarding(body) },
          who,
        );
        return ok({ url });
      },
    ),
    forPeople(
      {
        method: 'post',
        path: `${path}/consent`,
        tag,
        roles,
        summary: 'Where the owner of an account gives leave',
        body: beginConsentBody,
        answer: wayToStripe,
        problems: [422],
      },
      async ({ who, body }) => {
        const asked = { ...body, redirectUrl: pages.callback };
        const { authorizeUrl } = await g.client.command(payments.beginConsent, asked, who);
        return ok({ url: authorizeUrl });
      },
    ),
    ...changes(g),
    ...statements(g),
  ];
}

const read = (g: Gateway, who: Staff) => g.client.query(payments.getConnect, {}, who);

function changes(g: Gateway): Operation[] {
  const ofHome = { method: 'post', tag, roles, body: connectHome, answer: stripeConnectModel } as const;
  const change = (name: string, summary: string, command: typeof payments.useAccount | typeof payments.leaveAccount) =>
    forPeople(
      { ...ofHome, path: `${path}/${name}`, summary, problems: [422] },
      sending(g, command, { ask: (call) => call.body, view: (_, call) => read(g, call.who) }),
    );
  return [
    change(
      'use',
      'Takes new payments there from now on; what is under way ends where it was begun',
      payments.useAccount,
    ),
    change('leave', 'Takes no more payments there', payments.leaveAccount),
    forPeople(
      { ...ofHome, path: `${path}/check`, summary: 'Looks at Stripe how it stands' },
      sending(g, payments.followAccount, { ask: (call) => call.body, view: (_, call) => read(g, call.who) }),
    ),
  ];
}

function statements(g: Gateway): Operation[] {
  const ofMonth = { method: 'get', tag, query: feeStatementQuery } as const;
  return [
    forStaff(
      {
        ...ofMonth,
        path: `${path}/fees`,
        summary: 'What the platform took of a month’s payments (UTC)',
        answer: feeStatementModel,
      },
      async ({ who, query }) => ok(await readFees(g, who, query.month)),
    ),
    forStaff(
      { ...ofMonth, path: `${path}/fees/csv`, summary: 'The same as CSV', type: 'text/csv' },
      async ({ who, query }) => csvAnswer(g, `application-fees-${query.month}`, feesTable(g, who, query.month)),
    ),
  ];
}
