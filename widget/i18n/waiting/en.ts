/** What the waiting list of a full day says: fetched with its chunk. The source of the other languages. */
export default {
  ask: 'Is your day full?',
  open: 'Wait for it',
  lead: 'As soon as a place is free, we keep it for you for a while and tell you. Nobody else is asked meanwhile.',
  day: 'Which full day?',
  from: 'Not before',
  until: 'Not after',
  send: 'Put me on the list',
  done: 'You are on the waiting list',
  place: 'Your number in the list of this day: {n}',
  tell: 'We write to {to} as soon as a place is free.',
  see: 'See your place, or leave the list',
  free: 'A time of that day has just become free: book it',
  full: 'So many wait for that day already. Please choose another',
  twice: 'You wait for that day already. Your link shows your place',
  back: 'Back to the free times',
};
