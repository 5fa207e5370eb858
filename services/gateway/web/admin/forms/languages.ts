import { languages } from '@purser/contracts';

const names = new Intl.DisplayNames(['en-GB'], { type: 'language', languageDisplay: 'standard' });

/** What a language is called; of none that is known, its tag. */
export const languageName = (tag: string): string => names.of(tag) ?? tag;

/** Languages that documents and mails may be in, to choose one of. */
export const languageOptions = languages.map((value) => ({ value, label: languageName(value) }));
export type LanguageTag = (typeof languages)[number];
/** What was chosen of the options; undefined for what is none of them. */
export const languageOf = (value: string): LanguageTag | undefined => languages.find((tag) => tag === value);
