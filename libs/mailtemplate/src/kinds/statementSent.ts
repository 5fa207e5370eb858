import { defineMail } from '../definition.ts';
import { greeting, paragraphs, questions } from './phrases.ts';

export const statementSent = defineMail({
  kind: 'statementSent',
  title: 'Statement of account',
  about: 'When you mail a customer their statement of account.',
  audience: 'customer',
  tags: [
    'customer_name',
    'company_name',
    'support_contact',
    'statement_from',
    'statement_until',
    'statement_balance',
    'amount_due',
    'amount_overdue',
    'credit_amount',
  ],
  facts: [
    { label: 'balance', tag: 'statement_balance' },
    { label: 'due', tag: 'amount_due' },
    { label: 'overdue', tag: 'amount_overdue' },
    { label: 'credit', tag: 'credit_amount' },
  ],
  link: null,
  pdf: true,
  defaults: {
    en: {
      subject: 'Statement of account from {company_name}, {statement_until}',
      preview: 'Your account from {statement_from} to {statement_until}.',
      body: paragraphs(
        greeting.en,
        'Attached is the statement of your account with us from {statement_from} to {statement_until}.',
        '**{amount_overdue}** is overdue. If you have paid in the last few days, there is nothing more to do.',
      ),
      button: '',
      aside: questions.en,
    },
    de: {
      subject: 'Kontoauszug von {company_name}, {statement_until}',
      preview: 'Ihr Konto vom {statement_from} bis zum {statement_until}.',
      body: paragraphs(
        greeting.de,
        'anbei erhalten Sie den Auszug Ihres Kontos bei uns vom {statement_from} bis zum {statement_until}.',
        '**{amount_overdue}** sind überfällig. Falls Sie in den letzten Tagen bezahlt haben, ist nichts weiter zu tun.',
      ),
      button: '',
      aside: questions.de,
    },
    fr: {
      subject: 'Relevé de compte de {company_name}, {statement_until}',
      preview: 'Votre compte du {statement_from} au {statement_until}.',
      body: paragraphs(
        greeting.fr,
        'Vous trouverez ci-joint le relevé de votre compte chez nous du {statement_from} au {statement_until}.',
        'Le montant en retard s’élève à **{amount_overdue}**. Si vous avez payé ces derniers jours, vous n’avez rien à faire.',
      ),
      button: '',
      aside: questions.fr,
    },
    es: {
      subject: 'Extracto de cuenta de {company_name}, {statement_until}',
      preview: 'Su cuenta del {statement_from} al {statement_until}.',
      body: paragraphs(
        greeting.es,
        'Adjuntamos el extracto de su cuenta con nosotros del {statement_from} al {statement_until}.',
        'El importe vencido es de **{amount_overdue}**. Si ha pagado en los últimos días, no tiene que hacer nada.',
      ),
      button: '',
      aside: questions.es,
    },
    nl: {
      subject: 'Rekeningoverzicht van {company_name}, {statement_until}',
      preview: 'Uw rekening van {statement_from} tot en met {statement_until}.',
      body: paragraphs(
        greeting.nl,
        'Bijgaand vindt u het overzicht van uw rekening bij ons van {statement_from} tot en met {statement_until}.',
        'Het achterstallige bedrag is **{amount_overdue}**. Hebt u de afgelopen dagen betaald, dan hoeft u niets te doen.',
      ),
      button: '',
      aside: questions.nl,
    },
  },
});
