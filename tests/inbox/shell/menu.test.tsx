// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { Menu } from '../../../inbox/shell/Menu.tsx';
import { draw } from '../draw.tsx';
import { openInbox } from '../open-inbox.ts';

test('a menu has the focus as soon as it can be seen, and not a moment later', async () => {
  const item = (label: string) => ({ label, onPick: () => {} });
  const page = await draw(openInbox([]), <Menu class="btn" button="Assign" items={[item('Nobody'), item('Sarnai')]} />);
  page.button('Assign').click();
  // It is drawn at the end of this turn; what waits for the screen comes after that.
  await Promise.resolve();
  expect([page.hasButton('Sarnai'), document.activeElement?.textContent]).toEqual([true, 'Nobody']);
});
