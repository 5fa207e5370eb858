/** What a mail says, before it is given a form. Amounts and dates are in words already; nothing in it is markup. */
export type Letter = {
  subject: string;
  /** The line that mail programs show beside the subject. */
  preview: string;
  greeting: string;
  paragraphs: string[];
  facts: { label: string; value: string }[];
  /** The one thing to do. Where it leads is put in when the mail is sent and is stored nowhere. */
  button: string | null;
  /** Said below the button, in small. */
  aside: string[];
  sender: { name: string; contact: string | null };
};

/** Stands in a stored mail where its reader has the link. */
export const linkPlace = '{{link}}';
