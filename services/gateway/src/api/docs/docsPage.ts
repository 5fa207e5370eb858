import type { OpenAPIHono } from '@hono/zod-openapi';
import { escaped, page } from './html.ts';
import { isRecord, schemaText } from './schemaText.ts';

type Document = ReturnType<OpenAPIHono['getOpenAPI31Document']>;
type Entry = { method: string; path: string; tag: string; operation: Record<string, unknown> };

/** The API's document as a page: sections, a search, and each operation with what it takes, answers and how to call it. */
export function docsPage(document: Document, nonce: string, publicUrl: URL): string {
  const entries = entriesOf(document);
  const tags = [...new Set(entries.map(({ tag }) => tag))];
  const sections = tags.map((tag) => {
    const own = entries.filter((entry) => entry.tag === tag).map((entry) => entryHtml(entry, publicUrl));
    return `<section><h2 id="${idOf(tag)}">${escaped(tag)}</h2>${own.join('')}</section>`;
  });
  const links = tags.map((tag) => `<a href="#${idOf(tag)}">${escaped(tag)}</a>`).join('');
  const head = `<header><h1>${escaped(document.info.title)}</h1>
<p>${escaped(document.info.description ?? '')}</p>
<p>As a document: <a href="/api/v1/openapi.json">openapi.json</a>. What can go wrong: <a href="/api/docs/errors">errors</a>.</p>
<nav aria-label="Sections">${links}</nav>
<input type="search" id="q" aria-label="Search operations" placeholder="Search, as in: issue, POST payments" autocomplete="off"></header>`;
  return page(document.info.title, nonce, `${head}<main>${sections.join('')}</main>`, script);
}

function entriesOf({ paths = {} }: Document): Entry[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item ?? {}).flatMap(([method, operation]) => {
      if (!isRecord(operation)) return [];
      const [tag] = Array.isArray(operation.tags) ? operation.tags : [];
      return [{ method: method.toUpperCase(), path, tag: String(tag ?? 'Other'), operation }];
    }),
  );
}

const idOf = (tag: string) => tag.toLowerCase().replace(/[^a-z]+/g, '-');

function entryHtml({ method, path, operation }: Entry, publicUrl: URL): string {
  const parts = [
    accessText(operation.security),
    parametersHtml(operation.parameters),
    bodyHtml('Takes', contentOf(operation.requestBody)),
    ...responsesHtml(operation.responses),
    curlHtml(method, path, operation, publicUrl),
  ];
  return `<details data-text="${escaped(`${method} ${path} ${String(operation.summary)}`.toLowerCase())}">
<summary><b>${method}</b><code>${escaped(path)}</code><span>${escaped(String(operation.summary ?? ''))}</span></summary><div>${parts.join('')}</div></details>`;
}

function accessText(security: unknown): string {
  const names = Array.isArray(security) ? security.flatMap((each) => (isRecord(each) ? Object.keys(each) : [])) : [];
  const words: Record<string, string> = {
    staffSession: 'staff signed in',
    apiToken: 'programs with an access token',
    customerSession: 'a customer who opened a link',
  };
  return `<p>For ${names.length === 0 ? 'anybody' : names.map((name) => words[name] ?? name).join(', ')}.</p>`;
}

function parametersHtml(parameters: unknown): string {
  if (!Array.isArray(parameters) || parameters.length === 0) return '';
  const rows = parameters.filter(isRecord).map((each) => {
    const needed = each.required === true ? '' : ' (optional)';
    return `<tr><td><code>${escaped(String(each.name))}</code></td><td>${escaped(String(each.in))}${needed}</td><td>${escaped(schemaText(each.schema))}</td></tr>`;
  });
  return `<h3>Parameters</h3><table>${rows.join('')}</table>`;
}

function contentOf(holder: unknown): [string, unknown] | undefined {
  if (!isRecord(holder) || !isRecord(holder.content)) return undefined;
  const [first] = Object.entries(holder.content);
  return first && isRecord(first[1]) ? [first[0], first[1].schema] : undefined;
}

function bodyHtml(title: string, content: [string, unknown] | undefined): string {
  if (!content) return '';
  const [type, schema] = content;
  const text = type.includes('json') ? schemaText(schema) : type;
  return `<h3>${escaped(title)}</h3><pre tabindex="0"><code>${escaped(text)}</code></pre>`;
}

function responsesHtml(responses: unknown): string[] {
  if (!isRecord(responses)) return [];
  const all = Object.entries(responses).filter((each): each is [string, Record<string, unknown>] => isRecord(each[1]));
  const good = all
    .filter(([status]) => Number(status) < 300)
    .map(([status, each]) => bodyHtml(`Answers ${status}`, contentOf(each)) || `<h3>Answers ${status}</h3>`);
  const bad = all.filter(([status]) => Number(status) >= 400);
  const rows = bad.map(([status, each]) => `<tr><td>${status}</td><td>${escaped(String(each.description))}</td></tr>`);
  return [...good, `<h3>Or says no</h3><table>${rows.join('')}</table>`];
}

function curlHtml(method: string, path: string, operation: Record<string, unknown>, publicUrl: URL): string {
  const json = operation.requestBody === undefined ? [] : ["-H 'Content-Type: application/json'", "-d '{ … }'"];
  const keyed =
    Array.isArray(operation.parameters) &&
    operation.parameters.some((each) => isRecord(each) && each.name === 'idempotency-key');
  const lines = [
    `curl -X ${method} '${new URL(path, publicUrl).href.replaceAll('%7B', '{').replaceAll('%7D', '}')}'`,
    "-H 'Authorization: Bearer $TOKEN'",
    ...(keyed ? ["-H 'Idempotency-Key: $(uuidgen)'"] : []),
    ...json,
  ].map((line) => line.replaceAll(/'([^']*\$[^']*)'/g, '"$1"'));
  const text = lines.join(' \\\n  ');
  return `<h3>Call it <button type="button" data-copy>Copy</button></h3><pre tabindex="0"><code>${escaped(text)}</code></pre>`;
}

const script = `
const q = document.getElementById('q');
q.addEventListener('input', () => {
  const words = q.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const each of document.querySelectorAll('details')) each.hidden = !words.every((word) => each.dataset.text.includes(word));
  for (const each of document.querySelectorAll('section')) each.hidden = !each.querySelector('details:not([hidden])');
});
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  await navigator.clipboard.writeText(button.parentElement.nextElementSibling.textContent);
  button.textContent = 'Copied';
});
`;
