/** A start that must not go on, in words for the person who started it. Printed without a stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
