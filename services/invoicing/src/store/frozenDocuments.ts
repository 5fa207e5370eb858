import { createHash } from 'node:crypto';
import type { Context } from '@purser/bus';
import { brand, type DocumentModel, documentModel, type FileRef, fileRef } from '@purser/document';
import { fault } from '@purser/fault';

type Storing = Pick<Context, 'tx' | 'tenant' | 'now' | 'keys'>;
type Reading = Pick<Context, 'tx' | 'tenant'>;

export type FrozenDocument = {
  documentId: string;
  kind: DocumentModel['kind'];
  /** Null where it is not about an invoice. */
  invoiceId: string | null;
  customerId: string;
  number: string;
  brandHash: Buffer;
  brand: string;
  /** Sealed under the customer's key, as is `file`. */
  model: Buffer;
  file: Buffer | null;
};

type Keyring = Awaited<ReturnType<Context['keys']>>;
type NewDocument = {
  documentId: string;
  invoiceId: string | null;
  customerId: string;
  brandHash: Buffer;
  model: DocumentModel;
};

/** Keeps a brand, once. @returns the name under which documents find it again. */
export async function keepBrand({ tx, tenant }: Reading, used: DocumentModel['brand']): Promise<Buffer> {
  const text = JSON.stringify(brand.parse(used));
  const hash = createHash('sha256').update(text).digest();
  await tx.sql`
    insert into brands (tenant_id, brand_hash, brand) values (${tenant}, ${hash}, ${text}) on conflict do nothing`;
  return hash;
}

/** Stores a document for good. What does not fit the model of documents is a bug, and found here. */
export async function freezeDocument(ctx: Storing, made: NewDocument): Promise<void> {
  await freezeDocuments(ctx, [{ ...made, model: documentModel.parse(made.model) }]);
}

/** Several that are known to fit, each sealed under its own customer's key. */
export async function freezeDocuments({ tx, tenant, now, keys }: Storing, made: readonly NewDocument[]): Promise<void> {
  if (made.length === 0) return;
  const rows = await Promise.all(
    made.map(async ({ model: whole, ...ids }) => {
      const { brand: _kept, ...model } = whole;
      const ring = await keys(ids.customerId);
      const sealed = ring.seal('document.model', ids.documentId, JSON.stringify(model));
      // The driver has no writer for an array of bytes.
      const [brand, text] = [ids.brandHash.toString('base64'), sealed.toString('base64')];
      return { ...ids, kind: model.kind, number: numberOf(whole), brand, text };
    }),
  );
  const all = <K extends keyof (typeof rows)[number]>(key: K) => rows.map((row) => row[key]);
  await tx.sql`
    insert into documents (tenant_id, document_id, kind, invoice_id, customer_id, number, brand_hash, model, created_at)
    select ${tenant}, d.id, d.kind, d.invoice, d.customer, d.number, decode(d.brand, 'base64'), decode(d.model, 'base64'), ${now.toISOString()}
    from unnest(${all('documentId')}::uuid[], ${all('kind')}::text[], ${all('invoiceId')}::uuid[], ${all('customerId')}::uuid[],
      ${all('number')}::text[], ${all('brand')}::text[], ${all('text')}::text[])
      as d(id, kind, invoice, customer, number, brand, model)`;
}

/** What a document is found by: of a quote's versions, which have one number, each by a name of its own. */
function numberOf(model: DocumentModel): string {
  return model.kind === 'quote' && model.quoteVersion > 1 ? `${model.number}-v${model.quoteVersion}` : model.number;
}

type NewStatement = Omit<NewDocument, 'invoiceId'> & { number: string };

/** A statement is known by what it says. @returns the id of the document that says it, which may be an older one. */
export async function freezeStatement({ tx, tenant, now, keys }: Storing, made: NewStatement): Promise<string> {
  const { documentId, customerId, brandHash, number } = made;
  const { brand: _kept, ...model } = documentModel.parse(made.model);
  const sealed = (await keys(customerId)).seal('document.model', documentId, JSON.stringify(model));
  await tx.sql`
    insert into documents (tenant_id, document_id, kind, customer_id, number, brand_hash, model, created_at)
    values (${tenant}, ${documentId}, 'statement', ${customerId}, ${number}, ${brandHash}, ${sealed}, ${now.toISOString()})
    on conflict do nothing`;
  const [row] = await tx.sql<{ documentId: string }[]>`
    select document_id as "documentId" from documents
    where tenant_id = ${tenant} and kind = 'statement' and number = ${number}`;
  if (!row) throw fault('conflict', 'document_exists', 'There is a document with this id.');
  return row.documentId;
}

export async function findDocument(ctx: Reading, documentId: string): Promise<FrozenDocument | undefined> {
  return (await findDocuments(ctx, [documentId])).get(documentId);
}

/** Several by their ids. What is not there is not among them. */
export async function findDocuments(
  { tx, tenant }: Reading,
  documentIds: readonly string[],
): Promise<Map<string, FrozenDocument>> {
  const rows = await tx.sql<FrozenDocument[]>`
    select d.document_id as "documentId", d.kind, d.invoice_id as "invoiceId", d.customer_id as "customerId", d.number,
      d.brand_hash as "brandHash", b.brand, d.model, d.file
    from documents d join brands b on b.tenant_id = d.tenant_id and b.brand_hash = d.brand_hash
    where d.tenant_id = ${tenant} and d.document_id = any(${documentIds}::uuid[])`;
  return new Map(rows.map((document) => [document.documentId, document]));
}

/** How many receipts each invoice has; none that has none. Count them under the invoices' locks. */
export async function countReceipts(
  { tx, tenant }: Reading,
  invoiceIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.sql<{ invoiceId: string; count: number }[]>`
    select invoice_id as "invoiceId", count(*)::int as count from documents
    where tenant_id = ${tenant} and invoice_id = any(${invoiceIds}::uuid[]) and kind = 'receipt' group by invoice_id`;
  return new Map(rows.map(({ invoiceId, count }) => [invoiceId, count]));
}

/** @throws VaultError `destroyed` when the customer was erased */
export function openModel(ring: Keyring, { documentId, model, brand: kept }: FrozenDocument): DocumentModel {
  const opened: object = JSON.parse(ring.openText('document.model', documentId, model));
  return documentModel.parse({ ...opened, brand: JSON.parse(kept) });
}

export function openFile(ring: Keyring, { documentId, file }: FrozenDocument): FileRef | null {
  return file && fileRef.parse(JSON.parse(ring.openText('document.file', documentId, file)));
}

/** Notes where a document's PDF lies, unless one is noted already: the first stays. */
export async function setFile(
  { tx, tenant, keys }: Omit<Storing, 'now'>,
  { documentId, customerId }: Pick<FrozenDocument, 'documentId' | 'customerId'>,
  file: FileRef,
): Promise<void> {
  const sealed = (await keys(customerId)).seal('document.file', documentId, JSON.stringify(file));
  await tx.sql`
    update documents set file = ${sealed}
    where tenant_id = ${tenant} and document_id = ${documentId} and file is null`;
}
