import { documentNumber } from '@purser/billing';
import type { SeriesBody, SeriesModel } from '../../../src/api/models/series.ts';

/** Figures as typed. */
export type NumberingForm = { prefix: string; suffix: string; padding: string; yearly: boolean; next: string };
export type NumberingWritten =
  | { ok: true; body: SeriesBody }
  | { ok: false; faults: Readonly<Partial<Record<keyof NumberingForm, string>>> };

export function formOfSeries({ prefix, suffix, padding, yearly, next }: SeriesModel): NumberingForm {
  return { prefix, suffix, padding: String(padding), yearly, next: String(next) };
}

const figures = /^[1-9]\d{0,11}$/;

/** What the API takes, or what is wrong by field. A next number that was not touched is not sent: the series goes on where it stands. */
export function bodyOfNumbering(form: NumberingForm, series: SeriesModel): NumberingWritten {
  const { prefix, suffix, yearly } = form;
  const [padding, next] = [Number(form.padding.trim()), Number(form.next.trim())];
  const faults: Partial<Record<keyof NumberingForm, string>> = {};
  if (!Number.isInteger(padding) || padding < 1 || padding > 12) faults.padding = 'From 1 to 12.';
  if (!figures.test(form.next.trim())) faults.next = 'A whole number, 1 or more.';
  if (yearly && !/\{YYYY\}|\{YY\}/.test(prefix + suffix))
    faults.prefix = 'Put {YYYY} or {YY} into prefix or suffix: each year begins at one, and no number may come twice.';
  if (Object.keys(faults).length > 0) return { ok: false, faults };
  return { ok: true, body: { prefix, suffix, padding, yearly, ...(next !== series.next && { next }) } };
}

/** How the next document of each of these years would be called; nothing while a figure is missing. */
export function exampleOf({ prefix, suffix, padding, next }: NumberingForm, year: number): string | undefined {
  const digits = Number(padding.trim());
  if (!figures.test(next.trim()) || !Number.isInteger(digits) || digits < 1 || digits > 12) return undefined;
  return documentNumber({ prefix, suffix, padding: digits }, year, BigInt(next.trim()));
}
