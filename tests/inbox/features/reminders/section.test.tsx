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

test('AB1 AB5 AB6 whether people are asked, what is bad, and when they are missed is set beside it', async () => {
  const { view, http } = await openSection({ 'PUT reminder-settings': ({ body }) => body });
  await view.check(view.field('Ask after the visit how it was'));
  await view.type(view.field('Hours after its end'), '1,5');
  await view.choose('Bad is', '2');
  await view.type(view.field('Page where others read it'), ' https://maps.example/altan ');
  await view.type(view.field('After so many days'), '٩٠');
  await view.submit();
  await vi.waitUntil(() => http.asked('PUT reminder-settings').length === 1);
  expect(http.asked('PUT reminder-settings')[0]!.body).toMatchObject({
    question: { isOn: true, afterMinutes: 90, badScore: 2, reviewUrl: 'https://maps.example/altan' },
    return: { isOn: true, days: 90 },
  });
});

test('AB5 what can not be so is said under its field, and what was typed stays', async () => {
  const { view } = await openSection({
    'PUT reminder-settings': () => {
      throw new ApiError('FIELD_INVALID', { 'question.reviewUrl': 'FIELD_INVALID', 'return.days': 'FIELD_INVALID' });
    },
  });
  await view.check(view.field('Ask after the visit how it was'));
  await view.type(view.field('Page where others read it'), 'maps.example');
  await view.submit();
  await vi.waitUntil(() => view.text.includes('An address that begins with https:// is wanted.'));
  expect(view.text).toContain('Wanted: 1 to 730.');
  expect((view.field('Page where others read it') as HTMLInputElement).value).toBe('maps.example');
});
