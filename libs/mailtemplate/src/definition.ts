import type { Label } from './labels.ts';
import type { MailLanguage } from './languages.ts';
import type { Tag } from './tags.ts';

/** What a mail says, as a template: plain text with `{tags}`, `**strong**` words and `[words]({payment_link})`. */
export type Wording = {
  subject: string;
  /** The line that mail programs show beside the subject. */
  preview: string;
  /** Paragraphs, apart by a blank line; the first greets. */
  body: string;
  /** The one thing to do; empty in a mail that has no link. */
  button: string;
  /** Said below the button, in small. Paragraphs too. */
  aside: string;
};
export type WordingField = keyof Wording;
export const wordingFields: readonly WordingField[] = ['subject', 'preview', 'body', 'button', 'aside'];

/** Where a mail's link leads: to the one invoice or quote, into the portal, to a page of it for who signs in there, or to a page of the staff's. */
export type LinkTo = 'invoice' | 'quote' | 'signIn' | 'portal' | 'staff';

/** One kind of mail. */
export type MailDefinition<Kind extends string = string> = {
  kind: Kind;
  title: string;
  /** When it is sent, in a sentence. */
  about: string;
  audience: 'customer' | 'staff';
  /** A mail for staff that is sent only once they ask for it. */
  startsOff?: true;
  /** What it may speak of, beside the link's own tag. */
  tags: readonly Tag[];
  /** The figures in its table, in this order; one without a value is left out, and so is what is due when it is all of the total. */
  facts: readonly { label: Label; tag: Tag }[];
  link: LinkTo | null;
  /** Whether a PDF is attached. */
  pdf: boolean;
  /** What it says unless the tenant says otherwise. */
  defaults: Readonly<Record<MailLanguage, Wording>>;
};

/** Declares a kind, and remembers its name as a type. */
export const defineMail = <const Kind extends string>(definition: MailDefinition<Kind>): MailDefinition<Kind> =>
  definition;

const linkTagOf: Readonly<Record<LinkTo, Tag>> = {
  invoice: 'payment_link',
  quote: 'quote_link',
  signIn: 'sign_in_link',
  portal: 'portal_link',
  staff: 'staff_link',
};

/** The tag that stands for the mail's link; none in a mail without one. */
export const linkTag = ({ link }: Pick<MailDefinition, 'link'>): Tag | null => (link === null ? null : linkTagOf[link]);

/** All that a kind's template may name. */
export function tagsOf(definition: MailDefinition): Tag[] {
  const tag = linkTag(definition);
  return tag === null ? [...definition.tags] : [...definition.tags, tag];
}
