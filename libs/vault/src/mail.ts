/** RFC 5321, 4.5.3.1.3: a path is 256 octets with its angle brackets. */
const MAX_OCTETS = 254;

/**
 * The form of a mail address that is compared and indexed: NFKC, trimmed, lower case. The address to send to is the one
 * that was typed.
 *
 * Throws RangeError, without the value, when it is empty or longer than an address can be (254 octets).
 */
export function normaliseMail(value: string): string {
  // Compatibility forms expand up to eighteenfold: nothing longer than an address could be is worth the work.
  if (value.length > 4 * MAX_OCTETS) throw new RangeError('a mail address has at most 254 octets');
  // Lower case can undo the normal form, hence the second pass.
  const normal = value.toWellFormed().normalize('NFKC').trim().toLowerCase().normalize('NFKC');
  if (normal === '') throw new RangeError('a mail address is needed');
  if (Buffer.byteLength(normal) > MAX_OCTETS) throw new RangeError('a mail address has at most 254 octets');
  return normal;
}
