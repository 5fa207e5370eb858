import { type MasterKey, normaliseMail, randomToken, sign, verify } from '@purser/vault';

/** Of a mail address, what can be compared and not read back. */
export function mailTag(key: MasterKey, mail: string): string {
  return sign(key, 'mail', normaliseMail(mail)).slice(0, 22);
}

/** The value of a device cookie: this browser signed in as this person before. */
export function deviceCookie(key: MasterKey, mail: string): string {
  const body = `${randomToken().slice(0, 22)}.${mailTag(key, mail)}`;
  return `${body}.${sign(key, 'device', body)}`;
}

/** @returns the device, if the cookie is one of ours and was given for this mail */
export function knownDevice(key: MasterKey, cookie: string | undefined, mail: string): string | undefined {
  const [device, tag, signature, ...more] = cookie?.split('.') ?? [];
  if (!device || !tag || !signature || more.length > 0) return undefined;
  if (!verify(key, 'device', `${device}.${tag}`, signature)) return undefined;
  return tag === mailTag(key, mail) ? device : undefined;
}

const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];
const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

/** What a person would call the browser: `Firefox on Windows`. Nothing else of its header is kept. */
export function deviceName(userAgent: string | undefined): string {
  const named = (list: [RegExp, string][]) => list.find(([mark]) => mark.test(userAgent ?? ''))?.[1];
  const [browser, system] = [named(browsers), named(systems)];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? 'Unknown browser';
}
