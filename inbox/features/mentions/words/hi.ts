import type { Messages } from './en.ts';

export default {
  title: 'उल्लेख',
  unread: { one: 'उल्लेख, {n} अपठित', other: 'उल्लेख, {n} अपठित' },
  empty: 'अभी किसी नोट में आपका उल्लेख नहीं है।',
  colleagues: 'सहकर्मी',
  colleague: 'सहकर्मी',
  mentionedBy: '{name} ने आपका उल्लेख किया',
  spoken: '{name} ने एक नोट में आपका उल्लेख किया: {words}',
  by: '{name}: {words}',
} satisfies Messages;
