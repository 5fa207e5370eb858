import { type Fault, fault } from '@purser/fault';

/** More labels than that say nothing. */
export const mostTags = 20;
/** What stands for the name of a customer who was erased. */
export const erasedName = 'Erased';

export const customerNotFound = (): Fault => fault('notFound', 'customer_not_found', 'There is no such customer.');
export const contactNotFound = (): Fault => fault('notFound', 'contact_not_found', 'There is no such contact.');
export const erased = (): Fault => fault('rejected', 'erased', 'The person this was about has been erased.');

/** Tags each once, in order. */
export const tagSet = (tags: readonly string[]): string[] => [...new Set(tags)].sort();

/** @throws Fault rejected `too_many_tags` */
export function retag(
  tags: readonly string[],
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
): string[] {
  const gone = new Set(remove);
  const next = tagSet([...tags.filter((tag) => !gone.has(tag)), ...add]);
  if (next.length > mostTags) throw fault('rejected', 'too_many_tags', `A customer has ${mostTags} tags at most.`);
  return next;
}
