import { fault } from '@purser/fault';
import { checkWording, definitionOf, type MailKind, type Wording } from '@purser/mailtemplate';

/** @throws Fault invalid `template_wrong`, with each place in words */
export function refuseWrong(kind: MailKind, wording: Wording): void {
  const problems = checkWording(definitionOf(kind), wording);
  if (problems.length === 0) return;
  const errors = problems.slice(0, 50).map(({ field, line, column, code, text }) => ({
    path: `wording.${field}`,
    code,
    message: `Line ${line}, column ${column}: ${text}`,
  }));
  const first = errors[0]?.message ?? '';
  throw fault('invalid', 'template_wrong', `The template has a mistake in its ${problems[0]?.field}. ${first}`, {
    errors,
  });
}
