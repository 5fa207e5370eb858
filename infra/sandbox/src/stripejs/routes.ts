import { type Context, Hono } from 'hono';
import { backstagePage, paymentElementPage } from './framePages.ts';
import { browserSource, stripeScript } from './source.ts';

/** Files of `browser/` that frames load; everything else there is only a part of `stripe.js`. */
const frameFiles = [
  'frame/paymentElement.js',
  'frame/backstage.js',
  'frame/api.js',
  'frame/cardForm.js',
  'frame/countries.js',
  'frame/pageLine.js',
  'frame/style.js',
  'frame/testCards.js',
  'frame/typing.js',
  'shared/appearance.ts',
  'shared/cardCheck.ts',
  'shared/cardNumber.ts',
  'shared/expiry.ts',
  'shared/form.ts',
  'shared/intents.ts',
  'shared/protocol.ts',
];

/** A frame may be shown by any page, loads only what is ours, and talks to nobody but us. Fonts are the page's choice. */
const framePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'font-src https: http: data:',
  "base-uri 'none'",
  "form-action 'none'",
  'frame-ancestors *',
].join('; ');

const common = { 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };
const javascript = { ...common, 'content-type': 'text/javascript; charset=utf-8' };
const css = { ...common, 'content-type': 'text/css; charset=utf-8' };
const frame = { ...common, 'content-security-policy': framePolicy, 'referrer-policy': 'no-referrer' };

/** Stripe.js: the script for the merchant's page, and the frames in which cards are typed and the API is called. */
export function stripeJsRoutes(): Hono {
  const app = new Hono();
  let script: string | undefined;
  app.get('/stripe.js', (c) => {
    script ??= stripeScript();
    return c.body(script, 200, { ...javascript, 'cross-origin-resource-policy': 'cross-origin' });
  });
  app.get('/_stripejs/payment-element', (c) => c.html(paymentElementPage(), 200, frame));
  app.get('/_stripejs/backstage', (c) => c.html(backstagePage(), 200, frame));
  const file = (path: string, headers: Record<string, string>) => {
    let source: string | undefined;
    return (c: Context) => {
      source ??= browserSource(path);
      return c.body(source, 200, headers);
    };
  };
  for (const path of frameFiles) app.get(`/_stripejs/${path}`, file(path, javascript));
  app.get('/_stripejs/element.css', file('element.css', css));
  return app;
}
