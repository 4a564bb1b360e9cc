import type { Messages } from './en.ts';

export default {
  asked: 'Залгахыг хүссэн',
  pending: 'амласан: {time}',
  late: 'хоцорсон: {time}',
  reached: 'ярьсан',
  wrongNumber: 'буруу дугаар',
  cancelled: 'цуцалсан',
  missed: 'холбогдоогүй',
  tries: { one: '{n} оролдлого', other: '{n} оролдлого' },
} satisfies Messages;
