import { invoicing } from '@purser/contracts';
import type { FileRef } from '@purser/document';
import { fault, isFault } from '@purser/fault';
import type { z } from 'zod';
import type { Gateway } from '../gateway.ts';
import { fileHeaders } from '../http/securityHeaders.ts';
import type { Customer, Staff } from '../identity/who.ts';

type Who = Staff | Customer;

/** The first of many pages takes its time, and others may stand before it. */
const renderWithin_ms = 20_000;
const lookEvery_ms = 300;
/** It is being worked on. */
const waits = new Set(['pending', 'in_progress']);

type Wanted = { documentId: string; kind: z.output<typeof invoicing.documentKind> };

/**
 * A frozen document as PDF, rendered when nobody asked before. Whoever may not read the document gets nothing.
 * @throws Fault notFound, also for a document of another kind; unavailable while it is being made
 */
export async function pdfAnswer(
  g: Gateway,
  who: Who,
  { documentId, kind }: Wanted,
  ifNoneMatch: string | undefined,
  /** Of the file, without its ending; the document's number without it. */
  name?: string,
): Promise<Response> {
  const caller = { tenant: who.tenant, actor: who.actor };
  const document = await g.client.query(invoicing.getDocument, { documentId }, caller);
  if (document.kind !== kind) throw fault('notFound', 'document_not_found', 'There is no such document.');
  const file = document.file ?? (await rendered(g, caller, documentId));
  const headers = {
    ...fileHeaders(g.config),
    etag: `"${file.hash}"`,
    // It never changes, but whoever asks again must still be allowed to.
    'cache-control': 'private, no-cache',
  };
  if (ifNoneMatch?.split(',').some((each) => each.trim() === headers.etag))
    return new Response(null, { status: 304, headers });
  const bytes = await contentOf(g, who.tenant, file);
  return new Response(Buffer.from(bytes), {
    status: 200,
    headers: {
      ...headers,
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': dispositionOf(`${name ?? document.number}.pdf`),
    },
  });
}

type Caller = Pick<Who, 'tenant' | 'actor'>;

/** Has it rendered, and waits for it when somebody else's rendering is under way, or takes longer than an answer may. */
async function rendered({ client, clock }: Gateway, caller: Caller, documentId: string): Promise<FileRef> {
  const until_ms = clock.elapsed_ms() + renderWithin_ms;
  const left_ms = () => until_ms - clock.elapsed_ms();
  try {
    return (await client.command(invoicing.renderDocument, { documentId }, { ...caller, timeout_ms: left_ms() })).file;
  } catch (error) {
    if (!isFault(error) || !waits.has(error.code)) throw error;
    while (left_ms() > 0) {
      await new Promise((resolve) => setTimeout(resolve, lookEvery_ms));
      const { file } = await client.query(invoicing.getDocument, { documentId }, caller);
      if (file) return file;
    }
    throw error;
  }
}

async function contentOf({ files }: Gateway, tenant: string, file: FileRef): Promise<Uint8Array> {
  if (file.type !== 'application/pdf')
    throw fault('bug', 'not_a_pdf', 'Something went wrong on our side.', { internal: file.type });
  return files.get(tenant, file);
}

/** RFC 6266: a plain name for old readers, the true one for all others. */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._-]/g, '_');
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `inline; filename="${plain}"; filename*=UTF-8''${full}`;
}
