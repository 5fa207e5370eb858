/**
 * Encodes strings so that no two different lists give the same bytes: each is UTF-8 after its length (4 bytes, big endian).
 * Used wherever several values are bound together: associated data, HKDF info, signed messages.
 *
 * Throws TypeError for a string with a lone surrogate: UTF-8 would turn all of those into the same replacement character.
 */
export function tuple(...parts: readonly string[]): Buffer {
  let length = 0;
  for (const part of parts) {
    if (!part.isWellFormed()) throw new TypeError('an identifier holds a lone surrogate');
    length += 4 + Buffer.byteLength(part);
  }
  const bytes = Buffer.allocUnsafe(length);
  let at = 0;
  for (const part of parts) {
    const written = bytes.write(part, at + 4);
    bytes.writeUInt32BE(written, at);
    at += 4 + written;
  }
  return bytes;
}
