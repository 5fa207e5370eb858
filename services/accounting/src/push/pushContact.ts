import { matchContact } from '../domain/matchContact.ts';
import { contactsIn } from '../xero/answers.ts';
import { type Ask, type Pushed, type PushOf, refusedWith } from './push.ts';

const nameTaken = /name.*(unique|already|assigned)|already exists/i;

/** The customer's contact: by our number, by mail address, else made. It is looked for before every try. */
export async function pushContact(ask: Ask, request: PushOf<'contact'>): Promise<Pushed> {
  const { number, email, searchable, key } = request;
  const numbered = await find(ask, `ContactNumber=="${number}"`);
  if ('said' in numbered) return numbered;
  const same = searchable && numbered.length === 0 ? await find(ask, `EmailAddress=="${email}"`) : [];
  if ('said' in same) return same;
  const match = matchContact([...numbered, ...same], { number, email });
  if (match.is === 'one') return { said: 'done', externalId: match.contactId };
  if (match.is === 'unclear') return { said: 'unclear', problem: match.problem };
  const made = await create(ask, request.create, key);
  if (made.said !== 'refused' || !nameTaken.test(made.problem)) return made;
  return create(ask, request.createWithId, `${key}-id`);
}

async function find(ask: Ask, where: string) {
  const query = new URLSearchParams({ where, includeArchived: 'true' });
  const answer = await ask({ method: 'GET', path: `/Contacts?${query}` });
  return answer.said === 'yes' ? contactsIn(answer.body) : refusedWith(answer.problems);
}

async function create(ask: Ask, body: unknown, key: string): Promise<Pushed> {
  const answer = await ask({ method: 'PUT', path: '/Contacts?summarizeErrors=false', body, key });
  if (answer.said === 'no') return refusedWith(answer.problems);
  const [contact] = contactsIn(answer.body);
  return contact ? { said: 'done', externalId: contact.contactId } : refusedWith(['Xero made no contact.']);
}
