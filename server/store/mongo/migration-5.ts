/**
 * Indexes of some documents said which by the type of a field. MongoDB does not see that a text which is looked for is a string,
 * and passed over them: an identity, a card, a client id were looked for in whole collections. They are made again, by
 * bounds, right behind the migrations.
 */
import type { IndexDescriptionInfo } from 'mongodb';
import type { Database } from './connection.ts';
import { dropIndexes } from './indexes.ts';

const PASSED_OVER: readonly unknown[] = ['string', 'number'];

export async function migration5(database: Database): Promise<void> {
  await dropIndexes(database, isPassedOver);
}

function isPassedOver({ partialFilterExpression = {} }: IndexDescriptionInfo): boolean {
  return Object.values(partialFilterExpression).some(wanted => PASSED_OVER.includes(wanted?.$type));
}
