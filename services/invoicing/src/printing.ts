import { connect } from '@purser/db';
import type { DocumentModel, FileRef } from '@purser/document';
import { postgresFiles } from '@purser/files';
import { pdfWorkers } from '@purser/pdf';
import type { ServiceParts } from '@purser/service';
import { readPrintingConfig } from './config.ts';

/** Makes the PDF of a document and puts it where it stays. */
export type Printing = {
  print(tenant: string, model: DocumentModel): Promise<FileRef>;
  close(): Promise<void>;
};

const mediaType = 'application/pdf';

/** Renders in threads of its own, so that the bus is answered meanwhile. @throws ConfigError */
export function openPrinting({ env, clock }: Pick<ServiceParts, 'env' | 'clock'>): Printing {
  const { filesUrl, workers: size } = readPrintingConfig(env);
  const connection = connect({ url: filesUrl.reveal(), max: 2, name: 'invoicing files' });
  const files = postgresFiles({ connection, now: () => clock.business() });
  const workers = pdfWorkers({ size });
  return {
    print: async (tenant, model) => files.put(tenant, await workers.render(model), mediaType),
    close: async () => {
      await workers.close();
      await connection.close();
    },
  };
}

/** How many documents are remembered: more than are asked for at one moment. */
const remembered = 100;

/**
 * The same document, asked for by many at once, is printed once: who comes later gets what is on its way. What failed is tried
 * again by the next.
 */
export function printingOnce({ print, close }: Printing) {
  const prints = new Map<string, Promise<FileRef>>();
  return {
    print: (tenant: string, documentId: string, read: () => DocumentModel): Promise<FileRef> => {
      const key = `${tenant} ${documentId}`;
      const known = prints.get(key);
      if (known) return known;
      const made = print(tenant, read());
      prints.set(key, made);
      made.catch(() => prints.delete(key));
      const [oldest] = prints.keys();
      if (prints.size > remembered && oldest !== undefined) prints.delete(oldest);
      return made;
    },
    close,
  };
}
export type PrintingOnce = ReturnType<typeof printingOnce>;
