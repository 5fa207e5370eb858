import { definitionOf } from '@purser/mailtemplate';
import type { MailSummaryModel } from '../../../src/api/models/mail.ts';

/** A mail that was not written yet has no subject; it is then called by what it is. */
export const subjectOf = ({ subject, kind }: Pick<MailSummaryModel, 'subject' | 'kind'>): string =>
  subject.trim() || definitionOf(kind).title;
