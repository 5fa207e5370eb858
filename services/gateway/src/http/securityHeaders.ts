import type { GatewayConfig } from '../config.ts';

type Headers = Record<string, string>;

function always({ publicUrl }: Pick<GatewayConfig, 'publicUrl'>): Headers {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), payment=(self)',
    ...(publicUrl.protocol === 'https:' && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
  };
}

/** Of what programs read: nothing of it is a page. */
export function apiHeaders(config: GatewayConfig): Headers {
  return {
    ...always(config),
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  };
}

/** Of a page. Stripe's origins are let in on pages that take payments, and nowhere else. */
export function pageHeaders(config: GatewayConfig, nonce: string, stripe: boolean): Headers {
  const origins = stripe ? [config.stripeJs.origin, ...config.stripeOrigins] : [];
  const from = (...sources: string[]) => sources.join(' ');
  const policy = {
    'default-src': "'self'",
    'script-src': from(`'nonce-${nonce}'`, "'strict-dynamic'", ...origins.slice(0, 1)),
    'style-src': from("'self'", `'nonce-${nonce}'`),
    'img-src': from("'self'", 'data:'),
    'font-src': "'self'",
    'connect-src': from("'self'", ...origins),
    'frame-src': stripe ? from(...origins) : "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  };
  return {
    ...always(config),
    // Stripe's window for 3D Secure must be able to tell the page that it is done.
    ...(stripe && { 'cross-origin-opener-policy': 'same-origin-allow-popups' }),
    // Stripe.js is fetched while the payer reads; the way there is found while the page still loads.
    ...(stripe && { link: `<${config.stripeJs.origin}>; rel=preconnect` }),
    'cache-control': 'no-store',
    'content-security-policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
  };
}

/** Of a stored document: whatever is in it, it runs nothing and reaches nothing. */
export function fileHeaders(config: Pick<GatewayConfig, 'publicUrl'>): Headers {
  return {
    ...always(config),
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
  };
}
