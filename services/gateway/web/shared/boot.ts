import type { Brand } from '@purser/document';

/** What the gateway puts into every page; each page reads more of its own out of `raw`. */
export type Boot = {
  /** Business time when the page was made, RFC 3339. */
  now: string;
  /** BCP 47. */
  locale: string;
  /** IANA name; absent where no tenant is known yet, and then the reader's own zone is used. */
  timeZone: string | undefined;
  /** Absent where no tenant is known yet: the page then looks as Purser does. */
  brand: Brand | undefined;
  raw: Readonly<Record<string, unknown>>;
};

/** As much of a document as is read here. */
type PageText = { getElementById: (id: string) => { textContent: string | null } | null };

/** Reads the page's JSON script. It is our own gateway's, so a fault in it is a bug and throws. */
export function readBoot(doc: PageText = document): Boot {
  const raw: unknown = JSON.parse(doc.getElementById('boot')?.textContent ?? 'null');
  if (!isRecord(raw)) throw new TypeError('The page carries no boot record.');
  const { now, locale, timeZone, brand } = raw;
  if (typeof now !== 'string') throw new TypeError('The boot record says no time.');
  return {
    now,
    locale: typeof locale === 'string' ? locale : 'en-GB',
    timeZone: typeof timeZone === 'string' ? timeZone : undefined,
    brand: isBrand(brand) ? brand : undefined,
    raw,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The gateway has checked it against the schema; this only tells a brand from its absence. */
function isBrand(value: unknown): value is Brand {
  return isRecord(value) && typeof value.color === 'string' && typeof value.radius_px === 'number' && 'logo' in value;
}
