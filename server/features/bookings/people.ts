/** What people do to come to a booking, for the pages that let them, and for the list of who waits for one. */
export { freeTimes, refuseSwitchedOff } from './offer.ts';
export { emptied, namedFor, type OpenShop, shopFor, shopZone, withoutOwn } from './shop.ts';
export { bookTime, dropHold, holdTime, type Visiting } from './take.ts';
