/** The languages that mails are written in without a tenant's doing. */
export const mailLanguages = ['en', 'de', 'fr', 'es', 'nl'] as const;
export type MailLanguage = (typeof mailLanguages)[number];

export const languageNames: Readonly<Record<MailLanguage, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  nl: 'Nederlands',
};

/** How amounts and dates are written in a mail of a language. */
export const localeOf: Readonly<Record<MailLanguage, string>> = {
  en: 'en-GB',
  de: 'de-DE',
  fr: 'fr-FR',
  es: 'es-ES',
  nl: 'nl-NL',
};

type Wish = string | null | undefined;
const primary = (wish: Wish): string | undefined => wish?.split('-')[0]?.toLowerCase();

/** How amounts and dates are written for a reader: as in their own country, where that was said. */
export const localeFor = (language: MailLanguage, ...wished: Wish[]): string =>
  wished.find((wish) => wish?.includes('-') && primary(wish) === language) ?? localeOf[language];

/** @param wished language tags (`de-AT`), the most wanted first. @returns the first that mails are written in, or English */
export function languageFor(...wished: Wish[]): MailLanguage {
  for (const wish of wished) {
    const found = mailLanguages.find((language) => language === primary(wish));
    if (found) return found;
  }
  return 'en';
}
