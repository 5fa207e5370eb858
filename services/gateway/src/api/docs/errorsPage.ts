import { codes } from '../problems/codes.ts';
import { escaped, page } from './html.ts';

/** What each code says; the `type` of a problem leads here. */
export function errorsPage(nonce: string): string {
  const rows = codes.map(
    ({ code, status, says }) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${escaped(says)}</td></tr>`,
  );
  const head = `<header><h1>What can go wrong</h1>
<p>Every refusal is application/problem+json (RFC 9457): <code>type</code>, <code>title</code>, <code>status</code>, <code>code</code>, <code>detail</code>, and for input <code>errors</code> with the path of each field. Codes are stable; texts are for people and may change.</p>
<p><a href="/api/docs">Back to the operations</a></p></header>`;
  return page(
    'What can go wrong',
    nonce,
    `${head}<main><table><tr><th>Code</th><th>Status</th><th>Says</th></tr>${rows.join('')}</table></main>`,
  );
}
