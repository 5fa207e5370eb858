import { html } from 'hono/html';
import type { Effect, FaultRule } from '../faults/rules.ts';
import type { World } from '../world.ts';
import { acts, type Html, id, table } from './inspectorParts.ts';

/** What may befall the next request, as the fault switch takes it. */
const effects: readonly [string, object][] = [
  ['500, although it was done', { status: 500, when: 'after' }],
  ['500, and nothing was done', { status: 500 }],
  ['500, to be tried again', { status: 500, should_retry: true }],
  ['No answer for 30 s, although it was done', { effect: 'hold', ms: 30_000, when: 'after' }],
  ['Connection broken, although it was done', { effect: 'reset', when: 'after' }],
  ['Connection broken, and nothing was done', { effect: 'reset' }],
  ['Half an answer, although it was done', { effect: 'cut', when: 'after' }],
  ['409, locked by somebody else', { status: 409 }],
  ['429, too many calls', { status: 429, rate_limited_reason: 'endpoint-rate' }],
  ['Five seconds slower', { effect: 'slow', ms: 5_000 }],
];

function told(effect: Effect): string {
  if (effect.kind === 'answer') return `${effect.status}${effect.shouldRetry ? ', to be tried again' : ''}`;
  if (effect.kind === 'hold') return `no answer for ${effect.ms / 1000} s`;
  if (effect.kind === 'slow') return `${effect.ms / 1000} s slower`;
  return effect.kind === 'cut' ? 'half an answer' : 'connection broken';
}

const ruleRow = (rule: FaultRule) => [
  `${told(rule.effect)}${rule.when === 'after' ? ', although it was done' : ''}`,
  html`<span class="path">${rule.method === '*' ? 'any' : rule.method} ${rule.path}</span>`,
  rule.count === undefined ? 'until it is taken away' : String(rule.count),
  rule.probability === undefined ? 'always' : `${Math.round(rule.probability * 100)} %`,
  id(rule.id),
  acts([{ label: 'Take away', post: `/faults/${rule.id}`, isRemoval: true }]),
];

/** What goes wrong, now and next: with requests, and with deliveries. */
export function faults(world: World): Html {
  const rules = world.webhookFaults.rules();
  const isCalm = rules.drop + rules.duplicate + rules.delayMs + rules.shuffleMs === 0;
  return html`<h2>Requests that will fail</h2>
    ${table(['What', 'Request', 'Times left', 'How often', 'Rule'], world.faults.all().map(ruleRow), 'Every request gets its true answer.')}
    <form class="sheet" data-post="/faults">
      <label>What happens<select name="*">${effects.map(([name, rule]) => html`<option value="${JSON.stringify(rule)}">${name}</option>`)}</select></label>
      <label>Method<select name="method"><option value="*">any</option><option selected>POST</option><option>GET</option><option>DELETE</option></select></label>
      <label>Path<input name="path" value="/v1/*" required pattern="/.*" autocomplete="off"></label>
      <label>Times<input name="count" type="number" min="1" value="1" placeholder="always"></label>
      <button class="main">Let it fail</button>
    </form>
    <h2>Webhooks that go astray</h2>
    <p class="soft">${isCalm ? 'Every event is delivered once, at once.' : 'As told below, for what happens from now on.'}</p>
    <form class="sheet" data-post="/webhook-faults">
      <label>Lost, %<input name="drop" type="number" min="0" max="100" data-scale="0.01" value="${Math.round(rules.drop * 100)}"></label>
      <label>Repeated, %<input name="duplicate" type="number" min="0" max="100" data-scale="0.01" value="${Math.round(rules.duplicate * 100)}"></label>
      <label>Copies<input name="copies" type="number" min="2" max="20" value="${rules.copies}"></label>
      <label>Later by, s<input name="delay_ms" type="number" min="0" max="3600" data-scale="1000" value="${rules.delayMs / 1000}"></label>
      <label>Shuffled within, s<input name="shuffle_ms" type="number" min="0" max="3600" data-scale="1000" value="${rules.shuffleMs / 1000}"></label>
      <button class="main">Set</button>
    </form>
    <div class="clear">${acts([
      { label: 'No faults of requests', post: '/faults', isRemoval: true },
      { label: 'No faults of webhooks', post: '/webhook-faults', isRemoval: true },
    ])}</div>`;
}
