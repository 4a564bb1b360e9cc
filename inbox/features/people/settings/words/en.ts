import type { MessagesOf } from '../../../../shell/locale.ts';

const en = {
  lead: 'Out of sight until you want them. What is switched off is kept, and there again when it is switched on.',
  customers: 'Customers',
  customersHint: 'A card for everybody, purchases, complaints, the funnel and lists to work off.',
  telephone: 'Telephone',
  telephoneHint: 'Shows who calls while it rings, and keeps a log of the calls.',
  booking: 'Booking',
  bookingHint: 'People take a time at your site: services, who does them, and when.',
  loyalty: 'Loyalty',
  loyaltyHint: 'Bonus by telephone number, earned and spent at the till.',
  fields: 'Own fields',
  fieldsHint: 'What you want to know of people besides: shoe size, favourite flower, day of the wedding.',
  fieldName: 'Name',
  kind: 'Kind',
  text: 'Text',
  number: 'Number',
  date: 'Date',
  choice: 'Choice',
  yesNo: 'Yes or no',
  choices: 'Choices, one a line',
  choicesWanted: 'At least one choice is needed, each of 200 letters at most.',
  addField: 'Add a field',
  removeField: 'Remove the field {name}',
  up: 'Move {name} up',
  down: 'Move {name} down',
};
export default en;
export type Messages = MessagesOf<typeof en>;
