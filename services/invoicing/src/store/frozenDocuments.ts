import { createHash } from 'node:crypto';
import type { Context } from '@purser/bus';
import { brand, type DocumentModel, documentModel, type FileRef, fileRef } from '@purser/document';

type Storing = Pick<Context, 'tx' | 'tenant' | 'now' | 'keys'>;
type Reading = Pick<Context, 'tx' | 'tenant'>;

export type FrozenDocument = {
  documentId: string;
  kind: 'invoice' | 'receipt';
  invoiceId: string;
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
  invoiceId: string;
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
export async function freezeDocument({ tx, tenant, now, keys }: Storing, made: NewDocument): Promise<void> {
  const { documentId, invoiceId, customerId, brandHash } = made;
  const { brand: kept, ...model } = documentModel.parse(made.model);
  const sealed = (await keys(customerId)).seal('document.model', documentId, JSON.stringify(model));
  await tx.sql`
    insert into documents (tenant_id, document_id, kind, invoice_id, customer_id, number, brand_hash, model, created_at)
    values (${tenant}, ${documentId}, ${model.kind}, ${invoiceId}, ${customerId}, ${model.number}, ${brandHash}, ${sealed},
      ${now.toISOString()})`;
}

export async function findDocument({ tx, tenant }: Reading, documentId: string): Promise<FrozenDocument | undefined> {
  const [row] = await tx.sql<FrozenDocument[]>`
    select d.document_id as "documentId", d.kind, d.invoice_id as "invoiceId", d.customer_id as "customerId", d.number,
      d.brand_hash as "brandHash", b.brand, d.model, d.file
    from documents d join brands b on b.tenant_id = d.tenant_id and b.brand_hash = d.brand_hash
    where d.tenant_id = ${tenant} and d.document_id = ${documentId}`;
  return row;
}

/** How many receipts an invoice has. Count them under the invoice's lock. */
export async function countReceipts({ tx, tenant }: Reading, invoiceId: string): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from documents
    where tenant_id = ${tenant} and invoice_id = ${invoiceId} and kind = 'receipt'`;
  return row?.count ?? 0;
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
