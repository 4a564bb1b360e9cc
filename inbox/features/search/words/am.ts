import type { Messages } from './en.ts';

export default {
  searchLabel: 'ሰዎችንና መልእክቶችን ይፈልጉ',
  searchClear: 'ፍለጋውን ያጽዱ',
} satisfies Messages;
