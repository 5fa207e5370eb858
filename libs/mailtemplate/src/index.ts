/** What mails say: every kind, its tags, its words in each language, and how a template becomes a mail. Pure; safe in a browser. */
export { checkWording, type WordingProblem, wordingLimits } from './check.ts';
export {
  linkTag,
  type MailDefinition,
  tagsOf,
  type Wording,
  type WordingField,
  wordingFields,
} from './definition.ts';
export { definitionOf, type MailKind, mailDefinitions, mailKinds } from './kinds.ts';
export { languageFor, languageNames, localeFor, localeOf, type MailLanguage, mailLanguages } from './languages.ts';
export { hasLink, type Letter, linkPlace, writeLetter } from './letter.ts';
export { type Look, letterHtml } from './letterHtml.ts';
export { letterText } from './letterText.ts';
export { isTag, type Tag, type TagValues, tags } from './tags.ts';
