/** An error as the merchant's page gets it; the fields of the API's errors pass through. */
export interface PageError {
  type: string;
  message: string;
  code?: string;
  [field: string]: unknown;
}

/** An intent as a publishable key sees it. Only what the browser's code reads is named. */
export interface Intent {
  id: string;
  object: 'payment_intent' | 'setup_intent';
  status: string;
  client_secret: string | null;
  amount?: number;
  currency?: string;
  usage?: string;
  setup_future_usage?: string | null;
  next_action?: {
    type: string;
    redirect_to_url?: { url: string | null };
    use_stripe_sdk?: { stripe_js?: string };
  } | null;
  last_payment_error?: PageError | null;
  last_setup_error?: PageError | null;
}

export type IntentAnswer = { intent: Intent } | { error: PageError };

/** With which key, and for which account, a frame calls the API. */
export interface Access {
  publishableKey: string;
  stripeAccount?: string;
}

/** A call that the page asks the hidden frame to make. */
export interface IntentCall {
  access: Access;
  clientSecret: string;
  /** Parameters of a confirmation; absent to look only. */
  confirm?: Record<string, unknown>;
}

/** How an element is to look and behave, already checked by the page. */
export interface ElementSetup {
  access: Access;
  clientSecret?: string;
  /** Without a client secret: what the intent will be for. */
  futureUse: boolean;
  look: Look;
  fonts: { family: string; src: string; descriptors: Record<string, string> }[];
  options: ElementOptions;
}

export interface Look {
  variables: Record<string, string>;
  rules: { selector: string; properties: Record<string, string> }[];
  dark: boolean;
  animated: boolean;
}

export interface ElementOptions {
  business: string | null;
  readOnly: boolean;
  terms: 'auto' | 'always' | 'never';
  askCountry: boolean;
  askPostal: boolean;
  billingDetails: Record<string, unknown>;
}

/** A confirmation with the card in the frame. */
export interface CardConfirmation {
  access: Access;
  clientSecret: string;
  params: Record<string, unknown>;
  /** What the page said the intent would be; the confirmation is refused when it is something else. */
  expected?: { amount?: number; currency?: string };
}

/** What goes over the line between page and frame; `channel` is the secret of one pair of them. */
export type Envelope =
  | { channel: string; kind: 'ask'; id: number; what: string; detail: unknown }
  | { channel: string; kind: 'reply'; id: number; detail: unknown }
  | { channel: string; kind: 'tell'; what: string; detail: unknown };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The envelope in a message, if it is one of this channel. */
export function envelopeIn(data: unknown, channel: string): Envelope | undefined {
  if (!isObject(data) || data.channel !== channel) return undefined;
  const { kind, id, what, detail } = data;
  if (kind === 'ask' && typeof id === 'number' && typeof what === 'string') return { channel, kind, id, what, detail };
  if (kind === 'reply' && typeof id === 'number') return { channel, kind, id, detail };
  if (kind === 'tell' && typeof what === 'string') return { channel, kind, what, detail };
  return undefined;
}

const isError = (value: unknown): value is PageError =>
  isObject(value) && typeof value.type === 'string' && typeof value.message === 'string';

const isIntent = (value: unknown): value is Intent =>
  isObject(value) &&
  typeof value.id === 'string' &&
  typeof value.status === 'string' &&
  (value.object === 'payment_intent' || value.object === 'setup_intent');

/** The answer in a reply. Nothing else ever comes from a frame of ours. */
export function answerIn(detail: unknown): IntentAnswer {
  if (isObject(detail) && isIntent(detail.intent)) return { intent: detail.intent };
  if (isObject(detail) && isError(detail.error)) return { error: detail.error };
  throw new TypeError('the frame gave no answer');
}

/** The error in a reply, if there is one. */
export const errorIn = (detail: unknown): PageError | undefined =>
  isObject(detail) && isError(detail.error) ? detail.error : undefined;

const isAccess = (value: unknown): value is Access =>
  isObject(value) &&
  typeof value.publishableKey === 'string' &&
  (value.stripeAccount === undefined || typeof value.stripeAccount === 'string');

const isLook = (value: unknown): value is Look =>
  isObject(value) && isObject(value.variables) && Array.isArray(value.rules) && typeof value.dark === 'boolean';

export const isElementOptions = (value: unknown): value is ElementOptions =>
  isObject(value) && isObject(value.billingDetails) && typeof value.askCountry === 'boolean';

/** What the page may change of an element that is shown. */
export type Restyling = Pick<ElementSetup, 'look' | 'fonts' | 'futureUse'>;

export const isRestyling = (value: unknown): value is Restyling =>
  isObject(value) && isLook(value.look) && Array.isArray(value.fonts) && typeof value.futureUse === 'boolean';

export const isElementSetup = (value: unknown): value is ElementSetup =>
  isObject(value) && isAccess(value.access) && isElementOptions(value.options) && isRestyling(value);

export const isCardConfirmation = (value: unknown): value is CardConfirmation =>
  isObject(value) && isAccess(value.access) && typeof value.clientSecret === 'string' && isObject(value.params);

export const isIntentCall = (value: unknown): value is IntentCall =>
  isObject(value) &&
  isAccess(value.access) &&
  typeof value.clientSecret === 'string' &&
  (value.confirm === undefined || isObject(value.confirm));
