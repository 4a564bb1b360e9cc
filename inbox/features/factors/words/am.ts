import type { Messages } from './en.ts';

export default {
  code: 'ኮድ',
  codeHint: 'መተግበሪያዎ አሁን የሚያሳያቸው ስድስት አሃዞች።',
  recoveryCode: 'የመጠባበቂያ ኮድ',
  useRecovery: 'በምትኩ የመጠባበቂያ ኮድ ይጠቀሙ',
  useApp: 'በምትኩ የመተግበሪያውን ኮድ ይጠቀሙ',
} satisfies Messages;
