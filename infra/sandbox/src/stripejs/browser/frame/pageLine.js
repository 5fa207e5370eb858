/** @import { Envelope } from '../shared/protocol.ts' */
import { envelopeIn } from '../shared/protocol.ts';

const given = new URLSearchParams(location.hash.slice(1));
const channel = given.get('channel') ?? '';
const page = given.get('page') ?? '';
const shortestChannel = 32;

/**
 * Only the page that put this frame there is listened to and spoken to. Should another page show the frame under that name,
 * no message of it bears the origin, and none of the frame's reaches it.
 */
const isFramedByPage = () =>
  window.parent !== window && channel.length >= shortestChannel && URL.canParse(page) && new URL(page).origin === page;

/** @type {(envelope: Envelope) => void} */
const post = (envelope) => window.parent.postMessage(envelope, page);

/** @type {(what: string, detail?: unknown) => void} */
export const tellPage = (what, detail) => post({ channel, kind: 'tell', what, detail });

/** @typedef {(detail: unknown) => unknown} Work */

/**
 * Work on a detail of the right form; another form is a defect of the page's script, and says so.
 * @template T
 * @param {(detail: unknown) => detail is T} is
 * @param {(detail: T) => unknown} work
 * @returns {Work}
 */
export const on = (is, work) => (detail) => {
  if (is(detail)) return work(detail);
  throw new TypeError('the page asked in a form that this frame does not know');
};

/** @type {(work: Work, detail: unknown) => Promise<unknown>} */
async function answered(work, detail) {
  try {
    return await work(detail);
  } catch (reason) {
    console.error('Sandbox Stripe.js failed', reason);
    return {
      error: {
        type: 'api_error',
        message: 'The payment form failed. Nothing is known of the payment: look before you pay again.',
      },
    };
  }
}

/**
 * Listens to the page: `answers` answer what it asks, `heeds` heed what it tells.
 * @param {Record<string, Work>} answers
 * @param {Record<string, Work>} [heeds]
 */
export function listen(answers, heeds = {}) {
  if (!isFramedByPage()) return;
  window.addEventListener('message', async ({ origin, source, data }) => {
    if (origin !== page || source !== window.parent) return;
    const envelope = envelopeIn(data, channel);
    if (!envelope || envelope.kind === 'reply') return;
    const works = envelope.kind === 'ask' ? answers : heeds;
    const work = Object.hasOwn(works, envelope.what) ? works[envelope.what] : undefined;
    if (!work) return;
    const detail = await answered(work, envelope.detail);
    if (envelope.kind === 'ask') post({ channel, kind: 'reply', id: envelope.id, detail });
  });
  tellPage('listening');
}
