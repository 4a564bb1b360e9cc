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
  sources: { phone: 'typed', email: 'typed' },
  attributes: { plan: 'free', seats: '2' },
});
const ann = contact({
  id: 'ann',
  externalId: 'user-ann',
  isVerified: true,
  name: 'Ann',
  email: 'ann@x.example',
  sources: { name: 'signed', email: 'signed' },
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
      contact: {
        ...anonymous,
        name: 'Ann',
        externalId: 'user-ann',
        isVerified: true,
        sources: { ...anonymous.sources, name: 'signed' },
        updatedAt: NOW,
      },
      isNew: false,
      isAbsorbed: false,
    },
  },
  {
    name: 'an anonymous contact comes to the known person, and fills in what was not known',
    current: anonymous,
    known: ann,
    becomes: {
      contact: {
        ...ann,
        phone: '+97699112233',
        sources: { ...ann.sources, phone: 'typed' },
        typed: { email: 'typed@x.example' },
        attributes: { plan: 'pro', seats: '2' },
        updatedAt: NOW,
      },
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
        sources: { ...ann.sources, phone: 'typed' },
        typed: { email: 'typed@x.example' },
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
    becomes: {
      contact: { ...ann, phone: '+97699112233', sources: { ...ann.sources, phone: 'signed' }, updatedAt: NOW },
      isNew: false,
      isAbsorbed: false,
    },
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
        sources: { name: 'signed' },
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
const allTyped = { name: 'typed', email: 'typed', phone: 'typed' } as const;
test.each<[string, Contact, Parameters<typeof withSaying>[1], Partial<Contact>]>([
  [
    'a page says anything of somebody anonymous',
    anonymous,
    { by: 'visitor', words: typed },
    { ...typed, sources: allTyped },
  ],
  [
    'a page fills what a signed identity left empty, says its attributes, and what does not stand is kept beside',
    ann,
    { by: 'visitor', words: typed },
    {
      phone: '+97688001122',
      sources: { ...ann.sources, phone: 'typed' },
      typed: { name: 'Mallory', email: 'm@x.example' },
      attributes: { plan: 'gold' },
    },
  ],
  [
    'of a signed person a page does not even change what a page said',
    { ...ann, phone: '+97699112233', sources: { ...ann.sources, phone: 'typed' } },
    { by: 'visitor', words: { phone: '+97688001122' } },
    { typed: { phone: '+97688001122' } },
  ],
  [
    'a signature wins over what was typed, which is kept beside',
    anonymous,
    { by: 'site', words: { email: 'ann@x.example', phone: '+97699112233' } },
    {
      email: 'ann@x.example',
      sources: { email: 'signed', phone: 'signed' },
      typed: { email: 'typed@x.example' },
    },
  ],
  [
    'what was typed and is signed then is no other word any more',
    { ...ann, typed: { email: 'm@x.example' } },
    { by: 'site', words: { email: 'm@x.example' } },
    { email: 'm@x.example', typed: {} },
  ],
  ['a page that says nothing changes nothing', ann, { by: 'visitor', words: { name: '' } }, {}],
  ['a page that says what is signed makes nothing typed of it', ann, { by: 'visitor', words: { name: 'Ann' } }, {}],
  [
    'an agent knows better than a signature',
    ann,
    { by: 'agent', words: { name: 'Anna', email: null } },
    { name: 'Anna', email: '', sources: { name: 'agent' } },
  ],
  ['an agent leaves what is empty or left out', ann, { by: 'agent', words: { name: '' } }, {}],
])('P3 P4 %s', (_what, contact, saying, becomes) => {
  const attributes = { ...contact.attributes, ...becomes.attributes };
  const before = structuredClone(contact);
  expect(withSaying(contact, saying, NOW)).toEqual({ ...contact, ...becomes, attributes, updatedAt: NOW });
  expect(contact).toEqual(before);
});

test('P3 a page that says new attributes for ever makes nobody larger: those said longest ago go', () => {
  const many = (from: number) => Object.fromEntries(Array.from({ length: 32 }, (_, at) => [`key ${from + at}`, 'x']));
  const say = (before: Contact, attributes: Record<string, string>) =>
    withSaying(before, { by: 'visitor', words: { attributes } }, NOW);
  const full = say(anonymous, many(0));
  expect(Object.keys(full.attributes)).toHaveLength(32);
  const next = say(say(full, { 'key 0': 'said again' }), many(100));
  expect(next.attributes).toEqual(many(100));
  const partly = say(say(full, { 'key 0': 'said again' }), { plan: 'pro' });
  expect(Object.keys(partly.attributes)).toHaveLength(32);
  expect(partly.attributes).toMatchObject({ 'key 0': 'said again', plan: 'pro' });
  expect(partly.attributes).not.toHaveProperty('key 1');
  const { contact: signed } = signIn({
    current: full,
    known: ann,
    externalId: 'user-ann',
    words: { attributes: many(200) },
    newContactId: 'new',
    at: NOW,
  });
  expect(signed.attributes).toEqual(many(200));
});
