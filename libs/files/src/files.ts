import type { FileRef } from '@purser/document';

/** The most that a file may have: 25 MB. */
export const MAX_FILE_BYTES = 25_000_000;

/** A store of files that knows nothing of what is in them: bytes go in sealed, and only the reference opens them. */
export type Files = {
  /**
   * Seals and stores. Every call stores anew under another key, so the same bytes twice are two files.
   * @param type media type, as in `application/pdf`
   * @returns the reference; nobody can make it again, and the file is lost without it
   * @throws Fault `invalid` `file_too_large`, `file_type_invalid`
   */
  put(tenant: string, bytes: Uint8Array, type: string): Promise<FileRef>;
  /**
   * @returns the content, the very bytes that were put
   * @throws Fault `notFound` `file_not_found` (also for another tenant's file); `external` `file_damaged` when the store gave back
   * something else than it was given; `bug` `file_reference_wrong` when the stored bytes are whole but this reference does not open them
   */
  get(tenant: string, ref: FileRef): Promise<Uint8Array>;
};
