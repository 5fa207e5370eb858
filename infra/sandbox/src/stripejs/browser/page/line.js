/** @import { Envelope } from '../shared/protocol.ts' */
import { envelopeIn } from '../shared/protocol.ts';
import { IntegrationError } from './integrationError.js';

/**
 * @typedef {object} Line One frame of the sandbox and the way to talk with it.
 * @property {HTMLIFrameElement} frame
 * @property {(what: string, detail?: unknown) => Promise<unknown>} ask Rejects when the frame goes away first.
 * @property {(what: string, detail?: unknown) => void} tell
 * @property {() => void} end Removes the frame.
 */

const script = document.currentScript;
if (!(script instanceof HTMLScriptElement)) throw new Error('stripe.js must be loaded by a script element');
/** Where this script came from: its frames come from there too, and only they are listened to. */
export const sandboxOrigin = new URL(script.src).origin;

const newChannel = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

/**
 * Puts a frame of the sandbox into `parent`. What is asked before it listens waits.
 * @param {{ path: string, title: string, parent: Element, style: Record<string, string>, heard: (what: string, detail: unknown) => void }} wanted
 * @returns {Line}
 */
export function openLine({ path, title, parent, style, heard }) {
  if (location.origin === 'null') throw new IntegrationError('The page must be served over http or https.');
  const channel = newChannel();
  const frame = document.createElement('iframe');
  frame.title = title;
  Object.assign(frame.style, style);
  // After the hash: neither the server nor a Referer ever sees the channel.
  frame.src = `${sandboxOrigin}${path}#${new URLSearchParams({ channel, page: location.origin })}`;

  /** @type {Envelope[] | undefined} */
  let waiting = [];
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (reason: Error) => void }>} */
  const asked = new Map();
  let asks = 0;

  /** @type {(envelope: Envelope) => void} */
  const post = (envelope) => {
    if (waiting) waiting.push(envelope);
    else frame.contentWindow?.postMessage(envelope, sandboxOrigin);
  };

  /** @type {(event: MessageEvent) => void} */
  function hear(event) {
    if (event.origin !== sandboxOrigin || event.source !== frame.contentWindow) return;
    const envelope = envelopeIn(event.data, channel);
    if (envelope?.kind === 'reply') {
      asked.get(envelope.id)?.resolve(envelope.detail);
      asked.delete(envelope.id);
    } else if (envelope?.kind === 'tell' && envelope.what === 'listening') {
      const held = waiting ?? [];
      waiting = undefined;
      for (const late of held) post(late);
    } else if (envelope?.kind === 'tell') heard(envelope.what, envelope.detail);
  }

  window.addEventListener('message', hear);
  parent.append(frame);
  return {
    frame,
    ask(what, detail) {
      const id = ++asks;
      return new Promise((resolve, reject) => {
        asked.set(id, { resolve, reject });
        post({ channel, kind: 'ask', id, what, detail });
      });
    },
    tell: (what, detail) => post({ channel, kind: 'tell', what, detail }),
    end() {
      window.removeEventListener('message', hear);
      frame.remove();
      for (const { reject } of asked.values())
        reject(new IntegrationError('The Element was removed from the page before it could answer.'));
      asked.clear();
    },
  };
}
