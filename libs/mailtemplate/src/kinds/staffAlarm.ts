import { defineMail } from '../definition.ts';
import { paragraphs } from './phrases.ts';

export const staffAlarm = defineMail({
  kind: 'staffAlarm',
  title: 'To staff: something waits for you',
  about:
    'When something was tried as often as it may be, or waits too long. One mail an hour at most tells of all of it.',
  audience: 'staff',
  tags: ['company_name', 'problem', 'alarm_count'],
  facts: [
    { label: 'problem', tag: 'problem' },
    { label: 'count', tag: 'alarm_count' },
  ],
  link: 'staff',
  pdf: false,
  defaults: {
    en: {
      subject: 'Something in Purser waits for you: {problem}',
      preview: 'It was tried as often as it may be.',
      body: paragraphs(
        'Something could not be done, was tried as often as it may be, and waits for somebody to look at it.',
        'Nothing was done by halves. Look at it, mend what is in the way, and try it again.',
      ),
      button: 'Open the list',
      aside: '',
    },
    de: {
      subject: 'In Purser wartet etwas auf Sie: {problem}',
      preview: 'Es wurde so oft versucht, wie es geht.',
      body: paragraphs(
        'Etwas konnte nicht erledigt werden, wurde so oft versucht, wie es geht, und wartet darauf, dass jemand es ansieht.',
        'Nichts wurde halb getan. Sehen Sie es an, beheben Sie, was im Weg ist, und versuchen Sie es erneut.',
      ),
      button: 'Liste öffnen',
      aside: '',
    },
    fr: {
      subject: 'Quelque chose vous attend dans Purser : {problem}',
      preview: 'Tous les essais ont été faits.',
      body: paragraphs(
        'Quelque chose n’a pas pu être fait malgré tous les essais, et attend que quelqu’un s’en occupe.',
        'Rien n’a été fait à moitié. Regardez, levez l’obstacle, puis réessayez.',
      ),
      button: 'Ouvrir la liste',
      aside: '',
    },
    es: {
      subject: 'Algo le espera en Purser: {problem}',
      preview: 'Se intentó tantas veces como es posible.',
      body: paragraphs(
        'Algo no se pudo hacer, se intentó tantas veces como es posible y espera a que alguien lo mire.',
        'Nada se hizo a medias. Mírelo, resuelva lo que lo impide e inténtelo de nuevo.',
      ),
      button: 'Abrir la lista',
      aside: '',
    },
    nl: {
      subject: 'In Purser wacht iets op u: {problem}',
      preview: 'Het is zo vaak geprobeerd als kan.',
      body: paragraphs(
        'Iets kon niet worden gedaan, is zo vaak geprobeerd als kan, en wacht tot iemand ernaar kijkt.',
        'Niets is half gedaan. Kijk ernaar, neem weg wat in de weg zit, en probeer het opnieuw.',
      ),
      button: 'Lijst openen',
      aside: '',
    },
  },
});
