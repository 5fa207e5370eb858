import type { Hono } from 'hono';
import { adminDoor } from '../../admin/door.ts';
import { AdminError, fieldsOf, numberIn, textIn } from '../../admin/json.ts';
import { limitFrom } from '../../admin/lists.ts';
import { transaction } from '../../store/open.ts';
import { latestCalls } from '../api/requests.ts';
import { newContact, saveContact } from '../books/contactBody.ts';
import { all, type Books, byId } from '../books/documents.ts';
import { organisationById, organisations, organisationWire } from '../books/organisation.ts';
import { addOrganisation } from '../books/seed.ts';
import { connections, connectionWire, disconnect } from '../oauth/connections.ts';
import { expireTokens } from '../oauth/tokens.ts';
import type { XeroWorld } from '../world.ts';
import { booksPage } from './booksPage.ts';
import { documentPage } from './documentPage.ts';

const booksOf = (world: XeroWorld, tenant: string): Books => {
  const organisation = organisationById(world, tenant);
  if (!organisation) throw new AdminError(`no organisation ${tenant}`, 404);
  return { world, tenant: organisation.id, nowMs: world.clock.nowMs() };
};

/** The books' pages, and what a test or a person at Xero may do that the API has no word for. */
export function xeroAdmin(world: XeroWorld): Hono {
  const app = adminDoor();
  app.get('/', (c) => booksPage(c, world, organisations(world)[0]));
  app.get('/organisations', (c) => c.json(organisations(world).map(organisationWire)));
  app.post('/organisations', async (c) => {
    const name = textIn(fieldsOf(await c.req.text(), ['name']), 'name');
    if (name === undefined) throw new AdminError('name is missing');
    return c.json({ id: transaction(world.db, () => addOrganisation(world, name)) }, 201);
  });
  organisationRoutes(app, world);
  connectionRoutes(app, world);
  app.get('/limits', (c) => c.json(limitsWire(world)));
  app.post('/limits', async (c) => {
    const fields = fieldsOf(await c.req.text(), ['per_minute', 'per_day', 'at_once']);
    const { limits } = world;
    limits.perMinute = numberIn(fields, 'per_minute') ?? limits.perMinute;
    limits.perDay = numberIn(fields, 'per_day') ?? limits.perDay;
    limits.atOnce = numberIn(fields, 'at_once') ?? limits.atOnce;
    return c.json(limitsWire(world));
  });
  app.get('/requests', (c) => c.json(latestCalls(world, limitFrom(c.req.query('limit')))));
  return app;
}

const limitsWire = ({ limits }: XeroWorld) => ({
  per_minute: limits.perMinute,
  per_day: limits.perDay,
  at_once: limits.atOnce,
});

function organisationRoutes(app: Hono, world: XeroWorld): void {
  app.get('/organisations/:tenant', (c) => booksPage(c, world, organisationById(world, c.req.param('tenant'))));
  app.get('/organisations/:tenant/:kind{invoices|credit-notes}/:id', (c) => {
    const { tenant, kind, id } = c.req.param();
    const books = booksOf(world, tenant);
    const bill = byId(books, kind === 'invoices' ? 'invoice' : 'creditNote', id);
    if (!bill) throw new AdminError(`no document ${id}`, 404);
    return documentPage(c, books, bill);
  });
  app.post('/organisations/:tenant/lock', async (c) => {
    const books = booksOf(world, c.req.param('tenant'));
    const date = textIn(fieldsOf(await c.req.text(), ['date']), 'date') ?? null;
    if (date !== null && !/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new AdminError('date must be YYYY-MM-DD');
    world.db.sql('UPDATE organisations SET lock_date = ? WHERE id = ?').run(date, books.tenant);
    return c.json({ lock_date: date });
  });
  app.post('/organisations/:tenant/contacts', async (c) => {
    const books = booksOf(world, c.req.param('tenant'));
    const fields = fieldsOf(await c.req.text(), ['name', 'email', 'number']);
    const [name, email, number] = ['name', 'email', 'number'].map((field) => textIn(fields, field));
    if (name === undefined) throw new AdminError('name is missing');
    const texts = {
      ...(email === undefined ? {} : { EmailAddress: email }),
      ...(number === undefined ? {} : { ContactNumber: number }),
    };
    const made = transaction(world.db, () => {
      const contact = saveContact(books, { ...newContact(books, name), texts });
      world.ids.save();
      return contact;
    });
    return c.json({ id: made.id }, 201);
  });
  contactRoutes(app, world);
}

/** What a person does to a contact in Xero's own pages. */
function contactRoutes(app: Hono, world: XeroWorld): void {
  const change = (tenant: string, id: string, into: string | null, status: 'ACTIVE' | 'ARCHIVED') => {
    const books = booksOf(world, tenant);
    const contact = byId(books, 'contact', id);
    if (!contact) throw new AdminError(`no contact ${id}`, 404);
    if (into !== null && (into === id || !byId(books, 'contact', into)))
      throw new AdminError('into must be another contact');
    saveContact(books, { ...contact, status, mergedTo: into });
    return { ok: true };
  };
  const at = '/organisations/:tenant/contacts/:id';
  app.get('/organisations/:tenant/contacts', (c) => c.json(all(booksOf(world, c.req.param('tenant')), 'contact')));
  app.post(`${at}/archive`, (c) => c.json(change(c.req.param('tenant'), c.req.param('id'), null, 'ARCHIVED')));
  app.post(`${at}/restore`, (c) => c.json(change(c.req.param('tenant'), c.req.param('id'), null, 'ACTIVE')));
  app.post(`${at}/merge`, async (c) => {
    const into = textIn(fieldsOf(await c.req.text(), ['into']), 'into');
    if (into === undefined) throw new AdminError('into must be another contact');
    return c.json(change(c.req.param('tenant'), c.req.param('id'), into, 'ARCHIVED'));
  });
}

function connectionRoutes(app: Hono, world: XeroWorld): void {
  app.get('/connections', (c) => c.json(connections(world).map((one) => connectionWire(world, one))));
  app.delete('/connections/:id', (c) => {
    if (!disconnect(world, c.req.param('id'))) throw new AdminError('no such connection', 404);
    return c.json({ ok: true });
  });
  app.post('/tokens/expire', (c) => c.json({ expired: expireTokens(world) }));
  app.post('/tokens/revoke', (c) => {
    transaction(world.db, () => {
      world.db.sql('UPDATE grants SET revoked = 1').run();
      world.db.sql('DELETE FROM connections').run();
    });
    return c.json({ ok: true });
  });
}
