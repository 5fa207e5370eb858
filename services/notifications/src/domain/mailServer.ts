import { fault } from '@purser/fault';

/** The ports on which mail is handed in; a list and not a range, so that no setting makes us knock elsewhere. */
export const mailPorts: readonly number[] = [25, 465, 587, 2525];

export type ServerRules = { arePrivateAllowed: boolean };
type Wish = {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  user: string | null;
  password?: string | undefined;
};
type Known = Omit<Wish, 'password'> & { password: string | null };

/**
 * The password to keep: the new one, or the known one as long as it goes the same way to the same server for the same user, so that
 * nobody who may change the server can have it sent to one of theirs, or in the clear.
 * @throws Fault rejected
 */
export function passwordFor(wish: Wish, known: Known | undefined, { arePrivateAllowed }: ServerRules): string | null {
  if (!arePrivateAllowed && !mailPorts.includes(wish.port))
    throw fault('rejected', 'mail_port_refused', `A mail server takes mail at port ${mailPorts.join(', ')}.`);
  if (!arePrivateAllowed && wish.security === 'none')
    throw fault('rejected', 'mail_security_refused', 'Mail goes out encrypted: choose TLS or STARTTLS.');
  if (wish.user === null) return null;
  if (wish.password !== undefined) return wish.password;
  if (known?.password && isSameWay(known, wish)) return known.password;
  throw fault('rejected', 'mail_password_missing', 'Enter the password of this user at this server.');
}

const isSameWay = (one: Omit<Known, 'password'>, other: Omit<Wish, 'password'>): boolean =>
  one.host === other.host && one.port === other.port && one.user === other.user && one.security === other.security;
