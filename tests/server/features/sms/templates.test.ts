import { describe, expect, test } from 'vitest';
import { fillForm, fillHeaders, fillJson, fillUrl, textAt } from '../../../../server/features/sms/templates.ts';

const SAID: readonly string[] = [
  'Сайн уу',
  'a&To=+1&b=c',
  'a=b\nFrom=x',
  '"}, "to": "+1", {"',
  '\\',
  '{{key}}',
  'line\r\nX-Evil: 1',
  '../../admin?x=1#y',
  '😀 %41 +',
  '\u2028 </script>',
];

describe('SM2 a value stays a value, wherever it stands', () => {
  test.each(SAID)('%j', text => {
    const values = new Map([
      ['text', text],
      ['to', '+97699112233'],
      ['key', 'secret'],
    ]);
    const form = new URLSearchParams(fillForm('To={{to}}\nBody=say: {{text}}\nEmpty={{none}}', values));
    expect([...form]).toEqual([
      ['To', '+97699112233'],
      ['Body', `say: ${text}`],
    ]);
    expect(JSON.parse(fillJson('{"to": ["{{to}}"], "text": "{{text}}", "n": 3}', values))).toEqual({
      to: ['+97699112233'],
      text,
      n: 3,
    });
    const url = new URL(fillUrl('https://gw.example/send?text={{text}}&to={{to}}', values));
    expect([url.origin, url.pathname, url.hash]).toEqual(['https://gw.example', '/send', '']);
    expect([...url.searchParams]).toEqual([
      ['text', text.toWellFormed()],
      ['to', '+97699112233'],
    ]);
    const headers = fillHeaders('X-Text: a{{text}}z\nAuthorization: Bearer {{key}}', values);
    expect(Object.keys(headers)).toEqual(['x-text', 'authorization']);
    expect(headers['x-text']).toMatch(/^a[\x20-\x7e]*z$/);
    expect(headers.authorization).toBe('Bearer secret');
  });
});

test('SM2 what comes out empty is left out of JSON, with what held nothing else', () => {
  const template = '{"a": {"url": "{{reports}}"}, "b": [{"to": "{{to}}"}], "c": "", "d": [], "e": null, "f": false}';
  expect(JSON.parse(fillJson(template, new Map([['to', '1']])))).toEqual({
    b: [{ to: '1' }],
    c: '',
    d: [],
    e: null,
    f: false,
  });
});

test.each<[unknown, string, string]>([
  [{ messages: [{ status: '0' }] }, 'messages.0.status', '0'],
  [{ messages: [{ status: 0 }] }, 'messages.0.status', '0'],
  [{ a: { b: true } }, 'a.b', 'true'],
  [{ a: { b: {} } }, 'a.b', ''],
  [{ a: null }, 'a.b', ''],
  [{}, '__proto__.toString', ''],
  [{}, 'constructor.name', ''],
  [{ data: '[{"requestId":"7"}]' }, 'data.0.requestId', '7'],
  [undefined, 'a', ''],
])('SM2 %j at %s is %j', (json, path, text) => {
  expect(textAt(json, path)).toBe(text);
});
