import type { Messages } from './en.ts';

export default {
  title: 'መለያዎች',
  find: 'መለያ ይፈልጉ ወይም አዲስ ይጻፉ',
  make: 'አዲስ መለያ፦ {tag}',
  none: 'እስካሁን መለያ የለም። አንድ ይጻፉና Enter ይጫኑ።',
} satisfies Messages;
