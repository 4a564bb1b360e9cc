import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import metadata from 'libphonenumber-js/min/metadata';
import { describe, expect, test } from 'vitest';
import { markPhone } from '../../../inbox/features/search/results/mark-pieces.ts';
import { spacedPhone } from '../../../inbox/shell/phone-formats.ts';
import { formatsOnly } from '../../../vite.config.ts';

/** Short and long, of one country for a code and of several, with a form for abroad of their own, of none. */
const NUMBERS = [
  '+97699112233',
  '+251911234567',
  '+15417543010',
  '+79161234567',
  '+966501234567',
  '+971501234567',
  '+919876543210',
  '+442071838750',
  '+493012345678',
  '+5491123456789',
  '+33612345678',
  '+861062345678',
  '+8613812345678',
  '+6591234567',
  '+818012345678',
  '+77012345678',
  '+390612345678',
  '+80012345678',
];

describe('a phone number', () => {
  test.each(NUMBERS)('%s is printed as the country prints it for people abroad', number => {
    expect(spacedPhone(number)).toBe(parsePhoneNumberFromString(number)!.formatInternational().replace(/[-()]/g, ' '));
    expect(spacedPhone(number)).toContain(' ');
  });

  test('stays what it is when no country writes it so', () => {
    for (const text of ['', '12', 'call me', '+', '+999123456', '9911 2233']) expect(spacedPhone(text)).toBe(text);
  });

  test('the build keeps the formats of every calling code, and nothing else', () => {
    const kept = formatsOnly(metadata);
    for (const [code, [country]] of Object.entries(metadata.country_calling_codes)) {
      expect(kept.countries[country!]![4], code).toEqual(metadata.countries[country!]![4] ?? 0);
    }
    expect(kept.nonGeographic['800']![4]).toEqual(metadata.nonGeographic['800']![4]);
    expect(JSON.stringify(kept).length).toBeLessThan(JSON.stringify(metadata).length * 0.7);
  });

  test('SE1 is marked by its digits, however they are spaced', () => {
    expect(markPhone('+976 9911 2233', '99112')).toEqual([{ text: '+976 9911 2233', isMarked: true }]);
    expect(markPhone('+976 9911 2233', 'peonies').some(piece => piece.isMarked)).toBe(false);
  });
});
