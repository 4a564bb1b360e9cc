import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  browser: 'Browser',
  cameBy: 'Came from',
  direct: 'typed or bookmarked',
  lastPage: 'Last page',
  page: 'On page',
  phone: 'Phone',
  theirTime: 'Their time',
  visits: 'Pages seen',
  before: 'Before',
  attributes: 'From the site',
};
export default en;
export type Messages = MessagesOf<typeof en>;
