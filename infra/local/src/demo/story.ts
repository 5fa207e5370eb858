import type { Brand } from '@purser/document';

/** How a customer of the demo pays: how many days after the issue, and whether in two halves. */
export type Habit = 'prompt' | 'late' | 'halves' | 'behind';

export type DemoCustomer = {
  name: string;
  email: string;
  address: { line1: string; city: string; postcode: string; country: string };
  habit: Habit;
  /** What is billed each month: seats grow over the year. */
  lines: { description: string; seats: number; unitAmount: number }[];
};

export type DemoTenant = {
  name: string;
  slug: string;
  timeZone: string;
  currency: string;
  numberPrefix: string;
  terms_days: number;
  tax: { id: string; name: string; percent: string; inclusive: boolean };
  company: {
    legalName: string;
    email: string;
    phone: string;
    website: string;
    taxNumber: string;
    registrationNumber: string;
    address: { line1: string; city: string; postcode: string; country: string };
    bank: { accountName: string; bankName: string; iban: string; bic: string };
  };
  brand: Brand;
  customers: DemoCustomer[];
  projects: DemoProject[];
};

/** Work of the last days. `customer` is the place in the tenant's list. */
export type DemoProject = {
  customer: number;
  description: string;
  unitAmount: number;
  days_ago: number;
  halfPaid: boolean;
};

/** Who signs in to the demo; both tenants are theirs. */
export const owner = { name: 'Robin Ferris', email: 'robin@harbour-it.example' };

const gb = (line1: string, city: string, postcode: string) => ({ line1, city, postcode, country: 'GB' });
const de = (line1: string, city: string, postcode: string) => ({ line1, city, postcode, country: 'DE' });
const desk = (seats: number) => ({ description: 'Managed workstation, per seat', seats, unitAmount: 45_00 });
const server = (seats: number) => ({ description: 'Server care and patching', seats, unitAmount: 180_00 });
const backup = (seats: number) => ({ description: 'Off-site backup, per TB', seats, unitAmount: 22_50 });
const mail = (seats: number) => ({ description: 'Mail security, per mailbox', seats, unitAmount: 3_80 });
const firewall = { description: 'Managed firewall', seats: 1, unitAmount: 95_00 };
const licence = (seats: number) => ({ description: 'Nordlicht Inventar, Lizenz pro Platz', seats, unitAmount: 29_00 });
const support = { description: 'Wartung und Support', seats: 1, unitAmount: 240_00 };

export const harbour: DemoTenant = {
  name: 'Harbour IT',
  slug: 'harbour-it',
  timeZone: 'Europe/London',
  currency: 'GBP',
  numberPrefix: 'HIT-',
  terms_days: 14,
  tax: { id: 'vat-20', name: 'VAT', percent: '20', inclusive: false },
  company: {
    legalName: 'Harbour IT Ltd',
    email: 'billing@harbour-it.example',
    phone: '+44 20 7946 0812',
    website: 'https://harbour-it.example',
    taxNumber: 'GB 482 1177 09',
    registrationNumber: '09 881 245',
    address: gb('3 Wharf Lane', 'London', 'SE1 9PD'),
    bank: { accountName: 'Harbour IT Ltd', bankName: 'Thames Mutual', iban: 'GB33BUKB20201555555555', bic: 'BUKBGB22' },
  },
  brand: { color: '#1f5f8b', onColor: '#ffffff', radius_px: 8, font: 'inter', logo: null },
  customers: [
    {
      name: 'Ashdown Architects',
      email: 'office@ashdown.example',
      address: gb('12 Mill Road', 'Lewes', 'BN7 2AB'),
      habit: 'prompt',
      lines: [desk(14), server(1), backup(4)],
    },
    {
      name: 'Bellweather Dental',
      email: 'accounts@bellweather.example',
      address: gb('88 High Street', 'Croydon', 'CR0 1NF'),
      habit: 'prompt',
      lines: [desk(9), mail(18)],
    },
    {
      name: 'Cartwright & Sons',
      email: 'ledger@cartwright.example',
      address: gb('Unit 4, Forge Park', 'Dartford', 'DA1 5FS'),
      habit: 'late',
      lines: [desk(22), server(2), firewall],
    },
    {
      name: 'Dunmore Logistics',
      email: 'ap@dunmore.example',
      address: gb('Gate 7, Tilbury Docks', 'Tilbury', 'RM18 7EH'),
      habit: 'halves',
      lines: [desk(41), server(3), backup(12), firewall],
    },
    {
      name: 'Elm Street Surgery',
      email: 'manager@elmstreet.example',
      address: gb('1 Elm Street', 'Bromley', 'BR1 3QF'),
      habit: 'prompt',
      lines: [desk(11), mail(25)],
    },
    {
      name: 'Fenwick Legal LLP',
      email: 'finance@fenwick.example',
      address: gb('6 Temple Court', 'London', 'EC4Y 7AA'),
      habit: 'prompt',
      lines: [desk(33), server(2), mail(70), backup(9)],
    },
    {
      name: 'Greenfield Academy',
      email: 'bursar@greenfield.example',
      address: gb('Greenfield Lane', 'Sevenoaks', 'TN13 1SL'),
      habit: 'late',
      lines: [desk(60), server(4), firewall],
    },
    {
      name: 'Hollis Veterinary',
      email: 'hello@hollisvets.example',
      address: gb('24 Station Road', 'Redhill', 'RH1 1PL'),
      habit: 'prompt',
      lines: [desk(7), mail(12)],
    },
    {
      name: 'Ivory Coast Imports',
      email: 'payables@ivorycoast.example',
      address: gb('30 Cable Street', 'London', 'E1 8JG'),
      habit: 'behind',
      lines: [desk(12), backup(3)],
    },
    {
      name: 'Jessop Engineering',
      email: 'accounts@jessop.example',
      address: gb('Kiln Works', 'Maidstone', 'ME14 1QD'),
      habit: 'late',
      lines: [desk(28), server(2), backup(6)],
    },
    {
      name: 'Kestrel Media',
      email: 'studio@kestrel.example',
      address: gb('9 Rivington Place', 'London', 'EC2A 3BA'),
      habit: 'prompt',
      lines: [desk(16), backup(20)],
    },
    {
      name: 'Lantern Charity',
      email: 'treasurer@lantern.example',
      address: gb('17 Grove Hill', 'Tunbridge Wells', 'TN1 1RZ'),
      habit: 'behind',
      lines: [desk(6), mail(9)],
    },
  ],
  projects: [
    {
      customer: 0,
      description: 'Move to the new office: cabling and switches',
      unitAmount: 2_840_00,
      days_ago: 9,
      halfPaid: false,
    },
    { customer: 5, description: 'Document archive migration', unitAmount: 4_600_00, days_ago: 6, halfPaid: true },
    { customer: 10, description: 'Editing suite storage, 96 TB', unitAmount: 7_950_00, days_ago: 4, halfPaid: false },
    { customer: 1, description: 'Reception phones', unitAmount: 620_00, days_ago: 2, halfPaid: false },
  ],
};

export const nordlicht: DemoTenant = {
  name: 'Nordlicht Software',
  slug: 'nordlicht',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  numberPrefix: 'NL-',
  terms_days: 30,
  tax: { id: 'ust-19', name: 'USt.', percent: '19', inclusive: false },
  company: {
    legalName: 'Nordlicht Software GmbH',
    email: 'rechnung@nordlicht.example',
    phone: '+49 40 5550 1840',
    website: 'https://nordlicht.example',
    taxNumber: 'DE 299 118 204',
    registrationNumber: 'HRB 160 233',
    address: de('Elbchaussee 18', 'Hamburg', '22765'),
    bank: {
      accountName: 'Nordlicht Software GmbH',
      bankName: 'Elbe Volksbank',
      iban: 'DE89370400440532013000',
      bic: 'COBADEFF',
    },
  },
  brand: { color: '#0f6b5c', onColor: '#ffffff', radius_px: 4, font: 'inter', logo: null },
  customers: [
    {
      name: 'Alster Druck KG',
      email: 'buchhaltung@alsterdruck.example',
      address: de('Druckerweg 5', 'Hamburg', '20457'),
      habit: 'prompt',
      lines: [licence(24), support],
    },
    {
      name: 'Bäckerei Jürgensen',
      email: 'buero@juergensen.example',
      address: de('Marktplatz 2', 'Lübeck', '23552'),
      habit: 'prompt',
      lines: [licence(6)],
    },
    {
      name: 'Cordes Spedition',
      email: 'rechnung@cordes.example',
      address: de('Hafenstraße 40', 'Kiel', '24103'),
      habit: 'late',
      lines: [licence(55), support],
    },
    {
      name: 'Dünen Hotels',
      email: 'einkauf@duenenhotels.example',
      address: de('Strandallee 77', 'Timmendorf', '23669'),
      habit: 'halves',
      lines: [licence(38), support],
    },
    {
      name: 'Eider Energie',
      email: 'kreditoren@eider.example',
      address: de('Windpark 1', 'Husum', '25813'),
      habit: 'prompt',
      lines: [licence(120), support],
    },
    {
      name: 'Fähre & Hansen',
      email: 'kontor@faehre-hansen.example',
      address: de('Kai 3', 'Flensburg', '24937'),
      habit: 'behind',
      lines: [licence(12)],
    },
  ],
  projects: [
    { customer: 0, description: 'Schulung vor Ort, zwei Tage', unitAmount: 2_400_00, days_ago: 8, halfPaid: false },
    {
      customer: 4,
      description: 'Schnittstelle zur Lagerverwaltung',
      unitAmount: 9_800_00,
      days_ago: 3,
      halfPaid: true,
    },
  ],
};
