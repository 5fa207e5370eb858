import type { Fault } from '@purser/fault';

/** Why something was refused, in words for staff: the whole, and the first field that is wrong. */
export function refusalText({ message, errors = [] }: Pick<Fault, 'message' | 'errors'>): string {
  const [first] = errors;
  return first ? `${message} ${first.message}` : message;
}
