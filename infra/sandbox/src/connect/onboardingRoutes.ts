import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { AdminError } from '../admin/json.ts';
import { page } from '../admin/page.ts';
import type { OnboardingLink } from '../kinds.ts';
import { changing } from '../store/changing.ts';
import { platformOf } from '../store/scope.ts';
import type { World } from '../world.ts';
import { changeAccount, connectedAccount } from './account.ts';
import { finishLink, openLink, visitedLink } from './link.ts';
import type { Standing } from './standing.ts';

/** Where a merchant tells Stripe of its business, in place of Stripe's own hosted pages. */
export function onboardingRoutes(world: World): Hono {
  const app = new Hono();
  app.get('/onboarding/:id', (c) => {
    const id = c.req.param('id');
    const opened = changing(world, () => openLink(platformOf(world), id));
    if (opened === undefined) throw new AdminError('no such link', 404);
    if (opened) return c.html(onboardingPage(world, opened));
    const { refresh_url } = linkOf(world, id);
    return c.redirect(refresh_url, 303);
  });
  app.post('/onboarding/:id', async (c) => {
    const form = await c.req.parseBody();
    const scope = platformOf(world);
    const link = visitedLink(scope, c.req.param('id'), String(form.visit));
    if (!link) return over(c);
    changing(world, () => {
      if (form.leave === undefined) changeAccount(scope, link.account, { standing: standingFrom(form) });
      finishLink(scope, link);
    });
    return c.redirect(link.return_url, 303);
  });
  return app;
}

function linkOf(world: World, id: string): OnboardingLink {
  const row = world.db.sql("SELECT body FROM objects WHERE id = ? AND kind = 'account_link'").get(id);
  return JSON.parse(String(row?.body));
}

const over = (c: Context) =>
  c.html(
    page('Onboarding', html`<h1>This page is over</h1><p>Go back to the platform and start again.</p>`, true),
    409,
  );

function standingFrom(form: Record<string, unknown>): Partial<Standing> {
  const { identity } = form;
  if (identity !== 'passed' && identity !== 'pending' && identity !== 'failed')
    throw new AdminError('identity must be passed, pending or failed');
  return { details: form.details !== undefined, bank: form.bank !== undefined, identity };
}

function onboardingPage(world: World, link: OnboardingLink) {
  const account = connectedAccount(platformOf(world), link.account);
  const due = account?.requirements?.currently_due ?? [];
  return page(
    'Onboarding',
    html`<h1>Get paid with Stripe</h1>
      <p class="soft">The sandbox in place of Stripe's pages, for ${account?.business_profile?.name ?? account?.email ?? link.account}.
        Nothing here is checked or kept: choose what Stripe would know afterwards.</p>
      <form method="post">
        <input type="hidden" name="visit" value="${link.visit}">
        <label class="choice"><input type="checkbox" name="details" checked> Business, person and terms of service are given</label>
        <label class="choice"><input type="checkbox" name="bank" checked> A bank account for payouts is given</label>
        <fieldset><legend>The identity document</legend>
          <label class="choice"><input type="radio" name="identity" value="passed" checked> is in order</label>
          <label class="choice"><input type="radio" name="identity" value="pending"> is being looked at</label>
          <label class="choice"><input type="radio" name="identity" value="failed"> cannot be read</label>
        </fieldset>
        <button class="main">Submit</button>
        <button name="leave" value="1">Leave without submitting</button>
      </form>
      <details><summary>${due.length === 0 ? 'Nothing is due now' : `${due.length} things are due now`}</summary>
        <ul>${due.map((field) => html`<li><code>${field}</code></li>`)}</ul></details>`,
    true,
  );
}
