// @vitest-environment happy-dom
import { useLayoutEffect, useRef } from 'preact/hooks';
import { beforeEach, expect, test } from 'vitest';
import { EditContact } from '../../../../inbox/features/contacts/edit/EditContact.tsx';
import { speak } from '../../../../inbox/shell/locale.ts';
import { newContact } from '../../../../server/features/contacts/rules.ts';
import { draw } from '../../draw.tsx';
import { openInbox } from '../../open-inbox.ts';

beforeEach(() => speak('en'));

const bat = { ...newContact({ id: 'bat', siteId: 'altan', locale: 'mn', timeZone: 'UTC' }, 0), name: 'Bat' };

test('its first field has the focus, and takes it from none that was reached at once', async () => {
  const page = await draw(openInbox([]), <EditContact contact={bat} onDone={() => {}} />);
  expect(document.activeElement).toBe(page.field('Name'));

  /** Another field of the page, for somebody who is quick. */
  function Quick() {
    const field = useRef<HTMLInputElement>(null);
    useLayoutEffect(() => field.current!.focus(), []);
    return <input ref={field} aria-label="Quick" />;
  }
  const both = await draw(
    openInbox([]),
    <>
      <EditContact contact={bat} onDone={() => {}} />
      <Quick />
    </>,
  );
  expect(document.activeElement).toBe(both.field('Quick'));
});
