import { accounting } from '@purser/contracts';
import { toFault } from '@purser/fault';
import type { Context, Hono } from 'hono';
import type { Gateway } from '../gateway.ts';
import { identifyStaff } from '../identity/identify.ts';

const back = '/admin/settings/accounting';

/** The browser is back from Xero. What it brings is bound to whoever began: the state is only theirs to finish. */
export function mountXeroCallback(app: Hono, g: Gateway): void {
  app.get('/connect/xero/callback', async (c: Context) => {
    c.header('referrer-policy', 'no-referrer');
    c.header('cache-control', 'no-store');
    try {
      const who = await identifyStaff(c, g, false);
      const { state, code, error } = c.req.query();
      if (error) return c.redirect(`${back}?problem=consent_denied`);
      const input = accounting.finishConnection.input.safeParse({ state, code });
      if (!input.success) return c.redirect(`${back}?problem=state_unknown`);
      await g.client.command(accounting.finishConnection, input.data, who);
      return c.redirect(`${back}?connected=1`);
    } catch (error) {
      const { code, kind } = toFault(error);
      if (kind === 'bug') g.log.error({ code }, 'the books could not be connected');
      return c.redirect(`${back}?problem=${encodeURIComponent(code)}`);
    }
  });
}
