import { describe, expect, test } from 'vitest';
import { type Submission, type SubmissionInput, submission } from '../../../../protocol/submissions.ts';
import { newContact } from '../../../../server/features/contacts/rules.ts';
import { newSite } from '../../../../server/features/sites/rules.ts';
import type { SiteRecord } from '../../../../server/features/sites/store.ts';
import { checked, needsContact } from '../../../../server/features/submissions/rules.ts';

/** A Wednesday morning. */
const NOW = Date.parse('2026-03-04T10:20Z');

function site(change: Partial<SiteRecord> = {}): SiteRecord {
  return { ...newSite({ id: 's1', key: 'altan', name: 'Altan Flowers', origins: ['*'], at: 0 }), ...change };
}

/** As the schema leaves it. */
function sent(input: SubmissionInput): Submission {
  return submission.parse(input);
}

const contact = newContact({ id: 'c1', siteId: 's1', locale: 'mn', timeZone: 'Asia/Ulaanbaatar' }, 0);

const message = sent({ type: 'message.send', clientId: 'client-1', text: 'Hello' });
const ring = (change = {}) => sent({ type: 'callback.request', clientId: 'client-1', phone: '9911 2233', ...change });
const form = (change = {}) => sent({ type: 'form.send', clientId: 'client-1', message: 'Hello', ...change });
const at = (change = {}) => ({ site: site(), contact, now: NOW, newId: () => 'k1', ...change });
const CONSENT = { texts: { mn: { greeting: '', consent: 'Зөвшөөрөх үү?' } } };

describe('what visitors send', () => {
  test('F3 a message speaks for itself, and a number says its country or its sender must be known', () => {
    expect(needsContact(site(CONSENT), message)).toBe(false);
    expect(needsContact(site(), ring())).toBe(true);
    expect(needsContact(site(), ring({ phone: '+976 9911 2233' }))).toBe(false);
    expect(needsContact(site(), ring({ country: 'MN' }))).toBe(false);
    expect(needsContact(site(), form({ email: 'bat@example.mn' }))).toBe(false);
    expect(needsContact(site(CONSENT), form({ email: 'bat@example.mn' }))).toBe(true);
    expect(needsContact(site(CONSENT), form({ email: 'bat@example.mn', hasConsent: true }))).toBe(false);
  });

  test('F1 F2 a callback is asked for by the number in E.164, in the window that is promised', () => {
    expect(checked(ring({ name: 'Bat', topic: 'Lilies' }), at())).toEqual({
      body: {
        kind: 'callback',
        callbackId: 'k1',
        phone: '+97699112233',
        name: 'Bat',
        topic: 'Lilies',
        isAsap: true,
        startAt: NOW + 15 * 60_000,
        endAt: NOW + 30 * 60_000,
        timeZone: 'UTC',
      },
      orElse: [],
      words: { name: 'Bat', phone: '+97699112233' },
    });
  });

  test('F1 a number is at home where its country says, else by the clock of its sender, else by that of the site', () => {
    const phone = (submitted: Submission, where = {}) => {
      const { body } = checked(submitted, at(where));
      return body.kind === 'callback' ? body.phone : null;
    };
    expect(phone(ring({ phone: '020 7946 0958', country: 'GB' }))).toBe('+442079460958');
    expect(phone(ring({ phone: '030 1234567', timeZone: 'Europe/Berlin' }))).toBe('+49301234567');
    const unknown = { contact: null, site: site({ timeZone: 'Asia/Hovd' }) };
    expect(phone(ring(), unknown)).toBe('+97699112233');
  });

  test.each<[string, Submission, object, string, object]>([
    ['a channel that is off', message, { site: site({ channels: ['form'] }) }, 'CHANNEL_OFF', {}],
    ['no number', ring({ phone: '' }), {}, 'FIELD_REQUIRED', { phone: 'FIELD_REQUIRED' }],
    ['a number that can not be rung', ring({ phone: '12' }), {}, 'PHONE_INVALID', { phone: 'PHONE_INVALID' }],
    ['no way back', form(), {}, 'FIELD_REQUIRED', { email: 'FIELD_REQUIRED' }],
    [
      'two mistakes',
      form({ email: 'bat@', phone: '12' }),
      {},
      'EMAIL_INVALID',
      { email: 'EMAIL_INVALID', phone: 'PHONE_INVALID' },
    ],
    [
      'no consent',
      ring(),
      { site: site({ ...CONSENT, locale: 'mn' }) },
      'CONSENT_REQUIRED',
      { hasConsent: 'CONSENT_REQUIRED' },
    ],
    ['a time that is not offered', ring({ startAt: NOW + 60_000 }), {}, 'SLOT_TAKEN', { startAt: 'SLOT_TAKEN' }],
  ])('F2 F3 %s is refused, with every field that is wrong', (_what, submitted, where, code, fields) => {
    const refusal = Object.keys(fields).length > 0 ? { code, fields } : { code };
    expect(() => checked(submitted, at(where))).toThrow(expect.objectContaining(refusal));
  });

  test('F3 consent is asked for in the language in which its sender sees the site', () => {
    const asksInMongolian = { site: site(CONSENT) };
    expect(() => checked(ring(), at(asksInMongolian))).toThrow(expect.objectContaining({ code: 'CONSENT_REQUIRED' }));
    const reader = { ...asksInMongolian, contact: { ...contact, locale: 'ru' as const } };
    expect(checked(ring(), at(reader)).body.kind).toBe('callback');
  });
});
