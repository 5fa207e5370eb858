/**
 * Idempotency keys, one for each thing a person means to do. Pressing again after a failure, or a second press while the first is under
 * way, is the same intent and gets the same key; a changed input or something done for good begins a new one. Keys outlive a reload of
 * the page, for that is what people do when an answer does not come.
 */
export type Intents = {
  /** `name` is the act and its object, as in `recordPayment inv_…`; `body` what is sent. */
  keyOf: (name: string, body: unknown) => Promise<string>;
  /** The answer is known, whatever it was: the next press is a new intent. */
  close: (name: string) => void;
};

type Open = { key: string; digest: string };
type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const PLACE = 'purser.intent.';

export function openIntents(shelf: Shelf, newKey: () => string = () => crypto.randomUUID()): Intents {
  const open = new Map<string, Open>();
  return {
    keyOf: async (name, body) => {
      // Only a digest is kept: an input may hold what is personal.
      const digest = await digestOf(body);
      const known = open.get(name) ?? read(shelf, name);
      const intent = known?.digest === digest ? known : { key: newKey(), digest };
      open.set(name, intent);
      write(shelf, name, intent);
      return intent.key;
    },
    close: (name) => {
      open.delete(name);
      shelf.removeItem(PLACE + name);
    },
  };
}

async function digestOf(body: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(body ?? null));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function read(shelf: Shelf, name: string): Open | undefined {
  const [key, digest] = (shelf.getItem(PLACE + name) ?? '').split(' ');
  return key && digest ? { key, digest } : undefined;
}

function write(shelf: Shelf, name: string, { key, digest }: Open): void {
  try {
    shelf.setItem(PLACE + name, `${key} ${digest}`);
  } catch {
    // A full or forbidden storage costs only what a reload would have kept.
  }
}
