import { Hono } from 'hono';
import { endChallenge, type OpenChallenge, openChallenge } from '../payments/challenge.ts';
import { textOf } from '../store/open.ts';
import type { World } from '../world.ts';
import { challengeDone, challengePage, returnAddress } from './challengePage.ts';
import { AdminError, fieldsOf, textIn } from './json.ts';

function challengeOf(world: World, id: string): OpenChallenge {
  const open = openChallenge(world, id);
  if (!open) throw new AdminError(`no challenge ${id}`, 404);
  return open;
}

/** The challenge an intent waits for, of whichever account. */
function challengeOfIntent(world: World, intent: string): string {
  const row = world.db
    .sql(
      "SELECT json_extract(secret, '$.challenge') AS challenge FROM objects WHERE id = ? AND kind IN ('payment_intent', 'setup_intent')",
    )
    .get(intent);
  if (!row) throw new AdminError(`no intent ${intent}`, 404);
  if (row.challenge === null) throw new AdminError(`${intent} waits for no authentication`);
  return textOf(row.challenge);
}

const passedFrom = (outcome: string | undefined): boolean => {
  if (outcome === 'complete' || outcome === 'fail') return outcome === 'complete';
  throw new AdminError('outcome must be complete or fail');
};

/** The payer's side of 3D Secure: the page, and the same without a browser. */
export function challengeRoutes(world: World): Hono {
  const app = new Hono();
  app.get('/3ds/:id', (c) => challengePage(c, challengeOf(world, c.req.param('id'))));
  app.post('/3ds/:id', async (c) => {
    const id = c.req.param('id');
    const form = await c.req.parseBody();
    const outcome = form.outcome;
    const passed = passedFrom(typeof outcome === 'string' ? outcome : undefined);
    const open = challengeOf(world, id);
    if (!open.current) return challengePage(c, open, 409);
    const { challenge } = open;
    const intent = endChallenge(world, id, passed);
    return challenge.return_url === null
      ? challengeDone(c, intent.id, passed)
      : c.redirect(returnAddress(challenge.return_url, intent), 303);
  });
  app.post('/intents/:id/authenticate', async (c) => {
    const fields = fieldsOf(await c.req.text(), ['outcome']);
    const passed = passedFrom(textIn(fields, 'outcome') ?? 'complete');
    return c.json(endChallenge(world, challengeOfIntent(world, c.req.param('id')), passed));
  });
  return app;
}
