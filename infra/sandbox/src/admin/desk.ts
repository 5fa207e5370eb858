import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import { style } from './page.ts';

const deskStyle = `
  :root { --accent: #4f46e5; --link: light-dark(#4338ca, #a5b4fc); --chosen: light-dark(#ecebfb, #262447); --hover: color-mix(in srgb, CanvasText 5%, Canvas);
    --good: light-dark(#15803d, #4ade80); --warn: light-dark(#b45309, #fbbf24); --bad: light-dark(#b91c1c, #f87171); }
  * { box-sizing: border-box; }
  a { color: var(--link); }
  header.bar { display: flex; align-items: center; gap: .25rem 1.25rem; padding: .6rem 1.25rem; border-bottom: 1px solid var(--line); flex-wrap: wrap; }
  header.bar strong { font-size: .95rem; }
  header.bar nav { display: flex; gap: .25rem; margin-right: auto; }
  header.bar nav a { color: var(--soft); text-decoration: none; padding: .25rem .6rem; border-radius: .4rem; }
  header.bar nav a:hover { background: var(--hover); color: CanvasText; }
  header.bar nav a[aria-current] { color: CanvasText; background: var(--chosen); font-weight: 550; }
  .soft { color: var(--soft); } .num { font-variant-numeric: tabular-nums; } td.right, th.right { text-align: right; }
  .chip { display: inline-block; font-size: .75rem; line-height: 1.5; padding: 0 .5rem; border-radius: 1rem; border: 1px solid currentColor; white-space: nowrap; }
  .chip.good { color: var(--good); } .chip.warn { color: var(--warn); } .chip.bad { color: var(--bad); } .chip.plain { color: var(--soft); }
  a:focus-visible, input:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: .25rem; }
  input { font: inherit; padding: .45rem .7rem; border-radius: .5rem; border: 1px solid var(--line); background: Canvas; color: CanvasText; width: 100%; min-width: 0; }
  button.small { padding: .35rem .7rem; font-size: .85rem; }
`;

interface Desk {
  title: string;
  /** Which part of the sandbox the page belongs to. */
  part: 'stripe' | 'mail' | 'xero';
  style: string;
  /** Runs in the page; never holds anything that came from outside. */
  script?: string;
  content: ReturnType<typeof html>;
}

const parts = [
  { path: '/_sandbox/', name: 'Stripe', part: 'stripe' },
  { path: '/_sandbox/mail', name: 'Mail', part: 'mail' },
  { path: '/_sandbox/xero', name: 'Xero', part: 'xero' },
];

/** A wide page of the sandbox, with the way to its other parts. Whatever is shown on it can load and run nothing. */
export function deskPage(
  c: Context,
  { title, part, style: own, script, content }: Desk,
  status: 200 | 400 | 404 = 200,
) {
  const nonce = randomBytes(16).toString('base64');
  c.header(
    'content-security-policy',
    `default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'; connect-src 'self'; frame-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  c.header('referrer-policy', 'no-referrer');
  c.header('cache-control', 'no-store');
  return c.html(
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(style + deskStyle + own)}</style>
</head>
<body>
<header class="bar"><strong>Sandbox</strong><nav aria-label="Parts of the sandbox">${parts.map(
      (one) => html`<a href="${one.path}" ${one.part === part ? raw('aria-current="page"') : ''}>${one.name}</a>`,
    )}</nav></header>
${content}
${script === undefined ? '' : html`<script nonce="${nonce}">${raw(script)}</script>`}
</body>
</html>`,
    status,
  );
}
