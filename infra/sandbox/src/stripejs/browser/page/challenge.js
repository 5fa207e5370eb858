/** @import { IntentAnswer, Intent, Access } from '../shared/protocol.ts' */
import { afterAction } from '../shared/intents.ts';
import { callIntent } from './backstage.js';
import { sandboxOrigin } from './line.js';

const veil = {
  position: 'fixed',
  inset: '0',
  width: '100vw',
  maxWidth: 'none',
  height: '100dvh',
  maxHeight: 'none',
  margin: '0',
  padding: '16px',
  border: '0',
  boxSizing: 'border-box',
  background: 'rgb(15 17 26 / 0.55)',
  backdropFilter: 'blur(3px)',
  pointerEvents: 'auto',
  overflow: 'auto',
};

/** How high the bank's page is, where its lines break and where they do not, in CSS pixels. */
const tallPage = 470;
const widePage = 390;
const narrow = 310;

const bankPage = {
  display: 'block',
  position: 'absolute',
  inset: '0',
  margin: 'auto',
  width: 'min(400px, calc(100% - 32px))',
  border: '0',
  borderRadius: '14px',
  boxShadow: '0 24px 64px rgb(0 0 0 / 0.35)',
};

/**
 * An end of the dialog that the keyboard cannot pass. A modal dialog alone does not hold it: it would go on into the page's
 * other frames.
 * @param {HTMLElement} inside
 */
function edge(inside) {
  const end = document.createElement('span');
  end.tabIndex = 0;
  end.addEventListener('focus', () => inside.focus());
  return end;
}

/**
 * Shows the bank's page over everything until it says that it is done. Escape does nothing: whoever closed the dialog
 * half-way would leave a payment behind of which nobody knows how it ended.
 * @param {URL} address
 * @param {string} intent
 * @param {boolean} dark
 * @returns {Promise<void>}
 */
function showBank(address, intent, dark) {
  const dialog = document.createElement('dialog');
  Object.assign(dialog.style, veil);
  dialog.setAttribute('aria-label', 'Your bank asks you to confirm the payment');
  dialog.setAttribute('closedby', 'none');
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  const frame = document.createElement('iframe');
  frame.title = '3D Secure authentication';
  const height = window.innerWidth < narrow ? tallPage : widePage;
  Object.assign(frame.style, bankPage, {
    height: `min(${height}px, calc(100% - 32px))`,
    colorScheme: dark ? 'dark' : 'light',
    background: dark ? '#1f2028' : '#fff',
  });
  // What the bank shows must not be able to send the merchant's page elsewhere.
  frame.setAttribute('sandbox', 'allow-scripts allow-forms allow-same-origin');
  address.searchParams.set('scheme', dark ? 'dark' : 'light');
  frame.src = address.href;
  frame.addEventListener('load', () => {
    // A frame that had the focus while it loaded has lost it without a word.
    frame.blur();
    frame.focus();
  });
  dialog.append(edge(frame), frame, edge(frame));
  document.body.append(dialog);

  return new Promise((resolve) => {
    const reopen = () => {
      if (!dialog.open) dialog.showModal();
    };
    /** @type {(event: MessageEvent) => void} */
    function hear({ origin, source, data }) {
      if (origin !== sandboxOrigin || source !== frame.contentWindow) return;
      if (data?.type !== 'stripe-3ds-done' || data.intent !== intent) return;
      window.removeEventListener('message', hear);
      dialog.removeEventListener('close', reopen);
      dialog.close();
      dialog.remove();
      resolve();
    }
    window.addEventListener('message', hear);
    dialog.addEventListener('close', reopen);
    dialog.showModal();
  });
}

/**
 * The bank's page. Whatever name the sandbox gives itself, the page is opened under the name this script came from: a frame
 * of any other origin would not be listened to.
 * @type {(intent: Intent) => URL | undefined}
 */
function bankOf(intent) {
  const address = intent.next_action?.use_stripe_sdk?.stripe_js;
  return address === undefined ? undefined : new URL(new URL(address).pathname, sandboxOrigin);
}

/**
 * Lets the payer do what an intent waits for, and says how it ended. What the bank's page says is only a sign to look:
 * the truth is asked of the API.
 * @param {Access} access
 * @param {Intent} intent
 * @param {boolean} dark
 * @returns {Promise<IntentAnswer>}
 */
export async function handleAction(access, intent, dark) {
  const redirect = intent.next_action?.redirect_to_url?.url;
  if (redirect) return leaveFor(redirect);
  const bank = bankOf(intent);
  if (!bank) {
    return {
      error: { type: 'api_error', message: 'The intent waits for an action that the sandbox does not simulate.' },
    };
  }
  await showBank(bank, intent.id, dark);
  const answer = await callIntent({ access, clientSecret: intent.client_secret ?? '' });
  return 'error' in answer ? answer : afterAction(answer.intent);
}

/**
 * Leaves the page; whoever waits, waits until it is gone.
 * @param {string} address
 * @returns {Promise<never>}
 */
export function leaveFor(address) {
  window.location.assign(address);
  return new Promise(() => {});
}
