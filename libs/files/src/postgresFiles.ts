import type { Connection, TxSql } from '@purser/db';
import { type FileRef, fileRef } from '@purser/document';
import { fault } from '@purser/fault';
import { type Files, MAX_FILE_BYTES } from './files.ts';
import { open, seal, sha256 } from './seal.ts';

/**
 * Files in PostgreSQL's schema `files`.
 * @param connection under the runtime role of `files`
 * @param now business time, for the row's date
 */
export function postgresFiles({ connection, now }: { connection: Connection; now: () => Date }): Files {
  return {
    put: async (tenant, bytes, type) => {
      refuse(bytes, type);
      const { ref, bytes: sealed } = seal(tenant, bytes, type);
      await connection.tenantTx({ tenant }, ({ sql }) => {
        const address = Buffer.from(ref.address, 'hex');
        return sql`insert into blobs (tenant_id, address, bytes, size, type, created_at)
          values (${tenant}, ${address}, ${sealed}, ${ref.size}, ${type}, ${now().toISOString()})`;
      });
      return ref;
    },
    get: async (tenant, ref) => {
      const sealed = await connection.tenantTx({ tenant }, ({ sql }) => read(sql, tenant, ref));
      if (!sealed) throw fault('notFound', 'file_not_found', 'There is no such file.');
      if (sha256(sealed) !== ref.address) throw damaged(tenant, ref);
      const content = open(tenant, ref, sealed);
      if (!content) throw wrongReference(tenant, ref);
      return content;
    },
  };
}

async function read(sql: TxSql, tenant: string, { address }: FileRef): Promise<Buffer | undefined> {
  const [row] = await sql<{ bytes: Buffer }[]>`
    select bytes from blobs where tenant_id = ${tenant} and address = ${Buffer.from(address, 'hex')}`;
  return row?.bytes;
}

function refuse(bytes: Uint8Array, type: string): void {
  if (bytes.length > MAX_FILE_BYTES)
    throw fault('invalid', 'file_too_large', `A file may have ${MAX_FILE_BYTES / 1_000_000} MB at most.`);
  if (!fileRef.shape.type.safeParse(type).success)
    throw fault('invalid', 'file_type_invalid', 'The file has no media type, such as application/pdf.');
}

function damaged(tenant: string, { address }: FileRef) {
  const internal = `file ${address} of tenant ${tenant}: the stored bytes do not have this address`;
  return fault('external', 'file_damaged', 'The stored file is damaged. It was not handed out.', { internal });
}

function wrongReference(tenant: string, { address }: FileRef) {
  const internal = `file ${address} of tenant ${tenant}: key, type, size or hash are not those it was sealed with`;
  return fault('bug', 'file_reference_wrong', 'The file could not be opened. It was not handed out.', { internal });
}
