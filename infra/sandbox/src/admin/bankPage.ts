import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';

const style = `
  :root { color-scheme: light dark; --accent: light-dark(#3f3ad6, #9a9bff); --on-accent: light-dark(#fff, #14142b);
    --page: light-dark(#fff, #1f2028); --text: light-dark(#1d1e26, #f2f2f5); --soft: light-dark(#5c5e69, #b2b3c0); --line: light-dark(#dfe0e6, #3a3b46); }
  :root[data-scheme="light"] { color-scheme: light; } :root[data-scheme="dark"] { color-scheme: dark; }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100dvh; display: grid; font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--text); background: var(--page); }
  main { display: flex; flex-direction: column; width: 100%; max-width: 26rem; margin: auto; padding: 20px; }
  header { display: flex; align-items: center; gap: 10px; margin-bottom: 16px; padding-bottom: 12px; border-bottom: 1px solid var(--line); color: var(--soft); font-size: 14px; }
  header svg { flex: none; width: 28px; height: 28px; color: var(--accent); }
  h1 { margin: 0 0 4px; font-size: 19px; line-height: 1.3; }
  p { margin: 0; color: var(--soft); font-size: 15px; }
  dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; margin: 16px 0 0; padding: 10px 14px; border: 1px solid var(--line); border-radius: 10px; font-size: 13px; }
  dt { color: var(--soft); } dd { margin: 0; text-align: right; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
  dd.sum { font-weight: 600; }
  form { display: grid; gap: 10px; margin-top: 20px; }
  button { min-height: 46px; padding: 8px 10px; font: inherit; font-size: 15px; font-weight: 550; border-radius: 10px; border: 1px solid var(--line); color: var(--text); background: transparent; cursor: pointer; }
  button.main { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
  button:hover { filter: brightness(1.08); }
  button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;

const shield =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M12 3 5 6v5c0 4.6 2.9 8.3 7 10 4.1-1.7 7-5.4 7-10V6z"/><path d="m9 12 2.2 2.2L15.2 10"/></svg>';

interface BankPage {
  title: string;
  content: ReturnType<typeof html>;
  /** For the window that opened or frames the page: the challenge of this intent is over. */
  over?: { intent: string; passed: boolean };
}

/**
 * A page of the bank that the sandbox plays. Any page may frame it, as a bank's must; `?scheme=dark` or `light` tells how
 * the page around it looks. It runs nothing but the word that the payer is done.
 */
export function bankPage(c: Context, { title, content, over }: BankPage, status: 200 | 409 = 200) {
  const nonce = randomBytes(16).toString('base64');
  c.header(
    'content-security-policy',
    `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors *`,
  );
  c.header('referrer-policy', 'no-referrer');
  c.header('cache-control', 'no-store');
  const asked = c.req.query('scheme');
  const scheme = asked === 'dark' || asked === 'light' ? asked : 'any';
  // Any origin may hear it: it says that somebody should look, and nothing that a stranger could use.
  const message = JSON.stringify({ type: 'stripe-3ds-done', ...over }).replaceAll('<', '\\u003c');
  const script = html`<script nonce="${nonce}">(window.opener ?? window.parent).postMessage(${raw(message)}, '*');</script>`;
  return c.html(
    html`<!doctype html>
<html lang="en" data-scheme="${scheme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style nonce="${nonce}">${raw(style)}</style>
</head>
<body><main>
<header>${raw(shield)}<span>3D Secure test page</span></header>
${content}
</main>${over ? script : ''}</body>
</html>`,
    status,
  );
}
