/** What people do to come to a booking, for the pages that let them. */
export { freeTimes } from './offer.ts';
export { namedFor, shopZone } from './shop.ts';
export { bookTime, dropHold, holdTime, type Visiting } from './take.ts';
