/** What a person reads who asked what is held of them. The source of the other languages. */
export const en = {
  title: 'What {site} holds of you',
  made: 'As of {time}. The same, for programs, is in the file with the ending .jsonl.',
  contacts: 'Who you are',
  contactMerges: 'How you were known to be one person',
  importPeople: 'What came of you by a file',
  visitors: 'Your browsers, and the pages they were on',
  conversations: 'What was said',
  files: 'Files',
  callbacks: 'Calls that you asked for',
  calls: 'Calls by telephone',
  mails: 'Your mails, whole',
  ratings: 'How you rated it',
  purchases: 'What you bought',
  complaints: 'Your complaints',
  bookings: 'Your bookings',
  stageMoves: 'Where you stood with us',
  listEntries: 'Why we wanted to call you',
  listCalls: 'What came of our calls',
  loyaltyRows: 'Your bonus',
  deliveries: 'What waits to be passed on to other programs of {site}',
  nothing: 'Nothing.',
  you: 'You',
  system: 'Automatic',
  note: 'Note among colleagues',
} as const;

export type ExportWords = Record<keyof typeof en, string>;
