import type { LiveEventModel, LiveType } from '../../src/api/models/live.ts';

export type LiveState = 'connecting' | 'open' | 'waiting';

/** What we need of a stream of the browser's. */
export type LiveSource = {
  readonly readyState: number;
  addEventListener: (type: string, hear: (event: Event) => void) => void;
  close: () => void;
};

export type LiveOptions = {
  url: string;
  onEvent: (event: LiveEventModel) => void;
  /** The stream was away for a while: what happened meanwhile must be read anew. */
  onReturn: () => void;
  onState?: (state: LiveState) => void;
  open?: (url: string) => LiveSource;
  /** Between 0 and 1, to keep many browsers from coming back at the same moment. */
  jitter?: () => number;
};

/** A type that the server learns and this list lacks is a type error. */
const types = Object.keys({
  'invoice.drafted': true,
  'invoice.issued': true,
  'invoice.paid': true,
  'invoice.partlyPaid': true,
  'invoice.voided': true,
  'invoice.writtenOff': true,
  'invoice.reopened': true,
  'credit.created': true,
  'quote.sent': true,
  'quote.accepted': true,
  'quote.declined': true,
  'quote.expired': true,
  'quote.withdrawn': true,
  'quote.converted': true,
  'quote.askedFor': true,
  'payment.succeeded': true,
  'payment.failed': true,
  'payment.recorded': true,
  'customer.created': true,
  'customer.changed': true,
  'mail.sent': true,
  'mail.failed': true,
  'accounting.pushed': true,
  'accounting.failed': true,
  'attempt.cancelled': true,
  'autopay.changed': true,
  'autopay.gaveUp': true,
  'method.added': true,
  'method.removed': true,
  'method.expiring': true,
  'payment.reversed': true,
  'refund.succeeded': true,
  'refund.failed': true,
  'dispute.opened': true,
  'dispute.closed': true,
} satisfies Record<LiveType, true>);

/** `EventSource.CLOSED`: the browser has given up. */
const CLOSED = 2;
const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Listens to what happens, and comes back after every break. Returns how to stop. */
export function listen(options: LiveOptions): () => void {
  const { url, onEvent, onReturn, onState, jitter = Math.random } = options;
  const open = options.open ?? ((address: string): LiveSource => new EventSource(address));
  let source: LiveSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let wasAway = false;
  let stopped = false;

  const hear = (message: Event) => {
    const event = message instanceof MessageEvent ? eventIn(message.data) : undefined;
    if (event) onEvent(event);
  };
  const connect = () => {
    onState?.('connecting');
    const opened = open(url);
    source = opened;
    opened.addEventListener('open', () => {
      failures = 0;
      onState?.('open');
      if (wasAway) onReturn();
      wasAway = false;
    });
    for (const type of ['message', ...types]) opened.addEventListener(type, hear);
    opened.addEventListener('error', () => {
      wasAway = true;
      onState?.('waiting');
      // The browser comes back by itself after a lost connection, and never after an answer that was no stream.
      if (opened.readyState !== CLOSED || stopped) return;
      opened.close();
      const span_ms = Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
      failures += 1;
      timer = setTimeout(connect, span_ms * (0.5 + jitter() / 2));
    });
  };

  connect();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  };
}

function eventIn(data: string): LiveEventModel | undefined {
  try {
    return JSON.parse(data);
  } catch {
    // A line that cannot be read is passed over; the next full reading makes up for it.
    return undefined;
  }
}
