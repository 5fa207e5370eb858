import { Hono } from 'hono';
import { changeAccount, disconnect } from '../connect/account.ts';
import type { Standing } from '../connect/standing.ts';
import type { Kind } from '../kinds.ts';
import { cardByNumber } from '../payments/cards.ts';
import { endDebit } from '../payments/debit.ts';
import { decideDispute, openDispute } from '../payments/dispute.ts';
import { warnOfFraud } from '../payments/fraudWarning.ts';
import { revokeMandate } from '../payments/mandate.ts';
import { renewCard } from '../payments/method.ts';
import { move, movements } from '../payments/movement.ts';
import { arrive, payOut, undoPayout } from '../payments/payout.ts';
import { endRefund } from '../payments/refundOutcome.ts';
import { accountById } from '../store/accounts.ts';
import { changing } from '../store/changing.ts';
import { load } from '../store/objects.ts';
import { readMeta } from '../store/open.ts';
import { scopeOf, scopeOfObject } from '../store/scope.ts';
import type { Scope, World } from '../world.ts';
import { AdminError, fieldsOf, flagIn, numberIn, signedIn, textIn } from './json.ts';

/** What banks and card networks do on their own, done now by an administrator. */
export function moneyRoutes(world: World): Hono {
  const app = new Hono();
  app.post('/refunds/:id/settle', async (c) => {
    const outcome = textIn(fieldsOf(await c.req.text(), ['outcome']), 'outcome') ?? 'succeeded';
    if (outcome !== 'succeeded' && outcome !== 'failed') throw new AdminError('outcome must be succeeded or failed');
    return c.json(
      act(world, 'refund', c.req.param('id'), (scope, id) => {
        if (!endRefund(scope, id, outcome)) throw new AdminError('this refund is over');
        return load(scope, 'refund', id).body;
      }),
    );
  });
  app.post('/movements', async (c) => {
    const fields = fieldsOf(await c.req.text(), ['account', 'type', 'amount', 'currency']);
    const scope = scopeOf(world, accountIn(world, fields));
    const type = textIn(fields, 'type') ?? 'stripe_fee';
    if (!Object.hasOwn(movements, type)) throw new AdminError(`type must be of ${Object.keys(movements).join(', ')}`);
    const amount = signedIn(fields, 'amount');
    const currency = textIn(fields, 'currency') ?? 'gbp';
    return c.json(
      changing(world, () => move(scope, { type, amount, currency })),
      201,
    );
  });
  app.post('/payouts', async (c) => {
    const account = accountIn(world, fieldsOf(await c.req.text(), ['account']));
    return c.json(
      changing(world, () => payOut(scopeOf(world, account))),
      201,
    );
  });
  app.post('/payouts/:id/settle', async (c) => {
    const outcome = textIn(fieldsOf(await c.req.text(), ['outcome']), 'outcome') ?? 'paid';
    if (outcome !== 'paid' && outcome !== 'failed') throw new AdminError('outcome must be paid or failed');
    return c.json(
      act(world, 'payout', c.req.param('id'), (scope, id) => {
        const done = outcome === 'paid' ? arrive(scope, id) : undoPayout(scope, id, 'failed');
        if (!done) throw new AdminError('this payout is over');
        return load(scope, 'payout', id).body;
      }),
    );
  });
  disputeRoutes(app, world);
  debitRoutes(app, world);
  peopleRoutes(app, world);
  return app;
}

function disputeRoutes(app: Hono, world: World): void {
  app.post('/charges/:id/dispute', async (c) => {
    const fields = fieldsOf(await c.req.text(), ['reason', 'inquiry']);
    const reason = textIn(fields, 'reason') ?? 'fraudulent';
    if (reason !== 'fraudulent' && reason !== 'product_not_received')
      throw new AdminError('reason must be fraudulent or product_not_received');
    const inquiry = flagIn(fields, 'inquiry') ?? false;
    return c.json(
      act(world, 'charge', c.req.param('id'), (scope, id) => {
        const dispute = openDispute(scope, id, { reason, inquiry });
        if (!dispute) throw new AdminError('this charge is disputed, refunded or not captured');
        return dispute;
      }),
      201,
    );
  });
  app.post('/charges/:id/fraud-warning', (c) => c.json(act(world, 'charge', c.req.param('id'), warnOfFraud), 201));
  app.post('/disputes/:id/decide', async (c) => {
    const verdict = textIn(fieldsOf(await c.req.text(), ['verdict']), 'verdict');
    if (verdict !== 'won' && verdict !== 'lost' && verdict !== 'escalated')
      throw new AdminError('verdict must be won, lost or escalated');
    return c.json(
      act(world, 'dispute', c.req.param('id'), (scope, id) => {
        if (!decideDispute(scope, id, verdict))
          throw new AdminError('this dispute is over, or is no inquiry that could be escalated');
        return load(scope, 'dispute', id).body;
      }),
    );
  });
}

function debitRoutes(app: Hono, world: World): void {
  app.post('/debits/:id/settle', async (c) => {
    const fields = fieldsOf(await c.req.text(), ['outcome', 'failure_code']);
    const outcome = textIn(fields, 'outcome') ?? 'succeeded';
    if (outcome !== 'succeeded' && outcome !== 'failed') throw new AdminError('outcome must be succeeded or failed');
    const code = textIn(fields, 'failure_code') ?? 'insufficient_funds';
    const failure = outcome === 'failed' ? { code, message: `The bank refused the debit (${code}).` } : null;
    return c.json(
      act(world, 'charge', c.req.param('id'), (scope, id) => {
        if (!endDebit(scope, id, failure)) throw new AdminError('the bank has answered already');
        return load(scope, 'charge', id).body;
      }),
    );
  });
  app.post('/mandates/:id/revoke', (c) => c.json({ revoked: act(world, 'mandate', c.req.param('id'), revokeMandate) }));
}

/** What merchants and payers do, or have done to them. */
function peopleRoutes(app: Hono, world: World): void {
  app.post('/accounts/:id/standing', async (c) => {
    const fields = fieldsOf(await c.req.text(), ['details', 'bank', 'identity']);
    const identity = textIn(fields, 'identity');
    if (identity !== undefined && !isIdentity(identity))
      throw new AdminError('identity must be none, pending, passed or failed');
    const [details, bank] = [flagIn(fields, 'details'), flagIn(fields, 'bank')];
    const standing = {
      ...(details === undefined ? {} : { details }),
      ...(bank === undefined ? {} : { bank }),
      ...(identity === undefined ? {} : { identity }),
    };
    return c.json(act(world, 'account', c.req.param('id'), (scope, id) => changeAccount(scope, id, { standing })));
  });
  app.post('/accounts/:id/disconnect', (c) =>
    c.json({ disconnected: act(world, 'account', c.req.param('id'), disconnect) }),
  );
  app.post('/payment-methods/:id/renew', async (c) => {
    const fields = fieldsOf(await c.req.text(), ['exp_month', 'exp_year', 'last4', 'number']);
    const news = {
      exp_month: numberIn(fields, 'exp_month', 12),
      exp_year: numberIn(fields, 'exp_year', 9999),
      last4: textIn(fields, 'last4'),
      number: textIn(fields, 'number'),
    };
    if (news.number !== undefined && !cardByNumber(news.number)) throw new AdminError('number must be a test card’s');
    return c.json(
      act(world, 'payment_method', c.req.param('id'), (scope, id) => {
        const renewed = renewCard(scope, id, news);
        if (!renewed) throw new AdminError('only a card that a customer keeps is renewed');
        return renewed;
      }),
    );
  });
}

/** The account that is named, or the platform's. */
function accountIn(world: World, fields: Map<string, unknown>): string {
  const account = textIn(fields, 'account') ?? readMeta(world.db, 'platform') ?? '';
  if (!accountById(world.db, account)) throw new AdminError(`no account ${account}`, 404);
  return account;
}

const isIdentity = (value: string): value is Standing['identity'] =>
  ['none', 'pending', 'passed', 'failed'].includes(value);

/** Acts on an object in one transaction, in the name of its account. */
function act<T>(world: World, kind: Kind, id: string, work: (scope: Scope, id: string) => T): T {
  const scope = scopeOfObject(world, kind, id);
  if (!scope) throw new AdminError(`no ${kind.replaceAll('_', ' ')} ${id}`, 404);
  return changing(world, () => work(scope, id));
}
