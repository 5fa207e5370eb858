import { command, query } from '@purser/message';
import { z } from 'zod';
import { email, everyRole, id, instant } from '../common.ts';
import { mailKind, mailLanguage, service, wording } from './shapes.ts';

const ofTemplate = { kind: mailKind, language: mailLanguage };

/**
 * What the tenant's mails of a kind say in a language, from the next one on.
 * @throws Fault invalid `template_wrong`: each error's path is the field, its message the line, the column and what is wrong there
 */
export const setTemplate = command({
  service,
  name: 'setTemplate',
  version: 1,
  input: z.strictObject({ ...ofTemplate, wording }),
  output: z.strictObject({}),
  callers: { staff: ['owner', 'admin'] },
});

/** Back to the words that everybody begins with. */
export const resetTemplate = command({
  service,
  name: 'resetTemplate',
  version: 1,
  input: z.strictObject(ofTemplate),
  output: z.strictObject({}),
  callers: { staff: ['owner', 'admin'] },
});

/** Which templates are the tenant's own. */
export const listTemplates = query({
  service,
  name: 'listTemplates',
  version: 1,
  input: z.strictObject({}),
  output: z.strictObject({ changed: z.array(z.strictObject({ ...ofTemplate, changedAt: instant })) }),
  callers: { staff: everyRole },
});

export const getTemplate = query({
  service,
  name: 'getTemplate',
  version: 1,
  input: z.strictObject(ofTemplate),
  /** `changedAt` is null as long as it says what it did from the beginning. */
  output: z.strictObject({ ...ofTemplate, wording, changedAt: instant.nullable() }),
  callers: { staff: everyRole },
});

/** What came of it; `problem` says why it did not go out. */
const tested = z.strictObject({ isSent: z.boolean(), problem: z.string().nullable() });

/** A mail with a sample's values, to the person who asked: the gateway knows their address, and nobody else may name one. */
export const sendTestMail = command({
  service,
  name: 'sendTestMail',
  version: 1,
  input: z.strictObject({
    ...ofTemplate,
    testId: id,
    to: email,
    wording,
    values: z.array(z.strictObject({ tag: z.string().max(60), value: z.string().max(2000) })).max(60),
  }),
  output: tested,
  callers: { services: ['gateway'] },
  sealed: ['to', 'values'],
});
