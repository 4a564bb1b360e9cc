/** Which rows of people somebody sees, as `maySeeRow` says it (SPEC RI4). */
import type { Document } from 'mongodb';

/** Where rows say of which site they are, and whose. */
interface Place {
  /** The path of their site, or of the sites of what they consist of. */
  path: string;
  /** An expression of those as a list. */
  sites: unknown;
  /** An expression of the contact's id. */
  contactId: string;
}

/** Of rows that say one site, and name a contact. */
export const OF_ONE: Place = { path: 'siteId', sites: ['$siteId'], contactId: '$contactId' };

/**
 * Stages that leave the rows of these sites, and of those of no site the ones whose card came to one of these, or to none.
 * @param siteIds null: of all, and nobody is looked up
 */
export function seenRows(siteIds: readonly string[] | null, { path, sites, contactId }: Place = OF_ONE): Document[] {
  if (siteIds === null) return [];
  const seen = { $literal: [...siteIds] };
  const isOneOf = (some: unknown) => ({ $gt: [{ $size: { $setIntersection: [some, seen] } }, 0] });
  const came = { $setDifference: [{ $setUnion: ['$own.siteId', '$same.siteId'] }, [null]] };
  return [
    { $match: { [path]: { $in: [null, ...siteIds] } } },
    // Whose row says that it is seen is not looked up: nobody has an empty id.
    { $set: { named: { $cond: [isOneOf(sites), '', contactId] } } },
    { $lookup: { from: 'contacts', localField: 'named', foreignField: '_id', as: 'own' } },
    { $set: { card: { $ifNull: [{ $first: '$own.card.id' }, ''] } } },
    { $lookup: { from: 'contacts', localField: 'card', foreignField: 'card.id', as: 'same' } },
    { $match: { $expr: { $or: [{ $eq: ['$named', ''] }, { $eq: [came, []] }, isOneOf(came)] } } },
    { $unset: ['named', 'card', 'own', 'same'] },
  ];
}
