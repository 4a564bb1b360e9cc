import type { Messages } from './en.ts';

export default {
  askedChat: '{name} से बातचीत कैसी रही, पूछा गया',
  askedCall: '{name} की कॉल कैसी रही, पूछा गया',
  rated: '{name} को 5 में से {score}',
  told: 'मालिक {names} को बताया गया',
  declined: 'रेटिंग नहीं देना चाहते',
  lowFrom: 'कम रेटिंग: {name}',
  lowSpoken: 'कम रेटिंग: {name}।',
} satisfies Messages;
