import type { Messages } from './en.ts';

export default {
  visit: 'Визит',
  pages: { one: '{n} страница', few: '{n} страницы', many: '{n} страниц', other: '{n} страницы' },
  on: 'на сайте {site}',
  more: { one: 'и ещё {n}', few: 'и ещё {n}', many: 'и ещё {n}', other: 'и ещё {n}' },
} satisfies Messages;
