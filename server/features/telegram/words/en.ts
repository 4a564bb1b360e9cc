/** What the bot says. The source of the other languages. */
export const en = {
  stranger:
    'This bot speaks with the agents of one desk only. If you are one, paste the code that its inbox gives you under “How I am told”.',
  group: 'I speak with each agent alone, not in groups. Please write to me directly.',
  linked:
    'This chat is linked to {name}. You are told here who is waiting. To answer, reply to what I tell you. /stop ends it.',
  codeWrong: 'This code is not valid, or not any more. Make a new one under “How I am told” and paste it here.',
  unlinked: 'This chat is no longer linked. You are told nothing more here.',
  help: 'You are told here who is waiting. “{take}” makes a conversation yours; a reply to what I tell you is sent as your answer. /stop unlinks this chat.',
  notReply: 'Not sent: I do not know who this is for. Reply to the notice that you want to answer.',
  tooOld: 'Not sent: I do not know, or no longer, who this is for. Please answer in Deskbell.',
  onlyText: 'Not sent: only text can be sent from here. Files can be sent in Deskbell.',
  tooLong: 'Not sent: the text is longer than {max} characters.',
  gone: 'Not done: the conversation is no longer there, or no longer yours to see.',
  mayNot: 'Not done: you may only read.',
  refused: 'Not done: it was refused. Please look in Deskbell.',
  sent: 'Sent.',
  take: 'Take',
  answer: 'Answer by reply',
  open: 'Open',
  prompt: 'Reply to this message: what you write is sent as your answer.',
  placeholder: 'Your answer',
  yours: 'It is yours',
  taken: '{name} has it',
  seenByYou: 'You have it open',
  seen: '{name} is looking at it',
} as const;

export type Messages = Record<keyof typeof en, string>;
