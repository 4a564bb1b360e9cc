import type { Deskbell } from './deskbell.ts';
import type { Person as Visitor } from './people.ts';
import { comeIn } from './people.ts';

const DAY = 24 * 3_600_000;

interface Customer {
  name: string;
  phone: string;
  /** Days since each purchase, with what was bought and for how many tögrög. */
  bought: [daysAgo: number, what: string, quantity: number, each: number][];
}

/** Of a flower shop, in every script that the pages must draw. */
const CUSTOMERS: Customer[] = [
  {
    name: 'Bolormaa',
    phone: '+97699112233',
    bought: [
      [729, 'Peonies', 9, 9_000],
      [560, 'Peonies', 7, 9_000],
      [380, 'Roses', 11, 6_000],
      [201, 'Peonies', 15, 8_000],
      [21, 'Tulips', 15, 3_000],
    ],
  },
  { name: 'Темүүжин', phone: '+97688110044', bought: [[40, 'Roses', 10, 8_000]] },
  { name: 'Сергей Иванов', phone: '+79161234567', bought: [[60, 'Lilies', 5, 7_000]] },
  { name: 'سارة الحسن', phone: '+971501234567', bought: [[9, 'Orchids', 2, 45_000]] },
  { name: 'አልማዝ ተስፋዬ', phone: '+251911234567', bought: [] },
  { name: 'प्रिया शर्मा', phone: '+919812345678', bought: [] },
];

/** Who asks again, from a browser that nobody knows yet. */
const AGAIN: Visitor = {
  locale: 'mn',
  timeZone: 'Asia/Ulaanbaatar',
  path: '/wedding-flowers',
  said: [
    { type: 'message.send', text: 'A bouquet for my mother, about 60,000 ₮. She loves peonies.' },
    {
      type: 'callback.request',
      phone: '+976 9911 2233',
      name: 'Bolormaa',
      topic: 'the wedding in May',
      timeZone: 'Asia/Ulaanbaatar',
    },
  ],
};

/**
 * Customers of the shop, of whom Bolormaa has all that a card can show: purchases, a complaint, notes, and somebody who may be her.
 * @returns ids of their cards, by name
 */
export async function haveCustomers(deskbell: Deskbell): Promise<ReadonlyMap<string, string>> {
  const { api } = deskbell;
  await api('PATCH', '/v1/switches', { customers: true });
  const ids = new Map<string, string>();
  for (const { name, phone, bought } of CUSTOMERS) {
    const { id } = await api<{ id: string }>('POST', '/v1/people', { name, phone });
    ids.set(name, id);
    for (const [daysAgo, what, quantity, each] of bought) {
      await api('POST', '/v1/purchases', {
        ...{ person: { contactId: id }, at: Date.now() - daysAgo * DAY, currency: 'MNT' },
        lines: [{ name: what, quantity, price: each * 100 }],
      });
    }
  }
  const her = ids.get('Bolormaa')!;
  await api('PATCH', `/v1/contacts/${her}`, {
    ...{ callMe: 'Bolormaa', birthday: '--03-14', locale: 'mn', timeZone: 'Asia/Ulaanbaatar', tags: ['weddings'] },
    addresses: [{ label: '', text: 'Zaisan, tower 3, flat 41' }],
  });
  await api('POST', `/v1/contacts/${her}/identities`, { kind: 'phone', value: '+97688110022' });
  await api('POST', `/v1/contacts/${her}/identities`, { kind: 'email', value: 'bolormaa@altan.example' });
  const consent = { channel: 'sms', purpose: 'news', isGiven: true, text: 'Yes, write me about peonies' };
  await api('POST', `/v1/contacts/${her}/consents`, consent);
  const text = 'Her mother’s name is Oyun; last year she wanted no lilies.';
  await api('POST', `/v1/contacts/${her}/notes`, { text });
  const { id: like } = await api<{ id: string }>('POST', '/v1/people', { name: 'Bolormaa', phone: '+97699887766' });
  await api('PATCH', `/v1/contacts/${like}`, { birthday: '--03-14' });
  ids.set('like Bolormaa', like);
  await comeIn(deskbell, [AGAIN]);
  // By her number she is on her card at once.
  const { conversationId } = await api<{ conversationId: string }>('GET', `/v1/contacts/${her}/card`);
  const about = { kind: 'service', name: 'Late delivery' };
  await api('POST', '/v1/complaints', { conversationId, about, asked: 'Wanted noon, came at four.' });
  return ids;
}
