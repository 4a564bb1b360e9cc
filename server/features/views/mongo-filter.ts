import type { Filter } from 'mongodb';
import type { Condition } from '../../../protocol/conditions.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import { after, pageOf } from '../../store/mongo/cursors.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import type { ConversationDocument } from '../conversations/mongo-document.ts';
import { amongSites, orderOf } from './mongo-lists.ts';
import type { ViewStore } from './store.ts';

type Asked = Filter<ConversationDocument>;

/** Where the fields of conditions lie in a document. */
const PATHS: Record<Condition['field'], string> = {
  siteId: 'siteId',
  status: 'status',
  assigneeId: 'assigneeId',
  locale: 'contact.locale',
  waitKind: 'wait.kind',
  tags: 'tags',
  channels: 'channels',
  waitingSince: 'waitingSince',
  callbackAt: 'callbackAt',
};

const OPERATORS: Record<Condition['op'], (value: Condition['value']) => object> = {
  is: value => ({ $eq: value }),
  isNot: value => ({ $ne: value }),
  isAmong: value => ({ $in: value }),
  // Of a list, one of its values.
  has: value => ({ $eq: value }),
  upTo: value => ({ $lte: value }),
  after: value => ({ $gt: value }),
};

/** As a document has it: nobody is ''. */
function asked({ field, op, value }: Condition): Asked {
  return { [PATHS[field]]: OPERATORS[op](field === 'assigneeId' ? (value ?? '') : value) };
}

/** What an index can be entered by: all else is looked at one by one. */
function isWay({ field, op }: Condition): boolean {
  return field === 'status' || field === 'tags' || (field === 'assigneeId' && op === 'is');
}

/** Filtered lists. A page looks at no more documents than it is told to, whatever it finds. */
export function createFilterReader({ database: { conversations }, ledger }: Engine): Pick<ViewStore, 'filtered'> {
  return {
    async filtered({ conditions, siteIds = null, cursor, limit, look }) {
      const status = conditions.find(each => each.field === 'status')?.value as Conversation['status'];
      const { field, descends, at } = orderOf(status);
      const direction = descends ? -1 : 1;
      const sort = { [field]: direction, _id: direction } as const;
      const rest = after<ConversationDocument>(field, cursor, descends);
      const [end] = await conversations
        .find({ $and: [rest, ...conditions.filter(isWay).map(asked)] })
        .sort(sort)
        .skip(look - 1)
        .limit(1)
        .toArray();
      const those = [
        rest,
        amongSites(siteIds),
        ...conditions.map(asked),
        ...(end ? [upTo(field, at(end), end._id, descends)] : []),
      ];
      const found = await conversations
        .find({ $and: those })
        .sort(sort)
        .limit(limit + 1)
        .toArray();
      const page = pageOf(found, limit, at);
      const last = end && `${at(end)}.${end._id}`;
      return { items: await ledger.caughtUp(page.items), cursor: page.cursor ?? last ?? null };
    },
  };
}

/** Up to a place in the order, and with it. */
function upTo(field: string, number: number, id: string, descends: boolean): Asked {
  const [within, withinOrAt] = descends ? ['$gt', '$gte'] : ['$lt', '$lte'];
  return {
    [field]: { [withinOrAt]: number },
    $or: [{ [field]: { [within]: number } }, { _id: { [withinOrAt]: id } }],
  } as Asked;
}
