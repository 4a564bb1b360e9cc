import type { MessagesOf } from '../../../shell/locale.ts';

const en = {
  title: 'Tags',
  find: 'Find a tag or type a new one',
  make: 'New tag: {tag}',
  none: 'No tags yet. Type one and press Enter.',
};
export default en;
export type Messages = MessagesOf<typeof en>;
