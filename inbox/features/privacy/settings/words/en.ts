import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  lead: 'How long this site keeps what people leave. What is older goes by itself, within the hour.',
  keepConversations: 'Closed conversations',
  keepConversationsHint: 'With everything said in them, counted from the last entry.',
  keepHeld: 'Quarantine',
  keepHeldHint: 'What was held as spam and nobody released, counted from the last entry.',
  keepCallbacks: 'Details of past calls',
  keepCallbacksHint: 'Number, name and topic, counted from the time of the call.',
  keepTrails: 'Pages and browsers of visitors',
  keepTrailsHint: 'Counted from the last visit.',
  keepContacts: 'People without a conversation',
  keepContactsHint: 'Counted from the last visit.',
  keepDeliveries: 'Deliveries that were given up',
  keepDeliveriesHint: 'They hold what was said, too.',
  forEver: 'For ever',
  days: { one: '{n} day', other: '{n} days' },
  keepsQueries: 'Keep whole page addresses',
  keepsQueriesHint: 'Otherwise what stands behind ? and # is cut off: it may name a person.',
  receipts: 'Erased people',
  receiptsLead:
    'To erase or export somebody, open their conversation: it is at the end of the column about the person.',
  noReceipts: 'Nobody was erased yet.',
  erasedBy: '{time}, by {name}',
  gone: { one: '{n} record', other: '{n} records' },
  receipt: 'Receipt',
};
export default en;
export type Messages = MessagesOf<typeof en>;
