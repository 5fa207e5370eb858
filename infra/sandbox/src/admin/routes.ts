import { Hono } from 'hono';
import { blankAccount, connectAccount } from '../connect/account.ts';
import { onboardingRoutes } from '../connect/onboardingRoutes.ts';
import { onboarded } from '../connect/standing.ts';
import { keyFault } from '../options.ts';
import { accountById, allAccounts, saveAccount } from '../store/accounts.ts';
import { keysFor, pruneKeys } from '../store/idempotency.ts';
import { latestRequests, requestById } from '../store/requests.ts';
import { saveRestrictedKey } from '../store/restrictedKeys.ts';
import { platformOf } from '../store/scope.ts';
import { ApiError } from '../transport/errors.ts';
import { resend } from '../webhooks/deliveries.ts';
import type { World } from '../world.ts';
import { challengeRoutes } from './challengeRoutes.ts';
import { faultRuleFrom, webhookFaultsFrom } from './faultRule.ts';
import { inspector } from './inspector.ts';
import { AdminError, fieldsOf, numberIn, textIn } from './json.ts';
import { attemptsOf, counts, latestDeliveries, limitFrom } from './lists.ts';
import { moneyRoutes } from './moneyRoutes.ts';
import { receipt } from './receipt.ts';
import { resetWorld } from './reset.ts';
import { rollSecret } from './rollSecret.ts';
import { settingsFrom } from './settings.ts';

/** Everything an administrator or a test may do that Stripe's API has no word for. */
export function adminRoutes(world: World): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof AdminError || error instanceof ApiError)
      return c.json({ error: error.message }, error.status === 404 ? 404 : 400);
    console.error('sandbox: an admin call failed', error);
    return c.json({ error: 'the sandbox failed' }, 500);
  });
  app.get('/', (c) => inspector(c, world));
  app.get('/receipts/:id', (c) => c.html(receipt(world, c.req.param('id'))));
  app.get('/health', (c) => c.json({ ok: true }));
  app.get('/counts', (c) => c.json(counts(world)));
  app.post('/reset', async (c) => {
    resetWorld(world, textIn(fieldsOf(await c.req.text(), ['seed']), 'seed'));
    return c.json({ ok: true });
  });
  app.route('/', challengeRoutes(world));
  app.route('/', moneyRoutes(world));
  app.route('/', onboardingRoutes(world));
  clockRoutes(app, world);
  faultRoutes(app, world);
  deliveryRoutes(app, world);
  accountRoutes(app, world);
  app.get('/settings', (c) => c.json(world.settings));
  app.post('/settings', async (c) => c.json(Object.assign(world.settings, settingsFrom(await c.req.text()))));
  app.get('/requests', (c) => c.json(latestRequests(world, limitFrom(c.req.query('limit')))));
  app.get('/keys', (c) => c.json(keysFor(world, c.req.query('endpoint') ?? '')));
  app.get('/requests/:id', (c) => {
    const row = requestById(world, c.req.param('id'));
    if (!row) throw new AdminError('no such request', 404);
    return c.json(row);
  });
  return app;
}

function clockRoutes(app: Hono, world: World): void {
  const state = () => ({ now: world.clock.now(), offset_ms: world.clock.offsetMs() });
  app.get('/clock', (c) => c.json(state()));
  app.post('/clock', async (c) => {
    const fields = fieldsOf(await c.req.text(), ['advance_ms', 'to']);
    const to = numberIn(fields, 'to');
    const byMs = to === undefined ? numberIn(fields, 'advance_ms') : to * 1000 - world.clock.nowMs();
    if (byMs === undefined || byMs < 0)
      throw new AdminError(
        'advance_ms, or to (unix seconds, not in the past), is needed: the clock only moves forward',
      );
    world.clock.advance(Math.floor(byMs));
    pruneKeys(world);
    world.wake();
    return c.json(state());
  });
}

function faultRoutes(app: Hono, world: World): void {
  app.get('/faults', (c) => c.json(world.faults.all()));
  app.post('/faults', async (c) => c.json(world.faults.add(faultRuleFrom(await c.req.text())), 201));
  app.delete('/faults', (c) => {
    world.faults.clear();
    return c.json({ ok: true });
  });
  app.delete('/faults/:id', (c) => {
    if (!world.faults.remove(c.req.param('id'))) throw new AdminError('no such rule', 404);
    return c.json({ ok: true });
  });
  app.get('/webhook-faults', (c) => c.json(world.webhookFaults.rules()));
  app.post('/webhook-faults', async (c) => {
    world.webhookFaults.set(webhookFaultsFrom(await c.req.text()));
    return c.json(world.webhookFaults.rules());
  });
  app.delete('/webhook-faults', (c) => {
    world.webhookFaults.clear();
    return c.json({ ok: true });
  });
}

function deliveryRoutes(app: Hono, world: World): void {
  const again = (by: 'seq' | 'event', value: number | string) => {
    const count = resend(world, by, value);
    if (count === 0) throw new AdminError('nothing to send again', 404);
    world.wake();
    return { resent: count };
  };
  app.get('/deliveries', (c) => {
    const { event, endpoint, state, limit } = c.req.query();
    return c.json(latestDeliveries(world, { event, endpoint, state }, limitFrom(limit)));
  });
  app.get('/deliveries/:seq/attempts', (c) => c.json(attemptsOf(world, Number(c.req.param('seq')))));
  app.post('/deliveries/:seq/resend', (c) => c.json(again('seq', Number(c.req.param('seq')))));
  app.post('/events/:id/resend', (c) => c.json(again('event', c.req.param('id'))));
  app.post('/webhook-endpoints/:id/roll-secret', async (c) => {
    const keepOldMs = numberIn(fieldsOf(await c.req.text(), ['keep_old_ms']), 'keep_old_ms') ?? 24 * 60 * 60 * 1000;
    return c.json({ secret: rollSecret(world, c.req.param('id'), keepOldMs) });
  });
}

function accountRoutes(app: Hono, world: World): void {
  app.get('/accounts', (c) => c.json(allAccounts(world.db).map(({ id, connected }) => ({ id, connected }))));
  app.post('/accounts', async (c) => {
    const fields = fieldsOf(await c.req.text(), ['id', 'secret_key', 'publishable_key']);
    const secretKey = textIn(fields, 'secret_key') ?? null;
    const publishableKey = textIn(fields, 'publishable_key') ?? null;
    const fault = keyFault(secretKey, publishableKey);
    if (fault !== undefined) throw new AdminError(fault);
    const id = textIn(fields, 'id') ?? world.ids.next('acct_', 16);
    // An account with keys of its own stands alone; one without is connected to the platform, and complete.
    const connected = secretKey === null;
    if (!connected) saveAccount(world.db, { id, connected, secretKey, publishableKey });
    else if (!accountById(world.db, id)) {
      const scope = platformOf(world);
      connectAccount(scope, blankAccount(scope, id, {}), onboarded);
    }
    world.ids.save();
    return c.json({ id, connected }, 201);
  });
  app.post('/accounts/:id/restricted-keys', async (c) => {
    const account = c.req.param('id');
    if (!accountById(world.db, account)) throw new AdminError('there is no such account', 404);
    const fields = fieldsOf(await c.req.text(), ['key', 'permissions']);
    const key = textIn(fields, 'key') ?? '';
    if (!/^rk_test_\w{8,}$/.test(key))
      throw new AdminError('the key must start with rk_test_ and have 8 more characters');
    const permissions = (textIn(fields, 'permissions') ?? '').split(' ').filter((name) => name !== '');
    saveRestrictedKey(world.db, { key, account, permissions });
    return c.json({ account, permissions }, 201);
  });
}
