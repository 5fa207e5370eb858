/** The merchant's page of the tests, as the product's is: typed by Stripe's own package, loaded by Stripe's own loader. It runs in the browser. */
import type {
  PaymentIntentResult,
  SetupIntentResult,
  Stripe,
  StripeElements,
  StripeElementsOptionsClientSecret,
  StripeElementsOptionsMode,
  StripeElementsUpdateOptions,
  StripeError,
  StripePaymentElement,
  StripePaymentElementChangeEvent,
  StripePaymentElementOptions,
} from '@stripe/stripe-js';
import { loadStripe } from '@stripe/stripe-js/dist/pure.mjs';

export interface Opening {
  key: string;
  account?: string;
  clientSecret?: string;
  appearance?: StripeElementsOptionsClientSecret['appearance'];
  mode?: StripeElementsOptionsMode;
  options?: StripePaymentElementOptions;
}

let stripe: Stripe | null = null;
let elements: StripeElements | undefined;
let element: StripePaymentElement | undefined;
const changes: StripePaymentElementChangeEvent[] = [];
const seen: string[] = [];

const loaded = (): Stripe => {
  if (!stripe) throw new Error('Stripe.js is not there');
  return stripe;
};
const group = (): StripeElements => {
  if (!elements) throw new Error('nothing is open');
  return elements;
};

/** What went wrong, as text: an exception does not survive the way out of the browser. */
const caught = async <T>(work: () => Promise<T> | T): Promise<T | { thrown: string }> => {
  try {
    return await work();
  } catch (reason) {
    return { thrown: String(reason) };
  }
};

/** Shows a Payment Element and tells how its loading ended. */
async function open({
  key,
  account,
  clientSecret,
  appearance,
  mode,
  options,
}: Opening): Promise<StripeError | 'ready'> {
  stripe = await loadStripe(key, account === undefined ? undefined : { stripeAccount: account });
  const shown = appearance === undefined ? {} : { appearance };
  elements =
    mode === undefined
      ? loaded().elements({ ...(clientSecret === undefined ? {} : { clientSecret }), ...shown })
      : loaded().elements({ ...mode, ...shown });
  element = elements.create('payment', options);
  const created = element;
  created.on('change', (event) => changes.push(event));
  for (const name of ['focus', 'blur', 'escape', 'loaderstart'] as const)
    Reflect.apply(created.on, created, [name, () => seen.push(name)]);
  return new Promise((resolve) => {
    created.on('ready', () => resolve('ready'));
    created.on('loaderror', ({ error }) => resolve(error));
    created.mount('#pay');
  });
}

type Where = { clientSecret?: string; returnUrl?: string };

const confirmParams = ({ returnUrl }: Where) => (returnUrl === undefined ? {} : { return_url: returnUrl });

function pay(where: Where = {}): Promise<PaymentIntentResult> {
  const asked = { elements: group(), confirmParams: confirmParams(where), redirect: 'if_required' } as const;
  const { clientSecret } = where;
  return clientSecret === undefined
    ? loaded().confirmPayment(asked)
    : loaded().confirmPayment({ ...asked, clientSecret });
}

const save = (where: Where = {}): Promise<SetupIntentResult> =>
  loaded().confirmSetup({ elements: group(), confirmParams: confirmParams(where), redirect: 'if_required' });

const shop = {
  open: (opening: Opening) => caught(() => open(opening)),
  pay: (where?: Where) => caught(() => pay(where)),
  save: (where?: Where) => caught(() => save(where)),
  /** Two presses of the button before the first answer. */
  payTwice: () => Promise.all([caught(() => pay()), caught(() => pay())]),
  /** Success leads away, so only a failure is ever told. */
  payAndLeave: (returnUrl: string) =>
    caught(() => loaded().confirmPayment({ elements: group(), confirmParams: { return_url: returnUrl } })),
  payWithStored: (clientSecret: string, method: string) =>
    caught(() =>
      loaded().confirmPayment({ clientSecret, confirmParams: { payment_method: method }, redirect: 'if_required' }),
    ),
  submit: () => caught(() => group().submit()),
  fetchUpdates: () => caught(() => group().fetchUpdates()),
  update: (change: StripeElementsUpdateOptions) => caught(() => group().update(change)),
  retrieve: (clientSecret: string) =>
    caught<PaymentIntentResult | SetupIntentResult>(() =>
      clientSecret.startsWith('pi_')
        ? loaded().retrievePaymentIntent(clientSecret)
        : loaded().retrieveSetupIntent(clientSecret),
    ),
  next: (clientSecret: string) => caught(() => loaded().handleNextAction({ clientSecret })),
  create: (type: 'address' | 'payment') => caught(() => void Reflect.apply(group().create, group(), [type])),
  call: (name: keyof Stripe) => caught(() => void Reflect.apply(loaded()[name], loaded(), ['x'])),
  make: (key: string) => caught(() => void Reflect.apply(Reflect.get(globalThis, 'Stripe'), undefined, [key])),
  destroy: () => element?.destroy(),
  remount: () =>
    new Promise<void>((resolve) => {
      element?.unmount();
      element?.once('ready', () => resolve());
      element?.mount('#pay');
    }),
  clear: () => element?.clear(),
  readOnly: () => void element?.update({ readOnly: true }),
  isFound: () => group().getElement('payment') === element,
  version: (): unknown => Reflect.get(Reflect.get(globalThis, 'Stripe'), 'version'),
  changes: () => changes,
  seen: () => seen,
};

export type Shop = typeof shop;
Reflect.set(globalThis, 'shop', shop);
