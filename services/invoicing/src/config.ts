import { readConfig, type Secret, secret } from '@purser/config';
import { z } from 'zod';

const schema = z.object({
  /** The database, under the runtime role of the schema `files`. */
  PURSER_FILES_URL: secret(),
  /** Threads that make PDFs. */
  PURSER_PDF_WORKERS: z.coerce.number().int().min(1).max(16).default(2),
});

const addresses = z.object({
  /** Where browsers find us. Without it invoices do not say where to pay online. */
  PURSER_PUBLIC_URL: z.url().optional(),
});

export function readPublicUrl(env: Record<string, string | undefined>): string | undefined {
  return readConfig(addresses, env).PURSER_PUBLIC_URL;
}

type PrintingConfig = { filesUrl: Secret; workers: number };

export function readPrintingConfig(env: Record<string, string | undefined>): PrintingConfig {
  const config = readConfig(schema, env);
  return { filesUrl: config.PURSER_FILES_URL, workers: config.PURSER_PDF_WORKERS };
}
