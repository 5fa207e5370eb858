import type { MailLanguage } from '../languages.ts';

type Phrase = Readonly<Record<MailLanguage, string>>;

/** How a mail to a customer begins. */
export const greeting: Phrase = {
  en: 'Dear {customer_name},',
  de: 'Guten Tag {customer_name},',
  fr: 'Bonjour {customer_name},',
  es: 'Hola {customer_name}:',
  nl: 'Beste {customer_name},',
};

/** How its reader reaches the sender. */
export const questions: Phrase = {
  en: 'Questions? Reply to this mail or write to {support_contact}.',
  de: 'Fragen? Antworten Sie auf diese E-Mail oder schreiben Sie an {support_contact}.',
  fr: 'Une question ? Répondez à cet e-mail ou écrivez à {support_contact}.',
  es: '¿Alguna pregunta? Responda a este correo o escriba a {support_contact}.',
  nl: 'Vragen? Beantwoord deze e-mail of schrijf naar {support_contact}.',
};

/** What who passes the link on gives away. */
export const forwarding: Phrase = {
  en: 'The link shows this one invoice to whoever has it, and lets them pay it. It opens nothing else.',
  de: 'Der Link zeigt allen, die ihn haben, diese eine Rechnung und lässt sie bezahlen. Sonst öffnet er nichts.',
  fr: 'Le lien montre cette seule facture à qui le possède, et permet de la payer. Il n’ouvre rien d’autre.',
  es: 'El enlace muestra esta única factura a quien lo tenga y permite pagarla. No abre nada más.',
  nl: 'De link toont deze ene factuur aan wie hem heeft, en laat die betalen. Verder opent hij niets.',
};

/** What who passes a quote's link on gives away. */
export const quoteForwarding: Phrase = {
  en: 'The link shows this one quote to whoever has it, and lets them answer it. It opens nothing else.',
  de: 'Der Link zeigt allen, die ihn haben, dieses eine Angebot und lässt sie antworten. Sonst öffnet er nichts.',
  fr: 'Le lien montre ce seul devis à qui le possède, et permet d’y répondre. Il n’ouvre rien d’autre.',
  es: 'El enlace muestra este único presupuesto a quien lo tenga y permite responder. No abre nada más.',
  nl: 'De link toont deze ene offerte aan wie hem heeft, en laat die antwoorden. Verder opent hij niets.',
};

/** Paragraphs as a template has them. */
export const paragraphs = (...all: string[]): string => all.join('\n\n');
