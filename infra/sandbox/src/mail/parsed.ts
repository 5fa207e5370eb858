import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';

/** What a list shows of a message, read from its headers and parts. */
export interface Summary {
  subject: string;
  /** The From header as a person reads it. */
  from: string;
  messageId: string | null;
  attachments: number;
}

/** A part a reader can open. */
export interface Part {
  name: string;
  type: string;
  content: Uint8Array;
  contentId: string | null;
  /** True for what the text itself shows, such as a logo. */
  inline: boolean;
}

/** The parsed message, or nothing when it cannot be read as one; its source is there all the same. */
export async function parseMail(raw: Uint8Array): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(raw, { forceRfc822Attachments: true, maxNestingDepth: 40 });
  } catch {
    return undefined;
  }
}

export function addressText(address: Address | undefined): string {
  if (!address) return '';
  if (address.group) return `${address.name}: ${address.group.map(addressText).join(', ')}`;
  return address.name === '' || address.name === address.address
    ? address.address
    : `${address.name} <${address.address}>`;
}

const contentOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);

/** The parts that are neither the text nor its HTML, in order. */
export const partsOf = (email: Email | undefined): Part[] =>
  (email?.attachments ?? []).map((attachment, index) => ({
    name: attachment.filename ?? `part-${index + 1}`,
    type: attachment.mimeType,
    content: contentOf(attachment),
    contentId: attachment.contentId?.replace(/^<|>$/g, '') ?? null,
    inline: attachment.related === true,
  }));

export const summaryOf = (email: Email | undefined): Summary => ({
  subject: email?.subject ?? '',
  from: addressText(email?.from),
  messageId: email?.messageId ?? null,
  attachments: partsOf(email).filter(({ inline }) => !inline).length,
});

const entities: Record<string, string> = { '&amp;': '&', '&#38;': '&', '&#x26;': '&', '&quot;': '"', '&#39;': "'" };

/** Every web address a reader could follow, the HTML part's first, each once. */
export function linksOf(email: Email | undefined): string[] {
  const hrefs = [...(email?.html ?? '').matchAll(/\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(([, double, single]) =>
    (double ?? single ?? '').replace(
      /&(?:amp|#38|#x26|quot|#39);/gi,
      (entity) => entities[entity.toLowerCase()] ?? entity,
    ),
  );
  const plain = [...(email?.text ?? '').matchAll(/https?:\/\/[^\s<>"')\]]+/g)].map(([url]) => url);
  return [...new Set([...hrefs, ...plain].filter((url) => /^https?:\/\//i.test(url)))];
}
