/** @import { CardConfirmation, ElementSetup, IntentAnswer, PageError } from '../shared/protocol.ts' */
/** @import { Line } from './line.js' */
import { answerIn, errorIn } from '../shared/protocol.ts';
import { readElementOptions } from './elementOptions.js';
import { IntegrationError, notSimulated } from './integrationError.js';
import { openLine } from './line.js';

/** @typedef {Omit<ElementSetup, 'options'>} GroupSetup What all elements of one group share. */
/** @typedef {(event: object) => unknown} Handler */

const loadingMs = 20_000;
const events = ['ready', 'change', 'focus', 'blur', 'escape', 'loaderror', 'loaderstart'];
/** Real events that nothing here ever causes: there is one kind of payment method and none is saved. */
const silentEvents = [
  'savedpaymentmethodupdate',
  'savedpaymentmethodremove',
  'availablepaymentmethodschange',
  'carddetailschange',
];

/** Room for the focus ring, which would be cut off at the frame's edge. */
const ring = 4;
const frameStyle = {
  display: 'block',
  border: '0',
  margin: `-${ring}px`,
  width: `calc(100% + ${2 * ring}px)`,
  maxWidth: 'none',
  height: '0',
  background: 'transparent',
  userSelect: 'none',
};

/** @type {(where: unknown) => Element} */
function placeOf(where) {
  if (where instanceof Element) return where;
  if (typeof where !== 'string') throw new IntegrationError('element.mount() takes a selector or a DOM element.');
  const found = document.querySelector(where);
  if (found) return found;
  throw new IntegrationError(`The selector you specified (${where}) applies to no DOM elements on the page.`);
}

/** The card form, in a frame of its own. */
export class PaymentElement {
  /** @type {Line | undefined} */
  #line;
  /** @type {Map<string, Set<Handler>>} */
  #handlers = new Map();
  /** @type {Record<string, unknown>} */
  #options;
  #state = /** @type {'new' | 'loading' | 'ready' | 'failed' | 'destroyed'} */ ('new');
  #setup;
  #gone;

  /**
   * @param {() => GroupSetup} setup
   * @param {object | undefined} options
   * @param {() => void} gone
   */
  constructor(setup, options, gone) {
    readElementOptions(options);
    this.#options = { ...options };
    this.#setup = setup;
    this.#gone = gone;
  }

  #alive() {
    if (this.#state === 'destroyed')
      throw new IntegrationError('This Element has been destroyed. Please create a new one.');
  }

  /** @param {string} name @param {object} [detail] */
  #emit(name, detail) {
    for (const handler of [...(this.#handlers.get(name) ?? [])]) handler({ elementType: 'payment', ...detail });
  }

  /** @param {PageError} error */
  #fail(error) {
    this.#state = 'failed';
    this.#emit('loaderror', { error });
  }

  /** @param {Line} line */
  async #load(line) {
    const late = setTimeout(() => {
      if (this.#line === line && this.#state === 'loading')
        this.#fail({ type: 'api_connection_error', message: 'The payment form did not load in time.' });
    }, loadingMs);
    try {
      const { look, ...setup } = this.#setup();
      line.frame.style.colorScheme = look.dark ? 'dark' : 'light';
      const error = errorIn(await line.ask('load', { ...setup, look, options: readElementOptions(this.#options) }));
      if (this.#line !== line || this.#state !== 'loading') return;
      if (error) return this.#fail(error);
      this.#state = 'ready';
      this.#emit('ready');
    } catch (reason) {
      // Unmounted while it loaded: nobody waits for it any more.
      if (this.#line === line) throw reason;
    } finally {
      clearTimeout(late);
    }
  }

  /** @param {Line} line @param {string} what @param {unknown} detail */
  #heard(line, what, detail) {
    if (this.#line !== line) return;
    if (what === 'height' && typeof detail === 'number') line.frame.style.height = `${Math.ceil(detail)}px`;
    else if (events.includes(what)) this.#emit(what, typeof detail === 'object' && detail !== null ? detail : {});
  }

  /** @param {unknown} where A selector or a DOM element. */
  mount(where) {
    this.#alive();
    const place = placeOf(where);
    if (this.#line?.frame.parentElement?.parentElement === place) return;
    this.unmount();
    const holder = document.createElement('div');
    holder.className = '__PrivateStripeElement';
    place.classList.add('StripeElement');
    place.replaceChildren(holder);
    /** @type {Line} */
    const line = openLine({
      path: '/_stripejs/payment-element',
      title: 'Secure payment input frame',
      parent: holder,
      style: frameStyle,
      heard: (what, detail) => this.#heard(line, what, detail),
    });
    this.#line = line;
    this.#state = 'loading';
    this.#emit('loaderstart');
    void this.#load(line);
  }

  unmount() {
    this.#alive();
    const holder = this.#line?.frame.parentElement;
    const line = this.#line;
    this.#line = undefined;
    this.#state = 'new';
    line?.end();
    holder?.parentElement?.classList.remove('StripeElement');
    holder?.remove();
  }

  destroy() {
    this.unmount();
    this.#state = 'destroyed';
    this.#handlers.clear();
    this.#gone();
  }

  /** @param {object} options */
  update(options) {
    this.#alive();
    if ('wallets' in options) throw new IntegrationError('wallets cannot be updated.');
    readElementOptions(options);
    this.#options = { ...this.#options, ...options };
    this.#line?.tell('options', readElementOptions(this.#options));
    return this;
  }

  /** @param {string} name @param {Handler} handler */
  on(name, handler) {
    if (!events.includes(name) && !silentEvents.includes(name))
      throw new IntegrationError(`A Payment Element has no event '${name}'.`);
    if (typeof handler !== 'function') throw new IntegrationError('element.on() takes a function.');
    const known = this.#handlers.get(name) ?? new Set();
    this.#handlers.set(name, known.add(handler));
    return this;
  }

  /** @param {string} name @param {Handler} handler */
  once(name, handler) {
    /** @type {Handler} */
    const first = (event) => {
      this.off(name, first);
      handler(event);
    };
    return this.on(name, first);
  }

  /** @param {string} name @param {Handler} [handler] */
  off(name, handler) {
    if (handler) this.#handlers.get(name)?.delete(handler);
    else this.#handlers.delete(name);
    return this;
  }

  focus() {
    this.#alive();
    this.#line?.frame.focus();
    this.#line?.tell('focus');
  }

  blur() {
    this.#alive();
    this.#line?.tell('blur');
  }

  clear() {
    this.#alive();
    this.#line?.tell('clear');
  }

  collapse() {
    throw notSimulated('element.collapse()');
  }

  /** @type {(call: string) => Line} */
  #mounted(call) {
    // While it loads, the frame keeps what is asked until it is ready.
    if (this.#line && this.#state !== 'failed') return this.#line;
    throw new IntegrationError(`${call} needs a mounted Payment Element that has loaded.`);
  }

  /** The frame's side of `elements` and `stripe`, out of the page's sight. */
  static stage = {
    /** @type {(element: PaymentElement) => Promise<PageError | undefined>} */
    submit: async (element) => errorIn(await element.#mounted('elements.submit()').ask('submit')),
    /** @type {(element: PaymentElement, call: string, asked: CardConfirmation) => Promise<IntentAnswer>} */
    confirm: async (element, call, asked) => answerIn(await element.#mounted(call).ask('confirm', asked)),
    /** @type {(element: PaymentElement) => Promise<PageError | undefined>} */
    refresh: async (element) => errorIn(await element.#line?.ask('refresh')),
    /** @type {(element: PaymentElement) => Promise<void>} */
    async restyle(element) {
      const { look, fonts, futureUse } = element.#setup();
      if (!element.#line) return;
      element.#line.frame.style.colorScheme = look.dark ? 'dark' : 'light';
      await element.#line.ask('restyle', { look, fonts, futureUse });
    },
    /** @type {(element: PaymentElement) => ReturnType<typeof readElementOptions>} */
    options: (element) => readElementOptions(element.#options),
    /** @type {(element: PaymentElement) => boolean} */
    dark: (element) => element.#setup().look.dark,
  };
}
