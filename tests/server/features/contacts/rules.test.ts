import { expect, test } from 'vitest';
import type { Contact } from '../../../../protocol/contacts.ts';
import { newContact, signIn, withSaying } from '../../../../server/features/contacts/rules.ts';

const BEFORE = 1_000;
const NOW = 2_000;

function contact(fields: Partial<Contact>): Contact {
  const known = { id: 'anonymous', siteId: 'site', locale: 'mn', timeZone: 'Asia/Ulaanbaatar' } as const;
  return { ...newContact(known, BEFORE), ...fields };
}

const anonymous = contact({
  phone: '+97699112233',
  email: 'typed@x.example',
  attributes: { plan: 'free', seats: '2' },
});
const ann = contact({
  id: 'ann',
  externalId: 'user-ann',
  isVerified: true,
  name: 'Ann',
  email: 'ann@x.example',
  attributes: { plan: 'pro' },
  locale: 'en',
});
const bob = contact({ id: 'bob', externalId: 'user-bob', isVerified: true, name: 'Bob' });

interface Case {
  name: string;
  current: Contact;
  known: Contact | null;
  words?: Parameters<typeof signIn>[0]['words'];
  becomes: ReturnType<typeof signIn>;
}

const CASES: Case[] = [
  {
    name: 'an anonymous contact becomes the person whom nobody knew yet',
    current: anonymous,
    known: null,
    words: { name: 'Ann', email: '' },
    becomes: {
      contact: { ...anonymous, name: 'Ann', externalId: 'user-ann', isVerified: true, updatedAt: NOW },
      isNew: false,
      isAbsorbed: false,
    },
  },
  {
    name: 'an anonymous contact comes to the known person, and fills in what was not known',
    current: anonymous,
    known: ann,
    becomes: {
      contact: { ...ann, phone: '+97699112233', attributes: { plan: 'pro', seats: '2' }, updatedAt: NOW },
      isNew: false,
      isAbsorbed: true,
    },
  },
  {
    name: 'signed words win over what is known and what was typed',
    current: anonymous,
    known: ann,
    words: { email: 'new@x.example', attributes: { plan: 'gold' } },
    becomes: {
      contact: {
        ...ann,
        email: 'new@x.example',
        phone: '+97699112233',
        attributes: { plan: 'gold', seats: '2' },
        updatedAt: NOW,
      },
      isNew: false,
      isAbsorbed: true,
    },
  },
  {
    name: 'the same person again only brings their words',
    current: ann,
    known: ann,
    words: { phone: '+97699112233' },
    becomes: { contact: { ...ann, phone: '+97699112233', updatedAt: NOW }, isNew: false, isAbsorbed: false },
  },
  {
    name: "a known person on another's browser takes nothing of theirs",
    current: bob,
    known: ann,
    becomes: { contact: { ...ann, updatedAt: NOW }, isNew: false, isAbsorbed: false },
  },
  {
    name: "a new person on another's browser is made anew, with its language and zone alone",
    current: bob,
    known: null,
    words: { name: 'Ann' },
    becomes: {
      contact: contact({
        id: 'new',
        name: 'Ann',
        externalId: 'user-ann',
        isVerified: true,
        createdAt: NOW,
        updatedAt: NOW,
      }),
      isNew: true,
      isAbsorbed: false,
    },
  },
  {
    name: 'only an external id makes a person known: one whose signature is not believed any more is not absorbed',
    current: { ...bob, isVerified: false },
    known: ann,
    becomes: { contact: { ...ann, updatedAt: NOW }, isNew: false, isAbsorbed: false },
  },
];

test.each(CASES)('P4 $name', ({ current, known, words = {}, becomes }) => {
  const before = structuredClone({ current, known });
  expect(signIn({ current, known, externalId: 'user-ann', words, newContactId: 'new', at: NOW })).toEqual(becomes);
  expect({ current, known }).toEqual(before);
});

const typed = { name: 'Mallory', email: 'm@x.example', phone: '+97688001122', attributes: { plan: 'gold' } };
test.each<[string, Contact, Parameters<typeof withSaying>[1], Partial<Contact>]>([
  ['a page says anything of somebody anonymous', anonymous, { by: 'visitor', words: typed }, typed],
  [
    'a page fills what a signed identity left empty, and says its attributes',
    ann,
    { by: 'visitor', words: typed },
    { phone: '+97688001122', attributes: { plan: 'gold' } },
  ],
  ['a page that says nothing changes nothing', ann, { by: 'visitor', words: { name: '' } }, {}],
  [
    'an agent knows better than a signature',
    ann,
    { by: 'agent', words: { name: 'Anna', email: null } },
    {
      name: 'Anna',
      email: '',
    },
  ],
  ['an agent leaves what is empty or left out', ann, { by: 'agent', words: { name: '' } }, {}],
])('P3 P4 %s', (_what, contact, saying, becomes) => {
  const attributes = { ...contact.attributes, ...becomes.attributes };
  expect(withSaying(contact, saying, NOW)).toEqual({ ...contact, ...becomes, attributes, updatedAt: NOW });
});
