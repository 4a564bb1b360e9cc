// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { ReminderSection } from '../../../../inbox/features/reminders/settings/ReminderSection.tsx';
import { ApiError } from '../../../../inbox/shell/http.ts';
import { speak } from '../../../../inbox/shell/locale.ts';
import { reminderSettings } from '../../../../protocol/reminders.ts';
import { draw } from '../../draw.tsx';
import { openInbox } from '../../open-inbox.ts';
import type { Answers } from '../../server.ts';

beforeEach(() => speak('en'));

const OFF = reminderSettings.parse({ return: { isOn: true, days: 40 } });

async function openSection(answers: Answers = {}) {
  const desk = openInbox([], { answers: { 'GET reminder-settings': () => OFF, ...answers } });
  const view = await draw(desk, <ReminderSection />);
  await vi.waitUntil(() => view.text.includes('Remind before'));
  return { ...desk, view };
}

test('RM5 what is set here is saved over what was read, and leaves the rest as it is', async () => {
  const { view, http } = await openSection({ 'PUT reminder-settings': ({ body }) => body });
  await view.check(view.field('Confirm at once that a visit is booked or moved'));
  await view.check(view.field('Remind before the visit'));
  await view.type(view.field('Days before'), '٢');
  await view.submit();
  await vi.waitUntil(() => http.asked('PUT reminder-settings').length === 1);
  expect(http.asked('PUT reminder-settings')[0]!.body).toEqual({
    ...OFF,
    ...{ confirmation: { isOn: true }, reminder: { isOn: true, daysBefore: 2, hour: 17 }, was: OFF },
  });
});

test('RM5 what somebody else changed meanwhile is said, and what was chosen here stays', async () => {
  const { view } = await openSection({
    'PUT reminder-settings': () => {
      throw new ApiError('ALREADY_CLAIMED');
    },
  });
  await view.check(view.field('Remind before the visit'));
  await view.submit();
  await vi.waitUntil(() => view.host.querySelector('[role=alert]') !== null);
  expect((view.field('Remind before the visit') as HTMLInputElement).checked).toBe(true);
});
