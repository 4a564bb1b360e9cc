// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { Source } from '../../../../inbox/features/contacts/Source.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import type { Contact } from '../../../../protocol/contacts.ts';
import { NOTHING_KNOWN } from '../../../../server/features/contacts/rules.ts';
import { draw } from '../../draw.tsx';
import { openInbox } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

const bat: Contact = {
  ...NOTHING_KNOWN,
  ...{ id: 'bat', siteId: 'altan', name: 'Bat', email: 'bat@x.example', phone: '+97699112233', externalId: 'u1' },
  ...{ isVerified: true, attributes: {}, locale: 'mn', timeZone: 'UTC', createdAt: 0, updatedAt: 0 },
  sources: { name: 'signed', email: 'signed', phone: 'typed' },
  typed: { email: 'm@x.example' },
};

test.each([
  ['signed', bat, 'name', ''],
  ['signed, with what was typed beside', bat, 'email', 'also typed: m@x.example'],
  ['typed', bat, 'phone', 'typed, not confirmed'],
  ['typed by somebody for whom nobody vouches', { ...bat, isVerified: false }, 'phone', ''],
] as const)('P3 P4 a fact that is %s says so', async (_, contact, fact, said) => {
  const page = await draw(openInbox([]), <Source contact={contact} fact={fact} />);
  expect(page.text.trim()).toBe(said);
});
