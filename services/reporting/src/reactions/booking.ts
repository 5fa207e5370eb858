import type { BatchItem, Context } from '@purser/bus';
import { newId } from '@purser/message';
import type { Entry } from '../domain/entry.ts';
import { type BookedEntry, insertEntries } from '../store/insertEntries.ts';

/** What an event books, given what it says and when it was sent, one entry of a kind at most; null for nothing. */
type Rule<Payload> = (told: Payload, at: Date) => Entry | null | readonly (Entry | null)[];

/** The reaction that books what a rule says, all events of a batch in one statement. */
export function booking<Payload>(rule: Rule<Payload>) {
  return async (ctx: Pick<Context, 'tx' | 'tenant' | 'now' | 'log'>, items: BatchItem<Payload>[]): Promise<void> => {
    const entries: BookedEntry[] = items.flatMap(({ payload, at, messageId }) => {
      const booked = [rule(payload, at)].flat().filter((entry) => entry !== null);
      return booked.map((entry) => ({ ...entry, entryId: newId(), sourceEvent: messageId }));
    });
    if (entries.length === 0) return;
    const booked = await insertEntries(ctx, entries);
    if (booked < entries.length) ctx.log.info({ repeats: entries.length - booked }, 'already in the journal');
  };
}
