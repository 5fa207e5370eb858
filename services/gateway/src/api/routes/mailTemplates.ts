import { notifications } from '@purser/contracts';
import { fault } from '@purser/fault';
import {
  checkWording,
  definitionOf,
  type MailKind,
  type MailLanguage,
  mailDefinitions,
  tags,
  tagsOf,
  type Wording,
} from '@purser/mailtemplate';
import { requestIds } from '../../commands/send.ts';
import type { Gateway } from '../../gateway.ts';
import { limits } from '../../identity/limits.ts';
import type { Staff } from '../../identity/who.ts';
import { mailSample, previewMail } from '../../joins/mailSample.ts';
import { uuidOf } from '../ids.ts';
import {
  mailSampleModel,
  previewAnswer,
  previewBody,
  sampleQuery,
  type TemplateModel,
  templateBody,
  templateList,
  templateModel,
  templateParams,
  testAnswer,
} from '../models/mailTemplate.ts';
import { forPeople, forStaff, type Operation, ok } from '../operation.ts';
import { sending } from '../sending.ts';
import { asGateway, ownAddress } from './ownAddress.ts';

const tag = 'Mail templates';
const path = '/api/v1/mail-templates';
const one = `${path}/{kind}/{language}` as const;
const params = templateParams;
type Named = { kind: MailKind; language: MailLanguage };

/** What mails say: their words per kind and language, a preview, and a test to oneself. */
export function mailTemplateOperations(g: Gateway): Operation[] {
  return [
    forStaff({ method: 'get', path, tag, summary: 'Every kind of mail', answer: templateList }, async ({ who }) =>
      ok(await listKinds(g, who)),
    ),
    forStaff(
      { method: 'get', path: one, tag, summary: 'What a mail says in a language', params, answer: templateModel },
      async (call) => ok(await readTemplate(g, call.who, call.params)),
    ),
    forStaff(
      {
        method: 'put',
        path: one,
        tag,
        summary: 'Changes what it says, from the next mail on',
        params,
        body: templateBody,
        answer: templateModel,
      },
      sending(g, notifications.setTemplate, {
        ask: (call) => ({ ...call.params, wording: call.body.wording }),
        view: (_, call) => readTemplate(g, call.who, call.params),
      }),
    ),
    forStaff(
      { method: 'delete', path: one, tag, summary: 'Back to the words it began with', params },
      sending(g, notifications.resetTemplate, { ask: (call) => call.params, view: () => null }),
    ),
    ...trials(g),
  ];
}

function trials(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path: `${one}/sample`,
        tag,
        summary: 'What its tags stand for in a sample, or for an invoice',
        params,
        query: sampleQuery,
        answer: mailSampleModel,
      },
      async ({ who, params: { language }, query: { invoice } }) =>
        ok(await mailSample(g, who, language, invoice && uuidOf(invoice))),
    ),
    forStaff(
      {
        method: 'post',
        path: `${one}/preview`,
        tag,
        summary: 'How it would look',
        params,
        body: previewBody,
        answer: previewAnswer,
      },
      async ({ who, params: of, body }) => {
        const wording = await wordingOf(g, who, of, body.wording);
        const sample = await mailSample(g, who, of.language, body.invoiceId && uuidOf(body.invoiceId));
        return ok(await previewMail(g, who, { ...of, wording }, sample));
      },
    ),
    forPeople(
      {
        method: 'post',
        path: `${one}/test`,
        tag,
        summary: 'Sends it to oneself, as a test',
        params,
        body: previewBody,
        answer: testAnswer,
        roles: ['owner', 'admin'],
        problems: [422, 429],
      },
      async (call) => {
        const { who, params: of, body } = call;
        const { to, staffId } = ownAddress(who);
        await g.limits.count(limits.testMail, staffId);
        const wording = await wordingOf(g, who, of, body.wording);
        const { values } = await mailSample(g, who, of.language, body.invoiceId && uuidOf(body.invoiceId));
        const asked = { ...of, testId: (await requestIds(g, call)).madeId, to, wording, values };
        return ok({ to, ...(await g.client.command(notifications.sendTestMail, asked, asGateway(who))) });
      },
    ),
  ];
}

async function listKinds(g: Gateway, who: Staff) {
  const { changed } = await g.client.query(notifications.listTemplates, {}, who);
  return {
    data: mailDefinitions.map((definition) => ({
      kind: definition.kind,
      title: definition.title,
      about: definition.about,
      audience: definition.audience,
      hasLink: definition.link !== null,
      hasPdf: definition.pdf,
      tags: tagsOf(definition).map((name) => ({ tag: name, ...tags[name] })),
      changed: changed
        .filter(({ kind }) => kind === definition.kind)
        .map(({ language, changedAt }) => ({ language, changedAt })),
    })),
  };
}

async function readTemplate(g: Gateway, who: Staff, of: Named): Promise<TemplateModel> {
  const template = await g.client.query(notifications.getTemplate, of, who);
  return { ...template, defaults: definitionOf(of.kind).defaults[of.language] };
}

/** The words to try: the given ones when they are right, or those that stand. */
async function wordingOf(g: Gateway, who: Staff, of: Named, given: Wording | undefined): Promise<Wording> {
  if (!given) return (await g.client.query(notifications.getTemplate, of, who)).wording;
  const [first] = checkWording(definitionOf(of.kind), given);
  if (!first) return given;
  throw fault(
    'invalid',
    'template_wrong',
    `The template has a mistake in its ${first.field}. Line ${first.line}, column ${first.column}: ${first.text}`,
  );
}
