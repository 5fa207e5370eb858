import type { Writer } from './writer.ts';

/** What a card is called, and the month it ends in, were written down when it was planned. */
export const writeMethodExpiring: Writer = async ({ mail: { reference } }) => {
  const [name, expiry] = reference?.split('|') ?? [];
  if (!name || !expiry) return { dropped: 'It tells of no card.' };
  const shown = name.charAt(0).toUpperCase() + name.slice(1);
  return { values: { card_name: shown, card_expiry: expiry }, attachments: [], link: null };
};
