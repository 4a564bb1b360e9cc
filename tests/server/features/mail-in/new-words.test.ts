import { expect, test } from 'vitest';
import { newWords } from '../../../../server/features/mail-in/new-words.ts';

const QUOTED = '> Do you deliver to Darkhan?\n> Ann';

/** How programs announce what they quote, in our languages and those of neighbours. */
const ANNOUNCED = [
  'On Mon, 2 Mar 2026 at 16:00, Ann Lee <ann@example.com> wrote:',
  'On Mon, Mar 2, 2026 at 4:00 PM Ann Lee <ann@example.com>\nwrote:',
  'On 2 Mar 2026, at 16:00, Ann Lee <a.very.long.name.of.somebody@subdomain.example.com>\nwrote:',
  '2026-03-02 16:00 GMT+08:00 Ann Lee <ann@example.com>:',
  'пн, 2 мар. 2026 г. в 16:00, Ann Lee <ann@example.com>:',
  '2 марта 2026 г., в 16:00, Анна <ann@example.com> написал(а):',
  'Понедельник, 2 марта 2026, 16:00 +03:00 от Анна <ann@example.com>:',
  '02.03.2026 16:00, Анна пишет:',
  '2026 оны 3-р сарын 2, Даваа 16:00 цагт Ann Lee <ann@example.com> бичсэн:',
  '2026 оны 3 сарын 2, Да, 16:00 цагт, Ann Lee <ann@example.com> дараахыг\nбичсэн:',
  'في الاثنين، 2 مارس 2026 في 4:00 م تمت كتابة ما يلي بواسطة Ann Lee <ann@example.com>:',
  'في ٢ مارس ٢٠٢٦، الساعة ٤:٠٠ م، كتب Ann Lee:',
  'ሰኞ፣ ማርች 2 2026 በ16:00 ላይ Ann Lee <ann@example.com> ጽፏል፦',
  'सोम, 2 मार्च 2026 को 4:00 pm बजे Ann Lee <ann@example.com> ने लिखा:',
  'Am Mo., 2. März 2026 um 16:00 Uhr schrieb Ann Lee <ann@example.com>:',
  'Le lun. 2 mars 2026 à 16:00, Ann Lee <ann@example.com> a écrit :',
  'El lun, 2 mar 2026 a las 16:00, Ann Lee (<ann@example.com>) escribió:',
];

for (const announced of ANNOUNCED) {
  test(`MI5 what is quoted is cut off below "${announced.slice(0, 30)}…"`, () => {
    expect(newWords(`Yes, on Friday.\n\n${announced}\n\n${QUOTED}`)).toBe('Yes, on Friday.');
    // Pages of mail programs lose the marks of the lines.
    expect(newWords(`Yes, on Friday.\n\n${announced}\n\nDo you deliver to Darkhan?\nAnn`)).toBe('Yes, on Friday.');
    expect(newWords(`${announced}\n${QUOTED}\n\nYes, on Friday.`)).toBe('Yes, on Friday.');
  });
}

/** What Outlook puts above what it quotes. */
const BLOCKS = [
  ['From: Ann Lee <ann@example.com>', 'Sent: Monday, March 2, 2026 4:00 PM', 'To: Shop', 'Subject: Delivery'],
  ['*From:* Ann Lee', '*Date:* 2 March', '*To:* Shop', '*Subject:* Delivery'],
  ['От: Ann Lee', 'Отправлено: 2 марта 2026 г. 16:00', 'Кому: Shop', 'Тема: Доставка'],
  ['Хэнээс: Ann Lee', 'Илгээсэн: 2026-03-02 16:00', 'Хэнд: Shop', 'Сэдэв: Хүргэлт'],
  ['من: Ann Lee', 'تم الإرسال: 2 مارس 2026', 'إلى: Shop', 'الموضوع: التوصيل'],
  ['ከ: Ann Lee', 'የተላከው: ማርች 2', 'ለ: Shop', 'ርዕስ: ማድረስ'],
  ['प्रेषक: Ann Lee', 'भेजा गया: 2 मार्च 2026', 'प्रति: Shop', 'विषय: डिलीवरी'],
  ['Von: Ann Lee', 'Gesendet: Montag, 2. März 2026 16:00', 'An: Shop', 'Betreff: Lieferung'],
];

for (const lines of BLOCKS) {
  test(`MI5 the same below Outlook's "${lines[0]}"`, () => {
    expect(newWords(`Yes, on Friday.\n\n${lines.join('\n')}\n\nDo you deliver?`)).toBe('Yes, on Friday.');
    expect(newWords(`Yes.\n\n${'_'.repeat(32)}\n${lines.join('\n')}\n\nDo you deliver?`)).toBe('Yes.');
  });
}

test.each([
  ['a line of dashes', 'Yes.\n\n-----Original Message-----\nFrom: Ann\nhello', 'Yes.'],
  ['the same in Russian', 'Да.\n\n-------- Исходное сообщение --------\nПривет', 'Да.'],
  ['the same in Mongolian', 'Тийм.\n\n--- Эх захидал ---\nСайн уу', 'Тийм.'],
  ['a signature', 'Yes.\n\n-- \nAnn Lee\nDarkhan', 'Yes.'],
  ['a signature that lost its blank', 'Yes.\n--\nAnn Lee', 'Yes.'],
  ['a phone', 'Yes.\n\nSent from my iPhone', 'Yes.'],
  ['a phone in Russian', 'Да.\n\nОтправлено с iPhone', 'Да.'],
  ['answers between what is quoted', '> one?\nYes.\n> two?\nNo.', 'Yes.\nNo.'],
  ['a signature above what is quoted', 'Yes.\n-- \nAnn\n\nOn 2 Mar 2026, Bat <b@c.de> wrote:\n> old', 'Yes.'],
  [
    'an answer below what is quoted, signed',
    'On 2 Mar 2026, Bat <b@c.de> wrote:\n> old\n> -- \n> Bat\n\nYes.\n-- \nAnn',
    'Yes.',
  ],
])('MI5 %s is taken off', (_what, mail, words) => {
  expect(newWords(mail)).toBe(words);
});

test.each([
  ['words that only look so', 'I wrote to you on Monday at 16:00: nobody answered.\nPlease do.'],
  ['a list with a colon', 'We need at 16:00:\n- roses\n- tulips'],
  [
    'a mail that is passed on',
    'See below.\n\n---------- Forwarded message ---------\nFrom: Bat <bat@example.mn>\nSent: today\nTo: me\nSubject: x\n\nHello',
  ],
  ['dashes between paragraphs', 'One.\n\n---\n\nTwo.'],
  ['a line that begins with From', 'From: what I know, it is closed.\nIs it?'],
])('MI5 %s stays', (_what, mail) => {
  expect(newWords(mail)).toBe(mail);
});

test('MI5 a mail that is nothing but quoted says that, and a hostile one takes no time', () => {
  expect(newWords(QUOTED)).toBe(QUOTED);
  expect(newWords('')).toBe('');
  const hostile = `${'On 2026 <a@b.c> '.repeat(4_000)}\n${'wrote '.repeat(10_000)}\n${'On 1:\n'.repeat(10_000)}${'>'.repeat(20_000)}`;
  const before = process.cpuUsage();
  newWords(hostile);
  expect(process.cpuUsage(before).user / 1_000).toBeLessThan(3_000);
});
