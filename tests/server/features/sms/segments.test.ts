import { describe, expect, test } from 'vitest';
import { countSegments } from '../../../../server/features/sms/segments.ts';

describe('SM3 a text takes as many segments as networks cut it into', () => {
  test.each<[text: string, encoding: 'GSM-7' | 'UCS-2', segments: number]>([
    ['Hello', 'GSM-7', 1],
    ['x'.repeat(160), 'GSM-7', 1],
    ['x'.repeat(161), 'GSM-7', 2],
    ['x'.repeat(306), 'GSM-7', 2],
    ['x'.repeat(307), 'GSM-7', 3],
    // Signs of the extension table take two places each.
    ['€'.repeat(80), 'GSM-7', 1],
    ['€'.repeat(81), 'GSM-7', 2],
    ['ж'.repeat(70), 'UCS-2', 1],
    ['ж'.repeat(71), 'UCS-2', 2],
    ['ж'.repeat(134), 'UCS-2', 2],
    ['ж'.repeat(135), 'UCS-2', 3],
    // One letter that the old alphabet lacks makes all of it dearer.
    [`${'x'.repeat(100)}ж`, 'UCS-2', 2],
    ['😀'.repeat(35), 'UCS-2', 1],
    ['😀'.repeat(36), 'UCS-2', 2],
    ['', 'GSM-7', 1],
    // A reminder is two in most of our languages, and one in English.
    ['Altan Salon: your visit is tomorrow, 4 March, at 15:00. To move it, call +976 7711 2233.', 'GSM-7', 1],
    ['Алтан Салон: таны цаг маргааш, 3-р сарын 4-нд 15:00 цагт. Цаг өөрчлөх бол 7711-2233 руу залгана уу.', 'UCS-2', 2],
    ['Салон Алтан: ждём вас завтра, 4 марта, в 15:00. Чтобы перенести визит, позвоните +7 495 123-45-67.', 'UCS-2', 2],
    ['صالون ألتن: موعدك غدًا الأربعاء 4 مارس الساعة 15:00. لتغيير الموعد اتصل على الرقم ‎+966 11 123 4567.', 'UCS-2', 2],
    ['आल्तन सैलून: आपका समय कल, 4 मार्च, 15:00 बजे है। समय बदलने के लिए +91 22 1234 5678 पर फ़ोन करें।', 'UCS-2', 2],
    ['አልታን ሳሎን፦ ቀጠሮዎ ነገ መጋቢት 4 ቀን 15:00 ላይ ነው። ለመቀየር +251 11 123 4567 ይደውሉ።', 'UCS-2', 1],
  ])('%s', async (text, encoding, segments) => {
    expect(await countSegments(text)).toEqual({ encoding, segments });
  });
});
