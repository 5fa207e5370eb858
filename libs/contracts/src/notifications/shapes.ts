import { mailKinds, mailLanguages, wordingLimits } from '@purser/mailtemplate';
import { z } from 'zod';

export const service = 'notifications';

/** Every kind has its tags and words in `@purser/mailtemplate`. */
export const mailKind = z.enum(mailKinds);
export const mailLanguage = z.enum(mailLanguages);
/**
 * `dropped`: when its time came there was nothing left to say, as of a failed payment that was made good. `bounced`: the reader's server
 * takes no mail for the address.
 */
export const mailStatus = z.enum(['planned', 'sending', 'sent', 'bounced', 'failed', 'dropped']);

/** A template, as `checkWording` reads it. */
export const wording = z.strictObject({
  subject: z.string().max(wordingLimits.subject),
  preview: z.string().max(wordingLimits.preview),
  body: z.string().max(wordingLimits.body),
  button: z.string().max(wordingLimits.button),
  aside: z.string().max(wordingLimits.aside),
});
