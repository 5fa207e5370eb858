import { payments } from '@purser/contracts';
import { toFault } from '@purser/fault';
import type { Context, Hono } from 'hono';
import { z } from 'zod';
import type { Gateway } from '../gateway.ts';
import { identifyStaff } from '../identity/identify.ts';
import type { Staff } from '../identity/who.ts';

const settings = '/admin/settings/stripe-connect';
const begun = z.object({
  mode: z.enum(['test', 'live']),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
});

/** Where Stripe sends the browser back to. */
export function stripePages({ config }: Pick<Gateway, 'config'>) {
  const address = (path: string) => new URL(path, config.publicUrl).href;
  return {
    callback: address('/connect/stripe/callback'),
    onboarding: (of: { mode: string; country?: string | undefined }) => {
      const about = new URLSearchParams({ mode: of.mode, ...(of.country && { country: of.country }) });
      return {
        returnUrl: address(`/connect/stripe/return?${about}`),
        refreshUrl: address(`/connect/stripe/refresh?${about}`),
      };
    },
  };
}

/**
 * The browser is back from Stripe. What it brings from the consent page is bound to whoever began. That it is back from onboarding says
 * nothing of how the account stands: that is read at Stripe. A way in that was used or is too old is made anew.
 */
export function mountStripeCallback(app: Hono, g: Gateway): void {
  const page = (path: string, run: (c: Context, who: Staff) => Promise<string>) =>
    app.get(path, async (c: Context) => {
      c.header('referrer-policy', 'no-referrer');
      c.header('cache-control', 'no-store');
      try {
        const who = await identifyStaff(c, g, false);
        return c.redirect(await run(c, who), 303);
      } catch (error) {
        const { code, kind } = toFault(error);
        if (kind === 'bug') g.log.error({ code }, 'a Stripe account could not be connected');
        return c.redirect(`${settings}?problem=${encodeURIComponent(code)}`, 303);
      }
    });
  page('/connect/stripe/callback', (c, who) => finish(g, c, who));
  page('/connect/stripe/return', (c, who) => returned(g, c, who));
  page('/connect/stripe/refresh', (c, who) => refreshed(g, c, who));
}

async function finish(g: Gateway, c: Context, who: Staff): Promise<string> {
  const { state, code, error } = c.req.query();
  if (error) return `${settings}?problem=consent_denied`;
  const input = payments.finishConsent.input.safeParse({ state, code });
  if (!input.success) return `${settings}?problem=state_unknown`;
  await g.client.command(payments.finishConsent, input.data, who);
  return `${settings}?connected=1`;
}

async function openConnection(g: Gateway, who: Staff, mode: string | undefined) {
  const { connections } = await g.client.query(payments.getConnect, {}, who);
  return connections.find((each) => each.mode === mode && each.status === 'open');
}

async function returned(g: Gateway, c: Context, who: Staff): Promise<string> {
  const open = await openConnection(g, who, c.req.query().mode);
  if (open) await g.client.command(payments.followAccount, { mode: open.mode, account: open.account }, who);
  return `${settings}?returned=1`;
}

/** A page elsewhere may send the browser here as well: what was begun goes on, and nothing is begun. */
async function refreshed(g: Gateway, c: Context, who: Staff): Promise<string> {
  const of = begun.safeParse(c.req.query());
  if (!of.success || !(await openConnection(g, who, of.data.mode))) return `${settings}?problem=link_unknown`;
  const pages = stripePages(g).onboarding(of.data);
  const { url } = await g.client.command(payments.beginConnection, { ...of.data, ...pages }, who);
  return url ?? settings;
}
