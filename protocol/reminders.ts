/** What people are told of a booking by themselves, and when. */
import { z } from 'zod';
import { MAX_RETURN_DAYS } from './services.ts';
import { url } from './wire/fields.ts';

/** Days before a visit on which somebody may be reminded; none is the day itself. */
export const MAX_DAYS_BEFORE = 14;
/** After a visit: when people are asked how it was. */
export const MAX_ASK_MINUTES = 7 * 24 * 60;

const isOn = z.boolean().default(false);

function isWebPage(text: string): boolean {
  return text === '' || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol));
}

/** What an owner sets for the whole desk. Nothing of it is on before they say so. */
export const reminderSettings = z.object({
  /** At once: that it is booked, or moved. */
  confirmation: z.object({ isOn }).prefault({}),
  /** So many days before, at an hour of the shop's clock. */
  reminder: z
    .object({
      isOn,
      daysBefore: z.number().int().min(0).max(MAX_DAYS_BEFORE).default(1),
      hour: z.number().int().min(0).max(23).default(17),
    })
    .prefault({}),
  /** How it was, so long after its end. */
  question: z
    .object({
      isOn,
      afterMinutes: z.number().int().min(0).max(MAX_ASK_MINUTES).default(60),
      /** This score, or less, is bad: a complaint. */
      badScore: z.number().int().min(1).max(4).default(3),
      /** Where whoever was content may tell others; empty: nowhere. */
      reviewUrl: url.refine(isWebPage, 'wanted https://… or nothing').default(''),
    })
    .prefault({}),
  /** That the shop would be glad to see them again: so many days after its end, where neither they nor the service say better. */
  return: z.object({ isOn, days: z.number().int().min(1).max(MAX_RETURN_DAYS).default(60) }).prefault({}),
});
export type ReminderSettings = z.infer<typeof reminderSettings>;
export type ReminderSettingsInput = z.input<typeof reminderSettings>;

/** What is sent: left out is as at first. `was`: the settings that were changed, so that nothing is written over what was set elsewhere. */
export const reminderSettingsPut = reminderSettings.extend({ was: reminderSettings.optional() });
export type ReminderSettingsPut = z.infer<typeof reminderSettingsPut>;
