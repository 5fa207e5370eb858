/**
 * When a message was staged, in machine time: what its UUIDv7 begins with. `at` in the envelope is business time, which may be
 * moved, and a stream's own time is that of the last replay.
 * @returns undefined for an id of another kind
 */
export function stagedAt(id: string): Date | undefined {
  const digits = id.replaceAll('-', '');
  return digits[12] === '7' ? new Date(Number.parseInt(digits.slice(0, 12), 16)) : undefined;
}
